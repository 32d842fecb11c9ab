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
				'When somebody presses a button of an actionable message in Outlook, Microsoft calls the Card Action Trigger with a Microsoft Entra token. First register a provider in the actionable message portal and an app in Microsoft Entra. While a required field is blank, every action is refused.',
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
			description:
				'The IDs of the Microsoft Entra tenants whose users may press the buttons of your messages, separated by commas',
		},
		{
			displayName: 'Audience',
			name: 'audience',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 11111111-2222-4333-8444-555555555555',
			description:
				'What a token must be issued for: the client ID of your Microsoft Entra app (version 2 tokens), its Application ID URI such as api://auth-am-… (version 1 tokens), or both, separated by a comma',
		},
		{
			displayName: 'Binding Secret',
			name: 'bindingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			placeholder: 'e.g. the output of: openssl rand -base64 48',
			description:
				'A secret random string of at least 32 bytes. The operation Card: Create Callback URL signs callback URLs with it, and the Card Action Trigger checks the signature. It is needed unless the option Require Callback URL of the trigger is off.',
		},
		{
			displayName: 'Actions App ID',
			name: 'actionsAppId',
			type: 'string',
			default: '48af08dc-f6d2-435f-b2a7-069abd99c086',
			description:
				'The app ID of the Microsoft service that calls the Card Action Trigger. Change it only if Microsoft changes it.',
		},
		{
			displayName: 'Keys URL',
			name: 'keysUrl',
			type: 'string',
			default: 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys',
			description:
				"The address of the keys with which Microsoft Entra signs the tenant's tokens, or of the tenant's OpenID discovery document. {tenant} stands for the tenant's ID. National clouds use different login hosts.",
		},
		{
			displayName: 'Allowed Hosts',
			name: 'allowedHosts',
			type: 'string',
			default: '',
			placeholder: 'e.g. keys.example.com',
			description:
				"Hosts, in addition to Microsoft's login hosts, from which the keys for checking tokens may be read: exact names, separated by commas. Plain http is allowed only to the machine n8n runs on.",
		},
	];
}
