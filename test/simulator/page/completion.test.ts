import type { Mentionable } from '../../../simulator/outgoing/segments';

import { complete, openMention, suggestions } from '../../../simulator/page/completion';

describe('completion of mentions', () => {
	it.each([
		['@', 1, { start: 0, query: '' }],
		['hi @n8', 6, { start: 3, query: 'n8' }],
		['@Bo Ex', 6, { start: 0, query: 'Bo Ex' }],
		['a@b', 3, undefined],
		['@n8n\nnext', 9, undefined],
		['no', 2, undefined],
		['@n8n help', 2, { start: 0, query: 'n' }],
	])('of "%s" at %i', (text, caret, expected) => {
		expect(openMention(text, caret)).toEqual(expected);
	});

	const names: Mentionable[] = [
		{ kind: 'webhook', id: '1', name: 'n8n' },
		{ kind: 'person', id: '2', name: 'Ada Norse' },
		{ kind: 'person', id: '3', name: 'Bo' },
	];

	it.each([
		['', ['n8n', 'Ada Norse', 'Bo']],
		['N', ['n8n', 'Ada Norse']],
		['ada n', ['Ada Norse']],
		['n8n ', []],
		['n8n help', []],
		['zz', []],
	])('offers for "%s"', (query, expected) => {
		expect(suggestions(query, names).map(({ name }) => name)).toEqual(expected);
	});

	it('puts the name and a space in place of what was written', () => {
		expect(complete('hi @n8 x', 6, { start: 3, query: 'n8' }, 'n8n')).toEqual({ text: 'hi @n8n x', caret: 8 });
		expect(complete('@', 1, { start: 0, query: '' }, 'n8n')).toEqual({ text: '@n8n ', caret: 5 });
	});
});
