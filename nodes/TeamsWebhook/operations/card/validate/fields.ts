import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The entry of Validate in the list of operations. */
export const validateOption: INodePropertyOptions = {
	name: 'Validate',
	value: 'validate',
	action: 'Validate a card',
	description: 'Check a card, and see its size and what Teams would show; nothing is sent',
};

/** The place a card is checked for. */
export const validateFields: INodeProperties[] = [
	{
		displayName: 'Check For',
		name: 'target',
		type: 'options',
		displayOptions: { show: { resource: ['card'], operation: ['validate'] } },
		options: [
			{
				name: 'Connector URL',
				value: 'connector',
				description: 'An Office 365 connector. Microsoft switched connectors off in Teams in May 2026.',
			},
			{
				name: 'Outlook Email',
				value: 'outlook',
				description: 'An actionable message: the output has the HTML for a node that sends emails',
			},
			{ name: 'Reply to a Mention', value: 'reply', description: 'The answer in a thread' },
			{ name: 'Workflows URL', value: 'workflows', description: 'A Workflows flow that posts to a channel' },
		],
		default: 'workflows',
		description: 'Where the message would be sent: each place has its own rules',
	},
	{
		displayName: 'Email Body (HTML)',
		name: 'emailBody',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { resource: ['card'], operation: ['validate'], target: ['outlook'] } },
		default: '',
		description:
			'What people see in mail programs that cannot show cards. Empty: the text, facts and links of the card.',
	},
];
