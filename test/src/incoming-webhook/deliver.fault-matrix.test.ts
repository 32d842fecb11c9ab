import type { SendPolicy } from '../../../src/incoming-webhook/send-policy';
import type { Authority } from '../../support/network/authority';
import type { Engines } from '../../support/network/engines';
import type { Behaviour, FaultServer } from '../../support/network/fault-server';
import type { FaultName } from '../../support/network/faults';

import { textContent } from '../../../src/cards/content';
import { deliver, draftOf } from '../../../src/incoming-webhook/deliver';
import { parseDestination } from '../../../src/incoming-webhook/destination/destination';
import { createFlowTally } from '../../../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../../../src/incoming-webhook/pace/schedule';
import { runWorkflow } from '../../support/action';
import { createAuthority } from '../../support/network/authority';
import { createEngines } from '../../support/network/engines';
import { answer, startFaultServer } from '../../support/network/fault-server';
import { FAULTS } from '../../support/network/faults';

let server: FaultServer;
let stranger: FaultServer;
let engines: Engines;
let authority: Authority;

beforeAll(async () => {
	server = await startFaultServer();
	authority = await createAuthority('Nobody knows me');
	stranger = await startFaultServer(await authority.issue());
	engines = createEngines({ connectTimeoutMs: 500 });
});

afterAll(async () => {
	await engines.close();
	await server.close();
	await stranger.close();
});

const FLOW = '/x/triggers/manual/paths/invoke?sig=SECRET';
const CONNECTOR = '/webhookb2/SECRET';
const failed = (status: number) =>
	`Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId x`;

/** What the next request meets, and whether a message is in the channel after it. */
interface Step {
	readonly behaviour: Behaviour;
	readonly posts: 0 | 1;
}

const fault = (name: FaultName, posts: 0 | 1): Step => ({ behaviour: FAULTS[name], posts });
const says = (status: number, body = '', posts: 0 | 1 = 0, headers: Readonly<Record<string, string>> = {}): Step => ({
	behaviour: answer(status, body, headers),
	posts,
});

interface FaultCase {
	readonly name: string;
	readonly steps: readonly Step[];
	/** Where the message goes; by default the server that misbehaves. */
	readonly origin?: () => string;
	readonly path?: string;
	/** For what never answers; elsewhere a busy machine must not look like a slow server. */
	readonly timeoutMs?: number;
	readonly outcome: string;
	readonly attempts: number;
}

/** What follows the steps of a row: the flow takes the message. */
const TAKEN = says(202, '', 1);

/** Answers that are known by their body. */
const KNOWN_BODIES: ReadonlyArray<readonly [status: number, body: string, path?: string]> = [
	...(['TriggerInputSchemaMismatch', 'WorkflowTriggerIsNotEnabled'] as const).map(
		(code) => [400, JSON.stringify({ error: { code, message: 'm' } })] as const,
	),
	...(['DirectApiAuthorizationRequired', 'MisMatchingOAuthClaims'] as const).map(
		(code) => [401, JSON.stringify({ error: { code, message: 'm' } })] as const,
	),
	[404, JSON.stringify({ error: { code: 'WorkflowNotFound', message: 'm' } })],
	[403, '<!doctype html><title>Blocked</title>'],
	[400, 'Summary or Text is required.', CONNECTOR],
	[400, 'Bad payload received by generic incoming webhook.', CONNECTOR],
	[404, 'Webhook Not Found', CONNECTOR],
];

