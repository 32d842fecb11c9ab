import fc from 'fast-check';

import { nextStep } from '../../../src/incoming-webhook/retry';

const policy = { maxAttempts: 3, maxWaitMs: 60_000, retryUnclear: false };
const question = { reading: { retry: 'safe' as const }, attempt: 1, retryAfterMs: undefined, waitedMs: 0, policy };

describe('what follows an attempt', () => {
	it('is a back-off with full jitter that doubles, up to 30 s', () => {
		const ceilings = [1, 2, 3, 6, 12].map((attempt) =>
			nextStep({ ...question, attempt, policy: { ...policy, maxAttempts: 20 } }, () => 0.999_999),
		);
		expect(ceilings).toEqual([999, 1_999, 3_999, 29_999, 29_999].map((ms) => ({ kind: 'wait', ms })));
		expect(nextStep(question, () => 0)).toEqual({ kind: 'wait', ms: 0 });
	});

	it.each([
		['after one attempt where one is allowed', { policy: { ...policy, maxAttempts: 1 } }],
		['after the last attempt', { attempt: 3 }],
		['when there is no sense in another', { reading: { retry: 'no' as const } }],
		['when the message may have been posted', { reading: { retry: 'unclear' as const } }],
		['when the wait would go beyond the limit', { waitedMs: 59_000, retryAfterMs: 1_001 }],
	])('is nothing %s', (_title, change) => {
		expect(nextStep({ ...question, ...change }, () => 0)).toEqual({ kind: 'stop' });
	});

	it('is another attempt for an unclear one where that was chosen', () => {
		expect(
			nextStep({ ...question, reading: { retry: 'unclear' }, policy: { ...policy, retryUnclear: true } }, () => 0.5),
		).toEqual({ kind: 'wait', ms: 500 });
	});

	it('waits to the very end of the limit, and at least as long as was asked for', () => {
		expect(nextStep({ ...question, waitedMs: 59_000, retryAfterMs: 1_000 }, () => 0)).toEqual({
			kind: 'wait',
			ms: 1_000,
		});
		fc.assert(
			fc.property(
				fc.integer({ min: 0, max: 120_000 }),
				fc.double({ min: 0, max: 0.999_999, noNaN: true }),
				fc.integer({ min: 1, max: 19 }),
				(asked, chance, attempt) => {
					const step = nextStep(
						{ ...question, attempt, retryAfterMs: asked, policy: { ...policy, maxAttempts: 20 } },
						() => chance,
					);
					return step.kind === 'stop' ? asked > 30_000 : step.ms >= asked && step.ms <= 60_000;
				},
			),
		);
	});
});
