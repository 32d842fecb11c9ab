import type { DeliveryOrder } from '../../../src/incoming-webhook/deliver';
import type { SendPolicy } from '../../../src/incoming-webhook/send-policy';
import type { PostAnswer, PostFailure, PostRequest, Transport } from '../../../src/ports';

import { cardContent, textContent } from '../../../src/cards/content';
import { adaptiveCard } from '../../../src/cards/message';
import { deliver, draftOf } from '../../../src/incoming-webhook/deliver';
import { parseDestination } from '../../../src/incoming-webhook/destination/destination';
import { createFlowTally } from '../../../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../../../src/incoming-webhook/pace/schedule';
import { createFakeClock } from '../../support/fake-clock';

const FLOW =
	'https://x.4f.environment.api.powerplatform.com/workflows/SECRET/triggers/manual/paths/invoke?api-version=1&sig=SECRET';
const CONNECTOR = 'https://contoso.webhook.office.com/webhookb2/SECRET';
const POLICY: SendPolicy = {
	maxAttempts: 3,
	maxWaitMs: 60_000,
	timeoutMs: 15_000,
	pace: 'limits',
	retryUnclear: false,
};
const FITTING = { onInvalid: 'fail', onTooLarge: 'truncate' } as const;
const SPLIT = { ...FITTING, onTooLarge: 'split' } as const;
const LONG = Array.from({ length: 9_000 }, (_, index) => `line ${index}`).join('\n');

type Exchange = PostAnswer | PostFailure;

const answer = (status: number, body = '', headers: Record<string, string> = {}): PostAnswer => ({
	kind: 'answer',
	status,
	headers,
	body,
});
const failure = (sent: PostFailure['sent'], reason: PostFailure['reason'] = 'connection-lost'): PostFailure => ({
	kind: 'failure',
	sent,
	reason,
	cause: 'ECODE',
});

/** A delivery with the given answers, one after the other, on a clock of its own that runs as fast as it can. */
function deliveryOf(answers: readonly Exchange[], onPost: () => void = () => undefined) {
	const clock = createFakeClock();
	const posts: Array<PostRequest & { readonly atMs: number }> = [];
	const transport: Transport = {
		engine: 'undici',
		post: async (request) => {
			onPost();
			return answers[posts.push({ ...request, atMs: clock.now() - 1_000_000 }) - 1] ?? answer(202);
		},
	};
	const ports = {
		transport,
		pacer: createPacer(clock.now, clock.sleep),
		tally: createFlowTally(clock.now),
		now: clock.now,
		sleep: clock.sleep,
		random: () => 0.5,
	};
	const send = async (text = 'hi', change: Partial<DeliveryOrder> & { readonly policy?: SendPolicy } = {}) => {
		const delivering = deliver(
			{
				draft: draftOf(textContent(text)),
				options: FITTING,
				destination: parseDestination(FLOW, ''),
				name: null,
				headers: { 'x-key': 'k' },
				pace: { group: 'g', per300s: 0 },
				policy: POLICY,
				partsSentBefore: 0,
				waitedMs: 0,
				...change,
			},
			ports,
		);
		await clock.runOut();
		return await delivering;
	};
	return { clock, posts, send };
}

describe('one message', () => {
	it('is sent with the secret headers, the timeout and its bytes', async () => {
		const { posts, send } = deliveryOf([answer(202, '', { 'x-ms-workflow-run-id': '085' })]);
		const { delivery, problem } = await send('é');
		expect(problem).toBeUndefined();
		expect(posts[0]).toMatchObject({
			url: FLOW,
			headers: { 'x-key': 'k', 'content-type': 'application/json; charset=utf-8' },
			timeoutMs: 15_000,
			isHostListed: false,
		});
		expect(delivery).toEqual({
			outcome: 'accepted',
			statusCode: 202,
			attempts: 1,
			bytes: Buffer.byteLength(posts[0]?.body ?? ''),
			parts: 1,
			runIds: ['085'],
			destination: { kind: 'workflows', host: 'x.4f.environment.api.powerplatform.com' },
			warnings: [],
		});
	});

	it('shows the name of its destination, the message id a flow confirms, and the warning of a connector once', async () => {
		const { send } = deliveryOf([answer(200, '{"outcome":"delivered","messageId":"17"}'), answer(200, '1')]);
		expect((await send('x', { name: 'ops' })).delivery).toMatchObject({
			outcome: 'delivered',
			messageIds: ['17'],
			destination: { name: 'ops' },
		});
		expect((await send('x', { destination: parseDestination(CONNECTOR, '') })).delivery.warnings).toEqual([
			expect.stringContaining('May 2026'),
		]);
	});
});

