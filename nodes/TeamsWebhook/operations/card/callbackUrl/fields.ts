import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

const show = { resource: ['card'], operation: ['callbackUrl'] };

/** The entry of Create Callback URL in the list of operations. */
export const callbackUrlOption: INodePropertyOptions = {
	name: 'Create Callback URL',
	value: 'callbackUrl',
	action: 'Create a callback URL for a card',
	description:
		'Make the URL that a button of an actionable message calls: for one message, one workflow and a limited time',
	displayOptions: { hide: { '@tool': [true] } },
};

/** The form of the operation Card: Create Callback URL. */
export const callbackUrlFields: INodeProperties[] = [
	{
		displayName:
			'Put callbackUrl from the output into the buttons of the actionable message ("url" of Action.Http, or "target" of HttpPOST). The URL belongs to that message only; do not show it anywhere else.',
		name: 'callbackNotice',
		type: 'notice',
		displayOptions: { show },
		default: '',
	},
	{
		displayName: 'Trigger URL',
		name: 'triggerUrl',
		type: 'string',
		displayOptions: { show },
		default: '',
		required: true,
		placeholder: 'e.g. https://n8n.example.com/webhook/leave',
		description:
			'The production URL of the Microsoft Teams Card Action Trigger; the callback URL works only for this trigger',
	},
	{
		displayName: 'Binding',
		name: 'binding',
		type: 'string',
		displayOptions: { show },
		default: '',
		required: true,
		placeholder: 'e.g. leave-88',
		description:
			'Your own name for the message; the trigger outputs it. Messages with the same binding count as one message, which can be answered once.',
	},
	{
		displayName: 'Valid For (Days)',
		name: 'validDays',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 400 },
		displayOptions: { show },
		default: 32,
		description: 'How long the button works. Outlook itself refuses actions on messages older than about a month.',
	},
	{
		displayName: 'Workflow ID of the Trigger',
		name: 'triggerWorkflowId',
		type: 'string',
		displayOptions: { show },
		default: '',
		description: 'The ID of the workflow with the trigger, from its address in the editor. Empty: this workflow.',
	},
];
