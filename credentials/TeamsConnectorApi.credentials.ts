import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The secret that ties a connector's configuration page, and the subscriptions made on it, to one n8n. */
export class TeamsConnectorApi implements ICredentialType {
	name = 'teamsConnectorApi';

	displayName = 'Microsoft Teams Connector API';

	icon: Icon = { light: 'file:../icons/connector.svg', dark: 'file:../icons/connector.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/connectors.md';

	properties: INodeProperties[] = [
		{
			displayName: 'State Secret',
			name: 'stateSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. the output of: openssl rand -base64 48',
			description:
				'A secret random string of at least 32 bytes. The Connector Trigger signs the state of its configuration page with it. If you change the secret, existing connections can no longer be changed or removed.',
		},
		{
			displayName: 'Allowed Tenants',
			name: 'allowedTenants',
			type: 'string',
			default: '',
			placeholder: 'e.g. aaaabbbb-cccc-4ddd-8eee-ffff00001111',
			description:
				'The IDs of the Microsoft Entra tenants from which connections are accepted, separated by commas. Empty: all tenants. The browser reports the tenant without proof, so the list keeps out mistakes, not attackers.',
		},
	];
}
