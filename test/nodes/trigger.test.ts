import fc from 'fast-check';

import { BAD_REQUESTS, PING, sign, TOKEN, vectors } from '../support/signing';
import { callTrigger, itemOf, started } from '../support/trigger';

interface SignatureVector {
	readonly title: string;
	readonly securityToken: string;
	readonly bodyBase64: string;
	readonly authorization: string;
}

describe('known answers', () => {
	it.each(vectors<SignatureVector>('signature'))('accepts $title', async ({ bodyBase64, authorization, securityToken }) => {
		const call = await callTrigger({ rawBody: Buffer.from(bodyBase64, 'base64'), authorization, credential: { securityToken } });
		expect(started(call)).toBe(true);
		call.response.close();
	});

	it('accepts 100 KB', async () => {
		const rawBody = Buffer.from(JSON.stringify({ type: 'message', text: 'ü'.repeat(50_000) }));
		const call = await callTrigger({ rawBody, authorization: sign(rawBody) });
		expect(started(call)).toBe(true);
		call.response.close();
	});

	it('refuses the MAC that the token as text gives for own vector 2', async () => {
		const rawBody = Buffer.from('{"type":"message","text":"<at>Kestrel</at>&nbsp;café ☕ 🚀\\n"}');
		const call = await callTrigger({ rawBody, authorization: 'HMAC +JtS5raj9UwPoLB43ZvAA5UhWL0eaFBQBih/OuW+DEI=' });
		expect(call.response.statusCode).toBe(401);
		expect(started(call)).toBe(false);
	});
});

describe('bad input', () => {
	it.each(BAD_REQUESTS)('answers $status and starts nothing: $title', async ({ body, authorization, status }) => {
		const call = await callTrigger({ rawBody: body, ...(authorization === undefined ? {} : { authorization }) });
		expect(started(call)).toBe(false);
		if (status === 200) {
			expect(call.result.webhookResponse).toEqual({ type: 'message', text: expect.stringMatching(/./) as string });
			return;
		}
		expect(call.response.statusCode).toBe(status);
		expect(call.response.body).toMatch(/^[^\n]+$/);
		expect(call.result).toEqual({ noWebhookResponse: true });
	});

	it('refuses every single-bit change of body and MAC', async () => {
		const mac = Buffer.from(sign(PING).slice(5), 'base64');
		for (let bit = 0; bit < (PING.length + mac.length) * 8; bit += 1) {
			const bytes = Buffer.concat([PING, mac]);
			const at = bit >> 3;
			bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
			const call = await callTrigger({ rawBody: bytes.subarray(0, PING.length), authorization: `HMAC ${bytes.subarray(PING.length).toString('base64')}` });
			expect([call.response.statusCode, started(call)]).toEqual([401, false]);
		}
	});

	it('refuses 20,000 random mutations, without an exception or an execution', async () => {
		const header = sign(PING);
		const mutation = fc.record({
			part: fc.constantFrom('body', 'header'),
			from: fc.nat({ max: PING.length }),
			remove: fc.nat({ max: 8 }),
			insert: fc.uint8Array({ maxLength: 8 }),
		});
		const mutate = (original: Buffer, { from, remove, insert }: { from: number; remove: number; insert: Uint8Array }) => {
			const at = from % (original.length + 1);
			return Buffer.concat([original.subarray(0, at), insert, original.subarray(at + remove)]);
		};
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(mutation, async (change) => {
				const rawBody = change.part === 'body' ? mutate(PING, change) : PING;
				const authorization = change.part === 'header' ? mutate(Buffer.from(header, 'latin1'), change).toString('latin1') : header;
				fc.pre(!rawBody.equals(PING) || authorization !== header);
				const call = await callTrigger({ rawBody, authorization });
				refused += 1;
				return !started(call) && call.response.statusCode === 401;
			}),
			{ numRuns: 20_000 },
		);
		expect(refused).toBe(20_000);
	});
});

