import type { INodeProperties } from 'n8n-workflow';

import { EVENT_KINDS, EVENT_STATES } from '../../../src/events/vocabulary';
import { markdownOptionOf } from '../../shared/markdown-option';
import { resultTextsOption } from '../operations/message/recordAnswer/fields';
import { actionFailedOption } from '../operations/message/reply/fields';
import { limitWaitTimeOption, questionOptions } from '../operations/message/sendAndWait/option-fields';

const skipOptions = [
	...Object.entries(EVENT_KINDS).map(([value, name]) => ({ name: `Kind: ${name}`, value })),
	...Object.entries(EVENT_STATES).map(([value, { word }]) => ({ name: `State: ${word || 'None'}`, value })),
].sort((left, right) => left.name.localeCompare(right.name, 'en'));

/** Shown where something is posted: by Send, by a late reply, and by the test message of Diagnose. */
const forPost = { hide: { '/operation': ['recordAnswer', 'validate'] } };

/** Shown for operations with a message that the user composes. */
const forMessage = { hide: { '/operation': ['diagnose', 'recordAnswer', 'sendAndWait'] } };

/** Shown if a card is made from the form. */
const forForm = { show: { '/content': ['card'] } };

/** Shown if a card is made from data: from the form or from an event. */
const forDataCard = { show: { '/content': ['card', 'event'] } };

