import type { TokenParts, TokenPurpose } from '../../../src/connector/tokens';

import fc from 'fast-check';

import { connectorKey, newTokenId, signToken, verifyToken } from '../../../src/connector/tokens';
import { CONNECTOR_ENTITY_LIFE_MS, CONNECTOR_STATE_LIFE_MS } from '../../../src/limits';

const SECRET = 'abcdefgh'.repeat(4);
const key = connectorKey(SECRET);
const NOW = Date.parse('2026-10-21T08:00:00Z');
const parts: TokenParts = {
	scope: { workflowId: 'wf', nodeId: 'node' },
	purpose: 'created',
	id: newTokenId(),
	nowMs: NOW,
};
const verify = (token: string, changed: Partial<TokenParts> = {}) => verifyToken(key, token, { ...parts, ...changed });

it('takes what it has signed, for as long as it was good for', () => {
	const token = signToken(key, parts);
	expect(verify(token)).toEqual({ ok: true, id: parts.id, leftMs: CONNECTOR_STATE_LIFE_MS });
	expect(verify(token, { nowMs: NOW + CONNECTOR_STATE_LIFE_MS - 1 })).toMatchObject({ ok: true, leftMs: 1 });
	expect(verify(token, { nowMs: NOW + CONNECTOR_STATE_LIFE_MS })).toEqual({ ok: false, reason: 'expired' });
});

it('keeps an entity id for two years, and under the 64 characters that hosts are sure to store', () => {
	const token = signToken(key, { ...parts, purpose: 'entity' });
	expect(verify(token, { purpose: 'entity', nowMs: NOW + CONNECTOR_ENTITY_LIFE_MS - 1 })).toMatchObject({ ok: true });
	expect(verify(token, { purpose: 'entity', nowMs: NOW + CONNECTOR_ENTITY_LIFE_MS })).toEqual({
		ok: false,
		reason: 'expired',
	});
	expect(token.length).toBeLessThan(64);
});

it.each<[string, Partial<TokenParts>]>([
	['another action', { purpose: 'removed' }],
	['an entity id', { purpose: 'entity' }],
	['the name of what is being created', { purpose: 'pending' }],
	['another workflow', { scope: { workflowId: 'wf2', nodeId: 'node' } }],
	['another node', { scope: { workflowId: 'wf', nodeId: 'node2' } }],
	['a workflow and node whose names run together the same', { scope: { workflowId: 'wfn', nodeId: 'ode' } }],
])('does not take a token for %s', (_title, changed) => {
	expect(verify(signToken(key, parts), changed)).toEqual({ ok: false, reason: 'forged' });
});

it('keeps the name of what is being created as long as its state', () => {
	const token = signToken(key, { ...parts, purpose: 'pending' });
	expect(verify(token, { purpose: 'pending' })).toMatchObject({ ok: true, leftMs: CONNECTOR_STATE_LIFE_MS });
	expect(verify(token, { purpose: 'entity' })).toEqual({ ok: false, reason: 'forged' });
});

it('does not take a token of another secret', () => {
	expect(verify(signToken(connectorKey('ABCDEFGH'.repeat(4)), parts))).toEqual({ ok: false, reason: 'forged' });
});

it('is checked by any process that has the secret', () => {
	expect(verifyToken(connectorKey(SECRET), signToken(key, parts), parts)).toMatchObject({ ok: true });
});

it('does not take a longer life than was signed', () => {
	const [id, , mac] = signToken(key, parts).split('.');
	expect(verify(`${id ?? ''}.${(NOW + 10 * CONNECTOR_STATE_LIFE_MS).toString(36)}.${mac ?? ''}`)).toEqual({
		ok: false,
		reason: 'forged',
	});
});

it.each([
	['nothing', () => ''],
	['an id alone', () => parts.id],
	['one part less', (token: string) => token.slice(0, token.lastIndexOf('.'))],
	['one part more', (token: string) => `${token}.x`],
	['an id that is too short', (token: string) => token.slice(1)],
	['an id that is too long', (token: string) => `A${token}`],
	['a signature that is too short', (token: string) => token.slice(0, -1)],
	['a signature that is too long', (token: string) => `${token}A`],
	['no expiry', (token: string) => token.replace(/\.[^.]*\./, '..')],
	['an expiry in capitals', (token: string) => token.replace(/\.[^.]*\./, (expiry) => expiry.toUpperCase())],
	['a line break at its end', (token: string) => `${token}\n`],
])('says of %s that it is not a token', (_title, change) => {
	expect(verify(change(signToken(key, parts)))).toEqual({ ok: false, reason: 'malformed' });
});

it('takes none of 2,000 changed tokens', () => {
	const token = signToken(key, parts);
	const change = fc.record({ at: fc.nat(token.length - 1), put: fc.string({ maxLength: 3 }) });
	fc.assert(
		fc.property(change, ({ at, put }) => {
			const changed = token.slice(0, at) + put + token.slice(at + 1);
			return changed === token || !verify(changed).ok;
		}),
		{ numRuns: 2_000 },
	);
});

it('takes no text as a token', () => {
	fc.assert(
		fc.property(
			fc.string(),
			fc.constantFrom<TokenPurpose>('created', 'updated', 'removed', 'pending', 'entity'),
			(text, purpose) => !verify(text, { purpose }).ok,
		),
	);
});

it.each([
	['', 'connector-secret-blank', /is empty/],
	['   ', 'connector-secret-blank', /is empty/],
	[undefined, 'connector-secret-blank', /is empty/],
	[5, 'connector-secret-blank', /is empty/],
	['x'.repeat(31), 'connector-secret-short', /is 31 bytes long/],
	['  ' + 'x'.repeat(31), 'connector-secret-short', /is 31 bytes long/],
	[`${SECRET.slice(1)}\n`, 'connector-secret-short', /is 31 bytes long/],
	['x'.repeat(64), 'connector-secret-short', /same few characters/],
	['1234567'.repeat(7), 'connector-secret-short', /same few characters/],
])('refuses the secret %j', (secret, code, message) => {
	expect(() => connectorKey(secret)).toThrow(
		expect.objectContaining({ code, message: expect.stringMatching(message) as string }) as Error,
	);
});

it('makes the same key of a secret with blanks or a line break around it', () => {
	expect(connectorKey(`  ${SECRET}\n`).equals(key)).toBe(true);
	expect(verifyToken(connectorKey(`\t${SECRET} `), signToken(key, parts), parts)).toMatchObject({ ok: true });
});

it('counts the bytes of a secret, not its characters', () => {
	expect(() => connectorKey('äöüßéèàç'.repeat(2))).not.toThrow();
	expect(() => connectorKey('äöüßéèàç'.repeat(2).slice(1))).toThrow(/30 bytes/);
});
