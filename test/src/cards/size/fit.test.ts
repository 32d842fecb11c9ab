import type { Content } from '../../../../src/cards/content';
import type { Attachment } from '../../../../src/cards/message';

import fc from 'fast-check';

import { countBytes, reserializedBytes, utf8Bytes } from '../../../../src/cards/size/bytes';
import { cardContent, joinContents, textContent } from '../../../../src/cards/content';
import { cutText } from '../../../../src/cards/size/cut-text';
import { buildEnvelope } from '../../../../src/cards/envelope';
import { fit } from '../../../../src/cards/size/fit';
import { largestParts } from '../../../../src/cards/size/largest-parts';
import { ADAPTIVE_CARD_TYPE, adaptiveCard, CONNECTOR_CARD_TYPE } from '../../../../src/cards/message';

const LIMIT = 28 * 1024;
const LONE_SURROGATE = /\p{Cs}/u;
const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
const heading = block('Report', { size: 'Large', weight: 'Bolder' });
const card = (...body: unknown[]): Content => cardContent([adaptiveCard(body)]);
const bodyOf = (content: Content | undefined, at = 0) =>
	(content?.attachments[at]?.content?.body ?? []) as Array<Record<string, unknown>>;
const connectorCard = (content: object): Attachment => ({
	contentType: CONNECTOR_CARD_TYPE,
	content: { '@type': 'MessageCard', ...content },
});

describe('bytes', () => {
	it('are those of the request for connectors and replies', () => {
		expect(countBytes(textContent('héé'), 'connector')).toBe(utf8Bytes('{"text":"héé"}'));
		expect(countBytes(textContent('héé'), 'reply')).toBe(utf8Bytes('{"type":"message","text":"héé"}'));
	});

	it.each([
		['quotes', '"'.repeat(100), 200],
		['backslashes of escaped line breaks', '\\n'.repeat(100), 300],
		['Cyrillic', 'ж'.repeat(100), 600],
		['CJK', '漢'.repeat(100), 600],
		['emoji', '🚀'.repeat(100), 1200],
		['plain letters, by the observed factor', 'a'.repeat(100), 118],
	])('grow in Workflows: %s', (_title, body, bytes) => {
		expect(reserializedBytes(body)).toBe(bytes);
	});

	it('are never fewer than Workflows counted in the one observation', () => {
		expect(reserializedBytes('a'.repeat(24_453))).toBeGreaterThanOrEqual(28_855);
	});

	it('count the largest of several cards of a flow, and all of them for a connector', () => {
		const two = joinContents([card(block('a'.repeat(1_000))), card(block('b'.repeat(2_000)))]);
		expect(countBytes(two, 'workflows')).toBe(countBytes(card(block('b'.repeat(2_000))), 'workflows'));
		expect(countBytes(two, 'connector')).toBe(utf8Bytes(buildEnvelope(two, 'connector')));
	});
});

describe('cutting a text', () => {
	it.each([
		['at a letter', 'abcdef', 3, 'abc…'],
		['shorter ones not at all', 'abc', 3, 'abc'],
		['before a family of four', 'ab👨‍👩‍👧‍👦cd', 5, 'ab…'],
		['before a letter with its accent', 'abe\u0301cd', 3, 'ab…'],
		['before a mention', 'Hi <at>Ada</at> and', 8, 'Hi…'],
		['before a link', 'see [docs](https://example.com) x', 12, 'see…'],
		['before an escape', 'ab\\*cd', 3, 'ab…'],
		['to nothing', 'abc', 0, '…'],
	])('%s', (_title, text, length, expected) => {
		expect(cutText(text, length)).toBe(expected);
	});

	it('never cuts a surrogate pair, and never grows', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.nat(200), (text, length) => {
				const cut = cutText(text, length);
				expect(cut.length).toBeLessThanOrEqual(Math.max(text.length, length) + 1);
				expect(LONE_SURROGATE.test(cut) && !LONE_SURROGATE.test(text)).toBe(false);
			}),
		);
	});
});

