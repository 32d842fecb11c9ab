import type { IConnection, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { caught } from '../../src/caught';

/** A node of the workflow, as n8n describes it to another one. */
export interface NodeBehind {
	readonly name: string;
	readonly type: string;
	readonly disabled: boolean;
	readonly parameters?: IDataObject | undefined;
}

/** What n8n's contexts tell of the wires; `getConnections` is not in its types, and not every n8n has it. */
type Wires = Pick<IWebhookFunctions, 'getChildNodes' | 'getNode'> & {
	readonly getConnections?: (
		destination: { readonly name: string },
		type: 'main',
	) => ReadonlyArray<readonly IConnection[] | null | undefined>;
};

/** The nodes that an output of the trigger leads to by a wire of its own; `undefined` where this n8n does not say. Never throws. */
export function nodesWiredTo(context: Wires, output: number): readonly NodeBehind[] | undefined {
	if (typeof context.getConnections !== 'function') return undefined;
	const { name } = context.getNode();
	const wired = caught(() =>
		nodesBehind(context, name).filter((node) =>
			(context.getConnections?.(node, 'main') ?? []).some((input) =>
				input?.some((source) => source.node === name && source.index === output),
			),
		),
	);
	return wired.ok ? wired.value : undefined;
}

/** Every node behind the one of that name, in any number of steps. */
function nodesBehind(context: Wires, name: string): readonly NodeBehind[] {
	return context.getChildNodes(name, { includeNodeParameters: true });
}
