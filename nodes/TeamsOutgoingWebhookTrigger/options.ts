import type { INodeProperties } from 'n8n-workflow';

import { textsOption } from './texts';

/** What Teams shows when the workflow fails, is stopped, waits or ends without an answer, unless the user says otherwise. It is true of each. */
export const FAILURE_TEXT = 'The workflow gave no answer.';

/** What is answered at once, unless the user says otherwise; Teams shows an error for an empty answer. */
export const IMMEDIATE_TEXT = 'Working on it.';

/** The rarely needed settings; their defaults are frozen, because n8n does not store values that equal them. */
export const triggerOptions: INodeProperties[] = [
	{
		displayName: 'Allowed Channels',
		name: 'allowedChannels',
		type: 'string',
		default: '',
		placeholder: 'e.g. 19:…@thread.tacv2',
		description:
			'Channel IDs, or links from "Get link to channel" in Teams, separated by commas. While this option is here, only these channels are answered; empty or with something that is no ID, none is.',
	},
	{
		displayName: 'Allowed Teams',
		name: 'allowedTeams',
		type: 'string',
		default: '',
		placeholder: 'e.g. 19:…@thread.tacv2',
		description:
			'Team IDs, or links from "Get link to team" in Teams, separated by commas. While this option is here, only these teams are answered; empty or with something that is no ID, none is.',
	},
	{
		displayName: 'Allowed Tenants',
		name: 'allowedTenants',
		type: 'string',
		default: '',
		placeholder: 'e.g. aaaabbbb-cccc-4ddd-8eee-ffff00001111',
		description:
			'Microsoft Entra tenant IDs, separated by commas. It is the tenant of the team that counts: guests in the team come from other tenants and are not excluded.',
	},
	{
		displayName: 'Allowed Users',
		name: 'allowedUsers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0f0e0d0c-1111-4222-8333-444455556666',
		description:
			'Microsoft Entra object IDs or Teams IDs (29:…) of people, separated by commas. Names do not count: anyone can change theirs.',
	},
	{
		displayName: 'Answer to a Bad Signature',
		name: 'badSignature',
		type: 'options',
		options: [
			{ name: 'Status 401', value: 'unauthorized', description: 'Teams shows its general error in the thread' },
			{
				name: 'Text in the Thread',
				value: 'message',
				description: 'Status 200 and a fixed text, so that people see what is wrong',
			},
		],
		default: 'unauthorized',
		description: 'What a request gets that is not signed with a token of the credential. It never starts the workflow.',
	},
	{
		displayName: 'Deadline Text',
		name: 'deadlineText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. I am working on it',
		description:
			'The answer when the workflow has none in time. Empty: a text that says whether an answer will follow, which it does where the Reply behind this output has Late Reply on "Send to Channel".',
	},
	{
		displayName: 'Detail',
		name: 'detail',
		type: 'options',
		options: [
			{ name: 'Full', value: 'full', description: 'Everything Teams says about the message' },
			{ name: 'Minimal', value: 'minimal', description: 'Without names, the HTML copy and the mentioned people' },
		],
		default: 'full',
		description: 'How much about persons the item holds, and with it the execution data of n8n',
	},
	{
		displayName: 'Failure Text',
		name: 'failureText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: FAILURE_TEXT,
		description: 'The answer when the workflow fails, is stopped, or ends without a reply',
	},
	{
		displayName: 'Ignore Duplicates',
		name: 'ignoreDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether a message that was received before is answered with a neutral text instead of running again. Remembered by each n8n process for itself; where several processes receive, add the Remove Duplicates node on the ID of the message.',
	},
	{
		displayName: 'Include Activity',
		name: 'includeActivity',
		type: 'boolean',
		default: false,
		description: 'Whether the item also holds the activity as Teams sent it, under "activity"',
	},
	{
		displayName: 'Maximum Age (Minutes)',
		name: 'maxAge',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 525600 },
		default: 5,
		description:
			'How old a message may be by its signed timestamp, or how far in the future. 0 switches the check off: then a recorded request can be sent again.',
	},
	{
		displayName: 'Name in Teams',
		name: 'webhookName',
		type: 'string',
		default: '',
		placeholder: 'e.g. n8n',
		description:
			'The name the webhook was given in Teams; upper and lower case are the same. The mention of that name is ours, which matters where a message mentions several webhooks. Empty: it is recognised by its place.',
	},
	{
		displayName: 'Reply Deadline (Seconds)',
		name: 'replyDeadline',
		type: 'number',
		typeOptions: { minValue: 0.5, maxValue: 9.5, numberPrecision: 1 },
		default: 4,
		description:
			'When the mention is answered at the latest. Microsoft documents 5 seconds for the whole exchange; one overview page says 10. Later answers are not shown.',
	},
	textsOption,
	{
		displayName: 'Unknown Command',
		name: 'unknownCommand',
		type: 'options',
		options: [
			{
				name: 'Answer with Help',
				value: 'help',
				description: 'A card of the commands the asker may run; no execution',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description: 'The help card, unless the output "Other messages" has a wire: then the output gets the message',
			},
			{
				name: 'Send to "Other Messages"',
				value: 'output',
				description: 'The first output of the trigger gets the message',
			},
		],
		default: 'auto',
		description:
			'What happens to a message that is none of the commands, to "help", and to a mention without text. Without commands every message starts the workflow.',
	},
];
