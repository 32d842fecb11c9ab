import type { FindingCode } from '../../../../src/cards/finding';

import { tagsIn } from '../../../../src/cards/validate/mentions';
import { validateCard } from '../../../../src/cards/validate/validate-card';

/** Details of the checks that one operator decides. */
const block = (more: object = {}) => ({ type: 'TextBlock', text: 'x', ...more });
const found = (...body: readonly unknown[]) =>
	validateCard({ type: 'AdaptiveCard', version: '1.4', body }, 'workflows');
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
	const entities = [
		null,
		'x',
		{},
		{ mentioned: null },
		{ mentioned: 'x' },
		{ mentioned: { id: 5 } },
		...Array.from({ length: 21 }, (_, index) => ({
			type: 'mention',
			text: `<at>P${index}</at>`,
			mentioned: { id: `p${index}@example.com`, name: 'P' },
		})),
	];
	const codesOf = (msteams: unknown) =>
		validateCard({ type: 'AdaptiveCard', version: '1.4', body: [], msteams }, 'workflows')
			.map(({ code }) => code)
			.filter((code) => code === 'mentions-too-many');
	expect(codesOf({ entities })).toEqual(['mentions-too-many']);
	expect(codesOf({ entities: entities.slice(0, -1) })).toEqual([]);
	for (const other of [null, 'x', { entities: 5 }, { entities: null }]) expect(codesOf(other)).toEqual([]);
});

describe('versions', () => {
	const versioned = (version: string, more: object, target: 'workflows' | 'connector' = 'workflows') =>
		validateCard({ type: 'AdaptiveCard', version, body: [], ...more }, target)[0];

	it('offers the highest version of the target where that has the member', () => {
		expect(versioned('1.3', { refresh: {} })?.fix).toBe('Set `version` to 1.4.');
	});

	it.each([
		[
			'workflows',
			'Workflows refuses cards above 1.4; this card declares 1.6. The first thing that needs a higher version is `Table` (1.5) at body[1].type.',
		],
		[
			'connector',
			'Microsoft documents versions up to 1.5 for connectors; this card declares 1.6. The first thing that needs a higher version is `Carousel` (1.6) at body[2].type.',
		],
	] as const)('names the first thing that needs more than %s takes', (target, message) => {
		expect(
			versioned(
				'1.6',
				{ body: [block({ isVisible: true }), { type: 'Table', rows: [] }, { type: 'Carousel', pages: [] }] },
				target,
			)?.message,
		).toBe(message);
	});

	it('says so where nothing needs more', () => {
		expect(versioned('1.6', { refresh: {} })?.message).toBe(
			'Workflows refuses cards above 1.4; this card declares 1.6. Nothing in it needs a higher version.',
		);
	});
});

describe('buttons', () => {
	const set = (count: number, last: object = {}) => ({
		type: 'ActionSet',
		actions: Array.from({ length: count }, (_, index) => ({
			type: 'Action.OpenUrl',
			title: 'x',
			url: 'https://example.com',
			...(index === count - 1 ? last : {}),
		})),
	});

	it.each<[string, object, readonly FindingCode[]]>([
		['six', set(6), []],
		['seven', set(7), ['actions-too-many']],
		['seven with one in the overflow', set(7, { mode: 'Secondary' }), []],
		['seven of which one is primary', set(7, { mode: 'primary' }), ['actions-too-many']],
	])('%s', (_title, element, expected) => {
		expect(codes(element).filter((code) => code === 'actions-too-many')).toEqual(expected);
	});
});

