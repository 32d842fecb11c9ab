import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Batch } from './batch';

import { isTool } from './as-tool';
import { collectionRows, parameterText } from './content/parameter-values';

/** What the panel says for one item. Each method throws what n8n throws about an expression that it cannot resolve. */
export interface ItemInput {
	readonly index: number;
	/** The item itself. */
	readonly json: IDataObject;
	/** True if an agent runs the node as its tool. */
	readonly isTool: boolean;
	/** The time zone of the workflow, or of n8n. */
	timeZone(): string;
	/** A parameter; `fallback` if it is not shown. */
	value(name: string, fallback: string | boolean | number | object): unknown;
	/** A parameter as text; see `parameterText`. */
	text(name: string, fallback?: string): string;
	/** The rows of a collection. */
	rows(name: string): readonly IDataObject[];
	/** The collection Options, read once; an option that was not added is missing. */
	options(): IDataObject;
}

/** The items of one message; a parameter that needs only one value is read from the first. */
export type BatchInput = readonly [first: ItemInput, ...others: ItemInput[]];

/** Reads one item on demand. */
export function itemInput(context: IExecuteFunctions, index: number): ItemInput {
	return new PanelInput(context, index);
}

/** Reads the items of a batch on demand. */
export function batchInput(context: IExecuteFunctions, [first, ...others]: Batch): BatchInput {
	return [itemInput(context, first), ...others.map((index) => itemInput(context, index))];
}

/** A class, because a run may have very many items. */
class PanelInput implements ItemInput {
	private known: IDataObject | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		readonly index: number,
	) {}

	get json(): IDataObject {
		return this.context.getInputData()[this.index]?.json ?? {};
	}

	get isTool(): boolean {
		return isTool(this.context);
	}

	timeZone(): string {
		return this.context.getTimezone();
	}

	value(name: string, fallback: string | boolean | number | object): unknown {
		return this.context.getNodeParameter(name, this.index, fallback);
	}

	text(name: string, fallback = ''): string {
		return parameterText(this.value(name, fallback));
	}

	rows(name: string): readonly IDataObject[] {
		return collectionRows(this.value(name, {})) as readonly IDataObject[];
	}

	options(): IDataObject {
		return (this.known ??= this.context.getNodeParameter('options', this.index, {}));
	}
}
