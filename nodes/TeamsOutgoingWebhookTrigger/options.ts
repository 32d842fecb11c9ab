import type { INodeProperties } from 'n8n-workflow';

import { markdownOptionOf } from '../shared/markdown-option';
import { textsOption } from './texts';

/**
 * What Teams shows when the workflow fails, is stopped, waits or ends without an answer, unless the user says
 * otherwise. The text is true in each case.
 */
export const FAILURE_TEXT = 'The workflow gave no answer.';

/** The default of the immediate answer; Teams shows an error for an empty one. */
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
			'The only channels in which the webhook may be used: channel IDs, or links from "Get link to channel" in Teams, separated by commas. If the option is empty, or an entry is neither an ID nor such a link, the webhook may not be used in any channel.',
	},
	{
		displayName: 'Allowed Teams',
		name: 'allowedTeams',
		type: 'string',
		default: '',
		placeholder: 'e.g. 19:…@thread.tacv2',
		description:
			'The only teams in which the webhook may be used: team IDs, or links from "Get link to team" in Teams, separated by commas. If the option is empty, or an entry is neither an ID nor such a link, the webhook may not be used in any team.',
	},
	{
		displayName: 'Allowed Tenants',
		name: 'allowedTenants',
		type: 'string',
		default: '',
		placeholder: 'e.g. aaaabbbb-cccc-4ddd-8eee-ffff00001111',
		description:
			'The only tenants in which the webhook may be used: Microsoft Entra tenant IDs, separated by commas. What counts is the tenant of the team, so guests, who come from other tenants, are not excluded. If the option is empty or an entry is not an ID, the webhook may not be used in any tenant.',
	},
	{
		displayName: 'Allowed Users',
		name: 'allowedUsers',
		type: 'string',
		default: '',
		placeholder: 'e.g. 0f0e0d0c-1111-4222-8333-444455556666',
		description:
			'The only people who may use the webhook: Microsoft Entra object IDs or Teams IDs (29:…), separated by commas. Names do not count, because people can change them. If the option is empty or an entry is not an ID, nobody may use the webhook.',
	},
	{
		displayName: 'Answer to a Bad Signature',
		name: 'badSignature',
		type: 'options',
		options: [
			{ name: 'Status 401', value: 'unauthorized', description: 'Teams shows a general error in the thread' },
			{
				name: 'Text in the Thread',
				value: 'message',
				description: 'Answers with status 200 and fixed text, so that people see what is wrong',
			},
		],
		default: 'unauthorized',
		description:
			'The answer to a request that is not signed with a token of the credential. Such a request never starts the workflow.',
	},
	{
		displayName: 'Deadline Text',
		name: 'deadlineText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		placeholder: 'e.g. I am working on it',
		description:
			'The answer if the workflow does not give one in time. Empty: a message that says whether an answer will follow. That depends on Late Reply in the Reply nodes that come after the output the mention goes to.',
	},
	{
		displayName: 'Detail',
		name: 'detail',
		type: 'options',
		options: [
			{ name: 'Full', value: 'full', description: 'Everything that Teams sends about the message' },
			{
				name: 'Minimal',
				value: 'minimal',
				description:
					'Without names, the HTML copy and the mentioned people; a model reads "@person1" instead of a name',
			},
		],
		default: 'full',
		description: "How much the item, and so n8n's execution data, says about people",
	},
	{
		displayName: 'Failure Text',
		name: 'failureText',
		type: 'string',
		typeOptions: { rows: 2 },
		default: FAILURE_TEXT,
		description: 'The answer if the workflow fails, is stopped, or ends without a reply',
	},
	{
		displayName: 'Ignore Duplicates',
		name: 'ignoreDuplicates',
		type: 'boolean',
		default: true,
		description:
			'Whether a message that was received before gets a neutral answer instead of starting the workflow again. Each n8n process remembers only its own messages; if several processes receive messages, add a Remove Duplicates node that compares message IDs.',
	},
	{
		displayName: 'Include Activity',
		name: 'includeActivity',
		type: 'boolean',
		default: false,
		description:
			'Whether the item also has the whole message as Teams sent it (a Bot Framework activity), under "activity"',
	},
	markdownOptionOf('Headings become bold lines, tables become lists, and images become links', {
		displayOptions: { show: { '/respond': ['lastNode'] } },
		description: "In the last node's answer, what happens to Markdown that Teams does not render",
	}),
	{
		displayName: 'Maximum Age (Minutes)',
		name: 'maxAge',
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 525600 },
		default: 5,
		description:
			'How far in the past or future the signed timestamp of a message can be. 0 switches the check off: a recorded request can then be sent again.',
	},
	{
		displayName: 'Name in Teams',
		name: 'webhookName',
		type: 'string',
		default: '',
		placeholder: 'e.g. n8n',
		description:
			'The name of the webhook in Teams; case does not matter. In a message that mentions several webhooks, the trigger uses the name to find its own mention. Empty: the webhook is recognised by the position of its mention.',
	},
	{
		displayName: 'Reply Deadline (Seconds)',
		name: 'replyDeadline',
		type: 'number',
		typeOptions: { minValue: 0.5, maxValue: 9.5, numberPrecision: 1 },
		default: 4,
		description:
			"How long the trigger waits for the workflow's answer before it shows the Deadline Text. Microsoft documents 5 seconds for the whole exchange; one overview page says 10. Later answers are not shown.",
	},
	{
		displayName: 'Session',
		name: 'session',
		type: 'options',
		options: [
			{
				name: 'Channel',
				value: 'channel',
				description: 'Everybody in the channel shares one conversation',
			},
			{
				name: 'Person',
				value: 'person',
				description:
					'Each person has one conversation: what they say in one channel can come up in another, where others read it',
			},
			{ name: 'Thread', value: 'thread', description: 'Each thread is a conversation of its own' },
		],
		default: 'thread',
		description:
			'What an AI agent remembers as one conversation. The choice sets "sessionId", which n8n\'s memory nodes read.',
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
				description: 'Shows a card with the commands that the person may run, without starting an execution',
			},
			{
				name: 'Automatic',
				value: 'auto',
				description:
					'Shows the help card, or sends the message to the output "Other messages" if that output has a wire',
			},
			{
				name: 'Send to "Other Messages"',
				value: 'output',
				description: 'Sends the message to the first output of the trigger',
			},
		],
		default: 'auto',
		description:
			'What happens if a message is not a command, is just "help", or has no text besides the mention. If the trigger does not have any commands, every message starts the workflow.',
	},
];
