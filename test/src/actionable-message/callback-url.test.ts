import { createHmac } from 'node:crypto';

import { bindingKey, signCallbackUrl, verifyCallback } from '../../../src/actionable-message/callback-url';

const NOW_MS = Date.UTC(2026, 9, 21, 8);
const SECRET = 'a secret of thirty-two bytes or so';
const key = bindingKey(SECRET);
const callback = { workflowId: 'wf1', binding: 'leave-88 ü&=?#', expiresAtMs: NOW_MS + 60_000 };
const queryOf = (url: string) => Object.fromEntries(new URL(url).searchParams);
const signed = (more: Partial<typeof callback> = {}, url = 'https://n8n.example.com/webhook/leave') =>
	queryOf(signCallbackUrl(url, { ...callback, ...more }, key));
const verify = (query: Record<string, unknown>, more: Partial<Parameters<typeof verifyCallback>[1]> = {}) =>
	verifyCallback(query, { workflowId: 'wf1', path: 'leave', key, nowMs: NOW_MS, ...more });

it('makes a URL whose binding is read back until it expires', () => {
	expect(verify(signed())).toEqual({ ok: true, binding: callback.binding, expiresAtMs: NOW_MS + 60_000 });
	expect(verify(signed(), { nowMs: NOW_MS + 59_999 }).ok).toBe(true);
	expect(verify(signed(), { nowMs: NOW_MS + 60_000 })).toEqual({ ok: false, reason: 'binding-expired' });
});

it('signs with HMAC-SHA256 over workflow, path, binding and expiry', () => {
	const text = JSON.stringify([
		'teams-card-action-1',
		'wf1',
		'path',
		'leave',
		callback.binding,
		String(NOW_MS / 1_000 + 60),
	]);
	expect(signed().signature).toBe(createHmac('sha256', SECRET).update(text).digest('base64url'));
});

it.each([
	['the production URL', '/webhook/teams/leave'],
	['the test URL', '/webhook-test/teams/leave'],
	['a prefix that a proxy takes away', '/n8n/eu/webhook/teams/leave'],
	['a slash behind', '/webhook/teams/leave/'],
	['another name for the endpoint', '/hooks/teams/leave'],
	['a gateway that keeps the end only', '/actions/leave'],
])('fits the trigger at teams/leave: %s', (_title, pathname) => {
	expect(verify(signed({}, `https://n8n.example.com${pathname}`), { path: 'teams/leave' }).ok).toBe(true);
});

it.each([
	['teams/comment', '/webhook/teams/leave'],
	['hr/leave', '/webhook/teams/leave'],
	['leave', '/webhook/teams/leave'],
	['teams/leave', '/webhook/leave'],
	['teams/comment', '/hooks/teams/leave'],
	['', '/webhook/leave'],
])('does not fit another trigger of the workflow, at %j: %s', (path, pathname) => {
	expect(verify(signed({}, `https://n8n.example.com${pathname}`), { path })).toEqual({
		ok: false,
		reason: 'binding-forged',
	});
});

it('reads a path as the browser writes it and as people do', () => {
	expect(verify(signed({}, 'https://n8n.example.com/webhook/größe/a b'), { path: 'größe/a b' }).ok).toBe(true);
	expect(verify(signed({}, 'https://n8n.example.com/webhook/100%'), { path: '100%' }).ok).toBe(true);
});

it('keeps the query the URL has, and makes a new signature in place of an old one', () => {
	const url = signCallbackUrl('https://n8n.example.com/webhook/leave?tunnel=1&binding=old', callback, key);
	expect(queryOf(url)).toMatchObject({ tunnel: '1', binding: callback.binding });
	expect(verify(queryOf(url)).ok).toBe(true);
});

it.each([
	['another workflow', () => signed({ workflowId: 'wf2' }), 'binding-forged'],
	['another binding', () => ({ ...signed(), binding: 'leave-89' }), 'binding-forged'],
	['a later expiry', () => ({ ...signed(), expires: '9999999999' }), 'binding-forged'],
	[
		'another secret',
		() => queryOf(signCallbackUrl('https://x.example/webhook/leave', callback, bindingKey(SECRET.toUpperCase()))),
		'binding-forged',
	],
	['a signature of another length', () => ({ ...signed(), signature: 'AAAA' }), 'binding-malformed'],
	[
		'a signature in other Base64',
		() => ({ ...signed(), signature: `${signed().signature ?? ''}=` }),
		'binding-malformed',
	],
	['an expiry that is no number', () => ({ ...signed(), expires: '1e12' }), 'binding-malformed'],
	['a binding that came twice', () => ({ ...signed(), binding: ['a', 'b'] }), 'binding-malformed'],
	['an empty binding', () => ({ ...signed(), binding: ' ' }), 'binding-malformed'],
	['an object as binding', () => ({ ...signed(), binding: { a: 'b' } }), 'binding-malformed'],
	['no signature', () => ({ ...signed(), signature: undefined }), 'binding-malformed'],
	['nothing', () => ({}), 'binding-missing'],
	['other parameters only', () => ({ x: '1' }), 'binding-missing'],
])('refuses %s', (_title, query, reason) => {
	expect(verify(query())).toEqual({ ok: false, reason });
});

it.each([
	'',
	'n8n.example.com/webhook/x',
	'ftp://n8n.example.com',
	'javascript:alert(1)',
	'https://user:password@n8n.example.com/webhook/x',
	'https://n8n.example.com',
	'https://n8n.example.com/webhook/',
])('makes no URL of %j', (url) => {
	expect(() => signCallbackUrl(url, callback, key)).toThrow(
		expect.objectContaining({ code: 'callback-url-invalid' }) as Error,
	);
});

it.each(['', ' ', 'a\nb', 'caf\ud83d', 'x'.repeat(201)])('binds to no message called %j', (binding) => {
	expect(() => signed({ binding })).toThrow(expect.objectContaining({ code: 'callback-binding-invalid' }) as Error);
	expect(verify(signed({ binding: 'x'.repeat(200) })).ok).toBe(true);
});

it('binds to no workflow without an id', () => {
	expect(() => signed({ workflowId: '' })).toThrow(
		expect.objectContaining({ code: 'callback-binding-invalid' }) as Error,
	);
});

it.each([
	['', 'binding-secret-blank'],
	['   ', 'binding-secret-blank'],
	['x'.repeat(31), 'binding-secret-short'],
	['  xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx  ', 'binding-secret-short'],
	['x'.repeat(64), 'binding-secret-short'],
	['1234567'.repeat(7), 'binding-secret-short'],
])('takes no secret like %j', (secret, code) => {
	expect(() => bindingKey(secret)).toThrow(expect.objectContaining({ code }) as Error);
	expect(() => bindingKey('12345678'.repeat(4))).not.toThrow();
});
