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

beforeAll(async () => {
	({ folder, packageFolder } = await packAndUnpack());
}, 60_000);

afterAll(async () => await rm(folder, { recursive: true, force: true }));

it('loads from the packed tarball as n8n loads it', () => {
	const loaded = loadAsN8n(packageFolder);
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
	for (const icon of ['teams-webhooks.svg', 'teams-webhooks.dark.svg'])
		expect(existsSync(join(packageFolder, 'dist', 'icons', icon))).toBe(true);
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