describe('truncate', () => {
	const truncate = (content: Content, maxBytes?: number) =>
		fit(content, { target: 'workflows', onTooLarge: 'truncate', ...(maxBytes === undefined ? {} : { maxBytes }) });

	it('leaves alone what fits, and shortens one byte more', () => {
		const room = LIMIT - countBytes(card(block('')), 'connector');
		const exact = card(block('a'.repeat(room)));
		const options = { target: 'connector', onTooLarge: 'truncate' } as const;
		expect(fit(exact, options)).toEqual({ parts: [exact], findings: [] });
		const over = fit(card(block('a'.repeat(room + 1))), options);
		expect(over.findings.map(({ code, path, severity }) => [code, path, severity])).toEqual([
			['card-shortened', 'body[0].text', 'warning'],
			['content-cut', 'body[0].text', 'warning'],
		]);
		expect(countBytes(over.parts[0] ?? exact, 'connector')).toBeLessThanOrEqual(LIMIT);
	});

	it('shortens the longest texts and keeps the others, with a note', () => {
		const { parts } = truncate(
			card(
				block('short'),
				block('x'.repeat(50_000)),
				{ type: 'FactSet', facts: [{ title: 'a', value: 'y'.repeat(50_000) }] },
				block('end'),
			),
		);
		const [first, second, facts, last, note] = bodyOf(parts[0]);
		expect([first?.text, last?.text]).toEqual(['short', 'end']);
		expect(String(second?.text)).toMatch(/^x{5000,}…$/);
		expect(JSON.stringify(facts)).toMatch(/y{5000,}…/);
		expect(String(note?.text)).toContain('shortened');
		expect(countBytes(parts[0] ?? card(), 'workflows')).toBeGreaterThan(LIMIT * 0.98);
	});

	it('takes rows away at the end where short texts are too many', () => {
		const row = (index: number) => ({
			type: 'ColumnSet',
			columns: [
				{ type: 'Column', items: [block(`row ${index}`)] },
				{ type: 'Column', items: [block('state')] },
			],
		});
		const { parts } = truncate(card(heading, ...Array.from({ length: 1_000 }, (_, index) => row(index))));
		const body = bodyOf(parts[0]);
		expect(JSON.stringify(body[1])).toContain('row 0');
		expect(body.slice(1, -1).every(({ columns }) => (columns as unknown[]).length === 2)).toBe(true);
		expect(body.length).toBeGreaterThan(60);
		expect(countBytes(parts[0] ?? card(), 'workflows')).toBeLessThanOrEqual(LIMIT);
	});

	it('takes facts away, and whole cards', () => {
		const facts = Array.from({ length: 2_000 }, (_, index) => ({ title: `f${index}`, value: 'v' }));
		expect(JSON.stringify(bodyOf(truncate(card({ type: 'FactSet', facts })).parts[0]))).toMatch(/"f0".*shortened/);
		const cards = fit(joinContents(Array.from({ length: 100 }, () => card(block('x'.repeat(500))))), {
			target: 'connector',
			onTooLarge: 'truncate',
		});
		expect(cards.parts[0]?.attachments.length).toBeGreaterThan(20);
	});

	it('drops the entity of a mention that is gone, and keeps the others', () => {
		const person = (name: string) => ({
			type: 'mention',
			text: `<at>${name}</at>`,
			mentioned: { id: `${name}@example.com`, name },
		});
		const content = cardContent([
			{
				contentType: ADAPTIVE_CARD_TYPE,
				content: {
					type: 'AdaptiveCard',
					version: '1.4',
					body: [block('<at>Ada</at>'), block(`${'x'.repeat(60_000)}<at>Bo</at>`)],
					msteams: { entities: [person('Ada'), person('Bo')] },
				},
			},
		]);
		expect(truncate(content).parts[0]?.attachments[0]?.content?.msteams).toEqual({ entities: [person('Ada')] });
	});

	it('shortens a MessageCard for a connector', () => {
		const { parts } = fit(cardContent([connectorCard({ title: 'T', text: 'x'.repeat(40_000) })]), {
			target: 'connector',
			onTooLarge: 'truncate',
		});
		expect(JSON.stringify(parts[0])).toMatch(/"title":"T".*x{20000,}…/);
	});

	it('follows maxBytes, and fails where nothing fits', () => {
		expect(
			countBytes(truncate(card(block('x'.repeat(5_000))), 1_000).parts[0] ?? card(), 'workflows'),
		).toBeLessThanOrEqual(1_000);
		expect(() => truncate(card(block('x'.repeat(5_000))), 100)).toThrow(
			expect.objectContaining({ code: 'card-too-large' }) as Error,
		);
	});

	it('fits whatever is sent', () => {
		const element = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 9_000 }).map((text) => block(text)),
			fc
				.array(fc.record({ title: fc.string(), value: fc.string({ maxLength: 3_000 }) }), { maxLength: 20 })
				.map((facts) => ({ type: 'FactSet', facts })),
		);
		fc.assert(
			fc.property(
				fc.array(element, { minLength: 1, maxLength: 12 }),
				fc.constantFrom('workflows', 'connector', 'reply'),
				(body, target) => {
					for (const part of fit(card(...body), { target, onTooLarge: 'truncate' }).parts)
						expect(countBytes(part, target)).toBeLessThanOrEqual(LIMIT);
				},
			),
			{ numRuns: 60 },
		);
	});
});

