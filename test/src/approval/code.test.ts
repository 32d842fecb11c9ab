import { drawCode, isCode } from '../../../src/approval/code';

it('draws letters that nobody mistakes for others, behind the number of the run', () => {
	const codes = Array.from({ length: 500 }, () => drawCode('4711'));
	for (const code of codes) expect(code).toMatch(/^4711-[A-HJKMNP-TV-Z2-9]{6}$/);
	expect(new Set(codes).size).toBe(codes.length);
	expect(new Set(codes.flatMap((code) => [...code.slice(5)])).size).toBe(30);
});

it.each(['4711-K7Q2MX', '4711-k7q2mx', '4711‑K7Q2MX', '4711–K7Q2MX', '4711-K7Q\u200b2MX'])('takes %s', (typed) =>
	expect(isCode(typed, '4711-K7Q2MX')).toBe(true),
);

it.each(['', '4711', '4711-', '4711-K7Q2M', '4711-K7Q2MXX', '4712-K7Q2MX', 'K7Q2MX', '4711 K7Q2MX', 'x'.repeat(1_000)])(
	'refuses %s',
	(typed) => expect(isCode(typed, '4711-K7Q2MX')).toBe(false),
);
