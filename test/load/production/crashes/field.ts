import type { ProductionN8n } from '../production-n8n';
import type { QueueServices } from '../../../../scripts/lib/services';
import type { ListWorkflow } from './lists';
import type { MentionWorkflows } from './mentions';
import type { Receiver } from './receiver';

import { N8nClient } from '../../../../scripts/lib/n8n-client';
import { GATEWAY_HOST } from '../gateway';
import { flowNames, publishList } from './lists';
import { LATE_FLOW, publishMentions } from './mentions';
import { VARIANTS } from './variants';

/** Everything that a crash meets: the processes, their stores, the workflows, and the other side, which counts. */
export interface Field {
	readonly production: ProductionN8n;
	readonly services: QueueServices;
	readonly receiver: Receiver;
	readonly client: N8nClient;
	readonly lists: readonly ListWorkflow[];
	readonly mentions: MentionWorkflows;
	/** Messages that one run of Send has under way at once with Pace Off. */
	readonly inFlight: number;
}

/** The flows that the receiving side needs. */
export function flowsOfField(): readonly string[] {
	return [LATE_FLOW, ...VARIANTS.flatMap(flowNames)];
}

/** Publishes the workflows, one for each way to send a list and three that answer mentions. */
export async function prepareField({
	production,
	services,
	receiver,
	inFlight,
}: Pick<Field, 'production' | 'services' | 'receiver' | 'inFlight'>): Promise<Field> {
	const client = new N8nClient(production.processes.main.baseUrl);
	await client.signUp();
	const webhookUrl = production.processes.webhook.baseUrl;
	const urlOf = (flow: string) => `https://${GATEWAY_HOST}${receiver.paths[flow] ?? ''}`;
	const lists: ListWorkflow[] = [];
	for (const variant of VARIANTS)
		lists.push(await publishList(client, variant, { webhookUrl, urlOf, allowedHosts: GATEWAY_HOST }));
	const mentions = await publishMentions(client, { webhookUrl, lateUrl: urlOf(LATE_FLOW), allowedHosts: GATEWAY_HOST });
	return { production, services, receiver, client, lists, mentions, inFlight };
}
