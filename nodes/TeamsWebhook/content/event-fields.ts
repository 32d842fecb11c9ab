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
				description:
					'Recognizes the sender by structure and headers; an unknown event gets a card with its likely main fields',
			},
			...SENDER_IDS.map((value) => ({ name: SENDERS[value].name, value })).sort((left, right) =>
				left.name.localeCompare(right.name, 'en'),
			),
		],
		default: 'auto',
		description: 'The tool that posted the event, or the format it used',
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
		hint: 'Some tools name the event only in a header, so give the whole item of the Webhook node, not just its body.',
		description: 'What the tool posted, as JSON or from an expression. Empty: the item itself.',
	},
];
