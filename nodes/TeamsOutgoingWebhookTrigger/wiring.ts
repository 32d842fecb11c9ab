import type { IConnection, IDataObject, IWebhookFunctions } from 'n8n-workflow';

import { caught } from '../../src/caught';

/** The end of the action's type name; what comes before it depends on how the package was installed. */
const ACTION = /(?:^|\.)teamsWebhook$/;

/** A node of the workflow, as n8n describes it to other nodes. */
interface NodeBehind {
	readonly name: string;
	readonly type: string;
	readonly disabled: boolean;
	readonly parameters?: IDataObject | undefined;
}

/**
 * The part of n8n's contexts that describes the wires; `getConnections` is not in its types, and not every n8n has it.
 */
type Wires = Pick<IWebhookFunctions, 'getChildNodes' | 'getNode'> & {
	readonly getConnections?: (
		destination: { readonly name: string },
		type: 'main',
	) => ReadonlyArray<readonly IConnection[] | null | undefined>;
};

/** The nodes wired directly to an output of the trigger; `undefined` where this n8n does not say. Never throws. */
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

/** The nodes behind the trigger that are not disabled. Throws what n8n throws. */
export function activeNodesBehind(context: Pick<Wires, 'getChildNodes' | 'getNode'>): readonly NodeBehind[] {
	return nodesBehind(context, context.getNode().name).filter(({ disabled }) => !disabled);
}

/** Says whether a node answers mentions: the action of this package with the operation Reply. */
export function isReply({ type, parameters }: NodeBehind): boolean {
	return ACTION.test(type) && parameters?.operation === 'reply';
}

/**
 * What becomes of an answer that comes after the deadline: all Replies post it, some do, or none does. Each case has
 * its own text.
 */
type LateAnswer = 'answerComes' | 'answerMayCome' | 'answerDoesNotCome';

/** Says what becomes of a late answer to a message that left the trigger by this output. Never throws. */
export function lateAnswerOf(context: Wires, output: number): LateAnswer {
	const replies = caught(() => nodesBehindOutput(context, output).filter((node) => !node.disabled && isReply(node)));
	if (!replies.ok) return 'answerMayCome';
	const posted = replies.value.filter(({ parameters }) => parameters?.lateReply === 'send').length;
	if (posted === 0) return 'answerDoesNotCome';
	return posted === replies.value.length ? 'answerComes' : 'answerMayCome';
}

/** Every node behind an output, some of them more than once; behind any output, where this n8n does not tell outputs apart. */
function nodesBehindOutput(context: Wires, output: number): readonly NodeBehind[] {
	const next = nodesWiredTo(context, output);
	if (next === undefined) return nodesBehind(context, context.getNode().name);
	return next.flatMap((node) => [node, ...nodesBehind(context, node.name)]);
}

/** Every node behind the one of that name, in any number of steps. */
function nodesBehind(context: Pick<Wires, 'getChildNodes'>, name: string): readonly NodeBehind[] {
	return context.getChildNodes(name, { includeNodeParameters: true });
}
