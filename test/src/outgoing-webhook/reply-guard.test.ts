import { textReply } from '../../../src/outgoing-webhook/reply';
import { guardReply, LATE_MARK, replyFromActivity } from '../../../src/outgoing-webhook/reply-guard';
import { FakeResponse } from '../../support/trigger';

function setup() {
	const response = new FakeResponse();
	let wake: () => void = () => undefined;
	let signal: AbortSignal | undefined;
	const late: number[] = [];
	let nowMs = 1_000;
	const sleep = async (_ms: number, abort?: AbortSignal) => {
		signal = abort;
		await new Promise<void>((resolve, reject) => {
			wake = resolve;
			abort?.addEventListener('abort', () => reject(new Error('aborted')));
		});
	};
	guardReply(response, {
		deadlineMs: 4_000,
		sleep,
		toReply: replyFromActivity,
		deadlineReply: textReply('deadline'),
		failureReply: textReply('failure'),
		onLate: (lateByMs) => late.push(lateByMs),
		now: () => nowMs,
	});
	const settled = async () => await new Promise((resolve) => setImmediate(resolve));
	return {
		response,
		atDeadline: async () => {
			wake();
			await settled();
		},
		aborted: () => signal?.aborted,
		late: () => late,
		later: (ms: number) => (nowMs += ms),
	};
}

it('sends the reply, stops the clock, and drops later writes without an exception', () => {
	const { response, aborted, late } = setup();
	response.status(200).json(textReply('hello'));
	response.status(500).json({ message: 'x' });
	response.send('y');
	response.end();
	expect([response.body, response.writes, response.statusCode]).toEqual([textReply('hello'), 1, 200]);
	expect([aborted(), late()]).toEqual([true, []]);
});

it('answers at the deadline, and the late reply is dropped and noted once', async () => {
	const { response, atDeadline, late, later } = setup();
	await atDeadline();
	later(250);
	response.json(textReply('late'));
	response.json(textReply('later'));
	expect([response.body, response.writes, late()]).toEqual([textReply('deadline'), 1, [250]]);
});

it('does not take n8n’s own endings after the deadline for a late reply', async () => {
	const { response, atDeadline, late } = setup();
	await atDeadline();
	response.status(500).json({ message: 'Error in workflow' });
	response.send('');
	expect([response.body, response.writes, late()]).toEqual([textReply('deadline'), 1, []]);
});

it.each([
	['a failed run', 500, { message: 'Error in workflow' }],
	['an empty ending', 200, undefined],
	['an empty text', 200, ''],
	['a text of n8n', 200, { message: 'Workflow was started' }],
])('turns %s into the failure text with status 200', (_title, status, body) => {
	const { response } = setup();
	response.status(status).json(body);
	expect([response.statusCode, response.body]).toEqual([200, textReply('failure')]);
});

it('says that it takes longer as soon as Reply has counted itself late', () => {
	const { response, aborted } = setup();
	response.status(200).json({ ...LATE_MARK });
	expect([response.body, aborted()]).toEqual([textReply('deadline'), true]);
});

it('writes nothing after the caller has hung up', async () => {
	const { response, atDeadline, aborted } = setup();
	response.close();
	await atDeadline();
	response.json(textReply('x'));
	expect([response.writes, aborted()]).toEqual([0, true]);
});

it('writes nothing when something else has answered already', async () => {
	const { response, atDeadline } = setup();
	response.headersSent = true;
	await atDeadline();
	expect(response.writes).toBe(0);
});
