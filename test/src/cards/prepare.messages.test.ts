import fc from 'fast-check';

import { parseCardMessage } from '../../../src/cards/card-message';
import { buildEnvelope } from '../../../src/cards/envelope';
import { textCard, toAttachment } from '../../../src/cards/message';
import { prepareMessage } from '../../../src/cards/prepare';
import { propertyRuns } from '../../support/property-runs';

const parseCards = (value: unknown) => parseCardMessage(value).content.attachments;

const card = { type: 'AdaptiveCard', version: '1.4', body: [] };
const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };

it.each([
	['a card', card],
	['a card as text', JSON.stringify(card)],
	['an attachment', attachment],
	['a whole message', { type: 'message', attachments: [attachment] }],
	['an array', [card]],
	['an array with a card as text', [JSON.stringify(card)]],
	['a card as text in text', JSON.stringify(JSON.stringify(card))],
	['an attachment whose content is text', { ...attachment, content: JSON.stringify(card) }],
	['a message whose attachments are text', { type: 'message', attachments: JSON.stringify([attachment]) }],
	['a message whose attachments are texts', { type: 'message', attachments: [JSON.stringify(attachment)] }],
	['a message of one attachment without a list', { type: 'message', attachments: attachment }],
	[
		'a content type in other letters',
		{ attachments: [{ contentType: ' Application/Vnd.Microsoft.Card.Adaptive', content: card }] },
	],
	['a message that calls itself a card', { type: 'AdaptiveCard', version: '1.4', body: [], attachments: [attachment] }],
])('reads %s', (_title, value) => {
	expect(parseCards(value)).toEqual([attachment]);
});

it('keeps the order of several cards', () => {
	const second = { ...card, version: '1.2' };
	expect(parseCards([card, { attachments: [second] }]).map((entry) => entry.content?.version)).toEqual(['1.4', '1.2']);
});

it.each([
	['broken JSON, with its place', '{\n  "type" 1 }', 'card-invalid-json', 'line 2, column 10'],
	['broken JSON for which V8 names no place', '{\n  "type": x }', 'card-invalid-json', 'cannot be read'],
	['JSON that ends too early', '{"type":', 'card-invalid-json', 'line 1, column 9'],
	['empty text', ' ', 'card-not-a-card', 'empty'],
	['a number', 7, 'card-not-a-card', 'AdaptiveCard'],
	['an empty array', [], 'card-not-a-card', 'does not contain a card'],
	[
		'an entry that is no card',
		[card, {}],
		'card-not-a-card',
		'There is no Adaptive Card in [1]: "type" must be "AdaptiveCard".',
	],
	[
		'a message in which one attachment is no card',
		{ attachments: [card, 'x'] },
		'card-not-a-card',
		'in attachments[1]: there is text instead',
	],
	[
		'a message in an array',
		[{ attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] }],
		'card-not-a-card',
		'in [0].attachments[0]: the attachment has no "content"',
	],
	[
		'an attachment whose content is broken text',
		{ attachments: [attachment, { ...attachment, content: '{\n"type":"AdaptiveCard",}' }] },
		'card-invalid-json',
		'The JSON in attachments[1].content cannot be read at line 2, column 23: there is a comma before the closing bracket.',
	],
	[
		'attachments that are broken text',
		{ attachments: '[{]' },
		'card-invalid-json',
		'The JSON in attachments cannot be read at line 1, column 3',
	],
	['attachments that are no list', { attachments: 7 }, 'card-not-a-card', 'in attachments'],
])('refuses %s', (_title, value, code, message) => {
	expect(() => parseCards(value)).toThrow(
		expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error,
	);
});

it('wraps a MessageCard as a connector card', () => {
	expect(toAttachment({ '@type': 'MessageCard', text: 'x' })?.contentType).toBe(
		'application/vnd.microsoft.teams.card.o365connector',
	);
});

it.each([
	['one\ntwo', 'one\n\ntwo'],
	['one\r\ntwo', 'one\n\ntwo'],
	['one\n\ntwo', 'one\n\ntwo'],
	['- a\n- b\nend', '- a\n- b\n\nend'],
	['1. a\n2. b', '1. a\n2. b'],
])('keeps the lines of %j apart', (text, expected) => {
	expect(textCard(text).content?.body).toEqual([{ type: 'TextBlock', text: expected, wrap: true }]);
});

