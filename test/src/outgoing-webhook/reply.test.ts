import { replyFromItems, textReply } from '../../../src/outgoing-webhook/reply';

const card = { type: 'AdaptiveCard', version: '1.4', body: [] };
const attachment = { contentType: 'application/vnd.microsoft.card.adaptive', content: card };

it.each([
	['text', [{ text: 'a' }], { type: 'message', text: 'a' }],
	['output of an AI node', [{ output: 'a' }], { type: 'message', text: 'a' }],
	['message', [{ message: 'a' }], { type: 'message', text: 'a' }],
	['response', [{ response: 'a' }], { type: 'message', text: 'a' }],
	['text before output', [{ output: 'b', text: 'a' }], { type: 'message', text: 'a' }],
	['several texts', [{ text: 'a' }, { output: 'b' }, {}], { type: 'message', text: 'a\n\nb' }],
	['a bare card', [card], { type: 'message', attachments: [attachment] }],
	[
		'attachments with text',
		[{ text: 'a', attachments: [attachment] }],
		{ type: 'message', text: 'a', attachments: [attachment] },
	],
	[
		'a bare hero card',
		[{ title: 'T', buttons: [{ type: 'openUrl', title: 'b', value: 'https://x.example' }] }],
		{
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.card.hero',
					content: { title: 'T', buttons: [{ type: 'openUrl', title: 'b', value: 'https://x.example' }] },
				},
			],
		},
	],
	[
		'a card of images',
		[{ text: 't', images: [{ url: 'https://x.example/i.png' }] }],
		{
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.card.hero',
					content: { text: 't', images: [{ url: 'https://x.example/i.png' }] },
				},
			],
		},
	],
	[
		'a bare list card',
		[{ title: 'T', items: [{ type: 'resultItem', title: 'r' }] }],
		{
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.teams.card.list',
					content: { title: 'T', items: [{ type: 'resultItem', title: 'r' }] },
				},
			],
		},
	],
	[
		'a connector card',
		[{ '@type': 'MessageCard', text: 'x' }],
		{
			type: 'message',
			attachments: [
				{
					contentType: 'application/vnd.microsoft.teams.card.o365connector',
					content: { '@type': 'MessageCard', text: 'x' },
				},
			],
		},
	],
	[
		'a thumbnail attachment',
		[{ attachments: [{ contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'T' } }] }],
		{
			type: 'message',
			attachments: [{ contentType: 'application/vnd.microsoft.card.thumbnail', content: { title: 'T' } }],
		},
	],
	[
		'data that only looks like a card',
		[{ text: 'a', images: ['x'], items: [{ id: 1 }] }],
		{ type: 'message', text: 'a' },
	],
	[
		'cards and texts of several items',
		[{ text: 'a' }, card, { output: 'b' }, card],
		{ type: 'message', text: 'a\n\nb', attachments: [attachment, attachment] },
	],
	[
		'a bare hero card of title and subtitle',
		[{ title: 'T', subtitle: 'S' }],
		{
			type: 'message',
			attachments: [{ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'T', subtitle: 'S' } }],
		},
	],
	[
		'an image by its address',
		[{ attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/i.png', name: 'i' }] }],
		{ type: 'message', attachments: [{ contentType: 'image/png', contentUrl: 'https://x.example/i.png' }] },
	],
	[
		'further members of an activity',
		[{ type: 'message', text: 'a', textFormat: 'plain', attachmentLayout: null, other: 1 }],
		{ type: 'message', text: 'a', textFormat: 'plain' },
	],
	['an activity', [{ type: 'message', text: 'a' }], { type: 'message', text: 'a' }],
])('takes %s as the answer', (_title, items, expected) => {
	expect(replyFromItems(items)).toEqual(expected);
});

it.each([[[]], [[{}]], [[{ text: ' ' }]], [[{ text: 7 }]], [[null, 'x']], [[{ attachments: ['x'] }]]])(
	'finds no answer in %j',
	(items) => {
		expect(replyFromItems(items)).toBeUndefined();
	},
);

