import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The entry of Send in the list of operations. */
export const sendOption: INodePropertyOptions = {
	name: 'Send',
	value: 'send',
	action: 'Send a message to a channel',
	description: 'Post a text or a card to a channel',
};

/** The channels a message goes to, where the credential holds several. */
export const destinationField: INodeProperties = {
	displayName: 'Destination Names or IDs',
	name: 'destination',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getDestinations' },
	displayOptions: { show: { resource: ['message'], operation: ['send'], authentication: ['destinations'] } },
	default: [],
	required: true,
	hint: 'Each channel gives an output item of its own. An expression gives the names, separated by commas.',
	description:
		'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
};
