import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { SEND_AND_WAIT_OPERATION } from 'n8n-workflow';

import { formFields } from './form-fields';

/** The entry of Send and Wait for Response in the list of operations; n8n knows the value, and offers the node for human review because of it. */
export const sendAndWaitOption: INodePropertyOptions = {
	name: 'Send and Wait for Response',
	value: SEND_AND_WAIT_OPERATION,
	action: 'Send a message and wait for a response',
	description: 'Ask a person in a channel and continue with the answer',
};

const show = { resource: ['message'], operation: [SEND_AND_WAIT_OPERATION] };
const forApproval = { show: { ...show, responseType: ['approval'] } };
const forMention = { show: { ...show, answerBy: ['mention'] } };

/** What is asked, how it is answered, and by whom. */
export const askFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. Deploy to production?',
		description: 'Shown in bold above the message',
	},
	{
		displayName: 'Message',
		name: 'message',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show },
		default: '',
		required: true,
		placeholder: 'e.g. Build 4711 passed all tests.',
		description:
			'The question. It is shown literally, as plain text, unless the option Message Format turns Markdown on.',
	},
	{
		displayName: 'Facts',
		name: 'facts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Fact',
		displayOptions: { show },
		default: {},
		description: 'Names and values below the message; shown literally, as plain text',
		options: [
			{
				displayName: 'Fact',
				name: 'values',
				values: [
					{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Amount' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 420 EUR' },
				],
			},
		],
	},
	{
		displayName: 'Response Type',
		name: 'responseType',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{ name: 'Approval', value: 'approval', description: 'Approve or decline' },
			{ name: 'Custom Form', value: 'customForm', description: 'A form on the page that the link opens' },
			{ name: 'Free Text', value: 'freeText', description: 'A text box on the page that the link opens' },
		],
		default: 'approval',
	},
	{
		displayName: 'Approval Options',
		name: 'approvalOptions',
		type: 'fixedCollection',
		placeholder: 'Add option',
		displayOptions: forApproval,
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Type of Approval',
						name: 'approvalType',
						type: 'options',
						options: [
							{ name: 'Approve and Decline', value: 'double' },
							{ name: 'Approve Only', value: 'single' },
						],
						default: 'double',
					},
					{
						displayName: 'Approve Button Label',
						name: 'approveLabel',
						type: 'string',
						default: 'Approve',
						description: 'Also the word to type if the question is answered by mention',
					},
					{
						displayName: 'Decline Button Label',
						name: 'disapproveLabel',
						type: 'string',
						displayOptions: { show: { approvalType: ['double'] } },
						default: 'Decline',
						description: 'Also the word to type if the question is answered by mention',
					},
				],
			},
		],
	},
	{
		displayName: 'Answer By',
		name: 'answerBy',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{
				name: 'Link',
				value: 'link',
				description: 'Anyone with the link can answer on a web page. The answer does not prove who gave it.',
			},
			{
				name: 'Mention',
				value: 'mention',
				description:
					'The people you name answer by mentioning the bot, and Teams proves who they are. For approvals only.',
			},
		],
		default: 'link',
		description: 'Who can answer, and how much the answer proves',
	},
	{
		displayName:
			'Right before this node, put a Data Table node that inserts a row for this run. In the workflow that receives the mentions, add commands that record the answer (<a href="https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/approvals.md#by-mention" target="_blank">how to do this</a>).',
		name: 'mentionNotice',
		type: 'notice',
		displayOptions: forMention,
		default: '',
	},
	{
		displayName: 'Approvers',
		name: 'approvers',
		type: 'string',
		// Shown for a link too: anyone who believes that a list restricts a link must read that it does not.
		displayOptions: forApproval,
		default: '',
		placeholder: 'e.g. 0f0e0d0c-1111-2222-3333-444455556666',
		description:
			'Microsoft Entra object IDs of the people who may answer by mention, separated by commas. Leave it empty if the question is answered by link: a link cannot tell who opens it.',
	},
	{
		displayName: 'Bot Name',
		name: 'botName',
		type: 'string',
		displayOptions: forMention,
		default: 'n8n',
		placeholder: 'e.g. n8n',
		description: 'The name of the outgoing webhook in Teams, as people mention it',
	},
	{
		displayName: 'Row',
		name: 'row',
		type: 'json',
		displayOptions: forMention,
		default: '',
		description:
			'The Data Table row, with code and resumeUrl, that is used to find this run when the answer arrives. Empty: the item itself.',
	},
	...formFields,
];
