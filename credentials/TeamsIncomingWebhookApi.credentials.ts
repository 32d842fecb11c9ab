import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { deliveryFields } from './delivery-fields';

/** The URL a card is posted to. The URL is the only secret of the channel, so it is treated as a password. */
export class TeamsIncomingWebhookApi implements ICredentialType {
	name = 'teamsIncomingWebhookApi';

	displayName = 'Microsoft Teams Incoming Webhook API';

	icon: Icon = { light: 'file:../icons/message.svg', dark: 'file:../icons/message.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/incoming-webhook.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'In Teams, open the menu of the channel, choose Workflows, pick "Send webhook alerts to a channel", and copy the URL shown at the end.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. https://….environment.api.powerplatform.com/…',
			description: 'The whole URL, up to the end of its "sig" part. Anyone who has it can post to the channel.',
		},
		...deliveryFields,
	];
}
