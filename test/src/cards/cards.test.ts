import { parseCards } from '../../../src/cards/card-json';
import { textCard, toAttachment } from '../../../src/cards/message';

const card = { type: 'AdaptiveCard', version: '1.4', body: [] };
const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };

it.each([
	['a card', card],
	['a card as text', JSON.stringify(card)],
	['an attachment', attachment],
	['a whole message', { type: 'message', attachments: [attachment] }],
	['an array', [card]],
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
	['an empty array', [], 'card-not-a-card', 'no card'],
	['an entry that is no card', [card, {}], 'card-not-a-card', 'entry 2 of the array'],
	['a message in which one attachment is no card', { attachments: [card, 'x'] }, 'card-not-a-card', 'the JSON'],
])('refuses %s', (_title, value, code, message) => {
	expect(() => parseCards(value)).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) as string }) as Error);
});

it('wraps a MessageCard as a connector card', () => {
	expect(toAttachment({ '@type': 'MessageCard', text: 'x' })?.contentType).toBe('application/vnd.microsoft.teams.card.o365connector');
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
