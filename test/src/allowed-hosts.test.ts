import fc from 'fast-check';

import { isListedHost, isSafeScheme } from '../../src/allowed-hosts';
import { parseDestination } from '../../src/incoming-webhook/destination/destination';
import { readActionPolicy } from '../../src/actionable-message/action-policy';
import { resolveCredential } from '../support/oauth';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';

const LISTED: ReadonlyArray<readonly [string, string]> = [
	['https://gw.example.com/x', 'gw.example.com'],
	['https://gw.example.com/x', 'GW.Example.COM'],
	['https://GW.example.com/x', 'gw.example.com'],
	['https://gw.example.com/x', 'a.example, gw.example.com'],
	['https://gw.example.com/x', 'a.example;gw.example.com\nb.example'],
	['https://gw.example.com/x', '  gw.example.com\t'],
	['https://gw.example.com/x', ',, gw.example.com ,'],
	['https://gw.example.com/x', 'gw.example.com:443'],
	['https://gw.example.com:443/x', 'gw.example.com:443'],
	['https://gw.example.com/x', 'gw.example.com:0443'],
	['https://gw.example.com:8443/x', 'gw.example.com'],
	['https://gw.example.com:8443/x', 'gw.example.com:8443'],
	['https://gw.example.com/x', 'gw.example.com.'],
	['https://gw.example.com/x', 'gw.example.com.:443'],
	['https://gw.example.com./x', 'gw.example.com'],
	['http://127.0.0.1/x', '127.0.0.1:80'],
	['http://localhost:99/x', 'localhost:99'],
];

/** Forms that a token URL cannot have. */
const LISTED_ELSEWHERE: ReadonlyArray<readonly [string, string]> = [
	['https://xn--bcher-kva.example/x', 'bücher.example'],
	['https://xn--bcher-kva.example/x', 'BÜCHER.example:443'],
	['https://xn--bcher-kva.example/x', 'xn--bcher-kva.example'],
	['https://[2001:db8::1]/x', '2001:db8::1'],
	['https://[2001:db8::1]/x', '[2001:0DB8:0:0:0:0:0:1]'],
	['https://[2001:db8::1]:8443/x', '[2001:db8::1]:8443'],
	['https://[2001:db8::1]/x', '[2001:db8::1]:443'],
	['http://[::1]/x', '0:0:0:0:0:0:0:1'],
	['https://10.1.2.3/x', '10.1.2.3'],
];

const NOT_LISTED: ReadonlyArray<readonly [string, string]> = [
	['https://gw.example.com/x', ''],
	['https://gw.example.com/x', ' , ,'],
	['https://gw.example.com/x', 'example.com'],
	['https://gw.example.com/x', '*.example.com'],
	['https://gw.example.com/x', '.example.com'],
	['https://gw.example.com/x', '*'],
	['https://gw.example.com/x', 'xgw.example.com'],
	['https://gw.example.com/x', 'gw.example.com.evil.example'],
	['https://gw.example.com/x', 'gw.example.com..'],
	['https://gw.example.com/x', 'gw.example.com:8443'],
	['https://gw.example.com:8443/x', 'gw.example.com:443'],
	['https://gw.example.com:80/x', 'gw.example.com:443'],
	['https://gw.example.com/x', 'gw.example.com:'],
	['https://gw.example.com/x', 'gw.example.com:https'],
	['https://gw.example.com/x', 'gw.example.com:443:443'],
	['https://gw.example.com/x', 'gw.example.com:65979'],
	['https://gw.example.com/x', 'https://gw.example.com'],
	['https://gw.example.com/x', 'gw.example.com/x'],
	['https://gw.example.com/x', 'gw.example.com?x'],
	['https://gw.example.com/x', 'gw.example.com#x'],
	['https://gw.example.com/x', 'gw.example.com\\x'],
	['https://gw.example.com/x', 'evil.example@gw.example.com'],
	['https://gw.example.com/x', 'gw.example.com@evil.example'],
	['https://gw.example.com/x', 'gw.example.com evil.example'],
	['https://gw.example.com/x', 'gw .example.com'],
	['https://gw.example.com/x', 'gw.exam\tple.com'],
	['https://gw.example.com/x', 'gw.exam\u0000ple.com'],
	['https://gw.example.com/x', 'gw%2eexample.com'],
	['https://gw.example.com/x', 'gw.ex\u0430mple.com'],
	['https://evil.example/gw.example.com', 'gw.example.com'],
	['https://gw.example.com.evil.example/x', 'gw.example.com'],
	['https://gw.example.com@evil.example/x', 'gw.example.com'],
	['https://[2001:db8::1]/x', '2001:db8::2'],
	['https://[2001:db8::1]:8443/x', '[2001:db8::1]:443'],
	['https://[2001:db8::1]/x', '[2001:db8::1'],
	['https://[2001:db8::1]/x', '2001:db8::1%eth0'],
	['data:text/plain,x', ''],
	['data:text/plain,x', ','],
	['file:///etc/passwd', ''],
];

