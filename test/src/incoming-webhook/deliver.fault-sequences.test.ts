import type { SendPolicy } from '../../../src/incoming-webhook/send-policy';
import type { PostAnswer, PostFailure, Transport } from '../../../src/ports';

import fc from 'fast-check';

import { textContent } from '../../../src/cards/content';
import { deliver, draftOf } from '../../../src/incoming-webhook/deliver';
import { parseDestination } from '../../../src/incoming-webhook/destination/destination';
import { createFlowTally } from '../../../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../../../src/incoming-webhook/pace/schedule';
import { createFakeClock } from '../../support/fake-clock';

/** What one exchange does, and whether the message is then in the channel. */
interface Step {
	readonly posted: boolean;
	readonly exchange: PostAnswer | PostFailure;
}

const answer = (status: number, body = '', headers: Record<string, string> = {}): PostAnswer => ({
	kind: 'answer',
	status,
	headers,
	body,
});
const failure = (sent: PostFailure['sent'], reason: PostFailure['reason']): PostFailure => ({
	kind: 'failure',
	sent,
	reason,
	cause: 'ECODE',
});
const failed = (status: number) =>
	`Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId x`;
const step = (posted: boolean, exchange: Step['exchange']): Step => ({ posted, exchange });

/** What a flow, a connector, and the way to them can do. Where nobody can know, both happen. */
const COMMON: readonly Step[] = [
	...[
		failure('no', 'connection-failed'),
		failure('no', 'name-not-found'),
		failure('no', 'certificate-untrusted'),
		failure('no', 'proxy-refused'),
		failure('no', 'timeout'),
	].map((exchange) => step(false, exchange)),
	...[
		failure('unknown', 'timeout'),
		failure('unknown', 'connection-lost'),
		answer(500),
		answer(502),
		answer(504),
		answer(200, '<html>'),
	].flatMap((exchange) => [step(true, exchange), step(false, exchange)]),
	...[
		answer(429),
		answer(429, '', { 'retry-after': '3' }),
		answer(503, '', { 'retry-after': '100' }),
		answer(408),
		answer(400),
		answer(401),
		answer(404),
		answer(413),
		answer(302),
	].map((exchange) => step(false, exchange)),
];

const FLOW = [
	...COMMON,
	step(true, answer(202)),
	step(true, answer(200, 'ok')),
	step(true, answer(200, '{"outcome":"delivered"}')),
];
const CONNECTOR = [
	...COMMON,
	step(true, answer(200, '1')),
	...[400, 413, 429].map((status) => step(false, answer(200, failed(status)))),
	...[500, 504].flatMap((status) => [
		step(true, answer(200, failed(status))),
		step(false, answer(200, failed(status))),
	]),
];

const sides = [
	{
		url: 'https://x.4f.environment.api.powerplatform.com/triggers/manual/paths/invoke?sig=y',
		steps: FLOW,
		last: step(true, answer(202)),
		outcomes: ['accepted', 'delivered'],
	},
	{
		url: 'https://contoso.webhook.office.com/webhookb2/x',
		steps: CONNECTOR,
		last: step(true, answer(200, '1')),
		outcomes: ['delivered'],
	},
];

async function run(side: (typeof sides)[number], sequence: readonly Step[], policy: SendPolicy) {
	const clock = createFakeClock();
	let attempts = 0;
	let posted = 0;
	const transport: Transport = {
		engine: 'undici',
		post: async () => {
			const { posted: isPosted, exchange } = sequence[attempts] ?? side.last;
			attempts += 1;
			posted += isPosted ? 1 : 0;
			return exchange;
		},
	};
	const ports = {
		transport,
		pacer: createPacer(clock.now, clock.sleep),
		tally: createFlowTally(clock.now),
		now: clock.now,
		sleep: clock.sleep,
		random: () => 0.7,
	};
	const delivering = deliver(
		{
			draft: draftOf(textContent('x')),
			options: { onInvalid: 'fail', onTooLarge: 'truncate' },
			destination: parseDestination(side.url, ''),
			name: null,
			headers: {},
			pace: { group: 'g', per300s: 0 },
			policy,
			partsSentBefore: 0,
			waitedMs: 0,
		},
		ports,
	);
	await clock.runOut();
	const { delivery } = await delivering;
	return { delivery, attempts, posted, waitedMs: clock.now() - 1_000_000, sleepers: clock.sleepers() };
}

it.each(sides)(
	'whatever happens on the way to $url, no message is there twice and no loss is called a success',
	async (side) => {
		const seen = new Set<string>();
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom(...side.steps), { maxLength: 6 }),
				fc.integer({ min: 1, max: 6 }),
				fc.boolean(),
				fc.integer({ min: 0, max: 120 }),
				async (sequence, maxAttempts, retryUnclear, maxWait) => {
					const { delivery, attempts, posted, waitedMs, sleepers } = await run(side, sequence, {
						maxAttempts,
						retryUnclear,
						maxWaitMs: maxWait * 1_000,
						timeoutMs: 15_000,
						pace: 'limits',
					});
					seen.add(delivery.outcome);
					const taken = delivery.outcome === 'accepted' || delivery.outcome === 'delivered';
					expect([delivery.attempts, sleepers]).toEqual([attempts, 0]);
					expect(attempts).toBeLessThanOrEqual(maxAttempts);
					expect(waitedMs).toBeLessThanOrEqual(maxWait * 1_000);
					if (!retryUnclear) expect(posted).toBeLessThanOrEqual(1);
					if (taken) expect(posted).toBeGreaterThanOrEqual(1);
					if (delivery.outcome === 'rejected' || delivery.outcome === 'notSent') expect(posted).toBe(0);
				},
			),
			{ numRuns: 250 },
		);
		expect(seen).toEqual(new Set([...side.outcomes, 'rejected', 'notSent', 'unclear']));
	},
);