describe('the raw body', () => {
	it('is fetched when n8n has not read it', async () => {
		const request: { rawBody?: Buffer; authorization: string; readRawBody?: () => Promise<void> } = { authorization: sign(PING) };
		request.readRawBody = async function (this: { rawBody?: Buffer }) {
			this.rawBody = PING;
		};
		const call = await callTrigger(request);
		expect(started(call)).toBe(true);
		call.response.close();
	});

	it.each([
		['there is none', {}],
		['it cannot be read', { readRawBody: async () => await Promise.reject(new Error('stream gone')) }],
	])('refuses when %s', async (_title, request) => {
		const call = await callTrigger({ ...request, authorization: sign('') });
		expect([call.response.statusCode, started(call)]).toEqual([401, false]);
	});

	it('is accepted up to 256 KiB and refused one byte above', async () => {
		const frame = '{"type":"message","text":""}';
		const body = (bytes: number) => Buffer.from(frame.replace('""', `"${'a'.repeat(bytes - frame.length)}"`));
		const limit = await callTrigger({ rawBody: body(262_144), authorization: sign(body(262_144)) });
		const above = await callTrigger({ rawBody: body(262_145), authorization: sign(body(262_145)) });
		expect([started(limit), started(above), above.response.statusCode]).toEqual([true, false, 401]);
		limit.response.close();
	});
});

describe('the credential', () => {
	it.each([
		['blank', { securityToken: '  ' }, 'security-token-blank'],
		['missing', {}, 'security-token-blank'],
		['short', { securityToken: 'AAECAwQ=' }, 'security-token-length'],
		['not Base64', { securityToken: `"${TOKEN}"` }, 'security-token-not-base64'],
		['spoiled in the second field', { securityToken: TOKEN, securityToken2: 'x' }, 'security-token-length'],
		['deleted', new Error('no credential'), 'no-token'],
	])('refuses every request while it is %s, and logs why', async (_title, credential, reason) => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), credential });
		expect([call.response.statusCode, started(call)]).toEqual([401, false]);
		expect(call.warnings).toEqual([`Microsoft Teams Outgoing Webhook Trigger refused a request: ${reason}`]);
	});

	it('is read past n8n’s expression engine unless a field holds an expression', async () => {
		const plain = await callTrigger({ rawBody: PING, authorization: sign(PING), credential: { securityToken: TOKEN } });
		const resolved = await callTrigger({ rawBody: PING, authorization: sign(PING), credential: { securityToken: '={{ $vars.token }}' }, resolvedCredential: { securityToken: TOKEN } });
		expect([plain.reads, resolved.reads]).toEqual([['stored'], ['stored', 'resolved']]);
		expect([started(plain), started(resolved)]).toEqual([true, true]);
		plain.response.close();
		resolved.response.close();
	});

	it('logs one line for a row of refusals of one workflow', async () => {
		const calls = [];
		for (let count = 0; count < 3; count += 1) calls.push(await callTrigger({ rawBody: PING, workflowId: 'row' }));
		expect(calls.map((call) => call.warnings.length)).toEqual([1, 0, 0]);
	});

	it('tries every token and says which one matched', async () => {
		const other = Buffer.alloc(32, 7).toString('base64');
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING, other), credential: { securityToken: TOKEN, label: 'ops', securityToken3: other, label3: 'new' } });
		expect(itemOf(call).token).toEqual({ label: 'new', index: 2 });
		call.response.close();
	});
});

describe('an accepted mention', () => {
	it('becomes the documented item', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING) });
		expect(itemOf(call)).toMatchObject({ text: 'ping', command: 'ping', token: { label: 'ops', index: 0 }, reply: { mode: 'replyNode' } });
		call.response.close();
	});

	it('is answered at once with the fixed text when it responds immediately', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond: 'immediately', immediateText: 'On it' } });
		expect(call.result.webhookResponse).toEqual({ type: 'message', text: 'On it' });
		expect(started(call)).toBe(true);
	});

	it('is answered with the last node’s items', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond: 'lastNode' } });
		call.response.json([{ output: 'done' }]);
		expect(call.response.body).toEqual({ type: 'message', text: 'done' });
	});

	it.each([['replyNode'], ['lastNode']])('never shows texts of n8n itself (%s)', async (respond) => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond } });
		call.response.status(500).json({ message: 'Error in workflow' });
		expect([call.response.statusCode, call.response.body]).toEqual([200, { type: 'message', text: 'The workflow ended without an answer.' }]);
	});
});
