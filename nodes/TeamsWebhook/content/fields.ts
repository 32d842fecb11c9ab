import type { INodeProperties } from 'n8n-workflow';

import { formFields } from './card-form-fields';
import { eventFields } from './event-fields';
import { messageCardFields } from './message-card-fields';

const SAMPLE_CARD =
	'{\n  "type": "AdaptiveCard",\n  "version": "1.4",\n  "body": [{ "type": "TextBlock", "text": "Hello", "wrap": true }]\n}';

const itemsOptions: INodeProperties['options'] = [
	{ name: 'Each Item', value: 'each', description: 'A message for every item' },
	{ name: 'Together', value: 'together', description: 'One message with all items' },
];

/** What a message says: the same for sending, replying and validating. */
export const contentFields: INodeProperties[] = [
	{
		displayName: 'Content',
		name: 'content',
		type: 'options',
		displayOptions: { show: { operation: ['reply', 'send', 'validate'] } },
		options: [
			{
				name: 'Adaptive Card JSON',
				value: 'adaptiveCard',
				description: 'A card from the designer at adaptivecards.io',
			},
			{ name: 'Card', value: 'card', description: 'A card from a form: title, text, facts, images and buttons' },
			{
				name: 'Card Template',
				value: 'template',
				description: 'Adaptive Card JSON with ${...}, filled from the item',
			},
			{
				name: 'Event of a Tool',
				value: 'event',
				description: 'A card for an event that a tool posted to a Webhook node: an alert, a push, a payment',
			},
			{
				name: 'MessageCard',
				value: 'messageCard',
				description: 'The older card format, for Office 365 connectors and Outlook emails',
			},
			{ name: 'Text', value: 'text', description: 'Text with Markdown: bold, italic, lists and links' },
		],
		default: 'text',
	},
	{
		displayName: 'Items',
		name: 'items',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['send', 'validate'] } },
		options: itemsOptions,
		default: 'each',
		description: 'Whether every item becomes a message, or all items become one message',
	},
	{
		displayName: 'Items',
		name: 'items',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { operation: ['reply'] } },
		options: [
			{ name: 'Each Item', value: 'each', description: 'One answer, with a card for every item' },
			{ name: 'Together', value: 'together', description: 'One answer, with one card that shows all items' },
		],
		default: 'together',
		description: 'How several items become one answer: a mention can have only one',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		// n8n gives operations without content the default content, so the operation must be named too.
		displayOptions: { show: { operation: ['reply', 'send', 'validate'], content: ['text'] } },
		default: '',
		required: true,
		placeholder: 'e.g. **Build 4711** is live',
		description: 'The text of the message. Markdown works: bold, italic, lists and links.',
	},
	...formFields,
	{
		displayName: 'Card JSON',
		name: 'cardJson',
		type: 'json',
		typeOptions: { rows: 10 },
		displayOptions: { show: { content: ['adaptiveCard', 'template'] } },
		default: SAMPLE_CARD,
		required: true,
		description: 'An Adaptive Card (version 1.4 for Workflows), an attachment, a whole message, or an array of these',
	},
	{
		displayName: 'Template Data',
		name: 'templateData',
		type: 'json',
		displayOptions: { show: { content: ['template'] } },
		default: '',
		description: 'The data for ${...} in the card, as JSON or from an expression. Empty: the item itself.',
	},
	...eventFields,
	...messageCardFields,
];
