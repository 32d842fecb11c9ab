import type { INodeProperties } from 'n8n-workflow';

const show = { content: ['card'] };

/** Facts, and where they come from. */
const factFields: INodeProperties[] = [
	{
		displayName: 'Facts From',
		name: 'factsFrom',
		type: 'options',
		displayOptions: { show },
		options: [
			{
				name: 'All Fields of the Item',
				value: 'allFields',
				description: 'Every field becomes a fact, up to 50; nested fields are named by their path',
			},
			{ name: 'Chosen Fields', value: 'fields', description: 'Some fields of the item, in the order you list them' },
			{ name: 'List Below', value: 'list', description: 'Facts that you fill in' },
		],
		default: 'list',
		description: 'Where the names and values of the facts come from',
	},
	{
		displayName: 'Fields',
		name: 'factFields',
		type: 'string',
		displayOptions: { show: { ...show, factsFrom: ['fields'] } },
		default: '',
		required: true,
		placeholder: 'e.g. Service = name, customer.email, tags[0]',
		description:
			'The fields of the item that become facts, separated by commas; give nested ones by their path. "Label = field" shows the field under that label.',
	},
	{
		displayName: 'Facts',
		name: 'facts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Fact',
		displayOptions: { show: { ...show, factsFrom: ['list'] } },
		default: {},
		description: 'Names and values, shown literally, as plain text: Markdown and HTML have no effect',
		options: [
			{
				displayName: 'Fact',
				name: 'values',
				values: [
					{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Environment' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. production' },
				],
			},
		],
	},
];

/**
 * A field that a table does not use. The layout counts only where items go together: elsewhere, a layout that the
 * workflow has kept must not hide the field.
 */
function exceptInTable(field: INodeProperties): INodeProperties[] {
	return [{ items: ['each'] }, { items: ['together'], layout: ['facts'] }].map((where) => ({
		...field,
		displayOptions: { show: { ...field.displayOptions?.show, ...where } },
	}));
}

/** The form of a card. */
export const formFields: INodeProperties[] = [
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. Build 4711 is live',
		description: 'The heading of the card',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: { show },
		default: '',
		placeholder: 'e.g. Deployed by <at>Ada</at> in 4 minutes',
		description:
			'The text of the card. Markdown works: bold, italic, lists and links. To make a person from Mentions appear within the text, write &lt;at&gt;name&lt;/at&gt;. If the text comes from other people or systems, switch on the option Escape Text.',
	},
	{
		displayName: 'Color',
		name: 'color',
		type: 'options',
		displayOptions: { show },
		options: [
			{ name: 'Accent', value: 'accent' },
			{ name: 'Attention (Red)', value: 'attention' },
			{ name: 'Default', value: 'default' },
			{ name: 'Good (Green)', value: 'good' },
			{ name: 'Warning (Yellow)', value: 'warning' },
		],
		default: 'default',
		description: 'The background of the title, or of the text if there is no title',
	},
	{
		displayName: 'List Items As',
		name: 'layout',
		type: 'options',
		displayOptions: { show: { ...show, items: ['together'] } },
		options: [
			{ name: 'Facts', value: 'facts', description: 'The facts of every item, one below the other' },
			{
				name: 'Table',
				value: 'table',
				description: 'A row for every item; keep columns few and short, because phones are narrow',
			},
		],
		default: 'facts',
		description: 'How several items are shown in one card',
	},
	{
		displayName: 'Table Columns',
		name: 'tableColumns',
		type: 'string',
		displayOptions: { show: { ...show, items: ['together'], layout: ['table'] } },
		default: '',
		required: true,
		placeholder: 'e.g. Service = name, state, owner.name',
		description:
			'The fields of the items that become columns, separated by commas; give nested ones by their path. "Label = field" sets the heading of a column.',
	},
	{
		displayName: 'Table Heading',
		name: 'tableHeading',
		type: 'string',
		displayOptions: { show: { ...show, items: ['together'], layout: ['table'] } },
		default: '',
		placeholder: 'e.g. Failed jobs',
		description: 'A line above the table',
	},
	...factFields.flatMap(exceptInTable),
	{
		displayName: 'Images',
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Image',
		displayOptions: { show },
		default: {},
		description: 'PNG, JPEG or GIF at an https address that everybody in the channel can open; images are not uploaded',
		options: [
			{
				displayName: 'Image',
				name: 'values',
				values: [
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/chart.png',
					},
					{
						displayName: 'Alternative Text',
						name: 'altText',
						type: 'string',
						default: '',
						placeholder: 'e.g. Errors per hour, rising since 10:00',
						description: 'What a screen reader says in place of the image',
					},
				],
			},
		],
	},
	{
		displayName: 'Buttons',
		name: 'buttons',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Button',
		displayOptions: { show },
		default: {},
		description: 'Buttons that open a page. Other buttons do nothing in cards from webhooks.',
		options: [
			{
				displayName: 'Button',
				name: 'values',
				values: [
					{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Open build' },
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
	{
		displayName: 'Mentions',
		name: 'mentions',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Person',
		displayOptions: { show },
		default: {},
		description:
			'People to notify. They appear below the text, or where the text names them as &lt;at&gt;name&lt;/at&gt;.',
		options: [
			{
				displayName: 'Person',
				name: 'values',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Ada' },
					{
						displayName: 'Sign-in Name or Object ID',
						name: 'id',
						type: 'string',
						default: '',
						placeholder: 'e.g. ada@example.com',
						description:
							'The user principal name or the Microsoft Entra object ID of the person. In the output of the Outgoing Webhook Trigger, from.aadObjectId is the object ID of the person who wrote the message.',
					},
				],
			},
		],
	},
];
