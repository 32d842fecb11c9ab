import type { ExampleName } from './examples';
import type { N8nClient, WorkflowFile } from './n8n-client';

import { readWorkflow } from './demo';
import { StepError } from './steps';

/** What is changed in an example before it is imported: what its page tells people to change, and nothing else. */
export interface ExampleChanges {
	/** The name of a node, and the parameters that replace its own. */
	readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly settings?: Readonly<Record<string, unknown>>;
}

/** An example to import, with stored credentials by the type of the node that they are put into. */
interface ExampleImport {
	readonly name: ExampleName;
	readonly credentials: Readonly<Record<string, unknown>>;
	readonly changes?: ExampleChanges;
}

/**
 * Imports an example as a person does: file, credentials, publish. Returns the id of the workflow. Throws if n8n does
 * not publish it, and for changes to a node that it does not have.
 */
export async function importExample(
	client: N8nClient,
	{ name, credentials, changes = {} }: ExampleImport,
): Promise<string> {
	const { id, status, detail } = await client.publish(
		changed(await readWorkflow(`examples/${name}.json`), changes),
		credentials,
	);
	if (status === 'published') return id;
	throw new StepError(`examples/${name}.json could not be published: ${detail}`, 'Look at the workflow in the editor.');
}

/** A schedule that fires every few seconds, in place of the one in the example. */
export function everySeconds(seconds: number): Readonly<Record<string, unknown>> {
	return { rule: { interval: [{ field: 'seconds', secondsInterval: seconds }] } };
}

/** A schedule that does not fire while somebody tests: its only day is a 29th of February. */
export const ON_A_LEAP_DAY: Readonly<Record<string, unknown>> = {
	rule: { interval: [{ field: 'cronExpression', expression: '0 0 29 2 *' }] },
};

function changed(file: WorkflowFile, { parameters = {}, settings = {} }: ExampleChanges): WorkflowFile {
	const unknown = Object.keys(parameters).find((name) => !file.nodes.some((node) => node.name === name));
	if (unknown !== undefined) throw new Error(`the example has no node "${unknown}"`);
	const nodes = file.nodes.map((node) => ({ ...node, parameters: { ...node.parameters, ...parameters[node.name] } }));
	return { ...file, nodes, settings: { ...Object(file.settings), ...settings } };
}
