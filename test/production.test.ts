import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { blockOf, composeServices, installCommand } from '../scripts/lib/compose';
import { PACKAGE_NAME, ROOT } from '../scripts/lib/package';
import { CLOUDS } from '../src/incoming-webhook/destination/cloud';
import { parseDestination } from '../src/incoming-webhook/destination/destination';
import { CRASH_KINDS } from './load/production/crashes/counts';
import { ERRORS } from '../src/errors';
import { KEYS_URL } from '../src/actionable-message/action-policy';

const page = readFileSync(join(ROOT, 'docs/production.md'), 'utf8');
const services = composeServices();

/** Variables that are not read in n8n's settings classes. */
const ELSEWHERE = {
	node: ['NODE_EXTRA_CA_CERTS'],
	proxy: ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY'],
	// Not in the installed settings classes; test/load/production/run.ts looks for every name in n8n itself.
	n8n: [
		'WEBHOOK_URL',
		'N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE',
		'N8N_UNVERIFIED_PACKAGES_ENABLED',
		'OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS',
	],
};

/** Every name in `Env('…')` of n8n's own settings classes. */
function knownVariables(): ReadonlySet<string> {
	const folders = ['node_modules/@n8n/config/dist', 'node_modules/n8n-core/dist/binary-data'].map((folder) =>
		join(ROOT, folder),
	);
	const files = folders.flatMap((folder) =>
		readdirSync(folder, { recursive: true, encoding: 'utf8' })
			.filter((name) => name.endsWith('.js'))
			.map((name) => join(folder, name)),
	);
	const names = files.flatMap((file) =>
		[...readFileSync(file, 'utf8').matchAll(/Env\)?\(\s*'([A-Z0-9_]+)'/g)].map((match) => match[1] ?? ''),
	);
	return new Set([...names, ...Object.values(ELSEWHERE).flat()]);
}

it('has a compose file with main, worker, webhook processor, Redis and Postgres', () => {
	expect(Object.keys(services)).toEqual(['main', 'worker', 'webhook', 'redis', 'postgres']);
	expect([services.worker?.command?.[0], services.webhook?.command, services.main?.command]).toEqual([
		'worker',
		['webhook'],
		undefined,
	]);
	for (const { depends_on: needs = {} } of Object.values(services))
		for (const name of Object.keys(needs)) expect(services[name]).toBeDefined();
});

it('sets only variables that n8n, Node or the HTTP engines read', () => {
	const known = knownVariables();
	expect(known.size).toBeGreaterThan(400);
	for (const role of ['main', 'worker', 'webhook']) {
		const names = Object.keys(services[role]?.environment ?? {});
		expect(names.length).toBeGreaterThan(15);
		expect(names.filter((name) => !known.has(name))).toEqual([]);
	}
});

it('gives all n8n processes the same key, database and public URL', () => {
	const shared = (role: string) =>
		Object.fromEntries(
			Object.entries(services[role]?.environment ?? {}).filter(([name]) =>
				/^(?:DB_|N8N_ENCRYPTION|QUEUE_BULL|EXECUTIONS_MODE|WEBHOOK_URL)/.test(name),
			),
		);
	expect(Object.keys(shared('main')).length).toBeGreaterThan(8);
	expect([shared('worker'), shared('webhook')]).toEqual([shared('main'), shared('main')]);
});

it('installs the package where n8n loads it under its own name, into the n8n the tests run with', () => {
	expect(installCommand()).toContain(`/home/node/.n8n/nodes/node_modules/${PACKAGE_NAME} `);
	const cache = readFileSync(join(ROOT, 'scripts/lib/cache.ts'), 'utf8');
	const version = /DEFAULT_N8N_VERSION = '([^']+)'/.exec(cache)?.[1] ?? 'none';
	expect(blockOf('docs/production.md', 'dockerfile')).toContain(`FROM docker.n8n.io/n8nio/n8n:${version}\n`);
});

it('lets out every host that a webhook URL may have or that people and apps sign in at, and no other', () => {
	const section = page.slice(page.indexOf('## What to let out'), page.indexOf('## What deserves an alarm'));
	const hosts = [...section.matchAll(/`((?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)+)`/g)].map((match) => match[1] ?? '');
	expect(hosts.length).toBeGreaterThan(9);
	const signInHosts = new Set([
		...Object.values(CLOUDS).map(({ loginHost: host }) => host),
		new URL(KEYS_URL).hostname,
	]);
	for (const host of hosts.filter((each) => !signInHosts.has(each)))
		expect(parseDestination(`https://${host.replace('*', 'x')}/a?sig=b`, '').kind).toMatch(/workflows|connector/);
	expect([...signInHosts].filter((host) => !hosts.includes(host))).toEqual([]);
});

/** Names with a hyphen in the style of code. */
function namesIn(text: string): string[] {
	return [...text.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g)].map((match) => match[1] ?? '');
}

it('names only codes that exist', () => {
	const codes = new Set(Object.keys(ERRORS));
	const section = page.slice(page.indexOf('## What deserves an alarm'), page.indexOf('## What a crash costs'));
	const named = namesIn(section).filter((name) => name !== 'error-to-channel');
	expect(named.length).toBeGreaterThan(12);
	expect(named.filter((name) => !codes.has(name))).toEqual([]);
});

it('describes every fault of the crash script, and no other', () => {
	const section = page.slice(page.indexOf('## What a crash costs'), page.indexOf('## Upgrade'));
	const rows = section.split('\n').filter((line) => line.startsWith('| `') && !line.startsWith('| `--'));
	const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)].map((match) => match[1]));
	expect(named).toEqual(CRASH_KINDS.filter((kind) => kind !== 'nothing'));
});