/** Every fault on the way and every kind of answer; what is not tried again never reaches the later steps. */
const ROWS: readonly FaultCase[] = [
	{ name: 'nobody listens', steps: [], origin: () => 'http://127.0.0.1:9', outcome: 'notSent', attempts: 3 },
	{ name: 'no such name', steps: [], origin: () => 'https://nobody.invalid', outcome: 'notSent', attempts: 3 },
	{ name: 'a certificate of a stranger', steps: [], origin: () => stranger.origin, outcome: 'notSent', attempts: 1 },
	{
		name: 'no TLS where TLS is expected',
		steps: [],
		origin: () => server.origin.replace('http:', 'https:'),
		outcome: 'notSent',
		attempts: 1,
	},
	{ name: 'reset before the body', steps: [fault('reset before the body', 0), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'reset during the body', steps: [fault('reset during the body', 0), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'reset after the body', steps: [fault('reset after the body', 1), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'closed after the body', steps: [fault('closed after the body', 1), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'slow headers', steps: [fault('slow headers', 1), TAKEN], timeoutMs: 400, outcome: 'unclear', attempts: 1 },
	{ name: 'slow body', steps: [fault('slow body', 1), TAKEN], timeoutMs: 400, outcome: 'unclear', attempts: 1 },
	{ name: 'truncated chunk', steps: [fault('truncated chunk', 1), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'no HTTP', steps: [fault('no HTTP', 1), TAKEN], outcome: 'unclear', attempts: 1 },
	{ name: 'a 103 first', steps: [fault('103 before the answer', 1)], outcome: 'accepted', attempts: 1 },
	{ name: 'an endless body', steps: [fault('endless body', 1)], outcome: 'accepted', attempts: 1 },
	{ name: '202', steps: [TAKEN], outcome: 'accepted', attempts: 1 },
	{ name: 'a flow that confirms', steps: [says(200, '{"outcome":"delivered"}', 1)], outcome: 'delivered', attempts: 1 },
	{ name: 'a connector', steps: [says(200, '1', 1)], path: CONNECTOR, outcome: 'delivered', attempts: 1 },
	{ name: '429, then taken', steps: [says(429), TAKEN], outcome: 'accepted', attempts: 2 },
	{ name: '429 for good', steps: [says(429), says(429), says(429), TAKEN], outcome: 'rejected', attempts: 3 },
	{
		name: '429 in a 200, then taken',
		steps: [says(200, failed(429)), says(200, '1', 1)],
		path: CONNECTOR,
		outcome: 'delivered',
		attempts: 2,
	},
	{ name: '408, 503, then taken', steps: [says(408), says(503), TAKEN], outcome: 'accepted', attempts: 3 },
	{
		name: '503 with a long Retry-After',
		steps: [says(503, '', 0, { 'retry-after': '100' }), TAKEN],
		outcome: 'rejected',
		attempts: 1,
	},
	...[400, 401, 403, 404, 410, 413, 302].map(
		(status): FaultCase => ({ name: String(status), steps: [says(status), TAKEN], outcome: 'rejected', attempts: 1 }),
	),
	...KNOWN_BODIES.map(
		([status, body, path]): FaultCase => ({
			name: `${status} ${body.slice(0, 60)}`,
			steps: [says(status, body), TAKEN],
			outcome: 'rejected',
			attempts: 1,
			...(path === undefined ? {} : { path }),
		}),
	),
	...[400, 413].map(
		(status): FaultCase => ({
			name: `${status} in a 200`,
			steps: [says(200, failed(status)), TAKEN],
			path: CONNECTOR,
			outcome: 'rejected',
			attempts: 1,
		}),
	),
	...[500, 504].map(
		(status): FaultCase => ({
			name: `${status} in a 200`,
			steps: [says(200, failed(status), 1), TAKEN],
			path: CONNECTOR,
			outcome: 'unclear',
			attempts: 1,
		}),
	),
	...[500, 502, 504].map(
		(status): FaultCase => ({
			name: `${status}, although it was posted`,
			steps: [says(status, '', 1), TAKEN],
			outcome: 'unclear',
			attempts: 1,
		}),
	),
	{ name: 'a web page', steps: [says(200, '<html>'), TAKEN], outcome: 'unclear', attempts: 1 },
];

const POLICY: SendPolicy = { maxAttempts: 3, maxWaitMs: 20_000, timeoutMs: 5_000, pace: 'off', retryUnclear: false };

const policyOf = ({ timeoutMs }: FaultCase): SendPolicy => ({ ...POLICY, ...(timeoutMs && { timeoutMs }) });

/** Too large to arrive together with the head of the request. */
const TEXT = 'é'.repeat(60_000);

const taken = (outcome: string) => outcome === 'accepted' || outcome === 'delivered';

/** Runs a row with `send`, and counts what arrived: the steps that were reached, and those of them that post. */
async function meet(
	row: FaultCase,
	send: (url: string) => Promise<void>,
): Promise<{ readonly requests: number; readonly posted: number }> {
	await server.idle();
	const met: Step[] = [];
	server.script(
		...row.steps.map(
			(step): Behaviour =>
				(exchange) => {
					met.push(step);
					return step.behaviour(exchange);
				},
		),
	);
	await send(`${row.origin?.() ?? server.origin}${row.path ?? FLOW}`);
	server.hangUp();
	await server.idle();
	// What was scripted and not used would meet the next row.
	server.drain();
	return { requests: met.length, posted: met.filter(({ posts }) => posts === 1).length };
}

async function deliverTo(url: string, engine: 'undici' | 'n8n', policy: SendPolicy) {
	const now = () => Date.now();
	const sleep = async () => undefined;
	const ports = {
		transport: engines[engine],
		pacer: createPacer(now, sleep),
		tally: createFlowTally(now),
		now,
		sleep,
		random: () => 0,
	};
	return await deliver(
		{
			draft: draftOf(textContent(TEXT)),
			options: { onInvalid: 'fail', onTooLarge: 'truncate', maxBytes: 1_000_000 },
			destination: parseDestination(url, '127.0.0.1, nobody.invalid'),
			name: null,
			headers: {},
			pace: { group: url, per300s: 0 },
			policy,
			partsSentBefore: 0,
			waitedMs: 0,
		},
		ports,
	);
}

describe.each(['undici', 'n8n'] as const)('with the engine %s', (engine) => {
	it.each(ROWS)('$name: $outcome after $attempts', async (row) => {
		let report: Awaited<ReturnType<typeof deliverTo>> | undefined;
		const { posted } = await meet(row, async (url) => void (report = await deliverTo(url, engine, policyOf(row))));
		expect([report?.delivery.outcome, report?.delivery.attempts]).toEqual([row.outcome, row.attempts]);
		expect(posted).toBeLessThanOrEqual(1);
		if (taken(row.outcome)) expect(posted).toBe(1);
		if (row.outcome === 'rejected' || row.outcome === 'notSent') expect(posted).toBe(0);
		expect(JSON.stringify(report)).not.toContain('SECRET');
	});

	it.each(ROWS.filter(({ outcome }) => outcome === 'unclear'))(
		'$name is tried again where that was chosen, and then may be there twice',
		async (row) => {
			let report: Awaited<ReturnType<typeof deliverTo>> | undefined;
			const { requests } = await meet(
				{ ...row, steps: [...row.steps.slice(0, 1), row.path === CONNECTOR ? says(200, '1', 1) : TAKEN] },
				async (url) => void (report = await deliverTo(url, engine, { ...policyOf(row), retryUnclear: true })),
			);
			expect([taken(report?.delivery.outcome ?? ''), report?.delivery.attempts, requests]).toEqual([true, 2, 2]);
			expect(report?.delivery.warnings.join()).toContain('twice');
		},
	);
});

describe('a connection that is kept', () => {
	it.each([
		['undici', 'unclear', 0],
		['n8n', 'accepted', 1],
	] as const)(
		'and closed by the other side as the next message is written: with %s it is %s',
		async (engine, outcome, posted) => {
			await server.idle();
			const url = `${server.origin}${FLOW}`;
			expect((await deliverTo(url, engine, POLICY)).delivery.outcome).toBe('accepted');
			await new Promise((resolve) => setImmediate(resolve));
			const before = server.bodies().length;
			server.script(FAULTS['reset of a pooled connection']);
			const { delivery } = await deliverTo(url, engine, POLICY);
			expect([delivery.outcome, delivery.attempts, server.bodies().length - before]).toEqual([outcome, 1, posted]);
			server.hangUp();
		},
	);

	it.each([
		['undici', 'unclear'],
		['n8n', 'accepted'],
	] as const)(
		'an answer of 100 that nobody asked for: with %s it is %s, and the message is there once',
		async (engine, outcome) => {
			await server.idle();
			const before = server.bodies().length;
			server.script(FAULTS['100 before the answer']);
			const { delivery } = await deliverTo(`${server.origin}${FLOW}`, engine, POLICY);
			expect([delivery.outcome, delivery.attempts, server.bodies().length - before]).toEqual([outcome, 1, 1]);
			server.hangUp();
		},
	);
});

describe('with n8n’s Retry On Fail', () => {
	it.each(ROWS)('$name: nothing is there twice, and no loss is called a success', async (row) => {
		let ended: Awaited<ReturnType<typeof runWorkflow>> | undefined;
		const action = {
			parameters: { text: TEXT, options: { pace: 'off', timeout: 0.4, maxAttempts: 1, maxBytes: 1_000_000 } },
			retryOnFail: true,
			maxTries: 3,
			waitBetweenTries: 1,
		};
		const { posted } = await meet(
			row,
			async (url) =>
				void (ended = await runWorkflow({
					items: [{}],
					actions: [action],
					credential: { webhookUrl: url, allowedHosts: '127.0.0.1, nobody.invalid' },
				})),
		);
		const outcome = ended?.output[0]?.json.outcome;
		expect(posted).toBeLessThanOrEqual(1);
		if (outcome !== undefined) expect(posted).toBe(1);
		// What a row does not try again by itself, n8n tries again where it is certain that nothing was posted.
		if (row.outcome === 'unclear') expect([outcome, posted]).toEqual([undefined, row.steps[0]?.posts]);
		expect(JSON.stringify(ended)).not.toContain('SECRET');
	});
});
