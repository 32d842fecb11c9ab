import type { FindingCode } from '../../../../src/cards/finding';

import { tagsIn } from '../../../../src/cards/validate/mentions';
import { validateCard } from '../../../../src/cards/validate/validate-card';

/** Details of the checks that one operator decides. */
const block = (more: object = {}) => ({ type: 'TextBlock', text: 'x', ...more });
const found = (...body: readonly unknown[]) => validateCard({ type: 'AdaptiveCard', version: '1.4', body }, 'workflows');
const codes = (...body: readonly unknown[]): readonly FindingCode[] => found(...body).map(({ code }) => code);

describe('images', () => {
	it.each<[string, readonly FindingCode[]]>([
		['https://example.com/a.png', []],
		['HTTPS://example.com/a.png', []],
		[' https://example.com/a.png', []],
		['ftp://example.com/a.png', ['url-not-https']],
		['http://example.com/a.png', ['url-not-https']],
		['DATA:image/png;base64,AA==', ['image-data-uri']],
		['https:a.png', ['url-not-absolute']],
		['', ['url-not-absolute']],
	])('%j', (url, expected) => {
		expect(codes({ type: 'Image', url })).toEqual(expected);
	});

	it.each<[string, readonly FindingCode[]]>([
		['Calendar', []],
		['icon:Calendar,filled', []],
		['C', []],
		['Calendar,bold', ['url-not-absolute']],
		['-alendar', ['url-not-absolute']],
	])('may be the name of an icon on a button: %j', (iconUrl, expected) => {
		const actions = [{ type: 'Action.OpenUrl', title: 'x', url: 'https://example.com', iconUrl }];
		expect(codes({ type: 'ActionSet', actions })).toEqual(expected);
	});
});

it.each([
	['w.example', 'Did you mean https://w.example?'],
	['.example.com', 'Write the whole address, beginning with https://.'],
	['x', 'Write the whole address, beginning with https://.'],
])('says how to mend the address %j', (url, fix) => {
	expect(found({ type: 'Image', url })[0]?.fix).toBe(fix);
});

it.each<[string, readonly string[]]>([
	['<at>Bo</at>', ['<at>Bo</at>']],
	['<at id="0">Bo</at>', ['<at id="0">Bo</at>']],
	['<attachment>Bo</at>', []],
	['<at', []],
	['a <at>Bo</at><at>Ada</at> <at>', ['<at>Bo</at>', '<at>Ada</at>']],
	['<at/> <at>Bo</at>', ['<at>Bo</at>']],
])('finds the tags in %j', (text, tags) => {
	expect(tagsIn(text)).toEqual(tags);
	expect(codes(block({ text })).length).toBe(tags.length);
});

it('counts people in entities of any shape', () => {
	const entities = [null, 'x', {}, { mentioned: null }, { mentioned: 'x' }, { mentioned: { id: 5 } }, ...Array.from({ length: 21 }, (_, index) => ({ type: 'mention', text: `<at>P${index}</at>`, mentioned: { id: `p${index}@example.com`, name: 'P' } }))];
	const codesOf = (msteams: unknown) => validateCard({ type: 'AdaptiveCard', version: '1.4', body: [], msteams }, 'workflows').map(({ code }) => code).filter((code) => code === 'mentions-too-many');
	expect(codesOf({ entities })).toEqual(['mentions-too-many']);
	expect(codesOf({ entities: entities.slice(0, -1) })).toEqual([]);
	for (const other of [null, 'x', { entities: 5 }, { entities: null }]) expect(codesOf(other)).toEqual([]);
});
