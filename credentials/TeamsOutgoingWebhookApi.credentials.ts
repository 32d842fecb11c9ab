import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * A field behind the switch. With the switch off, it still shows while the field named by `shownBy` has a value,
 * because n8n uses a value only if its field is shown: a token that was saved before the switch was turned off still
 * counts, and can still be seen.
 */
function behindSwitch(field: INodeProperties, shownBy: string = field.name): INodeProperties[] {
	return [
		{ ...field, displayOptions: { show: { several: [true] } } },
		{
			...field,
			// Without the slash, n8n would wait for the field before it resolves that same field.
			displayOptions: { show: { several: [false], [`/${shownBy}`]: [{ _cnd: { not: '' } }] } },
		},
	];
}

/** The pair of fields for one more token, so that a new token can be added before the old one is dropped. */
function furtherToken(position: 2 | 3 | 4 | 5): INodeProperties[] {
	const token = `securityToken${position}`;
	return [
		...behindSwitch(
			{
				displayName: `Label ${position}`,
				name: `label${position}`,
				type: 'string',
				default: '',
				description: `A name for the token in the field Security Token ${position}; the trigger outputs the name as token.label`,
			},
			token,
		),
		...behindSwitch({
			displayName: `Security Token ${position}`,
			name: token,
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description: 'Optional: the token of another team, or a new token while the old one is being replaced',
		}),
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
				'In Teams, open Manage team > Apps > Create an outgoing webhook. Teams shows the security token once, after you press Create.',
			name: 'notice',
			type: 'notice',
			default: '',
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
				'The 44 characters, ending in "=", that Teams shows when the outgoing webhook is created. If the token is lost, delete the webhook in Teams and create it again.',
		},
		{
			displayName: 'Several Tokens',
			name: 'several',
			type: 'boolean',
			default: false,
			description:
				'Whether to accept up to five tokens, each with a label: for several teams that share one URL, or while a token is being replaced',
		},
		...behindSwitch({
			displayName: 'Label',
			name: 'label',
			type: 'string',
			default: '',
			placeholder: 'e.g. ops',
			description:
				'A name for the token in the field Security Token, such as its team; the trigger outputs the name as token.label',
		}),
		...furtherToken(2),
		...furtherToken(3),
		...furtherToken(4),
		...furtherToken(5),
	];
}
