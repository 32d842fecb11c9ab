import type { Snapshot } from '../../model/types';

/** The words for what a fault applies to: a webhook with its channel, or `all`. */
export function targetOf({ incoming, teams }: Snapshot, webhookId: string): string {
	const webhook = incoming.find(({ id }) => id === webhookId);
	if (webhook === undefined) return 'All incoming webhooks';
	const channel = teams.flatMap(({ channels }) => channels).find(({ id }) => id === webhook.channelId);
	return `${webhook.name} (${channel?.name ?? ''})`;
}
