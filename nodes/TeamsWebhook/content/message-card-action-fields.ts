import type { INodeProperties } from 'n8n-workflow';

/** What a person fills in before a "Post to a URL" is sent. */
const inputs: INodeProperties = {
	displayName: 'Inputs',
	name: 'inputs',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Input',
	displayOptions: { show: { kind: ['HttpPOST'] } },
	default: {},
	options: [
		{
			displayName: 'Input',
			name: 'values',
			values: [
				{
					displayName: 'Answer',
					name: 'kind',
					type: 'options',
					options: [
						{ name: 'Choice', value: 'MultichoiceInput' },
						{ name: 'Date', value: 'DateInput' },
						{ name: 'Text', value: 'TextInput' },
					],
					default: 'TextInput',
				},
				{
					displayName: 'Choices',
					name: 'choices',
					type: 'string',
					displayOptions: { show: { kind: ['MultichoiceInput'] } },
					default: '',
					placeholder: 'e.g. Low, Medium, High',
					description: 'The choices that people can pick, separated by commas',
				},
				{
					displayName: 'Default',
					name: 'value',
					type: 'string',
					default: '',
					description: 'The initial value; for a choice, one of the choices',
				},
				{ displayName: 'ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. reason' },
				{
					displayName: 'Max Length (Characters)',
					name: 'maxLength',
					type: 'number',
					typeOptions: { minValue: 0 },
					displayOptions: { show: { kind: ['TextInput'] } },
					default: 0,
					description: 'The longest text that people can type. 0: no limit.',
				},
				{
					displayName: 'Required',
					name: 'isRequired',
					type: 'boolean',
					default: false,
					description: 'Whether the input must be filled in',
				},
				{
					displayName: 'Several Choices',
					name: 'isMultiSelect',
					type: 'boolean',
					displayOptions: { show: { kind: ['MultichoiceInput'] } },
					default: false,
					description: 'Whether people can pick more than one choice',
				},
				{
					displayName: 'Several Lines',
					name: 'isMultiline',
					type: 'boolean',
					displayOptions: { show: { kind: ['TextInput'] } },
					default: false,
					description: 'Whether the text can have several lines',
				},
				{
					displayName: 'Show All Choices',
					name: 'isExpanded',
					type: 'boolean',
					displayOptions: { show: { kind: ['MultichoiceInput'] } },
					default: false,
					description: 'Whether to show all choices at once instead of in a dropdown',
				},
				{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Reason' },
				{
					displayName: 'With Time',
					name: 'includeTime',
					type: 'boolean',
					displayOptions: { show: { kind: ['DateInput'] } },
					default: false,
					description: 'Whether to ask for a time as well',
				},
			],
		},
	],
};

/** Constant fields of a form body. */
const fixedFields: INodeProperties = {
	displayName: 'Fixed Fields',
	name: 'fields',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	placeholder: 'Add Field',
	displayOptions: { show: { kind: ['HttpPOST'], bodyFrom: ['inputs'] } },
	default: {},
	description: 'Constant fields that are posted before the inputs, for example the ID of a request',
	options: [
		{
			displayName: 'Field',
			name: 'values',
			values: [
				{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. request' },
				{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. 88' },
			],
		},
	],
};

/** The form for the actions of a MessageCard; only connector URLs and Outlook draw all of them. */
export const actionFields: INodeProperties[] = [
	{
		displayName: 'Actions',
		name: 'messageCardActions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Action',
		displayOptions: { show: { content: ['messageCard'] } },
		default: {},
		description:
			'The buttons of the card, in addition to any actions in the JSON. For Workflows and replies, only "Open a Page" actions remain; connectors and Outlook show at most four.',
		options: [
			{
				displayName: 'Action',
				name: 'values',
				values: [
					{
						displayName: 'Action',
						name: 'kind',
						type: 'options',
						options: [
							{ name: 'Open a Page', value: 'OpenUri' },
							{ name: 'Post to a URL', value: 'HttpPOST', description: 'Connector cards and emails only' },
						],
						default: 'OpenUri',
					},
					{
						displayName: 'Body',
						name: 'body',
						type: 'string',
						displayOptions: { show: { kind: ['HttpPOST'] }, hide: { bodyFrom: ['inputs'] } },
						default: '',
						placeholder: 'e.g. {"build": 4711}',
						description:
							'What is posted to the URL. To insert the value of an input, write its ID and .value in double braces; the value is not escaped.',
					},
					{
						displayName: 'Body From',
						name: 'bodyFrom',
						type: 'options',
						displayOptions: { show: { kind: ['HttpPOST'] } },
						options: [
							{
								name: 'All Inputs as a Form',
								value: 'inputs',
								description:
									'Fixed fields and every input, text inputs last, so that quotes and line breaks that people type do no harm',
							},
							{
								name: 'Text Above',
								value: 'written',
								description: 'The text in the field Body: JSON, or name=value pairs',
							},
						],
						default: 'written',
					},
					fixedFields,
					inputs,
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Open build' },
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://ci.example.com/4711',
					},
				],
			},
		],
	},
];