describe('wording', () => {
	const messageOf = (...body: readonly unknown[]) => found(...body)[0]?.message;
	const fixOf = (...body: readonly unknown[]) => found(...body)[0]?.fix;

	it.each([
		['x'.repeat(60), 'x'.repeat(60)],
		['x'.repeat(61), `${'x'.repeat(57)}...`],
	])('shows names of up to 60 characters: %s', (name, shown) => {
		expect(messageOf(block({ [name]: 1 }))).toBe(`\`TextBlock\` does not have a member \`${shown}\`; it is ignored.`);
	});

	it('lists eight values of an enum, and says that there are more', () => {
		expect(fixOf(block({ color: '#123456' }))).toBe(
			'Use one of Default, Dark, Light, Accent, Good, Warning, Attention.',
		);
		expect(fixOf({ type: 'CodeBlock', codeSnippet: 'x', language: 'klingonscript' })).toMatch(
			/^Use one of (?:[^,]+, ){8}\.\.\.\.$/,
		);
	});

	it.each<[object, string, string]>([
		[{ text: 5 }, '`text` is a number, and is ignored.', 'Use a string. Put it in quotes.'],
		[{ text: true }, '`text` is a boolean, and is ignored.', 'Use a string.'],
		[{ text: [] }, '`text` is an array, and is ignored.', 'Use a string.'],
		[{ text: {} }, '`text` is an object, and is ignored.', 'Use a string.'],
		[{ wrap: 5 }, '`wrap` is a number, and is ignored.', 'Use true or false.'],
		[{ maxLines: true }, '`maxLines` is a boolean, and is ignored.', 'Use a number.'],
		[{ size: 5 }, '`size` is a number, and is ignored.', 'Use a string. Put it in quotes.'],
	])('says what %j takes', (more, message, fix) => {
		expect(found(block(more))[0]).toMatchObject({ message, fix });
	});

	it('names what may be ignored of `msTeams`, three members at most', () => {
		const [finding] = validateCard(
			{
				type: 'AdaptiveCard',
				version: '1.4',
				body: [],
				msTeams: { width: 'Full', entities: [], key: 'k', a: 1, b: 2 },
			},
			'workflows',
		);
		expect(finding?.message).toBe('Only `width` is known to work in `msTeams`; `entities`, `key`, `a` may be ignored.');
	});

	it('names what can stand in a place that takes few kinds', () => {
		expect(fixOf({ type: 'ColumnSet', columns: [block()] })).toBe('Use Column.');
		expect(fixOf({ type: 'Column', items: [] })).toBe('Move it to a place that allows it, or use another element.');
	});
});

it('looks for the element that a button shows, unless a template names it', () => {
	const toggle = (id: string) =>
		codes(block({ id: 'there' }), {
			type: 'ActionSet',
			actions: [{ type: 'Action.ToggleVisibility', title: 'x', targetElements: [id] }],
		});
	expect([toggle('there'), toggle('nowhere'), toggle('${id}')]).toEqual([[], ['target-unknown'], ['template-left']]);
});

it('looks into a card that only lacks its type', () => {
	for (const more of [{ body: [{ type: 'TextBlok' }] }, { actions: [{ type: 'Action.OpenURL' }] }])
		expect(validateCard({ version: '1.4', ...more }, 'workflows').map(({ code }) => code)).toEqual([
			'card-type',
			expect.stringMatching(/-unknown$/),
		]);
});

it('shows sixty characters of an id that is not there', () => {
	const targetElements = [`a${'b'.repeat(70)}`];
	expect(
		found({ type: 'ActionSet', actions: [{ type: 'Action.ToggleVisibility', title: 'x', targetElements }] })[0]
			?.message,
	).toBe(`No element has the ID \`a${'b'.repeat(59)}\`, so nothing is shown or hidden.`);
});

it('reports a table inside a table once: the outer one says it', () => {
	const table = (...items: readonly unknown[]) => ({
		type: 'Table',
		rows: [{ type: 'TableRow', cells: [{ type: 'TableCell', items }] }],
	});
	expect(found(table(table(block()))).map(({ message }) => message)).toEqual([
		'`Table` came with version 1.5; the card is 1.4, so it may be ignored.',
	]);
});

it('takes members that begin with $ for no mistake, and only two of them for a template', () => {
	expect([codes(block({ $comment: 'x' })), codes(block({ $when: true })), codes(block({ $data: {} }))]).toEqual([
		[],
		['template-left'],
		['template-left'],
	]);
});

it('takes null for absent, in lists too', () => {
	expect([codes(null), codes(block({ color: null, wrap: null }))]).toEqual([[], []]);
});
