import { replyDeadline } from '../../../src/outgoing-webhook/reply-deadline';

const NOW = Date.parse('2026-10-21T08:00:10.000Z');
const after = (waitedMs: number, deadlineMs = 4_000) =>
	replyDeadline({ receivedAtMs: NOW, timestamp: new Date(NOW - waitedMs).toISOString(), deadlineMs }) - NOW;

it.each([
	['at once', 0, 4_000],
	['within the grace', 750, 4_000],
	['a millisecond beyond it', 751, 3_999],
	['for as long as is taken off', 2_750, 2_000],
	['longer', 5_000, 2_000],
	['so long that a clock must be wrong', 10_001, 4_000],
	['since the future', -5_000, 4_000],
])('takes off what a message has waited: %s', (_title, waitedMs, expected) => expect(after(waitedMs)).toBe(expected));

it('is the deadline of the user where there is no timestamp, and at least half of it', () => {
	expect(replyDeadline({ receivedAtMs: NOW, timestamp: null, deadlineMs: 9_500 }) - NOW).toBe(9_500);
	expect(after(5_000, 500)).toBe(250);
});
