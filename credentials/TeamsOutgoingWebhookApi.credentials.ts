import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The pair of fields for one more token, so that a new token can be added before the old one is dropped. */
function furtherToken(position: 2 | 3 | 4 | 5): INodeProperties[] {
	return [
		{
			displayName: `Label ${position}`,
			name: `label${position}`,
			type: 'string',
			default: '',
			description: 'A name for this token; the trigger puts it into the item',
		},
		{
			displayName: `Security Token ${position}`,
			name: `securityToken${position}`,
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Optional: the token of another team, or the new one while the old one is being replaced',
		},
	];
}

/** HMAC security tokens of Teams outgoing webhooks. Flat fields: n8n would restore a deleted row of a list. */
export class TeamsOutgoingWebhookApi implements ICredentialType {
	name = 'teamsOutgoingWebhookApi';

	displayName = 'Microsoft Teams Outgoing Webhook API';

	icon: Icon = { light: 'file:../icons/teams-webhooks.svg', dark: 'file:../icons/teams-webhooks.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/outgoing-webhook.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'In Teams, open Manage Team > Apps > Create an Outgoing Webhook. Teams shows the security token once, after you press Create.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. ops',
			description: 'A name for this token, such as the team it belongs to; the trigger puts it into the item',
		},
		{
			displayName: 'Security Token',
			name: 'securityToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. 2zL…xU= (44 characters)',
			description:
				'The 44 characters, ending in "=", that Teams shows when the outgoing webhook is created. If it is lost, delete the webhook in Teams and create it again.',
		},
		...furtherToken(2),
		...furtherToken(3),
		...furtherToken(4),
		...furtherToken(5),
	];
}
