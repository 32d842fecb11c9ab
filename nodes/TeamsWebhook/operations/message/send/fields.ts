import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The entry of Send in the list of operations. */
export const sendOption: INodePropertyOptions = {
	name: 'Send',
	value: 'send',
	action: 'Send a message to a channel',
	description: 'Post text or a card to a channel',
};

/** The channels of a message, if the credential has several. */
export const destinationField: INodeProperties = {
	displayName: 'Destination Names or IDs',
	name: 'destination',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getDestinations' },
	displayOptions: {
		show: { resource: ['message'], operation: ['send', 'sendAndWait'], authentication: ['destinations'] },
	},
	default: [],
	required: true,
	hint: 'Send outputs one item for each channel; Send and Wait for Response takes exactly one channel. In an expression, give the names separated by commas.',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
