import { createFlowTally } from '../../../../src/incoming-webhook/pace/flow-tally';
import { FLOW_GROUPS_MAX } from '../../../../src/limits';

const START = 1_000_000;

const create = () => {
	let nowMs = START;
	const tally = createFlowTally(() => nowMs);
	/** Counts as many messages of a group, and tells which of them were too many, from 1. */
	const count = (messages: number, group = 'a') =>
		Array.from({ length: messages }, (_, index) => (tally.isCrowded(group) ? index + 1 : 0)).filter((at) => at > 0);
	return { count, setTime: (ms: number) => (nowMs = START + ms) };
};

describe('messages of flows', () => {
	it('are too many from the 26th', () => {
		expect(create().count(28)).toEqual([26, 27, 28]);
	});

	it.each([
		['too many where the first of them was 299,999 ms ago', 299_999, [1]],
		['not where it was 300 s ago', 300_000, []],
	])('are %s', (_title, ms, expected) => {
		const { count, setTime } = create();
		count(1);
		setTime(ms);
		expect([count(24), count(1)]).toEqual([[], expected]);
	});

	it('are counted anew as time goes on', () => {
		const { count, setTime } = create();
		count(30);
		setTime(300_000);
		expect(count(27)).toEqual([26, 27]);
		setTime(600_000);
		expect(count(27)).toEqual([26, 27]);
	});

	it('are counted for each group by itself', () => {
		const { count } = create();
		count(25, 'a');
		expect([count(25, 'b'), count(1, 'a')]).toEqual([[], [1]]);
	});

	it('are forgotten for the group that was quiet for longest', () => {
		const { count } = create();
		count(24, 'busy');
		count(25, 'quiet');
		count(1, 'busy');
		for (let index = 0; index < FLOW_GROUPS_MAX - 1; index += 1) count(1, `other ${index}`);
		expect([count(1, 'busy'), count(1, 'quiet')]).toEqual([[1], []]);
	});
});
