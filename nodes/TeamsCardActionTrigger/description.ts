import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { pathProperty, webhookFields } from '../shared/trigger-webhook';
import { triggerOptions } from './options';

/** The fields of the panel. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName:
			'This trigger is for actionable messages in Outlook: it is called by their buttons of type Action.Http (Adaptive Card) or HttpPOST (MessageCard). Buttons in Teams itself do not call URLs: those on connector cards did, but Microsoft switched connectors off in May 2026, and buttons on cards posted by Workflows cannot call URLs.',
		name: 'liveNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'For each card, use the operation Card: Create Callback URL of the Microsoft Teams Webhook node: from the production URL under "Webhook URLs" above, it makes the URL that the buttons of the card call. Microsoft calls from the internet, so the URL must be public, use https and be registered as a target URL in the actionable message portal.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	pathProperty('e.g. teams/leave'),
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'immediately',
				description: 'Shows a fixed status on the card while the workflow goes on',
			},
			{
				name: 'Using Reply Operation',
				value: 'replyNode',
				description:
					'The Reply operation of the Microsoft Teams Webhook node answers with a status and, if you like, a card',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description: 'The answer is the first item from the last node that has "status", "card" or "error"',
			},
		],
		default: 'replyNode',
		description: 'How the action is answered. Outlook accepts one answer; answering within about two seconds is safe.',
	},
	{
		displayName:
			'With Require Callback URL off, anybody in the allowed tenants who knows the URL can start this workflow for any message, and the same action can start it twice.',
		name: 'unboundNotice',
		type: 'notice',
		displayOptions: { show: { '/options.requireCallbackUrl': [false] } },
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