describe('a list of allowed hosts', () => {
	it.each([...LISTED, ...LISTED_ELSEWHERE])('names the host of %s with %j', (url, list) => {
		expect(isListedHost(new URL(url), list)).toBe(true);
	});

	it.each(NOT_LISTED)('does not name the host of %s with %j', (url, list) => {
		expect(isListedHost(new URL(url), list)).toBe(false);
	});

	it('names nothing but what stands in it, whatever else it holds', () => {
		const junk = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc.domain().map((name) => `${name}.gw.example.com`),
			fc.constantFrom(
				'https://gw.example.com',
				'@gw.example.com',
				'*',
				'.',
				':443',
				'[::]',
				'gw.example.com\u3002evil.example',
			),
		);
		fc.assert(
			fc.property(fc.array(junk), fc.boolean(), (entries, isNamed) => {
				const others = entries.filter(
					(entry) => !/(?:^|[,;\r\n])\s*gw\.example\.com\.?(?::0*443)?\s*(?:[,;\r\n]|$)/i.test(entry),
				);
				const list = [...others, ...(isNamed ? ['gw.example.com'] : [])].join(',');
				expect(isListedHost(new URL('https://gw.example.com/'), list)).toBe(isNamed);
			}),
			{ numRuns: 300, interruptAfterTimeLimit: 2_000 },
		);
	});
});

describe('plain http', () => {
	it.each([
		['http://localhost/', true, true],
		['http://127.0.0.1:8080/', true, true],
		['http://[::1]/', true, true],
		['http://127.0.0.1/', false, false],
		['http://gw.example.com/', true, false],
		['http://localhost.evil.example/', true, false],
		['https://gw.example.com/', false, true],
		['ftp://localhost/', true, false],
		['ws://localhost/', true, false],
	])('%s, listed: %s, may get a secret: %s', (url, isListed, isSafe) => {
		expect(isSafeScheme(new URL(url), isListed)).toBe(isSafe);
	});
});

/** Every place that has such a list. */
const USES: ReadonlyArray<readonly [string, (url: string, list: string) => boolean]> = [
	['a webhook URL', (url, list) => succeeds(() => parseDestination(url, list).isHostListed)],
	[
		'a keys URL',
		(url, list) =>
			succeeds(
				() =>
					readActionPolicy({
						allowedTenants: TENANT,
						audience: 'a',
						actionsAppId: undefined,
						keysUrl: url,
						allowedHosts: list,
					}).keysUrl.addressFor(TENANT).isHostListed,
			),
	],
	[
		'an address that keys point to',
		(url, list) =>
			succeeds(
				() =>
					readActionPolicy({
						allowedTenants: TENANT,
						audience: 'a',
						actionsAppId: undefined,
						keysUrl: undefined,
						allowedHosts: list,
					})
						.keysUrl.addressFor(TENANT)
						.follow(url)?.isHostListed === true,
			),
	],
	[
		'a token URL',
		(url, list) => resolveCredential({ tenantId: TENANT, tokenUrl: url, allowedHosts: list }).accessTokenUrl === url,
	],
];

describe.each(USES)('%s', (what, accepts) => {
	const isTokenUrl = what === 'a token URL';

	it.each([...LISTED, ...(isTokenUrl ? [] : LISTED_ELSEWHERE)])('%s is taken with %j', (url, list) => {
		expect(accepts(url, list)).toBe(true);
	});

	it.each(NOT_LISTED.filter(([url]) => /^https:/.test(url)))('%s is not taken with %j', (url, list) => {
		expect(accepts(url, list)).toBe(false);
	});
});

it('the expression of the token URL takes the hosts that the rule takes, and no others', () => {
	const host = fc.constantFrom(
		'gw.example.com',
		'GW.example.com',
		'gw.example.com.',
		'10.1.2.3',
		'localhost',
		'127.0.0.1',
		'x.example',
	);
	const port = fc.constantFrom('', ':443', ':80', ':8443');
	const entry = fc
		.tuple(fc.constantFrom('', ' ', 'https://', '*.', 'x@'), host, port, fc.constantFrom('', '.', ' ', '/', ':'))
		.map((parts) => parts.join(''));
	fc.assert(
		fc.property(
			fc.constantFrom('https', 'http'),
			host,
			port,
			fc.array(entry, { maxLength: 3 }),
			(scheme, name, at, entries) => {
				const text = `${scheme}://${name}${at}/token`;
				const url = new URL(text);
				const list = entries.join(',');
				const isListed = isListedHost(url, list);
				expect(
					resolveCredential({ tenantId: TENANT, tokenUrl: text, allowedHosts: list }).accessTokenUrl === text,
				).toBe(isListed && isSafeScheme(url, isListed));
			},
		),
		{ numRuns: 150, interruptAfterTimeLimit: 2_000 },
	);
});

function succeeds(read: () => boolean): boolean {
	try {
		return read();
	} catch {
		return false;
	}
}
