import type { AppForm } from '../../../src/app-package/app-form';

import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { guidOfUrl } from '../../../src/app-package/app-id';
import { checkManifest } from '../../../src/app-package/check-manifest';
import { buildManifest } from '../../../src/app-package/manifest';
import { APP_FORM, officialMistakes } from '../../support/app';
import { ROOT } from '../../support/root';

const manifestOf = (changes: Partial<AppForm> = {}) => buildManifest({ ...APP_FORM, ...changes });
const found = (changes: Partial<AppForm>) =>
	checkManifest(manifestOf(changes)).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const domains = (count: number) =>
	['n8n.example.com', ...Array.from({ length: count - 1 }, (_, index) => `a${index}.example.com`)].join(', ');

it('makes a manifest that the published schema of its version takes, with defaults that help', () => {
	const manifest = manifestOf();
	expect(officialMistakes(manifest)).toEqual([]);
	expect(checkManifest(manifest)).toEqual([]);
	expect(manifest).toMatchObject({
		manifestVersion: '1.16',
		name: { short: 'Example feed', full: 'Example feed' },
		description: { full: 'Posts Example events to a channel.' },
		connectors: [{ connectorId: manifest.id, configurationUrl: APP_FORM.configurationUrl, scopes: ['team'] }],
		validDomains: ['n8n.example.com'],
	});
});

it('keeps what is filled in', () => {
	const manifest = manifestOf({
		fullName: 'F',
		fullDescription: 'D',
		appId: ' 0F0E0D0C-1111-4222-8333-444455556666 ',
		connectorId: 'c-1',
		validDomains: '*.example.com; EXAMPLE.com\nexample.com',
		accentColor: '#0b6a0b',
	});
	expect(manifest).toMatchObject({
		name: { full: 'F' },
		description: { full: 'D' },
		id: '0f0e0d0c-1111-4222-8333-444455556666',
		connectors: [{ connectorId: 'c-1' }],
		validDomains: ['*.example.com', 'example.com'],
		accentColor: '#0B6A0B',
	});
	expect([officialMistakes(manifest), checkManifest(manifest)]).toEqual([[], []]);
});

it('gives the same ID for the same configuration URL, and another one for another', () => {
	expect(guidOfUrl('https://n8n.example.com/webhook/teams-connector')).toBe('54633dba-acce-5f21-b338-83bb73644d9e');
	expect(manifestOf().id).toBe(manifestOf({ version: '2.0.0', shortName: 'x' }).id);
	expect(manifestOf({ configurationUrl: 'https://n8n.example.com/webhook/other' }).id).not.toBe(manifestOf().id);
});

