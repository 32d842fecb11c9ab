import type { Issuer, KeysFault } from '../../../simulator/actionable-messages/issuer';
import type { Engines } from '../../support/network/engines';

import { startIssuer } from '../../../simulator/actionable-messages/issuer';
import { RESPONSE_BODY_MAX_BYTES } from '../../../src/limits';
import { createKeySets } from '../../../src/actionable-message/key-set';
import { createTokenChecker } from '../../support/actions';
import { createEngines } from '../../support/network/engines';

const COOL_DOWN_MS = 300_000;
const RETRY_MS = 5_000;
const FRESH_MS = 43_200_000;
const KEEP_MS = 172_800_000;

let issuer: Issuer;
let engines: Engines;
let nowMs: number;

const now = () => nowMs;

/** A checker with a memory of its own. The time to read keys is short: nothing here waits longer than that. */
function open(fields = {}, engine: 'undici' | 'n8n' = 'undici') {
	const checker = createTokenChecker(issuer, {
		keySets: createKeySets({ now, timeoutMs: 1_000 }),
		engines,
		engine,
		now,
		fields,
	});
	return async (token = issuer.token()) => {
		const verdict = await checker.check(token);
		return verdict.ok ? 'ok' : verdict.reason;
	};
}

beforeEach(async () => {
	nowMs = Date.UTC(2026, 9, 21, 8);
	issuer = await startIssuer(now);
	engines = createEngines({ idleMs: 100 });
});

afterEach(async () => {
	await engines.close();
	await issuer.close();
});

it.each(['undici', 'n8n'] as const)('reads keys once for many tokens, through the engine %s', async (engine) => {
	const check = open({}, engine);
	expect(await Promise.all(Array.from({ length: 20 }, async () => await check()))).toEqual(
		Array.from({ length: 20 }, () => 'ok'),
	);
	expect(issuer.requests()).toEqual([`/${issuer.tenantId}/discovery/v2.0/keys`]);
});

it('reads the keys that a discovery document points to, but not on a host that is not listed', async () => {
	expect(await open({ keysUrl: issuer.discoveryUrl })()).toBe('ok');
	expect(issuer.requests()).toEqual([
		`/${issuer.tenantId}/v2.0/.well-known/openid-configuration`,
		`/${issuer.tenantId}/discovery/v2.0/keys`,
	]);
	const pointing = {
		get: async () => ({
			kind: 'answer' as const,
			status: 200,
			headers: {},
			body: JSON.stringify({ jwks_uri: 'https://keys.example/x' }),
		}),
	};
	const checker = createTokenChecker(issuer, {
		keySets: createKeySets({ now }),
		engines: { ...engines, undici: { ...engines.undici, ...pointing } },
		now,
	});
	expect(await checker.check(issuer.token())).toEqual({ ok: false, reason: 'token-keys-unavailable' });
});

it('reads once more for a key it does not know, and then not again within the cool-down', async () => {
	const check = open();
	expect(await check()).toBe('ok');
	nowMs += COOL_DOWN_MS;
	issuer.rotate();
	expect(await check()).toBe('ok');
	expect(issuer.requests()).toHaveLength(2);
	issuer.rotate();
	expect(await check()).toBe('token-key-unknown');
	for (let count = 0; count < 50; count += 1)
		await check(issuer.token(undefined, { header: { kid: `invented-${count}` } }));
	expect(issuer.requests()).toHaveLength(2);
	nowMs += COOL_DOWN_MS - 1;
	expect(await check()).toBe('token-key-unknown');
	nowMs += 1;
	expect(await check()).toBe('ok');
	expect(issuer.requests()).toHaveLength(3);
});

it('refuses a new key until it is published', async () => {
	const check = open();
	expect(await check()).toBe('ok');
	issuer.rotate({ publish: false });
	nowMs += COOL_DOWN_MS;
	expect(await check()).toBe('token-key-unknown');
	issuer.publish();
	nowMs += COOL_DOWN_MS;
	expect(await check()).toBe('ok');
});

