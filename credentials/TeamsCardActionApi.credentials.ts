import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/**
 * Which tokens the callbacks of actionable messages may carry, and the secret that binds their URLs. A blank field
 * refuses everybody.
 */
export class TeamsCardActionApi implements ICredentialType {
	name = 'teamsCardActionApi';

	displayName = 'Microsoft Teams Card Action API';

	icon: Icon = { light: 'file:../icons/card-action.svg', dark: 'file:../icons/card-action.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/card-actions.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'The buttons of actionable messages in Outlook call the trigger with a Microsoft Entra token. First register the provider in the actionable message portal and an app in Microsoft Entra. While a required field is blank, every action is refused.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Allowed Tenants',
			name: 'allowedTenants',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. aaaabbbb-cccc-4ddd-8eee-ffff00001111',
			description: 'The IDs of the Microsoft Entra tenants whose users may press the buttons, separated by commas',
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			description:
				'The client ID of your Entra app (version 2 tokens) or its Application ID URI, api://auth-am-… (version 1 tokens), or both, separated by a comma',
		},
		{
			displayName: 'Binding Secret',
			name: 'bindingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. the output of: openssl rand -base64 48',
			description:
				'A long random string of at least 32 characters. The operation Card: Create Callback URL signs with it, and the trigger checks the signature.',
		},
		{
			displayName: 'Actions App ID',
			name: 'actionsAppId',
			type: 'string',
			default: '48af08dc-f6d2-435f-b2a7-069abd99c086',
			description: 'The app ID of the Microsoft service that calls the trigger. Change it only if Microsoft does.',
		},
		{
			displayName: 'Keys URL',
			name: 'keysUrl',
			type: 'string',
			default: 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys',
			description:
				"The address of the tenant's keys, or of its OpenID discovery document. {tenant} stands for the tenant's ID. National clouds use different login hosts.",
		},
		{
			displayName: 'Allowed Hosts',
			name: 'allowedHosts',
			type: 'string',
			default: '',
			placeholder: 'e.g. keys.example.com',
			description:
				"Exact host names, separated by commas, that keys may come from in addition to Microsoft's login hosts. Plain http is allowed only to this machine.",
		},
	];
}