describe('a message that is too large in one piece', () => {
	const heading = { type: 'TextBlock', text: 'word '.repeat(6_500), size: 'Large', weight: 'Bolder' };
	const draft = draftOf(cardContent([adaptiveCard([heading])]));

	it.each(['truncate', 'split'] as const)('is sent: %s', async (onTooLarge) => {
		const { posts, send } = deliveryOf([]);
		const { delivery, problem } = await send('', { draft, options: { ...FITTING, onTooLarge } });
		expect([delivery.outcome, problem, delivery.parts, posts.length > 0]).toEqual([
			'accepted',
			undefined,
			posts.length,
			true,
		]);
	});

	it('is an error where nothing left n8n', async () => {
		const { send } = deliveryOf([failure('no', 'connection-failed')]);
		const { delivery, problem } = await send('', { draft, options: SPLIT, policy: { ...POLICY, maxAttempts: 1 } });
		expect([delivery.outcome, problem === undefined]).toEqual(['notSent', false]);
	});
});

describe('what the other side repeats of the request', () => {
	it('appears nowhere', async () => {
		const key = 'SECRETSIGNATURE';
		const destination = parseDestination(FLOW.replace(/SECRET$/, key), '');
		const { send } = deliveryOf([
			answer(202, '', { 'x-ms-workflow-run-id': key }),
			answer(200, JSON.stringify({ outcome: 'delivered', messageId: `m-${key}` })),
			answer(202, '', { 'x-ms-workflow-run-id': 'a b' }),
			answer(200, `delivered failed ContextId tcid=${key}`),
			answer(202, '', { 'x-ms-workflow-run-id': 'headervalue' }),
		]);
		const all = [
			await send('x', { destination }),
			await send('x', { destination }),
			await send('x', { destination }),
			await send('x', { destination }),
			await send('x', { destination, headers: { 'x-key': 'headervalue' } }),
		];
		expect(all.map(({ delivery }) => [delivery.runIds, delivery.messageIds])).toEqual(all.map(() => [[], undefined]));
		expect(JSON.stringify(all)).not.toContain(key);
	});
});

