import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import { pathProperty, webhookFields } from '../shared/trigger-webhook';
import { fieldsProperty } from './field-properties';

/** The heading of the page, unless the user says otherwise. */
export const TITLE = 'Set up this connection';

/** What the page says when the workflow fails or ends without an answer, unless the user says otherwise. */
export const FAILURE_TEXT = 'The connection could not be saved: the workflow behind it failed.';

const options: INodeProperties[] = [
	{
		displayName: 'Deadline (Seconds)',
		name: 'deadline',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 25, numberPrecision: 1 },
		default: 20,
		description:
			'How long the configuration page waits for the workflow. The app that shows the page reportedly gives up after 30 seconds.',
	},
	{
		displayName: 'Failure Text',
		name: 'failureText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: FAILURE_TEXT,
		description: 'What the configuration page says if the workflow fails, is stopped, or ends without an answer',
	},
	{
		displayName: 'Introduction',
		name: 'introduction',
		type: 'string',
		default: '',
		placeholder: 'e.g. Choose what this channel gets',
		description: 'A sentence under the title of the configuration page',
	},
	{
		displayName: 'Suggested Name',
		name: 'suggestedName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Weather in Oslo',
		description: 'The name that the configuration page suggests for a new connection; people can enter a different one',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: TITLE,
		description: 'The heading of the configuration page',
	},
];

/** The fields of the panel. */
export const connectorProperties: INodeProperties[] = [
	{
		displayName:
			'Microsoft switched connectors off in Teams in May 2026, so they can no longer be set up there. This trigger is for connector apps that are still shown elsewhere; Microsoft decides whether Outlook groups still show them. To post to a Teams channel, use a Workflows URL.',
		name: 'retiredNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'To make the app package, use the operation Connector App: Build of the Microsoft Teams Webhook node, with the production URL under "Webhook URLs" above as the Configuration URL and its host as a valid domain. The URL must be public and use https. The test URL works only while the editor waits for an event.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	pathProperty('e.g. teams/connector'),
	fieldsProperty,
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'immediately',
				description: 'The page says "saved" before the workflow has done anything',
			},
			{
				name: 'Using Reply Operation',
				value: 'replyNode',
				description:
					'The connection is saved when a Reply operation (Microsoft Teams Webhook) answers; the page shows its text',
			},
			{
				name: 'When Last Node Finishes',
				value: 'lastNode',
				description:
					'The connection is saved unless the workflow fails or the first item of the last node has an "error" to show',
			},
		],
		default: 'lastNode',
		description: 'What the configuration page waits for before it tells Teams or Outlook that the connection is saved',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options,
	},
];

/** One URL, two methods: GET shows the page and hands out states, POST takes the settings. */
export const connectorWebhooks: IWebhookDescription[] = [
	{ name: 'default', httpMethod: 'POST', isFullPath: true, ...webhookFields('lastNode'), ndvHideMethod: true },
	{ name: 'setup', httpMethod: 'GET', isFullPath: true, ...webhookFields('lastNode'), ndvHideUrl: true },
];
