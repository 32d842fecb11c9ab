import fc from 'fast-check';

import { judgeFreshness } from '../../../src/outgoing-webhook/freshness';

const NOW_MS = Date.parse('2026-05-18T12:00:00.500Z');
const at = (offMs: number) => new Date(NOW_MS - offMs).toISOString();

it.each([
	['a message as old as it may be', 60_000, { kind: 'fresh' }],
	['a message as far ahead as it may be', -60_000, { kind: 'fresh' }],
	['a millisecond more', 60_001, { kind: 'stale', offBySeconds: 61 }],
	['a millisecond further ahead', -60_001, { kind: 'stale', offBySeconds: -61 }],
])('judges %s', (_what, offMs, verdict) => expect(judgeFreshness(at(offMs), 60_000, NOW_MS)).toEqual(verdict));

it('always says whether a stale message is from the past or from the future', () =>
	fc.assert(
		fc.property(fc.integer({ min: -5_000, max: 5_000 }), fc.integer({ min: 1, max: 1_000 }), (offMs, maxAgeMs) => {
			const verdict = judgeFreshness(at(offMs), maxAgeMs, NOW_MS);
			const sign = verdict.kind === 'stale' ? Math.sign(verdict.offBySeconds) : 0;
			expect(sign).toBe(Math.abs(offMs) <= maxAgeMs ? 0 : Math.sign(offMs));
		}),
	));
