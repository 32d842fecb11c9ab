import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { pathProperty, webhookFields } from '../shared/trigger-webhook';
import { commandsNotice, commandsProperty } from './commands';
import { IMMEDIATE_TEXT, triggerOptions } from './options';

/** The fields of the panel. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'In Teams, open Manage team > Apps > Create an outgoing webhook. As the callback URL of the webhook, paste the production URL shown under "Webhook URLs" above, and put the security token, which Teams shows only once, into the credential. Teams calls from the internet, so the URL must be public and use https. If it starts with http:// or contains localhost or a private address, set the environment variable WEBHOOK_URL of n8n to the public address of n8n or of a tunnel.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	pathProperty('e.g. teams/ops'),
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'immediately',
				description: 'Answers with fixed text while the workflow goes on',
			},
			{
				name: 'Using Reply Operation',
				value: 'replyNode',
				description: 'The Reply operation of the Microsoft Teams Webhook node answers',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: "The last node's items are the answer: text or a card",
			},
		],
		default: 'replyNode',
		description: 'How the mention is answered. Teams waits 5 seconds and accepts one answer.',
	},
	{
		displayName:
			'With "When Last Node Finishes", an answer after the deadline is lost. To post late answers, choose "Using Reply Operation" and set Late Reply to "Send to Channel" in the Reply operation.',
		name: 'lastNodeNotice',
		type: 'notice',
		displayOptions: { show: { respond: ['lastNode'] } },
		default: '',
	},
	{
		displayName: 'Immediate Text',
		name: 'immediateText',
		type: 'string',
		displayOptions: { show: { respond: ['immediately'] } },
		typeOptions: { rows: 2 },
		default: IMMEDIATE_TEXT,
		description: 'The text of the immediate answer',
	},
	commandsProperty,
	commandsNotice,
	{
		displayName:
			'With Maximum Age set to 0, the age of messages is not checked: anyone who has recorded a request can send it again.',
		name: 'maxAgeNotice',
		type: 'notice',
		displayOptions: { show: { '/options.maxAge': [0] } },
		default: '',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: triggerOptions,
	},
];

/** The webhook of the trigger. */
export const triggerWebhook: IWebhookDescription = {
	name: 'default',
	httpMethod: 'POST',
	isFullPath: true,
	...webhookFields('replyNode'),
};
