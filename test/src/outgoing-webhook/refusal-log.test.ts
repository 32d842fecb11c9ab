import { createRefusalLog } from '../../../src/outgoing-webhook/refusal-log';

it('reports a refusal once a minute, with the count since then', () => {
	let nowMs = 0;
	const log = createRefusalLog(() => nowMs);
	expect([log.note('a'), log.note('a'), log.note('b')]).toEqual([1, 0, 1]);
	nowMs = 59_999;
	expect(log.note('a')).toBe(0);
	nowMs = 60_000;
	expect(log.note('a')).toBe(3);
});