it('takes a card that has attachments beside its own elements for a card, and the check says so', () => {
	const draft = parseCardMessage({
		...card,
		body: [{ type: 'TextBlock', text: 'x', wrap: true }],
		attachments: [attachment],
	});
	expect(draft.content.attachments).toHaveLength(1);
	expect(prepareMessage(draft, { target: 'workflows', onTooLarge: 'fail', onInvalid: 'fail' }).findings).toMatchObject([
		{ code: 'member-unknown', path: 'attachments' },
	]);
});

const message = { type: 'message', text: 'Deploy **done**', summary: 'Deploy', attachments: [attachment] };

it.each(['workflows', 'connector', 'reply'] as const)('keeps text and summary of a whole message: %s', (target) => {
	const { parts, findings } = prepareMessage(parseCardMessage(message), {
		target,
		onTooLarge: 'fail',
		onInvalid: 'fail',
	});
	const sent = JSON.parse(buildEnvelope(parts[0] ?? { attachments: [], fullWidth: true }, target)) as {
		summary?: string;
		text?: string;
		attachments: ReadonlyArray<{ content: { body: readonly unknown[] } }>;
	};
	expect(sent.summary).toBe('Deploy');
	if (target === 'reply') expect(sent).toMatchObject({ text: 'Deploy **done**', attachments: [attachment] });
	else
		expect(sent.attachments.map(({ content }) => content.body)).toEqual([
			[{ type: 'TextBlock', text: 'Deploy **done**', wrap: true }],
			[],
		]);
	expect(findings.map(({ code, path }) => [code, path])).toEqual(
		target === 'workflows' ? [['summary-not-shown', 'summary']] : [],
	);
});

it('warns of everything else that a message holds, and of nothing that says nothing', () => {
	const more = {
		$schema: 'x',
		attachmentLayout: 'list',
		textFormat: 'markdown',
		speak: null,
		locale: '',
		entities: [],
	};
	expect(parseCardMessage({ ...message, summary: ' ', ...more }).findings).toEqual([]);
	const { content, findings } = parseCardMessage([
		{ ...message, text: { a: 1 }, textFormat: 'xml', entities: [{}], replyToId: '1', body: [{}] },
		card,
	]);
	expect(findings.map(({ severity, code, path }) => [severity, code, path])).toEqual([
		...['text', 'textFormat', 'entities', 'replyToId', 'body'].map((name) => [
			'warning',
			'message-member-ignored',
			`[0].${name}`,
		]),
		['warning', 'summary-not-shown', '[0].summary'],
	]);
	expect(content).toMatchObject({ summary: 'Deploy', attachments: [attachment, attachment] });
	expect(content.text).toBeUndefined();
});

it('reads JSON in strings as it reads objects, wherever a card, its content or attachments stand', () => {
	const text = fc.string({ maxLength: 12 });
	const body = fc.array(fc.record({ type: fc.constant('TextBlock'), text }), { maxLength: 3 });
	const cards = fc.record({
		type: fc.constant('AdaptiveCard'),
		version: fc.constant('1.4'),
		body,
		data: fc.jsonValue({ maxDepth: 2 }).map((data): unknown => JSON.parse(JSON.stringify(data))),
	});
	const attachments = cards.map((content) => ({
		contentType: 'application/vnd.microsoft.card.adaptive',
		contentUrl: null,
		content,
	}));
	const messages = fc.record({
		type: fc.constant('message'),
		text,
		summary: text,
		attachments: fc.array(fc.oneof(cards, attachments), { minLength: 1, maxLength: 3 }),
	});
	const asText = (value: unknown, times: number): unknown =>
		times <= 0 ? value : JSON.stringify(asText(value, times - 1));
	const nest = (value: unknown, times: () => number): unknown => {
		if (Array.isArray(value))
			return asText(
				value.map((entry: unknown) => nest(entry, times)),
				times(),
			);
		const object = { ...(value as Record<string, unknown>) };
		if ('contentType' in object) object.content = nest(object.content, times);
		if (Array.isArray(object.attachments)) object.attachments = nest(object.attachments, times);
		return asText(object, times());
	};
	fc.assert(
		fc.property(
			fc.oneof(cards, attachments, messages, fc.array(fc.oneof(cards, messages), { minLength: 1, maxLength: 2 })),
			fc.infiniteStream(fc.nat(2)),
			(value, times) => {
				expect(parseCardMessage(nest(value, () => Number(times.next().value)))).toEqual(parseCardMessage(value));
			},
		),
		{ numRuns: propertyRuns(1_000) },
	);
});
