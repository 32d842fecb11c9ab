import type { INodeProperties } from 'n8n-workflow';

/** The fields of the panel: resource, operation and the content both operations share. */
export const actionProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [{ name: 'Message', value: 'message' }],
		default: 'message',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'] } },
		options: [
			{
				name: 'Reply',
				value: 'reply',
				action: 'Reply to a mention',
				description: 'Answer the mention that started this execution, in its thread',
				displayOptions: { hide: { '@tool': [true] } },
			},
			{ name: 'Send', value: 'send', action: 'Send a message to a channel', description: 'Post a text or a card to a channel' },
		],
		default: 'send',
	},
	{
		displayName: 'Content',
		name: 'content',
		type: 'options',
		options: [
			{ name: 'Adaptive Card JSON', value: 'adaptiveCard', description: 'A card as the designer at adaptivecards.io gives it' },
			{ name: 'Text', value: 'text', description: 'Text with Markdown: bold, italic, lists and links' },
		],
		default: 'text',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { content: ['text'] } },
		default: '',
		required: true,
		placeholder: 'e.g. **Build 4711** is live',
		description: 'The text of the message. Markdown works: bold, italic, lists and links.',
	},
	{
		displayName: 'Card JSON',
		name: 'cardJson',
		type: 'json',
		typeOptions: { rows: 10 },
		displayOptions: { show: { content: ['adaptiveCard'] } },
		default: '{\n  "type": "AdaptiveCard",\n  "version": "1.4",\n  "body": [{ "type": "TextBlock", "text": "Hello", "wrap": true }]\n}',
		required: true,
		description: 'An Adaptive Card (version 1.4 for Workflows), an attachment, a whole message, or an array of these',
	},
];
