import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { errorPage } from '../scripts/lib/error-page';
import { EXAMPLES } from '../scripts/lib/examples';
import { startIssuer } from '../simulator/actionable-messages/issuer';
import { activityBody } from '../simulator/activity';
import { SENDERS } from '../src/events/senders';
import { EVENT_KINDS, EVENT_STATES } from '../src/events/vocabulary';
import { ERRORS } from '../src/errors';
import { actionItem, callAction } from './support/card-action';
import { sign } from './support/signing';
import { callTrigger, itemOf } from './support/trigger';
import { ROOT } from './support/root';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const filesIn = (folder: string, ending: string) =>
	readdirSync(join(ROOT, folder))
		.filter((name) => name.endsWith(ending))
		.map((name) => `${folder}/${name}`);
const pages = [
	'README.md',
	'CHANGELOG.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	...filesIn('docs', '.md'),
	...filesIn('docs/examples', '.md'),
	...filesIn('docs/reference', '.md'),
];
const examples = filesIn('examples', '.json').map((path) => path.slice('examples/'.length, -'.json'.length));
const blocks = (path: string, language: string) =>
	[...read(path).matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) => match[1] ?? '');

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

it.each([
	'agent-deploy-approval',
	'approval-by-link',
	'approval-by-mention',
	'assistant-in-a-channel',
	'card-action',
	'connector-gateway',
	'mention-reply',
	'deploy-bot',
	'slow-report',
	'two-teams',
])('examples/%s.json keeps no data of successful executions', (name) => {
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

it('keeps the schema and the sample item of card actions in step with what the trigger emits', async () => {
	const issuer = await startIssuer();
	try {
		const call = await callAction({ issuer, body: '{}' });
		call.response.close();
		const schema = JSON.parse(read('nodes/TeamsCardActionTrigger/__schema__/v1.1.0.json')) as Schema;
		const [sample] = JSON.parse(blocks('docs/card-actions.md', 'json')[0] ?? '') as [Record<string, unknown>];
		const withoutInputs = shapeOf({ ...sample, inputs: {} });
		expect(shapeOf(actionItem(call))).toEqual(withoutInputs);
		expect({ ...(shapeOfSchema(schema) as object), inputs: {} }).toEqual(withoutInputs);
	} finally {
		await issuer.close();
	}
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

/** An example as its file holds it. */
interface ExampleFile {
	readonly nodes: ReadonlyArray<{
		readonly name: string;
		readonly type: string;
		readonly parameters: unknown;
		readonly credentials?: unknown;
	}>;
	readonly connections: Record<string, unknown>;
	readonly settings: { readonly errorWorkflow?: string; readonly timezone?: string };
}

const readExample = (name: string) => JSON.parse(read(`examples/${name}.json`)) as ExampleFile;
const isNote = (node: { readonly type: string }) => node.type === 'n8n-nodes-base.stickyNote';

it.each(examples)(
	'examples/%s.json has every node connected, no credential, no code and no error workflow in it',
	(name) => {
		const workflow = readExample(name);
		expect(workflow.nodes.every((node) => node.credentials === undefined)).toBe(true);
		expect(workflow.nodes.filter(({ type }) => /\.(?:code|function|functionItem|executeCommand)$/.test(type))).toEqual(
			[],
		);
		expect(workflow.settings.errorWorkflow).toBeUndefined();
		const linked = JSON.stringify(workflow.connections);
		for (const node of workflow.nodes.filter((each) => !isNote(each))) expect(linked).toContain(`"${node.name}"`);
	},
);

it.each(examples)(
	'examples/%s.json has one note, with what to set, in which node, and a credential for each',
	(name) => {
		const { nodes } = readExample(name);
		const notes = nodes.filter(isNote).map(({ parameters }) => (parameters as { readonly content: string }).content);
		expect(notes).toHaveLength(1);
		const [note = ''] = notes;
		expect(note).toMatch(/^## Set up\n1\. /);
		expect(note).toMatch(/\bpublish\b/i);
		const names = nodes.filter((each) => !isNote(each)).map((each) => each.name);
		const named = [...note.matchAll(/\*\*([^*]+)\*\*/g)].map(([, each]) => each);
		expect(named.filter((each) => !names.includes(each ?? ''))).toEqual([]);
		for (const type of EXAMPLES.find((example) => example.name === name)?.credentials ?? [])
			expect(note).toContain(`*${CREDENTIAL_NAMES[type] ?? type}*`);
	},
);

it.each(examples)('examples/%s.json sets its time zone where it has a schedule', (name) => {
	const { nodes, settings } = readExample(name);
	expect(settings.timezone !== undefined).toBe(nodes.some(({ type }) => type.endsWith('.scheduleTrigger')));
});

it.each(examples)('examples/%s.json has a page with a picture, and the index names it', (name) => {
	const page = read(`docs/examples/${name}.md`);
	expect(page).toContain(`(../../examples/${name}.json)`);
	expect(page).toContain(`(../images/example-${name}.png)`);
	expect(page).toMatch(/^## When something goes wrong$/m);
	expect(read('docs/examples.md')).toContain(`(examples/${name}.md)`);
});

it('knows every example, the path of its webhook and the credentials it asks for', () => {
	expect(EXAMPLES.map(({ name }) => name).sort()).toEqual([...examples].sort());
	for (const { name, path, buttonPath, mentionPath, hasEvent, credentials } of EXAMPLES) {
		const { nodes } = readExample(name);
		const paths = nodes
			.map(({ parameters }) => (parameters as { path?: string }).path)
			.filter((each) => each !== undefined);
		expect([name, paths]).toEqual([name, [path, buttonPath, mentionPath].filter((each) => each !== undefined)]);
		expect([name, existsSync(join(ROOT, 'examples', 'events', `${name}.json`))]).toEqual([name, hasEvent === true]);
		for (const type of credentials) expect(read(`docs/examples/${name}.md`)).toContain(CREDENTIAL_NAMES[type]);
	}
});

/** What the editor calls the credentials. */
const CREDENTIAL_NAMES: Readonly<Record<string, string>> = {
	teamsOutgoingWebhookApi: 'Microsoft Teams Outgoing Webhook API',
	teamsIncomingWebhookApi: 'Microsoft Teams Incoming Webhook API',
	teamsDestinationsApi: 'Microsoft Teams Destinations API',
	teamsCardActionApi: 'Microsoft Teams Card Action API',
	teamsConnectorApi: 'Microsoft Teams Connector API',
};

describe('CONTRIBUTING.md', () => {
	const named = [...read('CONTRIBUTING.md').matchAll(/`([\w./-]+(?:\.ts|\.md|\.json|\/))`/g)].map(
		([, name = '']) => name,
	);
	const rooms = ['credentials', 'docs', 'examples', 'nodes', 'scripts', 'simulator', 'src', 'test'];
	const files = [
		...readdirSync(ROOT),
		...rooms.flatMap((room) =>
			readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' }).map((name) => `${room}/${name}`),
		),
	];

	it('names files and folders', () => {
		expect(named.length).toBeGreaterThan(50);
	});

	it.each([...new Set(named)].filter((name) => !/NAME/.test(name)))('names %s, which is there', (name) => {
		const holds = (file: string) => file === name || file.endsWith(`/${name}`) || `/${file}`.includes(`/${name}`);
		expect(files.some(holds)).toBe(true);
	});
});

it('has every sender, kind and state of events on its page', () => {
	const page = read('docs/events.md');
	for (const [id, { name }] of Object.entries(SENDERS)) expect(page).toContain(`| ${name} | \`${id}\` |`);
	for (const word of [...Object.keys(EVENT_KINDS), ...Object.keys(EVENT_STATES)]) expect(page).toContain(`\`${word}\``);
});
