import { minus, slopeOf } from './slope';

it('says how much something grows, and how sure that is', () => {
	expect(
		slopeOf([
			[0, 1],
			[10, 21],
			[20, 41],
		]),
	).toEqual({ mean: 2, error: 0 });
	const { mean, error } = slopeOf([
		[0, 0],
		[1, 3],
		[2, 0],
		[3, 3],
	]);
	expect(mean).toBeCloseTo(0.6);
	// Residuals -0.6, 1.8, -1.8, 0.6: 7.2 / 2 degrees of freedom / 5.
	expect(error).toBeCloseTo(Math.sqrt(0.72));
	expect(() =>
		slopeOf([
			[0, 0],
			[1, 1],
		]),
	).toThrow('three points');
});

it('compares two slopes', () => {
	expect(minus({ mean: 5, error: 3 }, { mean: 2, error: 4 })).toEqual({ mean: 3, error: 5 });
});
