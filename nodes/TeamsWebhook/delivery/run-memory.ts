import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from './deliverer';

/**
 * The member of this node's data that holds the memory; n8n keeps that data across Retry On Fail. It contains no
 * secrets.
 */
const MEMORY = 'teamsMessagesOfRun';

/** Remembers what was sent in this run of the node, so that n8n's Retry On Fail does not send it again. */
export interface RunMemory {
	/** What became of a message in an earlier try: it was taken, or may have been. */
	recall(message: string): DeliveryResult | undefined;
	/** Parts of a split message that an earlier try has sent. */
	partsSent(message: string): number;
	remember(message: string, result: DeliveryResult): void;
	/** Forgets everything: no retry follows, and the execution need not keep it. */
	clear(): void;
}

const FORGETFUL: RunMemory = {
	recall: () => undefined,
	partsSent: () => 0,
	remember: () => undefined,
	clear: () => undefined,
};

interface Entry {
	/** The result, if it is final. */
	readonly result?: DeliveryResult;
	readonly partsSent: number;
}

/** The memory of this run, empty without Retry On Fail. A manual run, or a run in a loop, starts empty. */
export function createRunMemory(context: IExecuteFunctions): RunMemory {
	if (context.getNode().retryOnFail !== true) return FORGETFUL;
	const data: IDataObject = context.getContext('node');
	const entries = entriesOf(context, data);
	return {
		recall: (message) => entries[message]?.result,
		partsSent: (message) => entries[message]?.partsSent ?? 0,
		remember(message, result) {
			const delivery = result.ok ? undefined : result.failure.delivery;
			const partsSent = delivery?.partsSent ?? 0;
			const isFinal = result.ok || delivery?.outcome === 'unclear';
			if (isFinal) entries[message] = { result, partsSent };
			else if (partsSent > 0) entries[message] = { partsSent };
		},
		clear: () => void delete data[MEMORY],
	};
}

function entriesOf(context: IExecuteFunctions, data: IDataObject): Record<string, Entry> {
	const run = `${context.getExecutionId()}/${String(context.getWorkflowDataProxy(0).$runIndex)}`;
	const stored = data[MEMORY] as { readonly run?: unknown; readonly entries?: unknown } | undefined;
	if (stored?.run === run) return stored.entries as Record<string, Entry>;
	const entries: Record<string, Entry> = {};
	data[MEMORY] = { run, entries };
	return entries;
}
