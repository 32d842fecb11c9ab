import type { INodeProperties } from 'n8n-workflow';

import { actionStatusField, callbackUrlFields } from './fields/card-action';
import { connectorAppFields } from './fields/connector-app';
import { contentFields } from './fields/content';
import { optionFields } from './fields/options';

/** The fields of the panel: resource, operation and the content both operations share. */
export const actionProperties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Card', value: 'card' },
			{ name: 'Connector App', value: 'connectorApp', displayOptions: { hide: { '@tool': [true] } } },
			{ name: 'Message', value: 'message' },
			{ name: 'Webhook', value: 'webhook', displayOptions: { hide: { '@tool': [true] } } },
		],
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
				description: 'Answer the mention or the card action that started this execution',
				displayOptions: { hide: { '@tool': [true] } },
			},
			{ name: 'Send', value: 'send', action: 'Send a message to a channel', description: 'Post a text or a card to a channel' },
		],
		default: 'send',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['card'] } },
		options: [
			{
				name: 'Create Callback URL',
				value: 'callbackUrl',
				action: 'Create a callback URL for a card',
				description: 'Make the URL that a button of an actionable message calls: for one message, one workflow and a limited time',
				displayOptions: { hide: { '@tool': [true] } },
			},
			{ name: 'Validate', value: 'validate', action: 'Validate a card', description: 'Check a card, see its size and what Teams would make of it; nothing is sent' },
		],
		default: 'validate',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['webhook'] } },
		options: [{ name: 'Diagnose', value: 'diagnose', action: 'Diagnose a webhook', description: 'Say what the URL or token of a credential is, what is wrong with it and what to do; never shows it' }],
		default: 'diagnose',
	},
	{
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['connectorApp'] } },
		options: [{ name: 'Build', value: 'build', action: 'Build a connector app', description: 'Make the Teams app package (zip) of a connector from a form, checked against what Teams takes' }],
		default: 'build',
	},
	{
		displayName: 'Late Reply',
		name: 'lateReply',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['message'], operation: ['reply'] } },
		options: [
			{ name: 'Drop', value: 'drop', description: 'The workflow goes on, nothing is posted' },
			{ name: 'Fail', value: 'error', description: 'The node fails with the code reply-late' },
			{ name: 'Send to Channel', value: 'send', description: 'The same content is posted through a webhook, mentioning who asked' },
		],
		default: 'error',
		description: 'What happens to a reply that comes after the deadline of the mention. Teams has then shown the deadline text and takes no further answer.',
	},
	{
		// It shows always but where nothing is posted; `show` of its own would make n8n's editor hide the fields it depends on.
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		displayOptions: { hide: { resource: ['card', 'connectorApp'] } },
		options: [
			{ name: 'Destinations', value: 'destinations', description: 'Several channels by name' },
			{ name: 'OAuth2', value: 'oAuth2', description: 'A flow that accepts only signed-in callers. Apps that sign in by themselves are reported to be refused by some flows.' },
			{ name: 'Webhook URL', value: 'webhookUrl', description: 'One channel' },
		],
		default: 'webhookUrl',
		description: 'Where messages are posted. Late replies go to the destination of the channel the mention came from, or to the one webhook URL.',
	},
	{
		displayName: 'Destination Names or IDs',
		name: 'destination',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getDestinations' },
		displayOptions: { show: { resource: ['message'], operation: ['send'], authentication: ['destinations'] } },
		default: [],
		required: true,
		hint: 'Each channel gives an output item of its own. An expression gives the names, separated by commas.',
		description: 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
	},
	{
		displayName: 'Diagnose',
		name: 'subject',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: ['webhook'], operation: ['diagnose'] }, hide: { authentication: ['securityToken'] } },
		options: [
			{ name: 'Security Tokens', value: 'securityToken', description: 'The tokens of an outgoing webhook' },
			{ name: 'Webhook URLs', value: 'url', description: 'The URL, or the list of them, that messages are posted to' },
		],
		default: 'url',
	},
	{
		displayName: 'Send a Test Message',
		name: 'sendTest',
		type: 'boolean',
		displayOptions: { show: { resource: ['webhook'], operation: ['diagnose'] }, hide: { authentication: ['securityToken'], subject: ['securityToken'] } },
		default: false,
		description: 'Whether people in the channel get a short test message, under the same rules as with Send',
	},
	{
		displayName: 'Check For',
		name: 'target',
		type: 'options',
		displayOptions: { show: { resource: ['card'], operation: ['validate'] } },
		options: [
			{ name: 'Connector URL', value: 'connector', description: 'An Office 365 connector; Microsoft switched them off in Teams in May 2026' },
			{ name: 'Reply to a Mention', value: 'reply', description: 'The answer in a thread' },
			{ name: 'Workflows URL', value: 'workflows', description: 'A Workflows flow that posts to a channel' },
		],
		default: 'workflows',
		description: 'Where the message would go: each place shows something else',
	},
	...connectorAppFields,
	actionStatusField,
	...contentFields,
	...callbackUrlFields,
	...optionFields,
];
