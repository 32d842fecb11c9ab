import type { Content } from '../../../../src/cards/content';
import type { Attachment } from '../../../../src/cards/message';

import { countBytes } from '../../../../src/cards/size/bytes';
import { cardContent, joinContents, textContent } from '../../../../src/cards/content';
import { fit } from '../../../../src/cards/size/fit';
import { buildFormCard } from '../../../../src/cards/form/form-card';
import { ADAPTIVE_CARD_TYPE, adaptiveCard, CONNECTOR_CARD_TYPE } from '../../../../src/cards/message';
import { findingText, prepareMessage } from '../../../../src/cards/prepare';
import { EMPTY_FORM } from '../../../support/form';

const LIMIT = 28 * 1024;
const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
const heading = (text: string) => block(text, { size: 'Large', weight: 'Bolder' });
const card = (...body: unknown[]): Content => cardContent([adaptiveCard(body)]);
const custom = (content: object): Content =>
	cardContent([{ contentType: ADAPTIVE_CARD_TYPE, content: { type: 'AdaptiveCard', version: '1.4', ...content } }]);
const connectorCard = (content: object): Attachment => ({
	contentType: CONNECTOR_CARD_TYPE,
	content: { '@type': 'MessageCard', ...content },
});
const bodyOf = (content: Content | undefined, at = 0) =>
	(content?.attachments[at]?.content?.body ?? []) as Array<Record<string, unknown>>;
const warningsOf = ({ findings }: Pick<ReturnType<typeof fit>, 'findings'>) =>
	findings.map(({ code, path }) => `${code} ${path}`);
const truncate = (content: Content, target: 'workflows' | 'connector' | 'reply' = 'workflows', maxBytes = LIMIT) =>
	fit(content, { target, onTooLarge: 'truncate', maxBytes });
const split = (content: Content, target: 'workflows' | 'connector' = 'workflows', maxBytes = LIMIT) =>
	fit(content, { target, onTooLarge: 'split', maxBytes });
const words = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');
const textsOf = (parts: readonly Content[]) => parts.flatMap((part) => bodyOf(part).map(({ text }) => String(text)));
const withoutNumbers = (texts: readonly string[]) =>
	texts.filter((text) => !/^\(\d+\/\d+\)$/.test(text)).map((text) => text.replace(/ \(\d+\/\d+\)$/, ''));

describe('a message that is larger than a part in one piece', () => {
	const form = { ...EMPTY_FORM, title: words(4_000) };

	it.each([
		['a form with only a title', () => cardContent([buildFormCard(form).attachment])],
		['a card whose only element is a heading', () => card(heading(words(4_000)))],
	])('is split in the text: %s', (_title, contentOf) => {
		const { parts, findings } = split(contentOf());
		expect(parts.length).toBeGreaterThan(1);
		expect(
			withoutNumbers(textsOf(parts))
				.map((text) => text.trim())
				.join(' '),
		).toBe(words(4_000));
		expect(findings).toEqual([]);
	});

	it('is shortened where the text is that of a notification: a MessageCard with a title and a long summary', () => {
		const content = cardContent([connectorCard({ title: 'Disk', summary: words(6_000) })]);
		for (const target of ['workflows', 'connector'] as const) {
			const { parts, findings } = prepareMessage(
				{ content, findings: [] },
				{ target, onTooLarge: 'split', onInvalid: 'fail' },
			);
			expect(parts).toHaveLength(1);
			expect(JSON.stringify(parts)).toContain('Disk');
			expect(findings.some(({ path }) => path === 'summary')).toBe(true);
		}
	});

	it('is 120 headings of 250 characters: shortened, or split with every one', () => {
		const headings = Array.from({ length: 120 }, (_, index) =>
			block(`${index} ${'x'.repeat(250)}`, { style: 'heading' }),
		);
		expect(bodyOf(truncate(card(...headings)).parts[0])).toHaveLength(121);
		expect(withoutNumbers(textsOf(split(card(...headings)).parts)).map((text) => text.split(' ')[0])).toEqual(
			expect.arrayContaining(headings.map((_, index) => String(index))),
		);
	});

	it('does not take the next card with it', () => {
		const { parts } = split(joinContents([card(heading(words(4_000))), card(block('second'))]));
		expect(JSON.stringify(parts[0])).toContain('word0 ');
		expect(textsOf(parts).at(-1)).toBe('second');
	});
});

