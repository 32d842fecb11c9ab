import type { INodeProperties } from 'n8n-workflow';

import { SENDER_IDS, SENDERS } from '../../../src/events/senders';

const forEvent: INodeProperties['displayOptions'] = { show: { content: ['event'] } };

/** The fields of the content `event`. */
export const eventFields: INodeProperties[] = [
	{
		displayName: 'Source',
		name: 'source',
		type: 'options',
		displayOptions: forEvent,
		options: [
			{
				name: 'Recognize',
				value: 'auto',
				description: 'By structure and headers; others get a card of what tells something',
			},
			...SENDER_IDS.map((value) => ({ name: SENDERS[value].name, value })).sort((left, right) =>
				left.name.localeCompare(right.name, 'en'),
			),
		],
		default: 'auto',
		description: 'The tool that has posted the event, or the format in which it has',
	},
	{
		displayName: 'Event',
		name: 'event',
		// Not `json`: n8n marks an empty field of that type as wrong, and empty is what fits most workflows.
		type: 'string',
		typeOptions: { rows: 2 },
		displayOptions: forEvent,
		default: '',
		placeholder: 'e.g. {{ $json.payload }}',
		hint: 'Some tools name the event only in a header, so give the whole item of the Webhook node rather than its body.',
		description: 'What the tool has posted, as JSON or from an expression. Empty: the item itself.',
	},
];