describe('attempts', () => {
	it.each<[string, readonly Exchange[], string, number]>([
		['a refused connection, then taken', [failure('no'), answer(202)], 'accepted', 2],
		['429 twice, then taken', [answer(429), answer(429), answer(202)], 'accepted', 3],
		[
			'429 in a 200, then taken',
			[
				answer(
					200,
					'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId x',
				),
				answer(202),
			],
			'accepted',
			2,
		],
		['503 for good', [answer(503), answer(503), answer(503)], 'rejected', 3],
		['408, then refused', [answer(408), answer(404)], 'rejected', 2],
		[
			'no name, for good',
			[failure('no', 'name-not-found'), failure('no', 'name-not-found'), failure('no', 'name-not-found')],
			'notSent',
			3,
		],
		['a certificate nobody knows', [failure('no', 'certificate-untrusted')], 'notSent', 1],
		['a timeout after the body', [failure('unknown', 'timeout')], 'unclear', 1],
		['502', [answer(502)], 'unclear', 1],
		['504', [answer(504)], 'unclear', 1],
		['refused for good', [answer(400)], 'rejected', 1],
	])('%s', async (_title, answers, outcome, attempts) => {
		const { posts, send } = deliveryOf(answers);
		const { delivery } = await send();
		expect([delivery.outcome, delivery.attempts, posts.length]).toEqual([outcome, attempts, attempts]);
	});

	it('are one where one is allowed', async () => {
		const { posts, send } = deliveryOf([answer(429)]);
		expect((await send('x', { policy: { ...POLICY, maxAttempts: 1 } })).problem?.code).toBe('throttled');
		expect(posts).toHaveLength(1);
	});

	it('wait as long as Teams asks, and say when it would be too long', async () => {
		const { posts, send } = deliveryOf([
			answer(429, '', { 'retry-after': '7' }),
			answer(202),
			answer(429, '', { 'retry-after': '61' }),
		]);
		await send();
		expect(posts.map(({ atMs }) => atMs)).toEqual([0, 7_000]);
		const { delivery, problem } = await send();
		expect([delivery.outcome, delivery.attempts, problem?.retryAtMs]).toEqual([
			'rejected',
			1,
			1_000_000 + 7_000 + 61_000,
		]);
	});

	it('hold the next messages to that URL as long, unless no pace is kept', async () => {
		const { posts, send } = deliveryOf([answer(429, '', { 'retry-after': '61' })]);
		await send();
		expect((await send()).problem).toMatchObject({ code: 'pace-window-full', retryAtMs: 1_061_000 });
		expect((await send('x', { destination: parseDestination(`${FLOW}2`, '') })).delivery.outcome).toBe('accepted');
		expect((await send('x', { policy: { ...POLICY, pace: 'off' } })).delivery.outcome).toBe('accepted');
		expect(posts).toHaveLength(3);
	});

	it.each([
		['refused', answer(404, '', { 'retry-after': '61' }), 'rejected'],
		['unclear', answer(502, '', { 'retry-after': '61' }), 'unclear'],
	])('hold nothing where the message is %s, whatever the answer asks for', async (_title, first, outcome) => {
		const { posts, send } = deliveryOf([first]);
		const { delivery, problem } = await send();
		expect([delivery.outcome, problem?.retryAtMs]).toEqual([outcome, undefined]);
		expect((await send()).delivery.outcome).toBe('accepted');
		expect(posts.map(({ atMs }) => atMs)).toEqual([0, 0]);
	});

	it('hold no other message where no pace is kept', async () => {
		const { posts, send } = deliveryOf([answer(429, '', { 'retry-after': '61' })]);
		const { problem } = await send('x', { policy: { ...POLICY, pace: 'off' } });
		expect(problem).toMatchObject({ code: 'throttled', retryAtMs: 1_061_000 });
		expect((await send()).delivery.outcome).toBe('accepted');
		expect(posts.map(({ atMs }) => atMs)).toEqual([0, 0]);
	});

	it('go on after an unclear one only where that was chosen, and then say that it may be there twice', async () => {
		const { posts, send } = deliveryOf([answer(502), answer(202)]);
		const { delivery } = await send('x', { policy: { ...POLICY, retryUnclear: true } });
		expect([delivery.outcome, posts.length, delivery.warnings]).toEqual([
			'accepted',
			2,
			[expect.stringContaining('twice')],
		]);
	});

	it('stay unclear after an unclear one, whatever comes later', async () => {
		const { send } = deliveryOf([answer(502), answer(404), answer(504), failure('no'), failure('no')]);
		const retryUnclear = { policy: { ...POLICY, retryUnclear: true } };
		expect((await send('x', retryUnclear)).delivery).toMatchObject({
			outcome: 'unclear',
			statusCode: 502,
			attempts: 2,
		});
		expect((await send('x', retryUnclear)).delivery).toMatchObject({
			outcome: 'unclear',
			statusCode: 504,
			attempts: 3,
		});
	});

	it('say that the execution was cancelled in the middle of one, even after another unclear one', async () => {
		const { send } = deliveryOf([answer(502), failure('unknown', 'cancelled')]);
		const { delivery, problem } = await send('x', { policy: { ...POLICY, retryUnclear: true } });
		expect(delivery).toMatchObject({ outcome: 'unclear', statusCode: null, attempts: 2 });
		expect(problem).toMatchObject({
			code: 'unclear-no-answer',
			message: 'The execution was canceled before Teams answered.',
		});
	});

	it('get the signal that says that the execution is cancelled', async () => {
		const { signal } = new AbortController();
		const { posts, send } = deliveryOf([answer(429), answer(202)]);
		await send('x', { signal });
		await send();
		expect(posts.map((request) => request.signal)).toEqual([signal, signal, undefined]);
		expect(posts[0]?.signal).toBe(signal);
	});

	it('end at once when the execution is cancelled', async () => {
		const controller = new AbortController();
		const { clock, posts, send } = deliveryOf([answer(429, '', { 'retry-after': '30' })], () => controller.abort());
		const { delivery, problem } = await send('x', { signal: controller.signal });
		expect([delivery.outcome, problem?.code, posts.length, clock.sleepers()]).toEqual(['notSent', 'cancelled', 1, 0]);
		expect((await send('x', { signal: controller.signal })).delivery).toMatchObject({
			outcome: 'notSent',
			attempts: 0,
		});
		expect((await send('x', { signal: controller.signal, policy: { ...POLICY, pace: 'off' } })).problem?.code).toBe(
			'cancelled',
		);
	});
});