it.each(['down', 'slow', 'huge', 'redirect', 'no-json', 'empty'] as const)(
	'refuses every token while the keys are %s, and takes them again afterwards',
	async (fault: KeysFault) => {
		const check = open();
		issuer.fail(fault);
		const reason = fault === 'empty' ? 'token-key-unknown' : 'token-keys-unavailable';
		expect([await check(), await check()]).toEqual([reason, reason]);
		// No redirect was followed, and the second token did not ask again.
		expect(issuer.requests()).toHaveLength(1);
		issuer.fail(undefined);
		nowMs += fault === 'empty' ? COOL_DOWN_MS : RETRY_MS;
		expect(await check()).toBe('ok');
	},
);

it('refuses every token while nobody answers at the address', async () => {
	const check = open();
	await issuer.close();
	expect(await check()).toBe('token-keys-unavailable');
	issuer = await startIssuer(now);
});

it('goes on with the keys it has while they cannot be read again, for two days', async () => {
	const check = open();
	expect(await check()).toBe('ok');
	issuer.fail('down');
	nowMs += FRESH_MS;
	expect(await check()).toBe('ok');
	expect(issuer.requests()).toHaveLength(2);
	nowMs += KEEP_MS - FRESH_MS - 1;
	expect(await check()).toBe('ok');
	nowMs += 1;
	expect(await check()).toBe('token-keys-unavailable');
});

it('reads keys again that were read while the clock was ahead, and forgets those that are gone', async () => {
	const keySets = createKeySets({ now });
	const checkerFor = (keys: readonly object[]) => {
		const reader = {
			get: async () => ({ kind: 'answer' as const, status: 200, headers: {}, body: JSON.stringify({ keys }) }),
		};
		return createTokenChecker(issuer, {
			keySets,
			engines: { ...engines, undici: { ...engines.undici, ...reader } },
			now,
		});
	};
	const key = { ...issuer.publicKey().export({ format: 'jwk' }), kid: kidOf(issuer.token()) };
	nowMs += 365 * 86_400_000;
	expect(await checkerFor([key]).check(issuer.token())).toMatchObject({ ok: true });
	nowMs -= 365 * 86_400_000;
	expect(await checkerFor([]).check(issuer.token())).toEqual({ ok: false, reason: 'token-key-unknown' });
});

it('does not mind a clock that is set back by a minute', async () => {
	const check = open();
	expect(await check()).toBe('ok');
	nowMs -= 60_000;
	expect(await check()).toBe('ok');
	expect(issuer.requests()).toHaveLength(1);
});

it('reads old keys again, and forgets those that are gone', async () => {
	const keySets = createKeySets({ now });
	const checkerFor = (keys: readonly object[]) => {
		const reader = {
			get: async () => ({ kind: 'answer' as const, status: 200, headers: {}, body: JSON.stringify({ keys }) }),
		};
		return createTokenChecker(issuer, {
			keySets,
			engines: { ...engines, undici: { ...engines.undici, ...reader } },
			now,
		});
	};
	const key = { ...issuer.publicKey().export({ format: 'jwk' }), kid: kidOf(issuer.token()) };
	expect(await checkerFor([key]).check(issuer.token())).toMatchObject({ ok: true });
	nowMs += FRESH_MS;
	expect(await checkerFor([]).check(issuer.token())).toEqual({ ok: false, reason: 'token-key-unknown' });
});

it.each([
	['a key for encryption', { use: 'enc' }],
	['another algorithm', { alg: 'PS256' }],
	['another kind of key', { kty: 'EC' }],
	['no name', { kid: undefined }],
	['a short modulus', { n: Buffer.alloc(128, 7).toString('base64url') }],
	['a modulus that is a number', { n: 7 }],
])('does not take %s', async (_title, members) => {
	const token = issuer.token();
	const body = JSON.stringify({
		keys: [null, 'x', { ...issuer.publicKey().export({ format: 'jwk' }), kid: kidOf(token), use: 'sig', ...members }],
	});
	const reader = { get: async () => ({ kind: 'answer' as const, status: 200, headers: {}, body }) };
	const checker = createTokenChecker(issuer, {
		keySets: createKeySets({ now }),
		engines: { ...engines, undici: { ...engines.undici, ...reader } },
		now,
	});
	expect(await checker.check(token)).toEqual({ ok: false, reason: 'token-key-unknown' });
});