describe('what stands behind a large piece', () => {
	const dataUri = `data:image/png;base64,${'A'.repeat(40_000)}`;

	it.each(['workflows', 'connector', 'reply'] as const)('stays, and the piece is named: an image to %s', (target) => {
		const fitted = truncate(card(block('before'), { type: 'Image', url: dataUri }, block('END')), target);
		expect(textsOf(fitted.parts)).toEqual(['before', 'END', expect.stringContaining('shortened')]);
		expect(warningsOf(fitted)).toEqual(['card-shortened body[1].url', 'content-left-out body[1]']);
	});

	it.each([
		['background of the card', { backgroundImage: dataUri, body: [block('END')] }, 'backgroundImage'],
		[
			'tap of a container',
			{
				body: [
					{
						type: 'Container',
						selectAction: { type: 'Action.OpenUrl', url: `https://x.example/${'a'.repeat(40_000)}` },
						items: [block('END')],
					},
				],
			},
			'body[0].selectAction',
		],
		[
			'button',
			{ body: [block('END')], actions: [{ type: 'Action.Submit', data: { a: 'x'.repeat(40_000) } }] },
			'actions[0]',
		],
		[
			'image in a column',
			{
				body: [
					{
						type: 'ColumnSet',
						columns: [
							{ type: 'Column', items: [{ type: 'Image', url: dataUri }] },
							{ type: 'Column', items: [block('END')] },
						],
					},
				],
			},
			'body[0].columns[0].items[0]',
		],
		[
			'image in a card behind a button',
			{
				body: [block('END')],
				actions: [{ type: 'Action.ShowCard', card: { type: 'AdaptiveCard', body: [{ type: 'Image', url: dataUri }] } }],
			},
			'actions[0].card.body[0]',
		],
		[
			'element that nobody knows',
			{ body: [{ type: 'Chart.Future', data: Array.from({ length: 9_000 }, (_, index) => index) }, block('END')] },
			'body[0]',
		],
		[
			'element of very many members',
			{
				body: [
					Object.fromEntries([['type', 'Badge'], ...Array.from({ length: 9_000 }, (_, index) => [`m${index}`, 1])]),
					block('END'),
				],
			},
			'body[0]',
		],
	])('stays: %s', (_title, content, path) => {
		for (const onTooLarge of ['truncate', 'split'] as const) {
			const fitted = fit(custom(content), { target: 'workflows', onTooLarge });
			expect(JSON.stringify(fitted.parts)).toContain('END');
			expect(warningsOf(fitted).slice(1)).toEqual([`content-left-out ${path}`]);
		}
	});

	it('stays behind a text, which is cut', () => {
		const fitted = truncate(card(block('x'.repeat(50_000)), block('y'.repeat(300)), block('END')));
		expect(textsOf(fitted.parts).slice(1, 3)).toEqual(['y'.repeat(300), 'END']);
		expect(warningsOf(fitted)).toEqual(['card-shortened body[0].text', 'content-cut body[0].text']);
	});

	it('stays behind a text among the inlines of a rich text', () => {
		const fitted = truncate(card({ type: 'RichTextBlock', inlines: ['x'.repeat(50_000), 'END'] }));
		expect((bodyOf(fitted.parts[0])[0]?.inlines as string[]).map((text) => text.slice(-3))).toEqual(['xx…', 'END']);
		expect(warningsOf(fitted)).toEqual(['card-shortened body[0].inlines[0]', 'content-cut body[0].inlines[0]']);
	});

	it('stays behind very many rows, of which the last go; they are named by their range', () => {
		const rows = Array.from({ length: 600 }, (_, index) => ({
			type: 'ColumnSet',
			columns: [{ type: 'Column', items: [block(`row ${index}`)] }],
		}));
		const fitted = truncate(card(heading('Rows'), ...rows, block('END')));
		expect(textsOf(fitted.parts)).toContain('END');
		expect(warningsOf(fitted)[1]).toMatch(/^content-left-out body\[\d+\.\.600\]$/);
	});

	it('stays beside others: rows lose entries, never columns', () => {
		const row = (index: number) => ({
			type: 'ColumnSet',
			columns: ['a', 'b', 'c', 'd'].map((letter) => ({
				type: 'Column',
				items: [block(`${letter}${index} ${'x'.repeat(600)}`)],
			})),
		});
		const body = bodyOf(
			truncate(
				card(...Array.from({ length: 10 }, (_, index) => row(index)), { type: 'Image', url: 'https://x.example/END' }),
				'connector',
				3_000,
			).parts[0],
		);
		expect(body.filter(({ type }) => type === 'ColumnSet').map(({ columns }) => (columns as unknown[]).length)).toEqual(
			[4],
		);
		expect(JSON.stringify(body)).toContain('END');
	});

	it('stays in a MessageCard, which says below its text that something is missing', () => {
		const facts = Array.from({ length: 2_000 }, (_, index) => ({ name: `f${index}`, value: 'v' }));
		const noted = (text: object) =>
			truncate(
				cardContent([connectorCard({ title: 'T', ...text, sections: [{ facts }, { activityTitle: 'END' }] })]),
				'connector',
			).parts[0].attachments[0]?.content;
		expect(noted({})).toMatchObject({
			title: 'T',
			text: expect.stringMatching(/^… \(shortened/) as string,
			sections: [{}, { activityTitle: 'END' }],
		});
		expect(noted({ text: 'Disk' })?.text).toMatch(/^Disk\n\n… \(shortened/);
	});

	it('stays, and what cannot be cut goes by its size: addresses last', () => {
		const fitted = truncate(
			card({ type: 'Image', url: `https://x.example/${'a'.repeat(1_500)}` }, block('END')),
			'connector',
			1_000,
		);
		expect([textsOf(fitted.parts)[0], warningsOf(fitted)[1]]).toEqual(['END', 'content-left-out body[0]']);
	});
});

describe('several cards', () => {
	const rows = Array.from({ length: 600 }, (_, index) => ({
		type: 'ColumnSet',
		columns: [{ type: 'Column', items: [block(`row ${index}`)] }],
	}));
	const three = joinContents([card(block('first')), card(...rows), card(block('third'), block('z'.repeat(12_000)))]);

	it('are fitted one by one for a flow, which posts each by itself', () => {
		const fitted = truncate(three);
		expect(fitted.parts).toHaveLength(1);
		expect(fitted.parts[0].attachments[0]).toEqual(three.attachments[0]);
		expect(fitted.parts[0].attachments[2]).toEqual(three.attachments[2]);
		expect(warningsOf(fitted)[1]).toMatch(/^content-left-out attachments\[1\]\.content\.body\[\d+\.\.599\]$/);
	});

	it('are named where one has lost something, also where its pieces are small', () => {
		expect(warningsOf(truncate(joinContents([card(block('first')), card(...rows)])))[0]).toMatch(
			/^card-shortened attachments\[1\]\./,
		);
	});

	it.each(['connector', 'reply'] as const)('have one budget for a %s: the longest list loses', (target) => {
		const fitted = truncate(joinContents([card(block('first')), card(...rows), card(block('third'))]), target);
		expect(countBytes(fitted.parts[0], target)).toBeLessThanOrEqual(LIMIT);
		expect(JSON.stringify(fitted.parts[0])).toMatch(/first.*row 0.*third/);
	});

	it('fail where one text would, and say what', () => {
		expect(() => truncate(card({ type: 'Image', url: `data:${'A'.repeat(40_000)}` }))).toThrow(
			expect.objectContaining({ code: 'card-too-large' }) as Error,
		);
	});

	it('name one that cannot be shown, and send the others', () => {
		const image = card({ type: 'Image', url: `data:${'A'.repeat(40_000)}` });
		for (const onTooLarge of ['truncate', 'split'] as const) {
			const fitted = fit(joinContents([image, card(block('END'))]), { target: 'workflows', onTooLarge });
			expect(textsOf(fitted.parts)).toEqual(['END']);
			expect(warningsOf(fitted)[1]).toMatch(/^content-left-out attachments\[0\]\.content(\.body\[0\])?$/);
		}
	});
});

describe('what notifications show', () => {
	it('is short by itself: the text of a MessageCard goes first', () => {
		const content = cardContent([connectorCard({ title: 'T', summary: words(2_000), text: words(2_000) })]);
		const { parts, findings } = prepareMessage(
			{ content, findings: [] },
			{ target: 'workflows', onTooLarge: 'truncate', onInvalid: 'fail' },
		);
		expect(textsOf(parts)).toEqual(['T', words(2_000)]);
		expect(findings.map(findingText)).toEqual([expect.stringMatching(/^summary: .*\[message-card-lost\]$/)]);
		expect(String(parts[0].attachments[0]?.content?.fallbackText).length).toBeLessThanOrEqual(501);
	});

	it.each([
		['a summary of a message to a connector', { ...card(block(words(2_500))), summary: words(3_000) }, 'summary'],
		[
			'a fallback text and what is spoken',
			custom({ fallbackText: words(3_000), speak: words(3_000), body: [block(words(2_000))] }),
			'fallbackText, speak',
		],
	])('is cut where the message is too large: %s', (_title, content, paths) => {
		for (const onTooLarge of ['truncate', 'split'] as const) {
			const fitted = fit(content, { target: 'connector', onTooLarge });
			expect(fitted.parts).toHaveLength(1);
			expect(bodyOf(fitted.parts[0])).toEqual(bodyOf(content));
			expect(warningsOf(fitted)[1]).toBe(`content-cut ${paths}`);
		}
	});

	it('counts nothing for a flow, which gets the summary beside the cards', () => {
		const content = { ...card(block(words(5_000))), summary: words(3_000) };
		for (const onTooLarge of ['truncate', 'split'] as const) {
			const fitted = fit(content, { target: 'workflows', onTooLarge });
			expect(fitted.parts.map(({ summary }) => summary)).toEqual(fitted.parts.map(() => words(3_000)));
			expect(fitted.findings.some(({ path }) => path.includes('summary'))).toBe(false);
		}
	});
});

describe('where a text is divided', () => {
	const LINK = '[runbook](https://wiki.example/p)';
	const wholes = [
		LINK,
		'[a \\[b\\]](https://x.example/(1))',
		'[![a](https://x.example/a)](https://x.example)',
		'<at>Ada Example</at>',
		'\\*',
		'&amp;',
		'<https://wiki.example/long/address>',
		'👨‍👩‍👧‍👦',
	];

	it.each(wholes)('stays whole: %s', (whole) => {
		const room = (text: string) => countBytes(textContent(text), 'connector');
		for (let before = 850; before < 1_000; before += 4) {
			const text = `${'x'.repeat(before)}${whole}${'y'.repeat(2_000)}`;
			const { parts } = split(textContent(text), 'connector', 1_000);
			expect(parts.filter((part) => part.text?.includes(whole))).toHaveLength(1);
			expect(parts.map((part) => (part.text ?? '').replace(/^\(\d+\/\d+\)\n\n/, '')).join('')).toBe(text);
			for (const part of parts) expect(room(part.text ?? '')).toBeLessThanOrEqual(1_000);
			const cut = truncate(textContent(text), 'connector', 1_000).parts[0].text ?? '';
			expect(cut.includes(whole) || !/[[<\\&]|👨/u.test(cut)).toBe(true);
		}
	});

	it('is before a word, and at the end of a line where that is near', () => {
		for (const text of [words(4_000), words(4_000).replaceAll('0 ', '0\n')]) {
			const pieces = split(textContent(text)).parts.map((part) => (part.text ?? '').replace(/^\(\d+\/\d+\)\n\n/, ''));
			expect(pieces.flatMap((piece) => piece.split(/\s+/)).filter((word) => word !== '')).toEqual(text.split(/\s+/));
		}
	});

	it('is a text of a card too, and the text of a rich text', () => {
		const run = { type: 'TextRun', text: words(4_000), weight: 'Bolder' };
		const { parts, findings } = split(
			card(block('first'), { type: 'Container', items: [{ type: 'RichTextBlock', inlines: [run] }] }, block('END')),
		);
		const written = JSON.stringify(parts);
		expect([...written.matchAll(/word\d+/g)].map(([word]) => word)).toEqual(words(4_000).split(' '));
		expect([parts.length > 1, findings, written.endsWith('END')]).toEqual([true, [], false]);
		expect(textsOf(parts).at(-1)).toBe('END');
	});

	it('is a table between its rows, with headings above the first only', () => {
		const rows = Array.from({ length: 300 }, (_, index) => ({
			type: 'TableRow',
			cells: [{ type: 'TableCell', items: [block(`cell ${index}`)] }],
		}));
		const { parts, findings } = split(card({ type: 'Table', columns: [{ width: 1 }], rows }));
		const tables = parts.flatMap((part) => bodyOf(part).filter(({ type }) => type === 'Table'));
		expect(tables.flatMap((table) => table.rows)).toEqual(rows);
		expect(tables.map(({ firstRowAsHeaders, columns }) => [firstRowAsHeaders, columns])).toEqual(
			tables.map((_, index) => [index === 0 ? undefined : false, [{ width: 1 }]]),
		);
		expect(findings).toEqual([]);
	});
});

describe('a part', () => {
	const actions = [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://x.example' }];

	it.each(['1.0', '1.1', '1.2', '1.4'])('uses nothing newer than the card: %s', (version) => {
		const { parts } = split(
			custom({ version, body: Array.from({ length: 30 }, () => block('x'.repeat(2_000))), actions }),
		);
		expect(parts.map((part) => part.attachments[0]?.content?.version)).toEqual(parts.map(() => version));
		expect(JSON.stringify(parts)).not.toContain('ActionSet');
		expect(parts.map((part) => part.attachments[0]?.content?.actions)).toEqual(
			parts.map((_, index) => (index === parts.length - 1 ? actions : undefined)),
		);
	});

	it('may hold nothing but buttons, and very many are divided', () => {
		const many = Array.from({ length: 200 }, (_, index) => ({
			type: 'Action.OpenUrl',
			title: `b${index}`,
			url: `https://x.example/${'a'.repeat(200)}`,
		}));
		const { parts, findings } = split(custom({ body: [block('x'.repeat(20_000))], actions: many }));
		expect(parts.flatMap((part) => part.attachments[0]?.content?.actions ?? [])).toEqual(many);
		expect(findings).toEqual([]);
	});

	it('keeps a short heading, and repeats no long one', () => {
		const long = Array.from({ length: 30 }, (_, index) => block(`${index} ${'x'.repeat(2_000)}`));
		expect(
			split(card(heading('Report'), ...long)).parts.every((part) =>
				/^Report \(\d\/\d\)$/.test(String(bodyOf(part)[0]?.text)),
			),
		).toBe(true);
		const { parts } = split(card(heading('h'.repeat(15_000)), ...long));
		expect(JSON.stringify(parts).split('h'.repeat(15_000))).toHaveLength(2);
	});

	it('keeps the people whom its heading mentions, also where it was shortened', () => {
		const entity = { type: 'mention', text: '<at>Ada</at>', mentioned: { id: 'ada@example.com', name: 'Ada' } };
		const wide = {
			type: 'ColumnSet',
			columns: ['a', 'b'].map((letter) => ({ type: 'Column', items: [block(letter.repeat(20_000))] })),
		};
		const { parts } = split(
			custom({ body: [heading('For <at>Ada</at>'), wide, wide], msteams: { entities: [entity] } }),
		);
		expect(parts.map((part) => part.attachments[0]?.content?.msteams)).toEqual(
			parts.map(() => ({ entities: [entity] })),
		);
	});

	it('shortens only what cannot be divided', () => {
		const wide = {
			type: 'ColumnSet',
			columns: ['a', 'b'].map((letter) => ({ type: 'Column', items: [block(letter.repeat(20_000))] })),
		};
		const fitted = split(card(block('x'.repeat(20_000)), wide, block('y'.repeat(20_000))));
		expect(textsOf(fitted.parts)).toEqual(expect.arrayContaining(['x'.repeat(20_000), 'y'.repeat(20_000)]));
		expect(warningsOf(fitted)).toEqual([
			'card-shortened body[1].columns[0].items[0].text',
			'content-cut body[1].columns[0..1].items[0].text',
		]);
	});

	it('names pieces by the place they had, also within what was divided', () => {
		const image = { type: 'Image', url: `data:${'A'.repeat(40_000)}` };
		const items = Array.from({ length: 40 }, (_, index) =>
			index === 33 ? image : block(`${index} ${'y'.repeat(1_500)}`),
		);
		const fitted = split(card({ type: 'Container', items }));
		expect(warningsOf(fitted).slice(1)).toEqual(['content-left-out body[0].items[33]']);
		expect(withoutNumbers(textsOf([cardOfItems(fitted.parts)]))).toHaveLength(39);
	});
});

it('a part names a text among inlines by its place, also where it had to become an element', () => {
	const inlines = ['a', 'b', 'c'].map((letter) => `${letter} ${'x '.repeat(300)}`);
	const container = {
		type: 'Container',
		backgroundImage: `https://x.example/${'b'.repeat(500)}`,
		items: [
			{
				type: 'ColumnSet',
				columns: [
					{ type: 'Column', items: [{ type: 'RichTextBlock', inlines }] },
					{ type: 'Column', items: [block('END')] },
				],
			},
		],
	};
	const columns = split(card(container), 'workflows', 1_400);
	expect(warningsOf(columns)[1]).toBe('content-cut body[0].items[0].columns[0].items[0].inlines[0..2]');
	const long = split(
		card({ type: 'RichTextBlock', inlines: [inlines[0], { type: 'IconRun', name: 'n'.repeat(40_000) }, 'END'] }),
	);
	expect(warningsOf(long)).toEqual(['card-shortened body[0].inlines[1].name', 'content-left-out body[0].inlines[1]']);
});

function cardOfItems(parts: readonly Content[]): Content {
	return card(...parts.flatMap((part) => bodyOf(part)).flatMap(({ items }) => (items ?? []) as unknown[]));
}

describe('a button that shows or hides an element', () => {
	const toggle = (...targetElements: unknown[]) => ({
		type: 'Action.ToggleVisibility',
		title: 'Details',
		targetElements,
	});
	const filler = Array.from({ length: 30 }, (_, index) => block(`${index} ${'x'.repeat(2_000)}`));
	const details = block('details', { id: 'details', isVisible: false });

	it('stays with it where it stands near it', () => {
		const near = filler.flatMap((element, index) => [
			element,
			{ type: 'ActionSet', actions: [toggle(`d${index}`)] },
			block('details', { id: `d${index}` }),
		]);
		const fitted = split(card(...near));
		expect(fitted.findings).toEqual([]);
		for (const part of fitted.parts)
			expect([...JSON.stringify(part).matchAll(/"d(\d+)"/g)].map(([, id]) => id)).toHaveLength(
				2 * new Set([...JSON.stringify(part).matchAll(/"d(\d+)"/g)].map(([, id]) => id)).size,
			);
	});

	it('goes with it where it is a button of the card', () => {
		const fitted = split(
			custom({
				body: [details, ...filler],
				actions: [
					{ type: 'Action.OpenUrl', title: 'Open', url: 'https://x.example' },
					toggle({ elementId: 'details', isVisible: true }),
				],
			}),
		);
		expect(fitted.findings).toEqual([]);
		expect(fitted.parts.map((part) => ((part.attachments[0]?.content?.actions ?? []) as unknown[]).length)).toEqual(
			fitted.parts.map((_, index) => (index === 0 || index === fitted.parts.length - 1 ? 1 : 0)),
		);
		expect(JSON.stringify(fitted.parts[0])).toContain('ToggleVisibility');
	});

	it('is warned of where the two are too far from each other', () => {
		const fitted = split(card({ type: 'ActionSet', actions: [toggle('other', 'details')] }, ...filler, details));
		expect(warningsOf(fitted)).toEqual(['target-stranded body[0].actions[0].targetElements[1]']);
	});

	it('is warned of where the element was left out', () => {
		const fitted = truncate(
			card(
				{ type: 'ActionSet', actions: [toggle('pic')] },
				{ type: 'Image', id: 'pic', url: `data:${'A'.repeat(40_000)}` },
			),
		);
		expect(warningsOf(fitted)).toEqual([
			'card-shortened body[1].url',
			'content-left-out body[1]',
			'target-stranded body[0].actions[0].targetElements[0]',
		]);
	});
});