describe('the pace', () => {
	it('is kept, and every attempt counts', async () => {
		const { posts, send } = deliveryOf([]);
		for (let count = 0; count < 9; count += 1) await send();
		expect(posts.map(({ atMs }) => atMs)).toEqual([0, 0, 0, 0, 1_200, 1_200, 1_200, 1_200, 2_400]);
	});

	it('is not kept where it is off', async () => {
		const { posts, send } = deliveryOf([]);
		for (let count = 0; count < 9; count += 1) await send('x', { policy: { ...POLICY, pace: 'off' } });
		expect(new Set(posts.map(({ atMs }) => atMs))).toEqual(new Set([0]));
	});

	it('gives a message back at once that would wait too long, and says when it can go', async () => {
		const { clock, posts, send } = deliveryOf([]);
		const group = { pace: { group: 'owner', per300s: 1 } };
		await send('x', group);
		const { delivery, problem } = await send('x', { ...group, destination: parseDestination(`${FLOW}2`, '') });
		expect(delivery).toEqual({
			outcome: 'notSent',
			statusCode: null,
			attempts: 0,
			bytes: posts[0]?.body.length,
			parts: 1,
			runIds: [],
			destination: { kind: 'workflows', host: 'x.4f.environment.api.powerplatform.com' },
			warnings: [],
		});
		expect(problem).toMatchObject({
			code: 'pace-window-full',
			retryAtMs: clock.now() + 306_000,
			message: expect.stringContaining(new Date(clock.now() + 306_000).toISOString()) as string,
		});
		expect(posts).toHaveLength(1);
	});

	it('and back-off together are bounded', async () => {
		const { posts, send } = deliveryOf([
			answer(429, '', { 'retry-after': '40' }),
			answer(429, '', { 'retry-after': '21' }),
		]);
		expect((await send()).delivery).toMatchObject({ outcome: 'rejected', attempts: 2 });
		expect(posts).toHaveLength(2);
	});

	it('and back-off together are bounded where the pace comes first', async () => {
		const { posts, send } = deliveryOf([...Array.from({ length: 4 }, () => answer(202)), answer(429)]);
		for (let count = 0; count < 4; count += 1) await send();
		const { delivery, problem } = await send('x', { policy: { ...POLICY, maxWaitMs: 1_200 + 499 } });
		expect([delivery.outcome, delivery.attempts, problem?.code]).toEqual(['rejected', 1, 'throttled']);
		expect(posts.map(({ atMs }) => atMs)).toEqual([0, 0, 0, 0, 1_200]);
	});

	it.each([
		[300, 'accepted', [0, 0, 0, 0, 1_200]],
		[301, 'notSent', [0, 0, 0, 0]],
	])('counts what the message has waited before: %d ms', async (waitedMs, outcome, expected) => {
		const { posts, send } = deliveryOf([]);
		for (let count = 0; count < 4; count += 1) await send();
		const { delivery } = await send('x', { waitedMs, policy: { ...POLICY, maxWaitMs: 1_500 } });
		expect(delivery.outcome).toBe(outcome);
		expect(posts.map(({ atMs }) => atMs)).toEqual(expected);
	});

	it('leaves the answer of the last attempt to be shown where another would wait too long', async () => {
		const { posts, send } = deliveryOf([answer(429)]);
		const { delivery, problem } = await send('x', { pace: { group: 'owner', per300s: 1 } });
		expect(delivery).toMatchObject({ outcome: 'rejected', statusCode: 429, attempts: 1 });
		expect(problem?.code).toBe('throttled');
		expect(posts).toHaveLength(1);
	});

	it('ends the wait for another attempt at once when the execution is cancelled, and says so', async () => {
		const { clock, posts, send } = deliveryOf([answer(429)]);
		const controller = new AbortController();
		void clock.sleep(10_000).then(() => controller.abort());
		const { delivery, problem } = await send('x', {
			signal: controller.signal,
			pace: { group: 'owner', per300s: 1 },
			policy: { ...POLICY, maxWaitMs: 400_000 },
		});
		expect(delivery).toMatchObject({ outcome: 'notSent', statusCode: null, attempts: 1 });
		expect([problem?.code, clock.now(), posts.length]).toEqual(['cancelled', 1_010_000, 1]);
	});

	it('warns from the 26th message of a pace group in 300 s on, unless the user has set a limit', async () => {
		const { clock, send } = deliveryOf([]);
		const off = { policy: { ...POLICY, pace: 'off' as const } };
		const warned: boolean[] = [];
		for (let count = 0; count < 27; count += 1) warned.push((await send('x', off)).delivery.warnings.length > 0);
		expect(warned.indexOf(true)).toBe(25);
		expect((await send('x', { ...off, pace: { group: 'g', per300s: 100 } })).delivery.warnings).toEqual([]);
		await clock.advance(300_001);
		expect((await send('x', off)).delivery.warnings).toEqual([]);
	});
});

