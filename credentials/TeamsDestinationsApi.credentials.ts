import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { deliveryFields } from './delivery-fields';

/** Several channels by name. The entries hold webhook URLs, so the whole text is a secret. */
export class TeamsDestinationsApi implements ICredentialType {
	name = 'teamsDestinationsApi';

	displayName = 'Microsoft Teams Destinations API';

	icon: Icon = { light: 'file:../icons/message.svg', dark: 'file:../icons/message.dark.svg' };

	documentationUrl =
		'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/late-replies.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'Write one entry per channel: name, channel ID, URL. Separate entries with semicolons. The channel ID is channel.id in the output of the Outgoing Webhook Trigger; late replies need it to find their channel.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Destinations',
			name: 'destinations',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. ops, 19:…@thread.tacv2, https://…; alerts, https://…',
			description:
				'The channels to post to. Each entry is "name, URL" or "name, channel ID, URL"; separate entries with semicolons. Anyone who has a URL can post to its channel.',
		},
		...deliveryFields,
	];
}
