import { fingerprintOf, parseDestination, requireKey } from '../../../../src/incoming-webhook/destination/destination';

const PATH =
	'/powerautomate/automations/direct/workflows/ab12/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=SECRET';
const HOST = 'default0123.4f.environment.api.powerplatform.com';
const FLOW = `https://${HOST}:443${PATH}`;
const CONNECTOR = 'https://contoso.webhook.office.com/webhookb2/a@b/IncomingWebhook/c/d';

describe('kinds', () => {
	it.each([
		['a flow of today', FLOW, '', 'workflows', 'powerPlatform', 'public', 'current'],
		[
			'a flow without port, with a cluster number and a slash behind',
			`https://${HOST}${PATH.replace('/workflows', '/cu/01/workflows').replace('invoke?', 'invoke/?')}`,
			'',
			'workflows',
			'powerPlatform',
			'public',
			'current',
		],
		['upper case', `https://${HOST.toUpperCase()}${PATH}`, '', 'workflows', 'powerPlatform', 'public', 'current'],
		[
			'GCC',
			`https://x.01.environment.api.gov.powerplatform.microsoft.us${PATH}`,
			'',
			'workflows',
			'powerPlatform',
			'gcc',
			'current',
		],
		[
			'GCC High',
			`https://x.01.environment.api.high.powerplatform.microsoft.us${PATH}`,
			'',
			'workflows',
			'powerPlatform',
			'gccHigh',
			'current',
		],
		['DoD', `https://x.01.environment.api.appsplatform.us${PATH}`, '', 'workflows', 'powerPlatform', 'dod', 'current'],
		[
			'China',
			`https://x.01.environment.api.powerplatform.partner.microsoftonline.cn${PATH}`,
			'',
			'workflows',
			'powerPlatform',
			'china',
			'current',
		],
		[
			'a flow of the older form',
			'https://prod-12.westeurope.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?api-version=2016-06-01&sig=y',
			'',
			'workflows',
			'logicApps',
			'public',
			'legacy',
		],
		[
			'a plain Logic App',
			'https://prod-12.westeurope.logic.azure.com/workflows/x/triggers/When_a_HTTP_request_is_received/paths/invoke?api-version=2016-10-01&sig=y',
			'',
			'workflows',
			'logicApps',
			'public',
			'current',
		],
		[
			'a government Logic App',
			'https://prod-1.usgovvirginia.logic.azure.us/workflows/x/triggers/http/paths/invoke?sig=y',
			'',
			'workflows',
			'logicApps',
			'usGovernment',
			'current',
		],
		[
			'API management',
			'https://contoso.azure-api.net/manual/paths/invoke?sig=y',
			'',
			'workflows',
			'apiManagement',
			'public',
			'current',
		],
		['a connector', CONNECTOR, '', 'connector', 'connector', 'public', 'dead'],
		[
			'a connector of the first form',
			'https://outlook.office.com/webhook/a@b/IncomingWebhook/c/d',
			'',
			'connector',
			'connector',
			'public',
			'dead',
		],
		[
			'the same at office365.com',
			'https://outlook.office365.com/webhook/a@b/IncomingWebhook/c/d',
			'',
			'connector',
			'connector',
			'public',
			'dead',
		],
		[
			'a government connector',
			'https://contoso.webhook.office365.us/webhookb2/x',
			'',
			'connector',
			'connector',
			'usGovernment',
			'dead',
		],
		[
			'its other host',
			'https://contoso.webhook.office.us/webhookb2/x',
			'',
			'connector',
			'connector',
			'usGovernment',
			'dead',
		],
		[
			'an imitated flow',
			'http://127.0.0.1:8080/x/triggers/manual/paths/invoke?sig=y',
			'127.0.0.1',
			'workflows',
			'gateway',
			null,
			'current',
		],
		[
			'an imitated connector',
			'http://localhost/webhookb2/x',
			'example.com, LOCALHOST',
			'connector',
			'gateway',
			null,
			'current',
		],
		['a gateway', 'https://gateway.example.com/teams', 'gateway.example.com', 'other', 'gateway', null, 'current'],
		[
			'a gateway listed with its port',
			'https://gateway.example.com:8443/teams',
			'gateway.example.com:8443',
			'other',
			'gateway',
			null,
			'current',
		],
		[
			'a gateway listed with the port that needs not be said',
			'https://gateway.example.com/teams',
			'gateway.example.com:443',
			'other',
			'gateway',
			null,
			'current',
		],
		[
			'a scheme in upper case, and a slash that is left out',
			`HTTPS://${HOST}?sig=y`,
			'',
			'workflows',
			'powerPlatform',
			'public',
			'current',
		],
		['an IPv6 gateway, listed without brackets', 'http://[::1]:80/teams', '::1', 'other', 'gateway', null, 'current'],
	])('knows %s', (_title, url, allowed, kind, service, cloud, life) => {
		expect(parseDestination(`  ${url}\n`, allowed)).toMatchObject({ kind, service, cloud, life, url });
	});
});

