import { difference, isGrowth } from './slope';

it('says by how much one side grows more, and how sure that is', () => {
	expect(difference([5, 7, 9], [1, 3, 5])).toEqual({ mean: 4, error: 0 });
	expect(difference([1, 3], [1, 1])).toEqual({ mean: 1, error: 1 });
	expect(() => difference([1], [1])).toThrow('two pairs');
});

it('calls growth what stands out of the spread', () => {
	expect(isGrowth({ mean: 10, error: 4 }, 1)).toBe(true);
	expect(isGrowth({ mean: 10, error: 6 }, 1)).toBe(false);
	expect(isGrowth({ mean: 10, error: 1 }, 20)).toBe(false);
	expect(isGrowth({ mean: -10, error: 1 }, 1)).toBe(false);
});
