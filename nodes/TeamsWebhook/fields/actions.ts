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
				{ displayName: 'Choices', name: 'choices', type: 'string', displayOptions: { show: { kind: ['MultichoiceInput'] } }, default: '', placeholder: 'e.g. Low, Medium, High', description: 'Separated by commas' },
				{ displayName: 'ID', name: 'id', type: 'string', default: '', placeholder: 'e.g. reason' },
				{ displayName: 'Several Lines', name: 'isMultiline', type: 'boolean', displayOptions: { show: { kind: ['TextInput'] } }, default: false, description: 'Whether the text may have several lines' },
				{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Reason' },
			],
		},
	],
};

/** The form for the actions of a MessageCard; only connector URLs draw all of them. */
export const actionFields: INodeProperties[] = [
	{
		displayName: 'Actions',
		name: 'messageCardActions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Action',
		displayOptions: { show: { content: ['messageCard'] } },
		default: {},
		description: 'Added to the actions in the JSON. For Workflows and replies only "Open a Page" remains.',
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
							{ name: 'Post to a URL', value: 'HttpPOST', description: 'Connector cards only' },
						],
						default: 'OpenUri',
					},
					{ displayName: 'Body', name: 'body', type: 'string', displayOptions: { show: { kind: ['HttpPOST'] } }, default: '', placeholder: 'e.g. {"build": 4711}', description: 'What is posted. The value of an input can stand in it, as its ID and .value in double braces: it comes as it is, nothing is escaped.' },
					inputs,
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Open build' },
					{ displayName: 'URL', name: 'url', type: 'string', default: '', placeholder: 'e.g. https://ci.example.com/4711' },
				],
			},
		],
	},
];
