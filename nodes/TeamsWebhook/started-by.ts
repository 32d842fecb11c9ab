import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { isPlainObject } from '../../src/json';

/** What starts executions, by the end of the trigger's type name; what comes before it depends on how the package was installed. */
const TRIGGERS = {
	teamsOutgoingWebhookTrigger: 'mention',
	teamsConnectorTrigger: 'connector',
	teamsCardActionTrigger: 'cardAction',
} as const;

/** What a trigger of this package has received: a mention, the settings of a connector, or the press of a button. */
export type StartKind = (typeof TRIGGERS)[keyof typeof TRIGGERS];

/** A trigger before this node, and how many outputs it has. */
interface Trigger {
	readonly kind: StartKind;
	readonly name: string;
	readonly outputs: number;
}

/** What started an execution: the trigger, and its item. */
export interface Start {
	readonly kind: StartKind;
	/** The name of the trigger. */
	readonly name: string;
	readonly json: Readonly<Record<string, unknown>>;
}

/**
 * The trigger of this package that ran before this node, or before another one, and its item. `undefined` if there is
 * none.
 */
export function startOf(context: IExecuteFunctions, node = context.getNode().name): Start | undefined {
	for (const trigger of triggersBefore(context, node)) {
		const json = itemOf(context, trigger);
		if (json !== undefined) return { kind: trigger.kind, name: trigger.name, json };
	}
	return undefined;
}

/** n8n gives the nodes before this one; in a sub-workflow and as a tool, the trigger is not among them. */
function triggersBefore(context: IExecuteFunctions, node: string): readonly Trigger[] {
	const parents = context.getParentNodes(node, { includeNodeParameters: true });
	return parents.flatMap(({ type, name, parameters }) => {
		const kind = kindOf(type);
		return kind === undefined ? [] : [{ kind, name, outputs: 1 + commandCount(parameters) }];
	});
}

function kindOf(type: string): StartKind | undefined {
	return Object.entries(TRIGGERS).find(([end]) => type.endsWith(end))?.[1];
}

function commandCount(parameters: IDataObject | undefined): number {
	const commands = parameters?.commands as { values?: unknown } | undefined;
	return Array.isArray(commands?.values) ? commands.values.length : 0;
}

/** The item is on the output of its command; the others are empty (n8n's `first()` looks at one of them only). */
function itemOf(context: IExecuteFunctions, trigger: Trigger): Readonly<Record<string, unknown>> | undefined {
	const data = context.getWorkflowDataProxy(0);
	const select = data.$ as (name: string) => {
		isExecuted?: boolean;
		all(output: number, run: number): Array<{ json: unknown }>;
	};
	const node = select(trigger.name);
	if (node.isExecuted === false) return undefined;
	const items = Array.from({ length: trigger.outputs }, (_, output) => node.all(output, 0)[0]?.json);
	return items.find(isPlainObject);
}
