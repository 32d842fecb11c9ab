import type { ItemInput } from './item-input';

import { caught } from '../../src/caught';

/**
 * The parameter `row`: an object or its JSON, or the item itself if the parameter is empty. The caller judges what it
 * holds.
 */
export function givenRow(input: ItemInput): unknown {
	const given = input.value('row', '');
	if (typeof given !== 'string') return given;
	if (given.trim() === '') return input.json;
	const parsed = caught(() => JSON.parse(given) as unknown);
	return parsed.ok ? parsed.value : undefined;
}
