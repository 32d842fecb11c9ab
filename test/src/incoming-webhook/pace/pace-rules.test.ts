import { paceProblem, paceWindows } from '../../../../src/incoming-webhook/pace/pace-rules';

const NOW = Date.UTC(2026, 9, 21, 8, 0, 0);

describe('windows', () => {
	it.each([
		[
			'connector',
			0,
			[
				[4, 1_200],
				[60, 30_600],
			],
		],
		['workflows', 0, [[4, 1_200]]],
		[
			'workflows',
			25,
			[
				[4, 1_200],
				[25, 306_000],
			],
		],
		['other', 0, []],
		['other', 25, [[25, 306_000]]],
	] as const)('of a %s with %i per 300 s are %j', (kind, per300s, expected) => {
		const windows = paceWindows({ kind, lane: 'x' }, { group: 'g', per300s });
		expect(windows.map(({ limit, windowMs }) => [limit, windowMs])).toEqual(expected);
		expect(new Set(windows.map(({ group }) => group)).size).toBeLessThanOrEqual(2);
	});
});

describe('the problem of a message without a slot', () => {
	it.each([
		['queue-full', 'pace-queue-full', 'is the time of the next slot', 5_000, 5_000, '2026-10-21T08:00:05.000Z'],
		['queue-full', 'pace-queue-full', 'is never in the past', -5_000, 0, '2026-10-21T08:00:00.000Z'],
		['window-full', 'pace-window-full', 'is the time of the next slot', 5_000, 5_000, '2026-10-21T08:00:05.000Z'],
		['window-full', 'pace-window-full', 'is never in the past', -5_000, 0, '2026-10-21T08:00:00.000Z'],
	] as const)('%s is %s; when to send it again %s (%i ms)', (reason, code, _title, freeMs, retryMs, at) => {
		const problem = paceProblem({ ok: false, reason, freeAtMs: NOW + freeMs }, NOW);
		expect([problem.code, problem.retryAtMs]).toEqual([code, NOW + retryMs]);
		expect(problem.message).toContain(at);
		expect(problem.hint).toMatch(/\w/);
	});

	it('says of a cancelled one only that it was, and not when to send it again', () => {
		const problem = paceProblem({ ok: false, reason: 'cancelled', freeAtMs: NOW + 5_000 }, NOW);
		expect([problem.code, problem.retryAtMs]).toEqual(['cancelled', undefined]);
	});
});
