import { holdsSecret, isSecretName, isSecretUrl } from '../../../src/events/secrets';

it.each([
	'token',
	'accessToken',
	'X-Api-Key',
	'api_key',
	'apikey',
	'client_secret',
	'Password',
	'Authorization',
	'signature',
	'Set-Cookie',
	'sig',
	'key',
	'webhookUrl',
	'sessionId',
])('%s names a secret', (name) => {
	expect(isSecretName(name)).toBe(true);
});

it.each(['title', 'status', 'passed', 'author', 'keyboard', 'design', 'monkey', 'customer'])(
	'%s names none',
	(name) => {
		expect(isSecretName(name)).toBe(false);
	},
);

it.each([
	'https://ada:pw@example.com/',
	'https://example.com/?token=1',
	'https://example.com/#access_token=1',
	'https://example.com/a?x=1&sig=2',
	'https://hooks.slack.com/services/T/B/x',
	'https://discord.com/api/webhooks/1/x',
	'https://x.environment.api.powerplatform.com/a',
])('%s is a secret', (address) => {
	expect(isSecretUrl(address)).toBe(true);
	expect(holdsSecret(`see ${address} for more`)).toBe(true);
});

it.each(['https://example.com/tokens/1?page=2#top', 'no address', 'mailto:ada@example.com'])('%s is none', (text) => {
	expect(isSecretUrl(text)).toBe(false);
	expect(holdsSecret(text)).toBe(false);
});

it.each([
	'eyJhbGciOiJI.eyJzdWIiOiIx.abc',
	`sk_${'live'}_abcdefgh`,
	`ghp_${'a'.repeat(36)}`,
	`xoxb-${'1'.repeat(12)}`,
	`AKIA${'A'.repeat(16)}`,
])('knows %s by its form', (value) => {
	expect(holdsSecret(`Bearer ${value}`)).toBe(true);
});
