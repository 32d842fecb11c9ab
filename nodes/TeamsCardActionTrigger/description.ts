import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import * as n8n from 'n8n-workflow';

import { triggerOptions } from './options';

/** The three ways to answer an action, as stored in workflows. */
export type RespondMode = 'replyNode' | 'lastNode' | 'immediately';

/** The fields of the panel. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'For actionable messages in Outlook mail: buttons of the type Action.Http (Adaptive Card) or HttpPOST (MessageCard) call this trigger. Teams itself no longer calls URLs: connectors ended in May 2026, and cards that Workflows post cannot call.',
		name: 'liveNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Make the URL for each card with the operation Card: Create Callback URL of the Microsoft Teams Webhook node, from the production URL under "Webhook URLs" above. Microsoft calls from the internet: the URL must be public https, and registered as a target URL in the actionable message portal.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder: 'e.g. teams/leave',
		description: 'The last part of the URL. Empty: the ID that n8n has given this node.',
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		noDataExpression: true,
		options: [
			{ name: 'Immediately', value: 'immediately', description: 'Shows a fixed status on the card; the workflow goes on by itself' },
			{ name: 'Using Reply Operation', value: 'replyNode', description: 'The operation Reply of the Microsoft Teams Webhook node answers with a status, and a card if you like' },
			{ name: 'When Last Node Finishes', value: 'lastNode', description: 'The first item of the last node answers: "status", "card" or "error"' },
		],
		default: 'replyNode',
		description: 'How the action is answered. Outlook takes one answer, and about two seconds are safe.',
	},
	{
		displayName: 'Anybody who knows the URL and may act in one of the tenants can start this workflow for any message, and the same action can come twice.',
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

type Fields = Pick<IWebhookDescription, 'path' | 'responseMode' | 'responseData'>;

/** Self-contained: n8n turns these functions into expressions for the editor. */
const responseMode = (parameters: { respond?: string }) =>
	parameters.respond === 'lastNode' ? 'lastNode' : parameters.respond === 'immediately' ? 'onReceived' : 'responseNode';
const responseData = (parameters: { respond?: string }) => (parameters.respond === 'immediately' ? '' : 'allEntries');

/** The webhook of the trigger; the three fields as in the trigger for outgoing webhooks. */
export const triggerWebhook: IWebhookDescription = { name: 'default', httpMethod: 'POST', isFullPath: true, ...webhookFields() };

function webhookFields(): Fields {
	const native: Partial<Pick<typeof n8n, 'webhookDescriptionFields' | 'fromParameter' | 'fromFunction'>> = n8n;
	if (native.webhookDescriptionFields && native.fromParameter && native.fromFunction) {
		return native.webhookDescriptionFields({ path: native.fromParameter('path'), responseMode: native.fromFunction(responseMode), responseData: native.fromFunction(responseData) });
	}
	return {
		path: '={{$parameter["path"]}}',
		responseMode: `={{(${String(responseMode)})($parameter)}}`,
		responseData: `={{(${String(responseData)})($parameter)}}`,
	};
}