describe('split', () => {
	const split = (content: Content, target: 'workflows' | 'connector' = 'workflows') =>
		fit(content, { target, onTooLarge: 'split' });

	it('numbers the parts, repeats the heading, keeps the order and every element whole', () => {
		const elements = Array.from({ length: 40 }, (_, index) => block(`${index} ${'x'.repeat(2_000)}`));
		const { parts, findings } = split(card(heading, ...elements));
		expect(parts.length).toBeGreaterThan(2);
		expect(parts.map((part) => bodyOf(part)[0]?.text)).toEqual(
			parts.map((_, index) => `Report (${index + 1}/${parts.length})`),
		);
		expect(parts.flatMap((part) => bodyOf(part).slice(1))).toEqual(elements);
		expect(findings).toEqual([]);
		for (const part of parts) expect(countBytes(part, 'workflows')).toBeLessThanOrEqual(LIMIT);
	});

	it('numbers a card without a heading above it, and a coloured heading in it', () => {
		const long = Array.from({ length: 30 }, () => block('x'.repeat(2_000)));
		expect(bodyOf(split(card(...long)).parts[0])[0]).toMatchObject({
			text: expect.stringMatching(/^\(1\/\d\)$/) as string,
		});
		const colored = { type: 'Container', style: 'good', items: [heading] };
		expect(bodyOf(split(card(colored, ...long)).parts[1])[0]).toMatchObject({
			type: 'Container',
			style: 'good',
			items: [{ text: expect.stringMatching(/^Report \(2\/\d\)$/) as string }],
		});
	});

	it('puts the buttons into the last part, and people into the part that names them', () => {
		const entity = { type: 'mention', text: '<at>Ada</at>', mentioned: { id: 'ada@example.com', name: 'Ada' } };
		const content = cardContent([
			{
				contentType: ADAPTIVE_CARD_TYPE,
				content: {
					type: 'AdaptiveCard',
					version: '1.4',
					body: [block('<at>Ada</at>'), ...Array.from({ length: 30 }, () => block('x'.repeat(2_000)))],
					actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' }],
					msteams: { entities: [entity] },
				},
			},
		]);
		const { parts } = split(content);
		expect(parts.map((part) => JSON.stringify(part).includes('Action.OpenUrl'))).toEqual(
			parts.map((_, index) => index === parts.length - 1),
		);
		expect(parts.map((part) => JSON.stringify(part).includes('"mention"'))).toEqual(
			parts.map((_, index) => index === 0),
		);
	});

	it('divides facts, containers and sets that are larger than a message, between their entries', () => {
		const facts = Array.from({ length: 2_000 }, (_, index) => ({ title: `f${index}`, value: 'v'.repeat(10) }));
		const { parts } = split(
			card(
				{ type: 'Container', items: [{ type: 'FactSet', facts }] },
				{ type: 'Container', items: Array.from({ length: 40 }, (_, index) => block(`${index} ${'y'.repeat(1_500)}`)) },
			),
		);
		const written = JSON.stringify(parts);
		expect([...written.matchAll(/"f(\d+)"/g)].map((match) => Number(match[1]))).toEqual(
			Array.from({ length: 2_000 }, (_, index) => index),
		);
		expect([...written.matchAll(/"(\d+) y/g)].map((match) => Number(match[1]))).toEqual(
			Array.from({ length: 40 }, (_, index) => index),
		);
	});

	it('divides a text between its lines, and a long line between its characters', () => {
		const lines = Array.from({ length: 3_000 }, (_, index) => `line ${index}`);
		const { parts } = split(textContent(lines.join('\n')));
		expect(parts.flatMap((part) => (part.text ?? '').split('\n\n').slice(1).join('\n\n').split('\n'))).toEqual(lines);
		const emoji = split(textContent('👨‍👩‍👧‍👦'.repeat(3_000)), 'connector').parts;
		expect(emoji.map((part) => (part.text ?? '').replace(/^\(\d+\/\d+\)\n\n/, '')).join('')).toBe('👨‍👩‍👧‍👦'.repeat(3_000));
		expect(emoji.every((part) => /^\(\d+\/\d+\)\n\n(?:👨‍👩‍👧‍👦)+$/u.test(part.text ?? ''))).toBe(true);
	});

	it('divides a single text that is larger than a message, after its heading', () => {
		const { parts, findings } = split(card(heading, block('x'.repeat(60_000))));
		expect(parts.map((part) => bodyOf(part)[0]?.text)).toEqual(
			parts.map((_, index) => `Report (${index + 1}/${parts.length})`),
		);
		expect([parts.map((part) => bodyOf(part)[1]?.text).join(''), findings]).toEqual(['x'.repeat(60_000), []]);
	});

	it('sends several MessageCards one by one to a connector, and shortens a reply', () => {
		const two = cardContent([connectorCard({ text: 'a' }), connectorCard({ text: 'b' })]);
		expect(
			split(two, 'connector').parts.map((part) => JSON.parse(buildEnvelope(part, 'connector')) as unknown),
		).toEqual([
			{ '@type': 'MessageCard', text: 'a' },
			{ '@type': 'MessageCard', text: 'b' },
		]);
		expect(
			fit(card(...Array.from({ length: 60 }, () => block('x'.repeat(1_000)))), { target: 'reply', onTooLarge: 'split' })
				.parts,
		).toHaveLength(1);
	});
});

describe('fail', () => {
	it('says the bytes and the largest parts by path', () => {
		const content = card(block('x'.repeat(40_000)), {
			type: 'FactSet',
			facts: [{ title: 'a', value: 'y'.repeat(20_000) }],
		});
		expect(() => fit(content, { target: 'connector', onTooLarge: 'fail' })).toThrow(
			expect.objectContaining({
				code: 'card-too-large',
				message: expect.stringMatching(/counts as 60\d\d\d bytes.*28672/) as string,
				description: expect.stringContaining(
					'body[0].text (40000 bytes), body[1].facts[0].value (20000 bytes)',
				) as string,
			}) as Error,
		);
		expect(largestParts(joinContents([textContent('t'), content, content]))[0]).toEqual({
			path: 'attachments[0].content.body[0].text',
			bytes: 40_000,
		});
	});
});
