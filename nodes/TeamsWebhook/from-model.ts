import type { IExecuteFunctions } from 'n8n-workflow';

const FROM_MODEL = /\$fromAI\b/i;

/** Parameters of a tool's node that describe the tool to the model; the model chooses nothing there. */
const DESCRIPTION: ReadonlySet<string> = new Set(['descriptionType', 'toolDescription']);

/** True if a model fills in any part of this parameter, as the panel holds it before expressions are resolved. */
export function isFromModel(parameter: unknown): boolean {
	return FROM_MODEL.test(JSON.stringify(parameter ?? ''));
}

/**
 * The first parameter of the node that a model would fill in and must not; `undefined` if there is none. Members of the
 * collection Options are named like `options.summary`.
 */
export function chosenByModel(context: IExecuteFunctions, mayWrite: ReadonlySet<string>): string | undefined {
	const { options, ...others } = context.getNode().parameters;
	const members = Object.entries(Object(options) as object).map(([name, value]) => [`options.${name}`, value] as const);
	return [...Object.entries(others), ...members].find(
		([name, value]) => !mayWrite.has(name) && !DESCRIPTION.has(name) && isFromModel(value),
	)?.[0];
}
