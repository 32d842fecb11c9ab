import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The entry of Diagnose in the list of operations. */
export const diagnoseOption: INodePropertyOptions = {
	name: 'Diagnose',
	value: 'diagnose',
	action: 'Diagnose a webhook',
	description:
		'Say what kind of URL or token a credential has, what is wrong with it and what to do, without showing it',
};

/** What to check, and whether to post a message. */
export const diagnoseFields: INodeProperties[] = [
	{
		displayName: 'Diagnose',
		name: 'subject',
		type: 'options',
		noDataExpression: true,
		displayOptions: {
			show: { resource: ['webhook'], operation: ['diagnose'] },
			hide: { authentication: ['securityToken'] },
		},
		options: [
			{ name: 'Security Tokens', value: 'securityToken', description: 'The tokens of an outgoing webhook' },
			{ name: 'Webhook URLs', value: 'url', description: 'The URL, or list of URLs, that messages are posted to' },
		],
		default: 'url',
	},
	{
		displayName: 'Send a Test Message',
		name: 'sendTest',
		type: 'boolean',
		displayOptions: {
			show: { resource: ['webhook'], operation: ['diagnose'] },
			hide: { authentication: ['securityToken'], subject: ['securityToken'] },
		},
		default: false,
		description: 'Whether to post a short test message to the channel, under the same rules as Send',
	},
];