it.each<[string, Partial<AppForm>, string[]]>([
	['a short name of 30 characters', { shortName: '😀'.repeat(30) }, []],
	['31 characters', { shortName: '😀'.repeat(31) }, ['error app-text-too-long name.short']],
	['no short name', { shortName: ' ', fullName: 'x' }, ['error app-text-missing name.short']],
	['a full name of 100 characters', { fullName: 'x'.repeat(100) }, []],
	['101 characters', { fullName: 'x'.repeat(101) }, ['error app-text-too-long name.full']],
	['a short description of 80 characters', { shortDescription: 'x'.repeat(80) }, []],
	['81 characters', { shortDescription: 'x'.repeat(81) }, ['error app-text-too-long description.short']],
	['a description of 4000 characters', { fullDescription: 'x'.repeat(4_000) }, []],
	['4001 characters', { fullDescription: 'x'.repeat(4_001) }, ['error app-text-too-long description.full']],
	['a developer of 32 characters', { developerName: 'x'.repeat(32) }, []],
	['33 characters', { developerName: 'x'.repeat(33) }, ['error app-text-too-long developer.name']],
	['no developer', { developerName: '' }, ['error app-text-missing developer.name']],
	['a version with a label', { version: '1.0.0-beta.1' }, []],
	['a version of two numbers', { version: '1.0' }, ['error app-version-invalid version']],
	['no version', { version: '' }, ['error app-version-invalid version']],
	['an ID that is no GUID', { appId: 'my-app', connectorId: 'c' }, ['error app-id-invalid id']],
	['a connector ID of 64 characters', { connectorId: 'x'.repeat(64) }, []],
	['65 characters', { connectorId: 'x'.repeat(65) }, ['error app-id-invalid connectors[0].connectorId']],
	['a color name', { accentColor: 'red' }, ['error app-color-invalid accentColor']],
	['a color of three digits', { accentColor: '#0B6' }, ['error app-color-invalid accentColor']],
	['no website', { websiteUrl: '' }, ['error app-text-missing developer.websiteUrl']],
	['a website without https', { websiteUrl: 'http://example.com' }, ['warning app-url-not-https developer.websiteUrl']],
	['a website that is none', { websiteUrl: 'example.com' }, ['error app-url-invalid developer.websiteUrl']],
	[
		'a website with a password',
		{ websiteUrl: 'https://a:b@example.com' },
		['error app-url-credentials developer.websiteUrl'],
	],
	[
		'terms that are a webhook URL',
		{ termsOfUseUrl: 'https://x.webhook.office.com/webhookb2/secret' },
		['error app-url-webhook developer.termsOfUseUrl'],
	],
	['no privacy page', { privacyUrl: '' }, ['warning app-url-shared developer.privacyUrl']],
	[
		'terms that are no page',
		{ termsOfUseUrl: 'javascript:alert(1)' },
		['error app-url-invalid developer.termsOfUseUrl'],
	],
	['16 domains', { validDomains: domains(16) }, []],
	['17 domains', { validDomains: domains(17) }, ['error app-domains-too-many validDomains']],
	['domains without the host', { validDomains: 'example.com' }, ['error app-domain-missing validDomains']],
	['a wildcard above the host', { validDomains: '*.example.com' }, []],
	[
		'a wildcard for everything',
		{ validDomains: 'n8n.example.com *.com *' },
		['error app-domain-invalid validDomains[1]', 'error app-domain-invalid validDomains[2]'],
	],
	[
		'a URL as domain',
		{ validDomains: 'https://n8n.example.com' },
		['error app-domain-invalid validDomains[0]', 'error app-domain-missing validDomains'],
	],
	['no configuration URL', { configurationUrl: '' }, ['error app-text-missing connectors[0].configurationUrl']],
	[
		'a configuration URL that is none',
		{ configurationUrl: 'n8n.example.com/webhook/x' },
		['error app-url-invalid connectors[0].configurationUrl'],
	],
	[
		'one of 2049 characters',
		{ configurationUrl: `https://n8n.example.com/${'x'.repeat(2_025)}` },
		['error app-url-invalid connectors[0].configurationUrl'],
	],
	[
		'plain http',
		{ configurationUrl: 'http://n8n.example.com/webhook/x' },
		['error app-url-not-https connectors[0].configurationUrl'],
	],
	[
		'a test URL',
		{ configurationUrl: 'https://n8n.example.com/webhook-test/x' },
		['error app-url-test connectors[0].configurationUrl'],
	],
	[
		'a test URL under a prefix',
		{ configurationUrl: 'https://n8n.example.com/n8n/webhook-test/x' },
		['error app-url-test connectors[0].configurationUrl'],
	],
	[
		'a local host',
		{ configurationUrl: 'https://localhost:5678/webhook/x' },
		['error app-url-host connectors[0].configurationUrl', 'error app-domain-invalid validDomains[0]'],
	],
	[
		'an IP address',
		{ configurationUrl: 'https://203.0.113.7/webhook/x' },
		['error app-url-host connectors[0].configurationUrl', 'error app-domain-invalid validDomains[0]'],
	],
	[
		'a password in it',
		{ configurationUrl: 'https://a:b@n8n.example.com/webhook/x' },
		['error app-url-credentials connectors[0].configurationUrl'],
	],
	[
		'a webhook URL of Teams',
		{ configurationUrl: 'https://x.webhook.office.com/webhookb2/secret' },
		['error app-url-webhook connectors[0].configurationUrl'],
	],
	...[
		'outlook.office.com/webhook/x',
		'outlook.office365.com/webhookb2/x',
		'a.webhook.office365.com/webhookb2/x',
		'a.webhook.office.us/webhookb2/x',
		'a.logic.azure.us/x',
		'a.azure-api.net/x/triggers/manual/paths/invoke?sig=secret',
	].map((url): [string, object, string[]] => [
		`a webhook URL on ${url.split('/')[0] ?? ''}`,
		{ configurationUrl: `https://${url}` },
		['error app-url-webhook connectors[0].configurationUrl'],
	]),
	['a page behind API management', { configurationUrl: 'https://a.azure-api.net/webhook/x', validDomains: '' }, []],
	['a page at Outlook', { websiteUrl: 'https://outlook.office.com/bookwithme/x' }, []],
	[
		'a flow',
		{ configurationUrl: 'https://default0.environment.api.powerplatform.com/workflows/x?sig=secret' },
		['error app-url-webhook connectors[0].configurationUrl'],
	],
])('%s', (_, changes, expected) => {
	expect(found(changes)).toEqual(expected);
});

it('never tells what a wrong address was', () => {
	const findings = checkManifest(
		manifestOf({
			configurationUrl: 'https://default0.environment.api.powerplatform.com/workflows/x?sig=qwertz',
			websiteUrl: 'https://qwertz@',
		}),
	);
	expect(JSON.stringify(findings)).not.toContain('qwertz');
});

it('finds an error in everything that the published schema refuses', () => {
	const text = fc.oneof(
		fc.string(),
		fc.constantFrom(
			'x'.repeat(31),
			'x'.repeat(101),
			'1.0.0',
			'#12345G',
			'http://',
			'https://example.com',
			'*.example.com',
			'',
		),
	);
	const changes = fc.record(
		Object.fromEntries(Object.keys(APP_FORM).map((name) => [name, fc.option(text, { nil: undefined })])),
	);
	fc.assert(
		fc.property(changes, (changed) => {
			const manifest = manifestOf(
				Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined)),
			);
			if (officialMistakes(manifest).length > 0)
				expect(checkManifest(manifest).some(({ severity }) => severity === 'error')).toBe(true);
		}),
		{ numRuns: 60 },
	);
});

it('has a page that explains exactly the codes of findings there are', () => {
	const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
	const codes = [...read('src/app-package/app-finding.ts').matchAll(/^\t\| '([a-z0-9-]+)'/gm)].map((match) => match[1]);
	const explained = [...read('docs/connector-app.md').matchAll(/^\| `(app-[a-z0-9-]+)` \|/gm)].map((match) => match[1]);
	expect(codes.length).toBeGreaterThan(15);
	expect(explained).toEqual(codes);
});
