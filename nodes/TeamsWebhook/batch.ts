import type { IExecuteFunctions, IPairedItemData } from 'n8n-workflow';

/** The items that one message is made of, by index; a parameter that needs only one value is read from the first. */
export type Batch = readonly [first: number, ...others: number[]];

/** The items of this run as the parameter `items` groups them: one by one, or all together. No items: no batch. */
export function batchesOf(context: IExecuteFunctions): readonly Batch[] {
	const all = batchOfAll(context);
	if (all === undefined) return [];
	return context.getNodeParameter('items', 0, 'each') === 'together' ? [all] : all.map((index) => [index]);
}

/** All items of this run as one batch. `undefined` if there are none. */
export function batchOfAll(context: IExecuteFunctions): Batch | undefined {
	const [first, ...others] = context.getInputData().keys();
	return first === undefined ? undefined : [first, ...others];
}

/** The link from an output to its items: to all of them, if they form one message. */
export function pairedItemOf(batch: Batch): IPairedItemData | IPairedItemData[] {
	return batch.length === 1 ? { item: batch[0] } : batch.map((item) => ({ item }));
}