describe('the text of a URL', () => {
	it('repairs &amp; of a copy from a web page, also twice escaped', () => {
		expect(parseDestination(FLOW.replaceAll('&', '&amp;'), '').url).toBe(FLOW);
		expect(parseDestination(FLOW.replaceAll('&', '&amp;amp;'), '')).toMatchObject({ url: FLOW, hasKey: true });
	});

	it('keeps percent-encoding and case byte for byte, and drops a fragment', () => {
		const odd = `${FLOW}%2f%7E'~(x)`;
		expect(parseDestination(`${odd}#top`, '').url).toBe(odd);
	});

	it('leads to one lane, however it is written', () => {
		const forms = [
			FLOW,
			FLOW.replace(':443', ''),
			FLOW.replace(HOST, HOST.toUpperCase()),
			FLOW.replace('invoke?', 'invoke/?'),
		].map((url) => parseDestination(url, ''));
		expect(new Set(forms.map(({ lane }) => lane)).size).toBe(1);
		expect(new Set([...forms, parseDestination(`${FLOW}2`, '')].map(fingerprintOf)).size).toBe(2);
		expect(fingerprintOf(parseDestination(FLOW, ''))).toMatch(/^[\w-]{43}$/);
	});

	it('knows whether it carries its key', () => {
		expect(
			[FLOW, FLOW.replace('SECRET', ''), FLOW.replace(/&sig=.*/, '')].map((url) => parseDestination(url, '').hasKey),
		).toEqual([true, false, false]);
	});
});

describe('warnings', () => {
	it.each([
		[CONNECTOR, 'May 2026'],
		['https://prod-1.westeurope.logic.azure.com/workflows/x/triggers/manual/paths/invoke?sig=y', '30 November 2025'],
	])('are there for %s', (url, text) => {
		expect(parseDestination(url, '').warnings).toEqual([expect.stringContaining(text)]);
	});

	it('are not there for a URL of today', () => {
		expect(parseDestination(FLOW, '').warnings).toEqual([]);
	});
});

