import type { INodeProperties } from 'n8n-workflow';

const show = { resource: ['message'], operation: ['sendAndWait'], responseType: ['customForm'] };

/** The form behind the link; names and shapes are those of n8n's own forms. */
export const formFields: INodeProperties[] = [
	{
		displayName: 'Define Form',
		name: 'defineForm',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show },
		options: [
			{ name: 'Using Fields Below', value: 'fields' },
			{ name: 'Using JSON', value: 'json' },
		],
		default: 'fields',
	},
	{
		displayName: 'Form Fields',
		name: 'jsonOutput',
		type: 'json',
		typeOptions: { rows: 5 },
		displayOptions: { show: { ...show, defineForm: ['json'] } },
		default: '[\n  { "fieldLabel": "Reason", "fieldType": "textarea", "requiredField": true }\n]',
		description: "The fields of the form as a JSON list, in the same format as for n8n's forms",
	},
	{
		displayName: 'Form Elements',
		name: 'formFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Form Element',
		displayOptions: { show: { ...show, defineForm: ['fields'] } },
		default: {},
		options: [
			{
				displayName: 'Values',
				name: 'values',
				values: [
					{
						displayName: 'Default Value',
						name: 'defaultValue',
						type: 'string',
						displayOptions: { hide: { fieldType: ['password'] } },
						default: '',
					},
					{
						displayName: 'Element Type',
						name: 'fieldType',
						type: 'options',
						options: [
							{ name: 'Checkboxes', value: 'checkbox' },
							{ name: 'Date', value: 'date' },
							{ name: 'Dropdown', value: 'dropdown' },
							{ name: 'Email', value: 'email' },
							{ name: 'Number', value: 'number' },
							{ name: 'Password', value: 'password' },
							{ name: 'Radio Buttons', value: 'radio' },
							{ name: 'Text', value: 'text' },
							{ name: 'Textarea', value: 'textarea' },
						],
						default: 'text',
					},
					{
						displayName: 'Field Name',
						name: 'fieldName',
						type: 'string',
						default: '',
						placeholder: 'e.g. reason',
						description: 'The name of the value in the output. Empty: the label.',
					},
					{
						displayName: 'Field Options',
						name: 'fieldOptions',
						type: 'fixedCollection',
						typeOptions: { multipleValues: true, sortable: true },
						placeholder: 'Add Field Option',
						displayOptions: { show: { fieldType: ['checkbox', 'dropdown', 'radio'] } },
						default: {},
						options: [
							{
								displayName: 'Values',
								name: 'values',
								values: [{ displayName: 'Option', name: 'option', type: 'string', default: '' }],
							},
						],
					},
					{
						displayName: 'Label',
						name: 'fieldLabel',
						type: 'string',
						default: '',
						placeholder: 'e.g. Reason',
						description: 'Shown above the field',
					},
					{
						displayName: 'Multiple Choice',
						name: 'multiselect',
						type: 'boolean',
						displayOptions: { show: { fieldType: ['dropdown'] } },
						default: false,
						description: 'Whether several options may be chosen',
					},
					{
						displayName: 'Placeholder',
						name: 'placeholder',
						type: 'string',
						displayOptions: { show: { fieldType: ['email', 'number', 'password', 'text', 'textarea'] } },
						default: '',
					},
					{
						displayName: 'Required Field',
						name: 'requiredField',
						type: 'boolean',
						default: false,
						description: 'Whether the field must be filled in',
					},
				],
			},
		],
	},
];
