import type { ItemInput } from './item-input';

import { caught } from '../../src/caught';

/** The parameter `row`: an object or its JSON; where it was left empty, the item itself. What it holds is for others to judge. */
export function givenRow(input: ItemInput): unknown {
	const given = input.value('row', '');
	if (typeof given !== 'string') return given;
	if (given.trim() === '') return input.json;
	const parsed = caught(() => JSON.parse(given) as unknown);
	return parsed.ok ? parsed.value : undefined;
}