describe('a key document', () => {
	const answering = (body: string, status = 200) => {
		const asked: string[] = [];
		const keySets = createKeySets({ now, timeoutMs: 1_000 });
		const answer = { status, body };
		const reader = {
			get: async ({ url }: { readonly url: string }) => {
				asked.push(url);
				return await Promise.resolve({ kind: 'answer' as const, headers: {}, ...answer });
			},
		};
		const check = async (token = issuer.token()) => {
			const verdict = await createTokenChecker(issuer, {
				keySets,
				engines: { ...engines, undici: { ...engines.undici, ...reader } },
				now,
			}).check(token);
			return verdict.ok ? 'ok' : verdict.reason;
		};
		return { asked, answer, check };
	};
	const document = () =>
		JSON.stringify({ keys: [{ ...issuer.publicKey().export({ format: 'jwk' }), kid: kidOf(issuer.token()) }] });
	/** Trailing space does not change a document, so only its length can be the reason for a refusal. */
	const ofBytes = (bytes: number) => document().padEnd(bytes, ' ');

	it('that is as long as the most that is read may be cut off, and is refused', async () => {
		expect([
			await answering(ofBytes(RESPONSE_BODY_MAX_BYTES - 1)).check(),
			await answering(ofBytes(RESPONSE_BODY_MAX_BYTES)).check(),
		]).toEqual(['ok', 'token-keys-unavailable']);
		const accented = document().replace('{', `{"x":"${'é'.repeat(1_000)}",`);
		const fill = (bytes: number) => accented + ' '.repeat(bytes - Buffer.byteLength(accented));
		expect([
			await answering(fill(RESPONSE_BODY_MAX_BYTES - 1)).check(),
			await answering(fill(RESPONSE_BODY_MAX_BYTES)).check(),
		]).toEqual(['ok', 'token-keys-unavailable']);
	});

	it('is taken with status 200 only', async () => {
		const verdicts = await Promise.all(
			[200, 201, 203, 206, 299, 404].map(async (status) => await answering(document(), status).check()),
		);
		expect(verdicts).toEqual(['ok', ...Array.from({ length: 5 }, () => 'token-keys-unavailable')]);
	});

	it('that cannot be read is asked for again after 5 s, and one that was read for a new name after 5 minutes', async () => {
		const { asked, answer, check } = answering('no JSON');
		const ask = async (afterMs: number, token?: string) => {
			nowMs += afterMs;
			return [await check(token), asked.length];
		};
		expect([await ask(0), await ask(RETRY_MS - 1), await ask(1)]).toEqual([
			['token-keys-unavailable', 1],
			['token-keys-unavailable', 1],
			['token-keys-unavailable', 2],
		]);
		answer.body = document();
		expect(await ask(RETRY_MS)).toEqual(['ok', 3]);
		const unknown = issuer.token(undefined, { header: { kid: 'unknown' } });
		expect([
			await ask(RETRY_MS, unknown),
			await ask(COOL_DOWN_MS - RETRY_MS - 1, unknown),
			await ask(1, unknown),
		]).toEqual([
			['token-key-unknown', 3],
			['token-key-unknown', 3],
			['token-key-unknown', 4],
		]);
	});

	it('that has grown old is asked for again after 5 s where that fails, and keys that are known serve meanwhile', async () => {
		const { asked, answer, check } = answering(document());
		expect(await check()).toBe('ok');
		nowMs += FRESH_MS;
		answer.status = 503;
		expect([await check(), asked.length]).toEqual(['ok', 2]);
		nowMs += RETRY_MS - 1;
		expect([await check(), asked.length]).toEqual(['ok', 2]);
		nowMs += 1;
		expect([await check(), asked.length]).toEqual(['ok', 3]);
	});

	it('that failed for an unknown name is asked for again after 5 s, though the keys before it are fresh', async () => {
		const { asked, answer, check } = answering(document());
		const unknown = issuer.token(undefined, { header: { kid: 'unknown' } });
		expect(await check()).toBe('ok');
		nowMs += COOL_DOWN_MS;
		answer.status = 503;
		expect([await check(unknown), asked.length]).toEqual(['token-key-unknown', 2]);
		nowMs += RETRY_MS;
		expect([await check(unknown), asked.length]).toEqual(['token-key-unknown', 3]);
	});
});

function kidOf(token: string): string {
	return (JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as { kid: string }).kid;
}