it('turns Markdown that Teams does not draw into what it does, unless told otherwise or it is not Markdown', () => {
	const text = '# Title\n\n> quote';
	expect(replyFromItems([{ output: text }])).toEqual(textReply('**Title**\n\n> quote'));
	expect(replyFromItems([{ message: { content: text } }])).toEqual(textReply('**Title**\n\n> quote'));
	expect(replyFromItems([{ output: text }], { asWritten: true })).toEqual(textReply(text));
	expect(replyFromItems([{ type: 'message', text, textFormat: 'plain' }])).toMatchObject({ text });
	expect(replyFromItems([{ type: 'message', text, textFormat: 'markdown' }])).toMatchObject({
		text: '**Title**\n\n> quote',
	});
});

it('does not take an item of the trigger that came through for an answer', () => {
	const item = { text: 'deploy api', reply: { mode: 'lastNode', deadlineAt: '2026-10-21T08:00:04.100Z' } };
	expect(replyFromItems([item], { asked: 'deploy api' })).toBeUndefined();
	expect(replyFromItems([{ ...item, output: 'done' }], { asked: 'deploy api' })).toEqual(textReply('done'));
	expect(replyFromItems([{ ...item, text: 'done' }], { asked: 'deploy api' })).toEqual(textReply('done'));
});

describe('the answer of a model node', () => {
	it.each([
		['of a chat', { index: 0, message: { role: 'assistant', content: 'hi' }, finish_reason: 'stop' }],
		[
			'of a chat in parts',
			{
				message: {
					content: [
						{ type: 'text', text: 'h' },
						{ type: 'text', text: 'i' },
					],
				},
			},
		],
		[
			'of responses',
			{
				output: [
					{ type: 'reasoning', summary: [], content: [{ type: 'reasoning_text', text: 'hm' }] },
					{ type: 'message', role: 'assistant', content: [{ type: 'output_text', annotations: [], text: 'hi' }] },
				],
			},
		],
		['of responses, parts without a type', { output: [{ content: [{ text: 'hi' }] }] }],
		[
			'of blocks',
			{
				id: 'msg',
				type: 'message',
				role: 'assistant',
				content: [
					{ type: 'thinking', thinking: 'hm', text: 'hm' },
					{ type: 'text', text: 'h' },
					{ type: 'tool_use', input: {} },
					{ type: 'text', text: 'i' },
				],
			},
		],
		['of blocks alone', { content: [{ type: 'text', text: 'hi' }] }],
		[
			'of parts',
			{ content: { parts: [{ text: 'hm', thought: true }, { text: 'hi' }], role: 'model' }, finishReason: 'STOP' },
		],
		['of a text', { content: 'hi' }],
		[
			'of a whole chat',
			{ object: 'chat.completion', choices: [{ message: { content: 'hi' } }, { message: { content: 'no' } }] },
		],
		['of whole candidates', { candidates: [{ content: { parts: [{ text: 'hi' }] } }] }],
	])('is its text: %s', (_title, item) => expect(replyFromItems([item])).toEqual(textReply('hi')));

	it('stands behind a text of the item, and beside a card', () => {
		expect(replyFromItems([{ text: 'a', content: 'b' }])).toEqual(textReply('a'));
		expect(replyFromItems([{ content: 'b' }, card])).toEqual({ type: 'message', text: 'b', attachments: [attachment] });
		expect(
			replyFromItems([{ text: 'x', message: { content: 'hi' }, reply: { deadlineAt: '' } }], { asked: 'x' }),
		).toEqual(textReply('hi'));
	});

	it.each([
		[{ message: { content: ' ' } }],
		[{ message: {} }],
		[{ output: [] }],
		[{ output: [{ content: [{ type: 'refusal', refusal: 'no' }] }] }],
		[{ content: [{ type: 'image', text: 'x' }, 7, null] }],
		[{ content: { parts: 'x' } }],
		[{ choices: [] }],
	])('is none in %j', (item) => {
		expect(replyFromItems([item])).toBeUndefined();
	});
});

it('joins texts and cards of several items', () => {
	expect(replyFromItems([{ text: 'a' }, card, { text: 'b' }])).toEqual({
		type: 'message',
		text: 'a\n\nb',
		attachments: [attachment],
	});
	expect(replyFromItems([])).toBeUndefined();
});
