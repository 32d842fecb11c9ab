import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

it('explains exactly the error codes there are', () => {
	const codes = [...read('src/errors.ts').matchAll(/^\t\| '([a-z0-9-]+)'/gm)].map((match) => match[1]);
	const explained = [...read('docs/errors.md').matchAll(/^\| `([a-z0-9-]+)` \|/gm)].map((match) => match[1]);
	expect(codes.length).toBeGreaterThan(20);
	expect(explained).toEqual(codes);
});

it('names the running version everywhere', () => {
	const { version } = JSON.parse(read('package.json')) as { version: string };
	expect(read('CHANGELOG.md')).toContain(`## ${version}`);
});

it.each(readdirSync(join(ROOT, 'examples')))('examples/%s has every node connected and no credential or address in it', (name) => {
	const workflow = JSON.parse(read(`examples/${name}`)) as { nodes: Array<{ name: string; credentials?: unknown }>; connections: Record<string, unknown> };
	expect(workflow.nodes.every((node) => node.credentials === undefined)).toBe(true);
	const linked = JSON.stringify(workflow.connections);
	for (const node of workflow.nodes) expect(linked).toContain(`"${node.name}"`);
});