/** The defaults repeat those in the code that reads the options (message-options.ts). */
const members: INodeProperties[] = [
	actionFailedOption,
	questionOptions.channel,
	{
		displayName: 'Dates',
		name: 'dates',
		type: 'options',
		displayOptions: forForm,
		options: [
			{ name: 'As Written', value: 'asWritten' },
			{ name: 'Date', value: 'date' },
			{ name: 'Date and Time', value: 'dateTime' },
		],
		default: 'asWritten',
		description: 'How dates like 2026-10-21T08:00:00Z appear in facts and tables',
	},
	{
		displayName: 'Escape Text',
		name: 'escape',
		type: 'boolean',
		displayOptions: forForm,
		default: false,
		description:
			'Whether to show the title and the text literally, so that Markdown, HTML and mentions in them have no effect. Useful for text from other people or systems. Facts and tables are always shown literally.',
	},
	{
		displayName: 'Full Width',
		name: 'fullWidth',
		type: 'boolean',
		displayOptions: forMessage,
		default: true,
		description:
			'Whether the card is as wide as the channel. Cards from JSON keep their own width unless this option is added.',
	},
	limitWaitTimeOption,
	{
		displayName: 'Locale',
		name: 'locale',
		type: 'string',
		displayOptions: forDataCard,
		default: '',
		placeholder: 'e.g. nb-NO',
		description: 'The language of dates. Empty: English.',
	},
	markdownOptionOf(
		'Headings become bold, tables become lists, images become links; in cards, quote and code marks are removed',
		{
			displayOptions: { show: { '/content': ['text'] } },
			description: 'What happens to Markdown that Teams does not render, such as headings and tables from an AI model',
		},
	),
	{
		displayName: 'Max Attempts',
		name: 'maxAttempts',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 20 },
		displayOptions: forPost,
		default: 3,
		description:
			'How many times to try to post a message, including the first time. n8n tries again only if the message was certainly not posted, either because there was no connection or because Teams asked n8n to slow down. 1 means no retry.',
	},
	{
		displayName: 'Max Items',
		name: 'maxItems',
		type: 'number',
		typeOptions: { minValue: 1 },
		displayOptions: forDataCard,
		default: 20,
		description: 'How many items, or alerts of an event, one card shows. The rest are counted: "and 37 more".',
	},
	{
		displayName: 'Max Size (Bytes)',
		name: 'maxBytes',
		type: 'number',
		displayOptions: forMessage,
		typeOptions: { minValue: 1 },
		default: 28672,
		description:
			'The size of a message above which the option On Too Large applies. For Workflows, the worst case is assumed: quotes and non-ASCII letters take up more bytes when the flow encodes the card again.',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: forPost,
		default: 60,
		description:
			'How long one message may wait in total, in the queue and between attempts, counted from the moment its turn in this run comes. A message that would have to wait longer is not sent and fails at once.',
	},
	questionOptions.messageFormat,
	{
		displayName: 'More Text',
		name: 'moreText',
		type: 'string',
		displayOptions: forDataCard,
		default: 'and {count} more',
		description:
			'The line that says how many items or alerts are not shown; write it in your language. {count} is the number.',
	},
	{
		displayName: 'On Invalid Card',
		name: 'onInvalid',
		type: 'options',
		displayOptions: forMessage,
		options: [
			{ name: 'Fail', value: 'fail', description: 'Nothing is sent; the error names every mistake' },
			{ name: 'Warn', value: 'warn', description: 'The card is sent anyway; the mistakes are in the output' },
		],
		default: 'fail',
		description:
			'What happens to a card with a mistake that makes Teams refuse it or drop a part of it. Other mistakes only cause a warning in the output.',
	},
	{
		displayName: 'On Too Large',
		name: 'onTooLarge',
		type: 'options',
		displayOptions: forMessage,
		options: [
			{ name: 'Fail', value: 'fail', description: 'Nothing is sent; the error names the largest parts' },
			{ name: 'Split', value: 'split', description: 'Several messages, numbered (1/3); a reply is truncated instead' },
			{
				name: 'Truncate',
				value: 'truncate',
				description: 'The largest parts are cut or left out, with a note and a warning',
			},
		],
		default: 'truncate',
		description:
			'What happens to a message that is too large for Teams. A late reply is split unless this option is set.',
	},
	{
		displayName: 'Pace',
		name: 'pace',
		type: 'options',
		noDataExpression: true,
		displayOptions: forPost,
		options: [
			{
				name: 'Keep Limits',
				value: 'limits',
				description:
					'At most 4 messages a second to one URL, and 60 in 30 seconds to a connector; messages arrive in order',
			},
			{
				name: 'Off',
				value: 'off',
				description:
					'As fast as possible, several at once, without any limit: messages may overtake one another and be throttled',
			},
		],
		default: 'limits',
		description:
			'Whether messages wait to stay within the limits of Teams. Each n8n process counts its own messages, separately for each URL.',
	},
	{
		displayName: 'Reply Margin (Milliseconds)',
		name: 'replyMargin',
		type: 'number',
		typeOptions: { minValue: 0 },
		displayOptions: { show: { '/operation': ['reply'] } },
		default: 700,
		description:
			'A reply that comes less than this long before the deadline already counts as late, because it needs time to get from an n8n worker to the process that answers Teams',
	},
	questionOptions.requester,
	{
		displayName: 'Retry Unclear',
		name: 'retryUnclear',
		type: 'boolean',
		displayOptions: forPost,
		default: false,
		description:
			'Whether to try again after an attempt that may have posted the message. People may then see it twice.',
	},
	{
		displayName: 'Right to Left',
		name: 'rightToLeft',
		type: 'boolean',
		displayOptions: forDataCard,
		default: false,
		description: 'Whether the language of the card is written from right to left',
	},
	{
		displayName: 'Send Once Key',
		name: 'sendOnceKey',
		type: 'string',
		displayOptions: { show: { '/operation': ['send'] } },
		default: '',
		placeholder: 'e.g. build-4711',
		description:
			'A message is skipped if one with the same key was already accepted, even after a restart or when the execution is run again. n8n remembers 10,000 keys per node. An item without a key fails. For an event, {event.key}, {event.state}, {event.time}, {event.kind} and {event.source} stand for its values.',
	},
	{
		displayName: 'Skip Events',
		name: 'skipEvents',
		type: 'multiOptions',
		displayOptions: { show: { '/operation': ['send'], '/content': ['event'] } },
		options: skipOptions,
		default: [],
		description: 'Which events to leave out, by kind or by state. Their outcome is "skipped".',
	},
	{
		displayName: 'Summary',
		name: 'summary',
		type: 'string',
		displayOptions: forMessage,
		default: '',
		placeholder: 'e.g. Build 4711 is live',
		description: 'The text that a notification of the message shows. Workflows ignores it.',
	},
	questionOptions.tenant,
	questionOptions.texts,
	resultTextsOption,
	{
		displayName: 'Time Zone',
		name: 'timeZone',
		type: 'string',
		displayOptions: forDataCard,
		default: '',
		placeholder: 'e.g. Europe/Oslo',
		description: 'The time zone in which dates with a time are shown. Empty: the time zone of the workflow.',
	},
	{
		displayName: 'Timeout (Seconds)',
		name: 'timeout',
		type: 'number',
		typeOptions: { minValue: 0.1, maxValue: 120 },
		displayOptions: forPost,
		default: 15,
		description: 'How long one exchange with Teams may take, including the time to connect',
	},
];

/**
 * Where the options are shown. Only Diagnose has a `subject`: a value that another operation has kept must not hide
 * them.
 */
const PLACES: ReadonlyArray<INodeProperties['displayOptions']> = [
	{ show: { operation: ['recordAnswer', 'reply', 'send', 'sendAndWait', 'validate'] } },
	{ show: { operation: ['diagnose'], subject: ['url'] } },
];

/** The options of a message: one collection, described for each place. */
export const optionFields: INodeProperties[] = PLACES.map((displayOptions) => ({
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	displayOptions,
	default: {},
	options: members,
}));
