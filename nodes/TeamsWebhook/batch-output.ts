import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { DeliveryResult } from './delivery/deliverer';
import type { Batch } from './batch';

import { failedItem, toNodeError } from '../shared/node-error';
import { pairedItemOf } from './batch';

/** What became of the message of a batch. */
export type BatchResult = DeliveryResult & { readonly batch: Batch };

/** Chosen: nobody reads an error that lists more. */
const FAILURES_SHOWN = 10;

/**
 * The output items of results, in order. Without "continue on fail" one error covers all that failed: it lists them
 * and, where `takenBy` says who took the others, says how many were taken.
 */
export function outputOf(
	context: IExecuteFunctions,
	results: readonly BatchResult[],
	takenBy?: string,
): INodeExecutionData[] {
	if (!context.continueOnFail()) throwFailures(context, results, takenBy);
	return results.map((result) => ({
		json: result.ok ? result.json : failedItem(result.failure),
		...(result.ok && result.binary !== undefined ? { binary: result.binary } : {}),
		pairedItem: pairedItemOf(result.batch),
	}));
}

type FailedResult = Extract<BatchResult, { ok: false }>;

function throwFailures(context: IExecuteFunctions, results: readonly BatchResult[], takenBy: string | undefined): void {
	const failed = results.flatMap((result) => (result.ok ? [] : [result]));
	const first = failed[0];
	if (first === undefined) return;
	const taken = results.length - failed.length;
	const summary =
		results.length === 1 || takenBy === undefined
			? ''
			: ` ${failed.length} of ${results.length} messages failed; ${takenBy} accepted ${taken}.`;
	const hint = failed.length === 1 ? first.failure.hint : [first.failure.hint, ...listOf(failed)].join('\n');
	throw toNodeError(
		context.getNode(),
		{ ...first.failure, message: first.failure.message + summary, hint },
		first.batch[0],
	);
}

/** A line for each failed message, up to `FAILURES_SHOWN`; the rest are counted. */
function listOf(failed: readonly FailedResult[]): readonly string[] {
	const lines = failed.slice(0, FAILURES_SHOWN).map(({ batch, failure }) => {
		const { name } = failure.delivery?.destination ?? failure.destination ?? {};
		return `Item ${batch[0]}${name === undefined ? '' : ` to ${name}`}: ${failure.message} [${failure.code}]`;
	});
	return failed.length > FAILURES_SHOWN ? [...lines, `And ${failed.length - FAILURES_SHOWN} more.`] : lines;
}
