import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The entry of Reply in the list of operations. */
export const replyOption: INodePropertyOptions = {
	name: 'Reply',
	value: 'reply',
	action: 'Reply to a mention',
	description: 'Answer the mention or the card action that started this execution',
	displayOptions: { hide: { '@tool': [true] } },
};

/** What happens to a reply that comes after the deadline. */
export const lateReplyField: INodeProperties = {
	displayName: 'Late Reply',
	name: 'lateReply',
	type: 'options',
	noDataExpression: true,
	displayOptions: { show: { resource: ['message'], operation: ['reply'] } },
	options: [
		{ name: 'Drop', value: 'drop', description: 'The workflow goes on; nothing is posted' },
		{ name: 'Fail', value: 'error', description: 'The node fails with the code reply-late' },
		{
			name: 'Send to Channel',
			value: 'send',
			description: 'The same content is posted through a webhook and mentions the person who asked',
		},
	],
	default: 'error',
	description:
		'What happens to a reply that comes after the deadline of the mention. By then, Teams has shown the deadline text and accepts no other answer.',
};

/** Shown next to Late Reply while a late reply would reach nobody. */
export const lateReplyNotice: INodeProperties = {
	displayName:
		'With Late Reply set to "Fail", a reply after the deadline fails, and nobody in Teams reads it. To post it anyway, choose "Send to Channel" and a credential with the webhook of a channel.',
	name: 'lateReplyNotice',
	type: 'notice',
	displayOptions: { show: { resource: ['message'], operation: ['reply'], lateReply: ['error'] } },
	default: '',
};

/** What the operation Reply says to a card action. */
export const actionStatusField: INodeProperties = {
	displayName: 'Action Status',
	name: 'actionStatus',
	type: 'string',
	displayOptions: { show: { resource: ['message'], operation: ['reply'] } },
	default: '',
	hint: 'For the Card Action Trigger only',
	placeholder: 'e.g. Approved',
	description:
		'The status on the card, in plain ASCII. If the content is a card, that card replaces the one in the message. Empty: the field Text if Content is Text, otherwise the Success Text or Failure Text of the trigger.',
};

/** The option that tells Outlook that the action has failed. */
export const actionFailedOption: INodeProperties = {
	displayName: 'Action Failed',
	name: 'actionFailed',
	type: 'boolean',
	displayOptions: { show: { '/operation': ['reply'] } },
	default: false,
	description: 'Whether the card action is answered as failed: the status is shown, and the card stays as it is',
};
