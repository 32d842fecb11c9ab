import type { PostAnswer, PostFailure } from '../../../src/ports';

import { handOver } from '../../../src/approval/hand-over';
import { RECORD_RETRY_MS, RECORD_WAIT_MAX_MS } from '../../../src/limits';

const answer = (status: number, body: unknown): PostAnswer => ({
	kind: 'answer',
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

const RUNNING = answer(409, { code: 0, message: 'The execution "12" is running already.' });
const RACE = answer(500, { message: 'Error' });
const FAILURE: PostFailure = { kind: 'failure', sent: 'no', reason: 'egress-refused', cause: 'X' };

/** Gives the answers in turn, the last one for ever; a clock that only sleeping moves. */
async function hand(answers: ReadonlyArray<PostAnswer | PostFailure>, untilMs = 60_000) {
	let nowMs = 0;
	let posts = 0;
	const result = await handOver(
		{
			now: () => nowMs,
			sleep: async (ms) => void (nowMs += ms),
			post: async () => answers[Math.min(posts++, answers.length - 1)] ?? FAILURE,
		},
		untilMs,
	);
	return { ...result, posts, nowMs };
}

it('passes on what the question is about', async () =>
	expect(await hand([answer(200, { result: 'approved', title: 'Deploy?' })])).toMatchObject({ title: 'Deploy?' }));

it.each(['approved', 'declined', 'notAllowed', 'unknownCode', 'expired'])('passes on %s', async (result) =>
	expect(await hand([answer(200, { result })])).toMatchObject({ result, posts: 1 }),
);

it.each([
	['a run that has finished', answer(409, { message: 'The execution "12" has finished already.' }), 'alreadyAnswered'],
	['a run that failed', answer(409, { message: 'The execution "12" has finished with error.' }), 'alreadyAnswered'],
	['a page of n8n', answer(200, '<html>No action required</html>'), 'alreadyAnswered'],
	['a result that is none', answer(200, { result: '__proto__' }), 'alreadyAnswered'],
	[
		'a run that waits elsewhere',
		answer(404, { message: 'does not contain a waiting webhook with' }),
		'alreadyAnswered',
	],
	['a run that is gone', answer(404, { message: 'The execution "12" does not exist.' }), 'unknownCode'],
	['a wrong token', answer(401, { error: 'Invalid token' }), 'unknownCode'],
])('understands %s', async (_, given, result) => expect(await hand([given])).toMatchObject({ result, posts: 1 }));

it('waits for a run that does not wait yet', async () =>
	expect(await hand([RUNNING, RUNNING, answer(200, { result: 'approved' })])).toMatchObject({
		result: 'approved',
		nowMs: 2 * RECORD_RETRY_MS,
	}));

it('gives up after three seconds, or when the person has to be answered', async () => {
	const long = await hand([RUNNING]);
	expect(long.result).toBe('notWaiting');
	expect(long.nowMs).toBeLessThanOrEqual(RECORD_WAIT_MAX_MS);
	expect(long.nowMs).toBeGreaterThan(RECORD_WAIT_MAX_MS - 2 * RECORD_RETRY_MS);
	expect(await hand([RUNNING], 400)).toMatchObject({
		result: 'notWaiting',
		nowMs: 2 * RECORD_RETRY_MS,
	});
	expect(await hand([RUNNING], -1)).toMatchObject({ result: 'notWaiting', posts: 1 });
});

it('calls a question answered only where nobody waits any more', async () => {
	expect(await hand([RACE, RUNNING])).toMatchObject({ result: 'alreadyAnswered', posts: 2 });
	expect(await hand([RACE, answer(200, { result: 'approved' })])).toMatchObject({ result: 'approved' });
	expect(await hand([RACE])).toMatchObject({ result: 'unreachable', posts: 2 });
});

it('says why n8n was not reached', async () =>
	expect(await hand([FAILURE])).toMatchObject({ result: 'unreachable', failure: FAILURE }));
