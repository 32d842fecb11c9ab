import type { FaultKind } from '../../../simulator/model/types';
import type { Simulator } from '../../../simulator/simulator';

import { FAULTS } from '../../../simulator/rules/faults';
import { callApi, cardMessage, fakeClock, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

const clock = fakeClock();
let simulator: Simulator;
let path = '';
let id = '';

beforeAll(async () => {
	simulator = await startTestSimulator({ clock });
	simulator.store.setup({ settings: { rates: false, flowBotRate: false, previews: true } });
	({ path, id } = newIncoming(simulator));
});
afterEach(async () => await callApi(simulator, 'DELETE', '/faults'));
afterAll(async () => await simulator.close());

const post = async (to = path) => await postTo(simulator, to, JSON.stringify(cardMessage()));
const switchOn = async (kind: FaultKind, more = {}) => await callApi(simulator, 'POST', '/faults', { kind, ...more });

/** Faults that answer, with what the caller sees. */
const ANSWERS: ReadonlyArray<readonly [FaultKind, number, RegExp, Record<string, unknown>]> = [
	['throttled-200', 200, /HTTP error 429 with ContextId/, {}],
	['throttled-429', 429, /TooManyRequests/, { seconds: 7 }],
	['bad-gateway', 502, /"code":"NoResponse"/, {}],
	['retired', 404, /^Webhook Not Found$/, {}],
	['flow-off', 400, /WorkflowTriggerIsNotEnabled/, {}],
];

it('has a test for every fault', () => {
	expect(FAULTS.map(({ kind }) => kind).sort()).toEqual(
		[...ANSWERS.map(([kind]) => kind), 'reset', 'run-fails', 'slow'].sort(),
	);
});

it.each(ANSWERS)('%s answers %i and posts nothing', async (kind, status, text, more) => {
	expect((await switchOn(kind, more)).status).toBe(201);
	const result = await post();
	expect([result.status, result.text, result.messages]).toEqual([status, expect.stringMatching(text), []]);
	expect(result.headers.get('retry-after')).toBe(kind === 'throttled-429' ? '7' : null);
	expect(result.run).toMatchObject({ status: 'refused', fault: kind });
});

it('bad-gateway can post all the same', async () => {
	await switchOn('bad-gateway', { posts: true });
	const { status, messages, run } = await post();
	expect([status, messages.length, run?.posted]).toEqual([502, 1, 1]);
});

it.each([false, true])('reset tears the connection down, message posted: %s', async (posts) => {
	await switchOn('reset', { posts });
	const before = simulator.store.state().messages.length;
	const error = await post().then(
		() => undefined,
		(failure: unknown) => failure as { cause?: { code?: string } },
	);
	expect(error?.cause?.code).toBe('ECONNRESET');
	expect(simulator.store.state().messages.length - before).toBe(posts ? 1 : 0);
});

it('slow posts at once and holds the answer back', async () => {
	await switchOn('slow', { seconds: 20 });
	const before = simulator.store.state().messages.length;
	let isAnswered = false;
	const answered = post().then((result) => {
		isAnswered = true;
		return result;
	});
	while (simulator.store.state().messages.length === before) await new Promise((resolve) => setImmediate(resolve));
	clock.advance(19_999);
	await new Promise((resolve) => setImmediate(resolve));
	expect(isAnswered).toBe(false);
	clock.advance(1);
	expect((await answered).status).toBe(202);
});

it('run-fails answers 202 and posts nothing', async () => {
	await switchOn('run-fails');
	const { status, messages, run } = await post();
	expect([status, messages, run]).toEqual([
		202,
		[],
		expect.objectContaining({ status: 'failed', reasons: [expect.stringContaining('BotNotInConversationRoster')] }),
	]);
});

it('happens as often as it was asked to', async () => {
	await switchOn('bad-gateway', { times: 2 });
	expect([(await post()).status, (await post()).status, (await post()).status]).toEqual([502, 502, 202]);
	expect(simulator.store.state().setup.faults).toEqual([]);
});

it('happens to one webhook alone, before one for all', async () => {
	const other = newIncoming(simulator, { kind: 'connector' });
	await switchOn('flow-off');
	await switchOn('retired', { webhook: other.id });
	expect([(await post()).status, (await post(other.path)).status]).toEqual([400, 404]);
});

it('takes the place of the one before on the same webhook, and ends when it is switched off', async () => {
	await switchOn('flow-off', { webhook: id });
	const { json } = await switchOn('bad-gateway', { webhook: id });
	expect((await post()).status).toBe(502);
	expect((await callApi(simulator, 'DELETE', `/faults/${(json as { id: string }).id}`)).status).toBe(204);
	expect((await post()).status).toBe(202);
});

it.each([
	['no such fault', { kind: 'x' }],
	['posts where it means nothing', { kind: 'retired', posts: true }],
	['no times', { kind: 'retired', times: 0 }],
	['a wait without end', { kind: 'slow', seconds: 1e9 }],
	['another member', { kind: 'slow', delay: 3 }],
])('refuses %s', async (_what, body) => {
	expect((await callApi(simulator, 'POST', '/faults', body)).status).toBe(400);
});

it('does not know a webhook that is not there', async () => {
	expect((await switchOn('slow', { webhook: 'x' })).status).toBe(404);
});
