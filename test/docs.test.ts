import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errorPage } from '../scripts/lib/error-page';
import { activityBody } from '../simulator/activity';
import { ERRORS } from '../src/errors';
import { sign } from './support/signing';
import { callTrigger, itemOf } from './support/trigger';

const ROOT = join(__dirname, '..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const pages = ['README.md', 'CHANGELOG.md', 'SECURITY.md', ...readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const blocks = (path: string, language: string) => [...read(path).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');

it.each(pages)('%s holds only JSON that can be parsed', (page) => {
	for (const block of blocks(page, 'json')) expect(() => JSON.parse(block) as unknown).not.toThrow();
});

it('finds the JSON of the README, and its two commands are npm scripts', () => {
	expect(blocks('README.md', 'json')).toHaveLength(2);
	const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
	expect(blocks('README.md', 'sh').join()).toContain('npm start');
	expect(scripts.start).toBeDefined();
});

it.each(pages)('%s links only to files that are there', (page) => {
	const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => match[1] ?? '');
	for (const link of links) expect(() => readFileSync(join(ROOT, page, '..', link))).not.toThrow();
});

it('has a page of errors that is made of the table, and the table is sorted', () => {
	expect(read('docs/errors.md')).toBe(errorPage());
	expect(Object.keys(ERRORS)).toEqual(Object.keys(ERRORS).sort());
});

it('explains exactly the codes of findings there are', () => {
	const codes = [...read('src/cards/finding.ts').matchAll(/^\t\| '([a-z0-9-]+)'/gm)].map((match) => match[1]);
	const explained = [...read('docs/card-findings.md').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]);
	expect(codes.length).toBeGreaterThan(40);
	expect(explained).toEqual([...codes].sort());
});

it('names the running version everywhere', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	expect(read('CHANGELOG.md')).toContain(`## ${version}`);
});

it.each(['mention-reply', 'deploy-bot', 'slow-report', 'two-teams'])('examples/%s.json keeps no data of successful executions', (name) => {
	expect(JSON.parse(read(`examples/${name}.json`))).toMatchObject({ settings: { saveDataSuccessExecution: 'none' } });
});

it('keeps the schema of the editor and the sample item of the docs in step with what the trigger emits', async () => {
	const commands = { values: [{ name: 'deploy', usage: '<service> [version]' }] };
	const body = Buffer.from(activityBody({ webhookName: 'n8n', text: 'deploy api v2', atMs: Date.now() }));
	const call = await callTrigger({ rawBody: body, authorization: sign(body), parameters: { commands } });
	call.response.close();
	const schema = JSON.parse(read('nodes/TeamsOutgoingWebhookTrigger/__schema__/v1.1.0.json')) as Schema;
	const [sample] = JSON.parse(blocks('docs/outgoing-webhook.md', 'json')[0] ?? '') as [unknown];
	expect(shapeOf(itemOf(call))).toEqual(shapeOf(sample));
	expect(shapeOfSchema(schema)).toEqual(shapeOf(sample));
});

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
}

/** The names of members at every level; lists and free objects are leaves. */
function shapeOf(value: unknown, name = ''): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value) || name === 'params') return null;
	return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, shapeOf(inner, member)]));
}

function shapeOfSchema(schema: Schema): unknown {
	if (schema.properties === undefined) return null;
	return Object.fromEntries(Object.entries(schema.properties).map(([name, inner]) => [name, shapeOfSchema(inner)]));
}

it.each(readdirSync(join(ROOT, 'examples')))('examples/%s has every node connected and no credential or address in it', (name) => {
	const workflow = JSON.parse(read(`examples/${name}`)) as { nodes: Array<{ name: string; credentials?: unknown }>; connections: Record<string, unknown> };
	expect(workflow.nodes.every((node) => node.credentials === undefined)).toBe(true);
	const linked = JSON.stringify(workflow.connections);
	for (const node of workflow.nodes) expect(linked).toContain(`"${node.name}"`);
});
