import type { WorkflowFile } from '../../../../scripts/lib/n8n-client';

import { ACTION_TYPE } from '../../../../scripts/lib/demo';

/** Between two tries of Retry On Fail. */
const RETRY_PAUSE_MS = 1_000;

/** One way in which a list of cards is sent. */
export interface Variant {
	readonly name: string;
	/** With *Send Once Key*: what a crash has cut off is sent again by sending the list again. */
	readonly hasKey: boolean;
	readonly isPaced: boolean;
	readonly retries: boolean;
}

const BOTH = [true, false] as const;

/** Every combination of key, pace and Retry On Fail. */
export const VARIANTS: readonly Variant[] = BOTH.flatMap((hasKey) =>
	BOTH.flatMap((isPaced) =>
		BOTH.map((retries) => ({ name: nameOf({ hasKey, isPaced, retries }), hasKey, isPaced, retries })),
	),
);

function nameOf({ hasKey, isPaced, retries }: Omit<Variant, 'name'>): string {
	return `${hasKey ? 'key' : 'plain'}-${isPaced ? 'paced' : 'off'}-${retries ? 'retry' : 'once'}`;
}

/**
 * Webhook, Split Out, Send: the list comes as the body of a request. Without Retry On Fail the node continues on
 * failure, so that the execution says of each card what became of it.
 */
export function listWorkflow({ name, hasKey, isPaced, retries }: Variant, webhookId: string): WorkflowFile {
	const options = { pace: isPaced ? 'limits' : 'off', ...(hasKey ? { sendOnceKey: '={{ $json.name }}' } : {}) };
	const send = {
		type: ACTION_TYPE,
		typeVersion: 1,
		parameters: {
			authentication: 'destinations',
			operation: 'send',
			destination: '={{ $json.to }}',
			text: '={{ $json.text }}',
			options,
		},
	};
	const onFailure = retries
		? { retryOnFail: true, maxTries: 3, waitBetweenTries: RETRY_PAUSE_MS }
		: { onError: 'continueRegularOutput' };
	const webhook = {
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		webhookId,
		parameters: { httpMethod: 'POST', path: webhookId, responseMode: 'onReceived', options: {} },
	};
	// Executions that must begin at the same moment in two processes wait for it; for the others it has passed.
	const wait = {
		type: 'n8n-nodes-base.wait',
		typeVersion: 1.1,
		parameters: { resume: 'specificTime', dateTime: '={{ $json.body.beginAt }}' },
	};
	const split = {
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.cards', options: {} },
	};
	return chain(`list ${name}`, { Webhook: webhook, Wait: wait, Split: split, Send: { ...send, ...onFailure } });
}

/** A workflow whose nodes follow one another in the order of their names. */
export function chain(
	name: string,
	nodes: Readonly<
		Record<
			string,
			{
				readonly type: string;
				readonly typeVersion: number;
				readonly parameters: Record<string, unknown>;
				readonly webhookId?: string;
			}
		>
	>,
): WorkflowFile {
	const placed = Object.entries(nodes).map(([nodeName, node], index) => ({
		name: nodeName,
		id: nodeName.toLowerCase(),
		position: [index * 200, 0],
		...node,
	}));
	const connections = Object.fromEntries(
		placed
			.slice(1)
			.map(
				(next, index) =>
					[placed[index]?.name ?? '', { main: [[{ node: next.name, type: 'main', index: 0 }]] }] as const,
			),
	);
	return { name, nodes: placed, connections };
}
