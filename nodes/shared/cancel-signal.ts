import type { IExecuteFunctions } from 'n8n-workflow';

/** Aborted when the execution is cancelled; `undefined` if n8n gives no signal. */
export function cancelSignalOf(context: IExecuteFunctions): AbortSignal | undefined {
	return (context as { getExecutionCancelSignal?: () => AbortSignal | undefined }).getExecutionCancelSignal?.();
}
