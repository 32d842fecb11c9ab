import type { INodeProperties } from 'n8n-workflow';

import { actionFields } from './message-card-action-fields';

const SAMPLE_MESSAGE_CARD =
	'{\n  "@type": "MessageCard",\n  "@context": "https://schema.org/extensions",\n  "summary": "Build 4711",\n  "title": "Build 4711",\n  "text": "is live"\n}';

const forForm = { show: { content: ['messageCard'], messageCardFrom: ['form'] } };

const sectionValues: INodeProperties[] = [
	{
		displayName: 'Activity Image URL',
		name: 'activityImage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/ada.png',
		description: 'A round image next to the activity',
	},
	{
		displayName: 'Activity Subtitle',
		name: 'activitySubtitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2 to 6 November',
	},
	{ displayName: 'Activity Text', name: 'activityText', type: 'string', typeOptions: { rows: 2 }, default: '' },
	{
		displayName: 'Activity Title',
		name: 'activityTitle',
		type: 'string',
		default: '',
		placeholder: 'e.g. **Ada Example**',
	},
	{
		displayName: 'Facts',
		name: 'facts',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Fact',
		default: {},
		description: 'Names and values, shown literally, as plain text: Markdown has no effect',
		options: [
			{
				displayName: 'Fact',
				name: 'values',
				values: [
					{ displayName: 'Name', name: 'name', type: 'string', default: '', placeholder: 'e.g. Environment' },
					{ displayName: 'Value', name: 'value', type: 'string', default: '', placeholder: 'e.g. production' },
				],
			},
		],
	},
	{
		displayName: 'Hero Image URL',
		name: 'heroImage',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/banner.png',
		description: 'A wide image; connector cards in Teams do not show it',
	},
	{
		displayName: 'Images',
		name: 'images',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Image',
		default: {},
		description: 'The images of the section; connector cards in Teams show at most five',
		options: [
			{
				displayName: 'Image',
				name: 'values',
				values: [
					{ displayName: 'Title', name: 'title', type: 'string', default: '', placeholder: 'e.g. Errors per hour' },
					{
						displayName: 'URL',
						name: 'url',
						type: 'string',
						default: '',
						placeholder: 'e.g. https://example.com/chart.png',
					},
				],
			},
		],
	},
	{
		displayName: 'Start Group',
		name: 'startGroup',
		type: 'boolean',
		default: false,
		description: 'Whether a line separates the section from the one above; in Teams it always does',
	},
	{ displayName: 'Text', name: 'text', type: 'string', typeOptions: { rows: 3 }, default: '' },
	{ displayName: 'Title', name: 'title', type: 'string', default: '' },
];

/** The members that only emails need; an option that is not added leaves the card as it is. */
const emailOptions: INodeProperties[] = [
	{
		displayName: 'Correlation ID',
		name: 'correlationId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
		description: 'A UUID that comes back with every action, for your log',
	},
	{
		displayName: 'Expected Actors',
		name: 'expectedActors',
		type: 'string',
		default: '',
		placeholder: 'e.g. ada@example.com',
		description: 'Email addresses of the people who should act, separated by commas',
	},
	{
		displayName: 'Hide Original Body',
		name: 'hideOriginalBody',
		type: 'boolean',
		default: true,
		description:
			'Whether Outlook shows only the card, without the body of the email. Other mail programs show the body.',
	},
	{
		displayName: 'Originator',
		name: 'originator',
		type: 'string',
		default: '',
		placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
		description:
			'The provider ID from the Actionable Email Developer Dashboard. Without it, Outlook removes the card, unless sender and recipient are the same.',
	},
];

/** A MessageCard from JSON or a form, its actions, and what it needs in an email. */
export const messageCardFields: INodeProperties[] = [
	{
		displayName: 'MessageCard From',
		name: 'messageCardFrom',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { content: ['messageCard'] } },
		options: [
			{ name: 'Form', value: 'form', description: 'Title, text, sections with facts and images' },
			{ name: 'JSON', value: 'json', description: 'The card as JSON' },
		],
		default: 'json',
	},
	{
		displayName: 'MessageCard JSON',
		name: 'messageCardJson',
		type: 'json',
		typeOptions: { rows: 10 },
		displayOptions: { show: { content: ['messageCard'], messageCardFrom: ['json'] } },
		default: SAMPLE_MESSAGE_CARD,
		required: true,
		description:
			'Connector URLs and emails get the card unchanged. For Workflows and replies, it becomes an Adaptive Card, because Workflows does not show the buttons of a MessageCard.',
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		displayOptions: forForm,
		default: '',
		placeholder: 'e.g. Leave request 88',
		description: 'The heading of the card',
	},
	{
		displayName: 'Text',
		name: 'text',
		type: 'string',
		typeOptions: { rows: 4 },
		displayOptions: forForm,
		default: '',
		description: 'The text of the card. Markdown works: bold, italic, lists and links.',
	},
	{
		displayName: 'Summary',
		name: 'cardSummary',
		type: 'string',
		displayOptions: forForm,
		default: '',
		placeholder: 'e.g. Leave request 88',
		description: 'What message lists and notifications show. Empty: the option Summary, or the first text of the card.',
	},
	{
		displayName: 'Theme Color',
		name: 'themeColor',
		type: 'color',
		displayOptions: forForm,
		default: '',
		description:
			'The colour of the thin line along the edge of the card. For Workflows and replies, the nearest colour that Adaptive Cards offer becomes the background at the top of the card.',
	},
	{
		displayName: 'Sections',
		name: 'sections',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, sortable: true },
		placeholder: 'Add Section',
		displayOptions: forForm,
		default: {},
		description: 'The sections of the card; connectors and Outlook show at most ten',
		options: [{ displayName: 'Section', name: 'values', values: sectionValues }],
	},
	...actionFields,
	{
		displayName: 'For Email',
		name: 'messageCardEmail',
		type: 'collection',
		placeholder: 'Add Field',
		displayOptions: { show: { content: ['messageCard'] } },
		default: {},
		description: 'Settings for Outlook, for a card that is sent by email; Teams ignores them',
		options: emailOptions,
	},
];
