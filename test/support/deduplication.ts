import type { DeduplicationItemTypes, ICheckProcessedContextData, IDataDeduplicator } from 'n8n-workflow';

import { DataDeduplicationService } from 'n8n-core';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** What n8n's database holds of processed values: one list per node, read and written as a whole, as n8n does. */
const rows = new Map<string, readonly DeduplicationItemTypes[]>();

type Breakage = boolean | 'after the look';

let broken: Breakage = false;
let calls = 0;

/** Makes every call fail, as without a database, or only those after the first look. */
export function breakDeduplication(breakage: Breakage): void {
	broken = breakage;
	calls = 0;
}

async function read({
	workflow,
	node,
}: ICheckProcessedContextData): Promise<{ readonly key: string; readonly values: readonly DeduplicationItemTypes[] }> {
	calls += 1;
	if (broken === true || (broken === 'after the look' && calls > 1))
		throw new Error('no database: https://x/?sig=SECRET');
	const key = `${workflow.id ?? ''}/${node?.id ?? ''}`;
	const values = rows.get(key) ?? [];
	// Somebody else may write between reading and writing.
	await nextTurn();
	return { key, values };
}

/** A deduplicator in memory with n8n's way of losing what is written at the same time. */
const inMemory = {
	async checkProcessedAndRecord(items: DeduplicationItemTypes[], _scope: unknown, context: ICheckProcessedContextData) {
		const { key, values } = await read(context);
		rows.set(key, [...values, ...items.filter((item) => !values.includes(item))]);
		return {
			new: items.filter((item) => !values.includes(item)),
			processed: items.filter((item) => values.includes(item)),
		};
	},
	async removeProcessed(items: DeduplicationItemTypes[], _scope: unknown, context: ICheckProcessedContextData) {
		const { key, values } = await read(context);
		rows.set(
			key,
			values.filter((value) => !items.includes(value)),
		);
	},
};

/** Gives n8n-core a deduplicator; once per test file. */
export async function useDeduplication(): Promise<void> {
	await DataDeduplicationService.init(inMemory as unknown as IDataDeduplicator);
}
