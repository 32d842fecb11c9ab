import { readConfirmation } from '../../../../src/incoming-webhook/answer/flow-confirmation';

const read = (body: string, status = 200) => readConfirmation({ kind: 'answer', status, headers: {}, body });

describe('a flow confirms', () => {
	it.each<readonly [string, string, readonly string[]]>([
		['a message with its id', '{"outcome":"delivered","messageId":"1761000000123"}', ['1761000000123']],
		['a message without an id', '{"outcome":"delivered"}', []],
		['a message whose id is a number, which is not repeated', '{"outcome":"delivered","messageId":17}', []],
		['a message whose id has another form, which is not repeated', '{"outcome":"delivered","messageId":"a b"}', []],
	])('%s', (_what, body, messageIds) => {
		expect(read(body)).toEqual({ messageIds });
	});
});

describe('a flow confirms nothing', () => {
	it.each([
		['with another outcome', '{"outcome":"undelivered","messageId":"1"}'],
		['with the word elsewhere', '{"state":"delivered"}'],
		['with the word alone', '"delivered"'],
		['with a text that is no JSON', 'The message was delivered.'],
		['with JSON that ends too early', '{"outcome":"delivered"'],
		['with an empty answer', ''],
	])('%s', (_what, body) => {
		expect(read(body)).toBeUndefined();
	});

	it('with another status', () => {
		expect(read('{"outcome":"delivered"}', 202)).toBeUndefined();
	});
});
