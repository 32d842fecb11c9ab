import type { INodeProperties } from 'n8n-workflow';

/** One field of the page, in the order in which people fill it in. */
const rows: INodeProperties[] = [
	{
		displayName: 'Label',
		name: 'label',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. City',
		description: 'The text above the field',
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. city',
		description:
			'The name of the value in the item\'s "settings": letters, digits and underscores, beginning with a letter',
	},
	{
		displayName: 'Type',
		name: 'type',
		type: 'options',
		options: [
			{ name: 'Checkbox', value: 'checkbox' },
			{ name: 'Choice', value: 'choice', description: 'One from a list' },
			{ name: 'Several Choices', value: 'choices', description: 'Any number from a list' },
			{ name: 'Text', value: 'text' },
		],
		default: 'text',
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show: { type: ['choice', 'choices'] } },
		default: '',
		placeholder: 'e.g. oslo = Oslo, Norway',
		description: 'The choices, one per line: only the value, or "value = label"',
	},
	{
		displayName: 'Default',
		name: 'default',
		type: 'string',
		default: '',
		placeholder: 'e.g. oslo',
		description:
			'The initial value. For Choice, enter one of the values; for Several Choices, enter values separated by commas; for a ticked checkbox, enter true.',
	},
	{
		displayName: 'Required',
		name: 'required',
		type: 'boolean',
		default: false,
		description: 'Whether the Save button stays disabled until people fill in the field',
	},
	{
		displayName: 'Help',
		name: 'help',
		type: 'string',
		default: '',
		placeholder: 'e.g. The city for the forecast',
		description: 'A sentence under the label',
	},
];

/** The fields of the configuration page. */
export const fieldsProperty: INodeProperties = {
	displayName: 'Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Field' },
	placeholder: 'Add Field',
	default: {},
	description: 'What people are asked on the configuration page, after the name of the connection',
	options: [{ displayName: 'Field', name: 'values', values: rows }],
};