describe('a split message', () => {
	it('is sent in order, and keeps every run id', async () => {
		const { posts, send } = deliveryOf(
			Array.from({ length: 9 }, (_, index) => answer(202, '', { 'x-ms-workflow-run-id': `run${index}` })),
		);
		const { delivery, problem } = await send(LONG, { options: SPLIT });
		expect(problem).toBeUndefined();
		expect(delivery).toMatchObject({
			outcome: 'accepted',
			parts: posts.length,
			partsSent: posts.length,
			attempts: posts.length,
			runIds: posts.map((_, index) => `run${index}`),
		});
		expect(posts.length).toBeGreaterThan(2);
		expect(posts[1]?.body).toContain(`(2/${posts.length})`);
	});

	it('is only as certain as its least certain part', async () => {
		const confirmed = answer(200, '{"outcome":"delivered"}');
		const mixed = await deliveryOf([confirmed, answer(202), ...Array.from({ length: 9 }, () => confirmed)]).send(LONG, {
			options: SPLIT,
		});
		expect(mixed.delivery).toMatchObject({ outcome: 'accepted', statusCode: 202, partsSent: mixed.delivery.parts });
		const all = await deliveryOf(Array.from({ length: 9 }, () => confirmed)).send(LONG, { options: SPLIT });
		expect([all.delivery.parts, all.delivery.outcome, all.delivery.statusCode]).toEqual([
			mixed.delivery.parts,
			'delivered',
			200,
		]);
	});

	it('stops at the part that is refused, and says how many were taken', async () => {
		const { posts, send } = deliveryOf([answer(202), answer(404)]);
		const { delivery, problem } = await send(LONG, { options: SPLIT });
		expect(posts).toHaveLength(2);
		expect(delivery).toMatchObject({ outcome: 'rejected', partsSent: 1, statusCode: 404 });
		expect(problem).toMatchObject({
			code: 'flow-not-found',
			message: expect.stringMatching(/Teams accepted 1 of \d parts of the message\.$/) as string,
		});
	});

	it('goes on behind the parts that were sent before', async () => {
		const { posts, send } = deliveryOf([]);
		const whole = await send(LONG, { options: SPLIT });
		const before = posts.length;
		const { delivery } = await send(LONG, { options: SPLIT, partsSentBefore: 2 });
		expect(posts.slice(before).map(({ body }) => body)).toEqual(posts.slice(2, before).map(({ body }) => body));
		expect(delivery).toMatchObject({ parts: whole.delivery.parts, partsSent: whole.delivery.parts });
	});

	it('sends its last part where it has become shorter than what was sent before: an outcome needs an answer', async () => {
		const { posts, send } = deliveryOf([]);
		const { delivery } = await send('short', { options: SPLIT, partsSentBefore: 7 });
		expect([delivery.outcome, delivery.parts, posts.length]).toEqual(['accepted', 1, 1]);
	});

	it('shares one limit of waiting among its parts', async () => {
		const { posts, send } = deliveryOf([
			answer(429, '', { 'retry-after': '40' }),
			answer(202),
			answer(429, '', { 'retry-after': '40' }),
		]);
		const { delivery } = await send(LONG, { options: SPLIT });
		expect([delivery.outcome, delivery.partsSent, posts.length]).toEqual(['rejected', 1, 3]);
	});
});