describe('refusals', () => {
	it.each([
		['', '', 'url-blank'],
		['  ', '', 'url-blank'],
		['not a url', '', 'url-not-valid'],
		['https://user:SECRET@contoso.webhook.office.com/webhookb2/x', '', 'url-not-valid'],
		['https://contoso.webhook.office.com@evil.example/SECRET', '', 'url-not-valid'],
		[`${CONNECTOR} SECRET`, '', 'url-not-valid'],
		[`${CONNECTOR}/SECRETé`, '', 'url-not-valid'],
		['https://outlook.office.com\\@evil.example/SECRET', '', 'url-not-valid'],
		['https:\\\\outlook.office.com\\@evil.example/SECRET', '', 'url-not-valid'],
		['https://outlook.office.com/webhook\\SECRET', '', 'url-not-valid'],
		['https:outlook.office.com/webhook/SECRET', '', 'url-not-valid'],
		['https:///outlook.office.com/webhook/SECRET', '', 'url-not-valid'],
		['https:///evil.example@outlook.office.com/SECRET', '', 'url-not-valid'],
		['https://outlook%2eoffice.com/webhook/SECRET', '', 'url-not-valid'],
		['https://outlook.office.com:/webhook/SECRET', '', 'url-not-valid'],
		['https://@outlook.office.com/webhook/SECRET', '', 'url-not-valid'],
		['https://127.1/SECRET', '127.0.0.1', 'url-not-valid'],
		[FLOW.replace('https', 'http'), '', 'url-not-https'],
		['ftp://contoso.webhook.office.com/SECRET', '', 'url-not-https'],
		['http://gateway.example.com/SECRET', 'gateway.example.com', 'url-not-https'],
		['http://127.0.0.1/SECRET', '', 'url-not-https'],
		['https://127.0.0.1/SECRET', '', 'address-refused'],
		['https://localhost/SECRET', '', 'address-refused'],
		['https://2130706433/SECRET', '', 'address-refused'],
		['https://0x7f.1/SECRET', '', 'address-refused'],
		['https://127.0.0.1./SECRET', '', 'address-refused'],
		['https://[::ffff:169.254.169.254]/SECRET', '', 'address-refused'],
		['https://169.254.169.254/SECRET', '', 'address-refused'],
		['https://[fd00:ec2::254]/SECRET', '', 'address-refused'],
		['https://10.1.2.3/SECRET', '10.1.2.4', 'address-refused'],
		['https://8.8.8.8/SECRET', '', 'host-not-allowed'],
		['https://evil.example/SECRET', '', 'host-not-allowed'],
		['https://webhook.office.com.evil.example/SECRET', '', 'host-not-allowed'],
		['https://contoso.webhook.office.com./SECRET', '', 'host-not-allowed'],
		['https://evilwebhook.office.com/SECRET', '', 'host-not-allowed'],
		[`https://environment.api.powerplatform.com${PATH}`, '', 'host-not-allowed'],
		['https://a.gateway.example.com/SECRET', 'gateway.example.com', 'host-not-allowed'],
		['https://a.gateway.example.com/SECRET', '*.gateway.example.com', 'host-not-allowed'],
		['https://gateway.example.com:8443/SECRET', 'gateway.example.com:443', 'host-not-allowed'],
	])('%s (%j) gives %s, without showing the secret', (url, allowed, code) => {
		expect(() => parseDestination(url, allowed)).toThrow(
			expect.objectContaining({ code, message: expect.not.stringContaining('SECRET') as string }) as Error,
		);
	});

	it('hold up to the longest URL a flow can have', () => {
		const long = FLOW + 'x'.repeat(16_384 - FLOW.length);
		expect(parseDestination(long, '').url).toHaveLength(16_384);
		expect(() => parseDestination(`${long}x`, '')).toThrow(expect.objectContaining({ code: 'url-not-valid' }) as Error);
	});
});

describe('a URL without its key', () => {
	const withoutSig = FLOW.replace(/&sig=.*/, '');

	it('is refused for flows of Microsoft, naming the credential that signs in', () => {
		expect(() => requireKey(parseDestination(withoutSig, ''))).toThrow(
			expect.objectContaining({
				code: 'flow-wants-sign-in',
				description: expect.stringContaining('Microsoft Teams Workflows OAuth2 API') as string,
			}) as Error,
		);
	});

	it.each([FLOW, CONNECTOR, 'https://contoso.azure-api.net/manual/paths/invoke'])(
		'passes where a key is there, not needed, or may be added: %s',
		(url) => {
			expect(() => requireKey(parseDestination(url, ''))).not.toThrow();
		},
	);

	it('passes at a gateway', () => {
		expect(() =>
			requireKey(parseDestination(withoutSig.replace(HOST, 'gateway.example.com'), 'gateway.example.com')),
		).not.toThrow();
	});
});
