import type { N8nClient } from '../../../../scripts/lib/n8n-client';

import { dataOf, outputOf } from './executions';

/** What an execution says became of each card, by the place of the card in the list. */
export async function outcomesOf(client: N8nClient, executionId: string): Promise<Map<number, string>> {
	const output = await outputOf(await dataOf(client, executionId), 'Send');
	return new Map((output?.items ?? []).map(({ item, json }) => [item, outcomeIn(json)]));
}

/** A failed item holds its outcome among the details. */
function outcomeIn({ outcome, details }: Readonly<Record<string, unknown>>): string {
	if (typeof outcome === 'string') return outcome;
	return typeof details === 'object' && details !== null && 'outcome' in details ? String(details.outcome) : 'failed';
}
