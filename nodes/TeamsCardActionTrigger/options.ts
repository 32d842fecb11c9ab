import type { INodeProperties } from 'n8n-workflow';

/** Shown on the card unless the workflow says something. */
export const SUCCESS_TEXT = 'The action was completed.';

/** Shown at the deadline. */
export const DEADLINE_TEXT = 'The action was received and is being worked on.';

/** Shown if the workflow fails or ends without an answer. */
export const FAILURE_TEXT = 'The action could not be completed.';

/** What can be added under Options, by name. */
export const triggerOptions: INodeProperties[] = [
	{
		displayName: 'Deadline Text',
		name: 'deadlineText',
		type: 'string',
		default: DEADLINE_TEXT,
		description: 'The status on the card if the workflow takes longer than the Reply Deadline',
	},
	{
		displayName: 'Failure Text',
		name: 'failureText',
		type: 'string',
		default: FAILURE_TEXT,
		description: 'The status on the card if the workflow fails or ends without an answer',
	},
	{
		displayName: 'Reply Deadline (Seconds)',
		name: 'replyDeadline',
		type: 'number',
		typeOptions: { minValue: 0.3, maxValue: 4.5, numberPrecision: 1 },
		default: 1.7,
		description:
			"How long the trigger waits for the workflow's answer before it shows the Deadline Text. Microsoft documents 2 seconds for actions that run when the email is opened; for buttons, answers that took longer than about 5 seconds have been seen to fail.",
	},
	{
		displayName: 'Require Callback URL',
		name: 'requireCallbackUrl',
		type: 'boolean',
		default: true,
		description:
			'Whether the URL of a button must come from the operation Card: Create Callback URL, which makes URLs that work only for this trigger, one message and a limited time',
	},
	{
		displayName: 'Single Use',
		name: 'singleUse',
		type: 'boolean',
		default: true,
		description:
			'Whether a message can be answered only once. Each n8n process remembers only its own answers; to cover all processes, use n8n\'s Remove Duplicates node on "bindingId".',
	},
	{
		displayName: 'Success Text',
		name: 'successText',
		type: 'string',
		default: SUCCESS_TEXT,
		description: 'The status on the card if Respond is set to Immediately, or if the workflow does not give a status',
	},
];
