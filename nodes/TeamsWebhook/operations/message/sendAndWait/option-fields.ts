import type { INodeProperties } from 'n8n-workflow';

import { QUESTION_TEXTS } from '../../../../../src/approval/texts';
import { textsOptionOf } from '../../../../shared/texts-option';

const forQuestion = { show: { '/operation': ['sendAndWait'] } };
const forMention = { show: { '/operation': ['sendAndWait'], '/answerBy': ['mention'] } };

/** The option that limits the wait; names and shapes are those of n8n's own nodes. */
export const limitWaitTimeOption: INodeProperties = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	displayOptions: forQuestion,
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description: 'Whether the workflow continues if nobody answers in time. n8n checks once a minute.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					options: [
						{
							name: 'After Time Interval',
							value: 'afterTimeInterval',
							description: 'Waits for a certain amount of time',
						},
						{ name: 'At Specified Time', value: 'atSpecifiedTime', description: 'Waits until a date and time' },
					],
					default: 'afterTimeInterval',
					description: 'When the workflow continues without an answer',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 45,
					description: 'How long to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'minutes',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: "When the workflow continues without an answer. The time is in the workflow's time zone.",
				},
			],
		},
	],
};

/** The other options of a question. */
export const questionOptions = {
	channel: {
		displayName: 'Channel',
		name: 'channel',
		type: 'string',
		displayOptions: forMention,
		default: '',
		placeholder: 'e.g. 19:abc@thread.tacv2',
		description: 'The only channel in which the question can be answered: its ID or a link to it',
	},
	messageFormat: {
		displayName: 'Message Format',
		name: 'messageFormat',
		type: 'options',
		displayOptions: forQuestion,
		options: [
			{
				name: 'Markdown',
				value: 'markdown',
				description: 'Bold, italic, lists and links work. Use it only for text that you wrote yourself.',
			},
			{ name: 'Plain Text', value: 'plain', description: 'The message is shown literally; Markdown has no effect' },
		],
		default: 'plain',
		description:
			'How the card shows the message. The page that the link opens always shows it literally, as plain text.',
	},
	requester: {
		displayName: 'Requester',
		name: 'requester',
		type: 'string',
		displayOptions: forMention,
		default: '',
		placeholder: 'e.g. {{ $json.from.aadObjectId }}',
		description: 'The Microsoft Entra object ID of the person who made the request: they cannot approve it themselves',
	},
	tenant: {
		displayName: 'Tenant ID',
		name: 'tenant',
		type: 'string',
		displayOptions: forMention,
		default: '',
		placeholder: 'e.g. 0f0e0d0c-1111-2222-3333-444455556666',
		description:
			'The ID of the only Microsoft Entra tenant from which answers count. Without this option, it is the tenant of the mention that started the workflow; if no mention did, answers from every tenant count.',
	},
	texts: textsOptionOf(QUESTION_TEXTS, {
		displayOptions: forQuestion,
		description: 'The fixed texts of the card and of the page that the link opens, in your own words or language',
	}),
} as const satisfies Readonly<Record<string, INodeProperties>>;
