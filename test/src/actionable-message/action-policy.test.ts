import type { ActionPolicyFields } from '../../../src/actionable-message/action-policy';

import { readActionPolicy } from '../../../src/actionable-message/action-policy';

const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';
const FIELDS: ActionPolicyFields = {
	allowedTenants: TENANT,
	audience: 'api://auth-am-x/y',
	actionsAppId: undefined,
	keysUrl: undefined,
	allowedHosts: undefined,
};
const read = (more: Partial<ActionPolicyFields> = {}) => readActionPolicy({ ...FIELDS, ...more });

it('reads lists, and knows the actions app and the keys of the tenant by itself', () => {
	const policy = read({
		allowedTenants: `${TENANT.toUpperCase()};\n11111111-2222-4333-8444-555555555555`,
		audience: 'a, b',
	});
	expect([...policy.tenants]).toEqual([TENANT, '11111111-2222-4333-8444-555555555555']);
	expect([policy.audiences, policy.actionsAppId]).toEqual([['a', 'b'], '48af08dc-f6d2-435f-b2a7-069abd99c086']);
	expect(policy.keysUrl.addressFor(TENANT)).toMatchObject({
		url: `https://login.microsoftonline.com/${TENANT}/discovery/v2.0/keys`,
		isHostListed: false,
	});
});

it.each([
	['audience', '', 'action-audience-blank'],
	['audience', ' , ', 'action-audience-blank'],
	['audience', undefined, 'action-audience-blank'],
	['audience', ['a'], 'action-audience-blank'],
	['allowedTenants', '', 'action-tenants-invalid'],
	['allowedTenants', undefined, 'action-tenants-invalid'],
	['allowedTenants', '*', 'action-tenants-invalid'],
	['allowedTenants', 'contoso.com', 'action-tenants-invalid'],
	['allowedTenants', `${TENANT}, common`, 'action-tenants-invalid'],
	['actionsAppId', '', 'action-app-invalid'],
	['actionsAppId', 'outlook', 'action-app-invalid'],
	['keysUrl', '', 'keys-url-invalid'],
	['keysUrl', 'login.microsoftonline.com/keys', 'keys-url-invalid'],
	['keysUrl', 'http://login.microsoftonline.com/keys', 'keys-url-invalid'],
	['keysUrl', 'https://login.microsoftonline.com.evil.example/keys', 'keys-url-invalid'],
	['keysUrl', 'https://evil.example/login.microsoftonline.com', 'keys-url-invalid'],
	['keysUrl', 'https://login.microsoftonline.com@evil.example/keys', 'keys-url-invalid'],
	['keysUrl', 'https://login.microsoftonline.com:8443/keys', 'keys-url-invalid'],
	['keysUrl', 'https://{tenant}.microsoftonline.com/keys', 'keys-url-invalid'],
	['keysUrl', 'https://127.0.0.1/keys', 'keys-url-invalid'],
])('refuses %s %j', (field, value, code) => {
	expect(() => read({ [field]: value })).toThrow(expect.objectContaining({ code }) as Error);
});

it('lets nothing of a token choose the host, also where it could be a listed one', () => {
	expect(() =>
		read({ keysUrl: 'https://{tenant}.example.com/keys', allowedHosts: 'a.example.com, b.example.com' }),
	).toThrow(expect.objectContaining({ code: 'keys-url-invalid' }) as Error);
	expect(() => read({ keysUrl: 'https://example.com:{tenant}/keys', allowedHosts: 'example.com' })).toThrow(
		expect.objectContaining({ code: 'keys-url-invalid' }) as Error,
	);
});

it('takes another host only where it is listed, and plain http only to this machine', () => {
	expect(
		read({ keysUrl: 'https://keys.example.com/{tenant}', allowedHosts: 'keys.example.com' }).keysUrl.addressFor(TENANT),
	).toMatchObject({ url: `https://keys.example.com/${TENANT}`, isHostListed: true });
	expect(() => read({ keysUrl: 'https://keys.example.com/x', allowedHosts: 'example.com' })).toThrow(
		/keys\.example\.com/,
	);
	expect(() => read({ keysUrl: 'http://keys.example.com/x', allowedHosts: 'keys.example.com' })).toThrow(/not https/);
	expect(
		read({ keysUrl: 'http://127.0.0.1:5000/x', allowedHosts: '127.0.0.1:5000' }).keysUrl.addressFor(TENANT)
			.isHostListed,
	).toBe(true);
});

it.each([
	['https://login.microsoftonline.us/x', 'https://login.microsoftonline.us/{tenant}/v2.0'],
	['https://login.partner.microsoftonline.cn/x', 'https://login.partner.microsoftonline.cn/{tenant}/v2.0'],
])('knows who issues tokens with the keys of %s', (keysUrl, issuer) => {
	expect(read({ keysUrl }).keysUrl.issuers.issuerV2).toBe(issuer);
});

it('follows an address to allowed hosts only', () => {
	const { follow } = read({ allowedHosts: 'keys.example.com' }).keysUrl.addressFor(TENANT);
	expect([follow('https://keys.example.com/k')?.url, follow('https://login.microsoftonline.us/k')?.url]).toEqual([
		'https://keys.example.com/k',
		'https://login.microsoftonline.us/k',
	]);
	expect([follow('https://evil.example/k'), follow('http://keys.example.com/k'), follow('keys')]).toEqual([
		undefined,
		undefined,
		undefined,
	]);
});
