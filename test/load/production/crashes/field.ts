import type { Struck } from './faults';
import type { ListWorkflow } from './lists';
import type { MentionWorkflows } from './mentions';
import type { QuestionWorkflow } from './questions';
import type { Receiver } from './receiver';

import { N8nClient } from '../../../../scripts/lib/n8n-client';
import { GATEWAY_HOST } from '../gateway';
import { flowNames, publishList } from './lists';
import { LATE_FLOW, publishMentions } from './mentions';
import { publishQuestions, QUESTION_FLOW } from './questions';
import { VARIANTS } from './variants';

/** Everything that a fault meets: the processes, their stores, the workflows, and the other side, which counts. */
export interface Field extends Struck {
	readonly receiver: Receiver;
	readonly client: N8nClient;
	readonly lists: readonly ListWorkflow[];
	readonly mentions: MentionWorkflows;
	readonly questions: QuestionWorkflow;
	/** Messages that one run of Send has under way at once with Pace Off. */
	readonly inFlight: number;
}

/** The flows that the receiving side needs. */
export function flowsOfField(): readonly string[] {
	return [LATE_FLOW, QUESTION_FLOW, ...VARIANTS.flatMap(flowNames)];
}

/** Publishes the workflows: one for each way to send a list, three that answer mentions, and one that asks. */
export async function prepareField(place: Struck & Pick<Field, 'receiver' | 'inFlight'>): Promise<Field> {
	const { production, receiver } = place;
	const client = new N8nClient(production.processes.main.baseUrl);
	await client.signUp();
	const webhookUrl = production.processes.webhook.baseUrl;
	const urlOf = (flow: string) => `https://${GATEWAY_HOST}${receiver.paths[flow] ?? ''}`;
	const known = { webhookUrl, allowedHosts: GATEWAY_HOST };
	const lists: ListWorkflow[] = [];
	for (const variant of VARIANTS) lists.push(await publishList(client, variant, { ...known, urlOf }));
	const mentions = await publishMentions(client, { ...known, lateUrl: urlOf(LATE_FLOW) });
	const questions = await publishQuestions(client, { ...known, flowUrl: urlOf(QUESTION_FLOW), receiver });
	return { ...place, client, lists, mentions, questions };
}
