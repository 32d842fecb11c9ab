import { sublimeSearch } from '@n8n/utils/search/sublime-search';
import { existsSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Script } from 'node:vm';

import { packAndUnpack } from '../scripts/lib/package';
import { loadAsN8n } from './support/load';
import { cloudScan } from './support/scan';
import { ROOT } from './support/root';

let folder = '';
let packageFolder = '';
let loaded: ReturnType<typeof loadAsN8n> = { nodes: [], credentials: [] };

beforeAll(async () => {
	({ folder, packageFolder } = await packAndUnpack());
	loaded = loadAsN8n(packageFolder);
}, 60_000);

afterAll(async () => await rm(folder, { recursive: true, force: true }));

it('loads from the packed tarball as n8n loads it', () => {
	expect(loaded.nodes.map(({ name }) => name).sort()).toEqual([
		'teamsCardActionTrigger',
		'teamsConnectorTrigger',
		'teamsOutgoingWebhookTrigger',
		'teamsWebhook',
	]);
	expect(loaded.credentials.sort()).toEqual([
		'teamsCardActionApi',
		'teamsConnectorApi',
		'teamsDestinationsApi',
		'teamsIncomingWebhookApi',
		'teamsOutgoingWebhookApi',
		'teamsWorkflowsOAuth2Api',
	]);
	for (const description of loaded.nodes) {
		expect(description).toMatchObject({
			codex: { categories: ['Communication', 'Development'] },
			iconUrl: {
				light: expect.stringMatching(/\.svg$/) as string,
				dark: expect.stringMatching(/dark\.svg$/) as string,
			},
		});
	}
});

it('has an icon of its own for each node, for light and for dark', () => {
	const files = loaded.nodes.flatMap(({ iconUrl }) => {
		const { light, dark } = iconUrl as { readonly light: string; readonly dark: string };
		return [light, dark].map((url) => url.slice(url.lastIndexOf('/') + 1));
	});
	const drawings = files.map((file) => readFileSync(join(packageFolder, 'dist', 'icons', file), 'utf8'));
	expect(drawings).toHaveLength(8);
	expect(new Set(drawings).size).toBe(8);
});

/** What n8n's own node has in its place: with the search of the editor, and its weights. */
const N8N_OWN = {
	name: 'microsoftTeams',
	displayName: 'Microsoft Teams',
	codex: { alias: ['human', 'form', 'wait', 'hitl', 'approval'] },
};

it.each([
	['te', 'teamsOutgoingWebhookTrigger'],
	['teams', 'teamsOutgoingWebhookTrigger'],
	['teams trigger', 'teamsOutgoingWebhookTrigger'],
	['teams bot', 'teamsOutgoingWebhookTrigger'],
	['mention', 'teamsOutgoingWebhookTrigger'],
	['teams card', 'teamsWebhook'],
	['teams message', 'teamsWebhook'],
	['teams webhook', 'teamsWebhook'],
])('is found in the panel of nodes: for "%s" first comes %s', (text, first) => {
	const nodes = loaded.nodes.map((properties) => ({ properties }));
	const found = sublimeSearch(text, [{ properties: N8N_OWN }, ...nodes]).map(({ item }) => item.properties.name);
	expect(found[0]).toBe(first);
});

it('lists the retired connector last for "teams", and says in its name that it is retired', () => {
	const nodes = loaded.nodes.map((properties) => ({ properties }));
	const found = sublimeSearch('teams', nodes).map(({ item }) => item.properties.name);
	expect(found).toEqual([
		'teamsOutgoingWebhookTrigger',
		'teamsWebhook',
		'teamsCardActionTrigger',
		'teamsConnectorTrigger',
	]);
	const connector = nodes.find(({ properties }) => properties.name === 'teamsConnectorTrigger')?.properties;
	expect(connector?.displayName).toContain('(Retired)');
	expect(connector?.description).toMatch(/^Retired: /);
});

it('publishes no dependencies, and nothing but the package', () => {
	const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Record<string, unknown>;
	expect(manifest.dependencies).toBeUndefined();
	expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
	for (const name of ['simulator', 'test', 'scripts', 'src', 'nodes'])
		expect(existsSync(join(packageFolder, name))).toBe(false);
});

it('holds the script of the configuration page as a text, which nothing in it can end', () => {
	const { PAGE_SCRIPT } = jest.requireActual<{ PAGE_SCRIPT: string }>(
		join(packageFolder, 'dist', 'src', 'vendor', 'connector-page.js'),
	);
	expect(PAGE_SCRIPT).toContain('@microsoft/teams-js');
	expect(PAGE_SCRIPT.length).toBeGreaterThan(50_000);
	expect(PAGE_SCRIPT).not.toMatch(/<\/script|<!--/i);
	expect(() => new Script(PAGE_SCRIPT)).not.toThrow();
});

/** Warnings of n8n's scan that stay, each with its reason. */
const EXPECTED_WARNINGS: ReadonlyArray<{ readonly rule: string; readonly text: RegExp; readonly reason: string }> = [
	{
		rule: '@n8n/community-nodes/credential-unnecessary-password',
		text: /'webhookUrl'/,
		reason: 'The URL is the only secret of the channel.',
	},
	{
		rule: '@n8n/community-nodes/credential-unnecessary-password',
		text: /'destinations'/,
		reason: 'The list holds webhook URLs.',
	},
];

it.each([
	['source', () => ROOT, ['package.json', '{nodes,credentials,src}/**/*.{js,ts,json}']],
	['tarball', () => packageFolder, ['**/*.js', 'package.json']],
])(
	'passes the %s leg of n8n’s package scan',
	(_leg, cwd, patterns) => {
		const { files, errors, warnings } = cloudScan(cwd(), patterns);
		expect(files).toBeGreaterThan(30);
		expect(errors).toEqual([]);
		expect(
			warnings.filter(
				(warning) => !EXPECTED_WARNINGS.some(({ rule, text }) => warning.startsWith(`${rule} `) && text.test(warning)),
			),
		).toEqual([]);
	},
	120_000,
);

it('sees what the scan refuses', () => {
	const { errors } = cloudScan(join(__dirname, 'fixtures', 'refused'), ['**/*.ts', 'package.json']);
	expect(errors.join('\n')).toMatch(/no-restricted-globals/);
});
