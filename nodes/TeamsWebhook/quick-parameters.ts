import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isPlainObject } from '../../src/json';

/** `={{ $json.name }}` and nothing else: the expression that the editor writes when a field is dragged in. */
const FIELD_OF_ITEM = /^=\{\{\s*\$json\.([A-Za-z_][A-Za-z0-9_]*)\s*\}\}$/;

/** Names that n8n does not let expressions read. */
const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * The same context, with parameters that cost less for many items: one without an expression is read once, and one that
 * is only a text field of the item is taken from there. Everything else is left to n8n, whose expression engine takes
 * most of the time of a send (docs/performance.md, Sending). The caller must not change a value that was read this way.
 */
export function withQuickParameters(context: IExecuteFunctions): IExecuteFunctions {
	const { parameters } = context.getNode();
	const items = context.getInputData();
	const known = new Map<string, unknown>();
	const read = (name: string, itemIndex: number, fallback?: unknown, options?: object): unknown => {
		const ask = () => context.getNodeParameter(name, itemIndex, fallback as never, options as never) as unknown;
		if (options !== undefined || name.includes('.')) return ask();
		const field = fieldOfItem(parameters[name], items[itemIndex]);
		if (field !== undefined) return field;
		if (holdsExpression(parameters[name])) return ask();
		if (!known.has(name)) known.set(name, ask());
		return known.get(name);
	};
	return Object.create(context, { getNodeParameter: { value: read } }) as IExecuteFunctions;
}

function fieldOfItem(parameter: unknown, item: INodeExecutionData | undefined): string | undefined {
	const name = typeof parameter === 'string' ? FIELD_OF_ITEM.exec(parameter)?.[1] : undefined;
	if (
		name === undefined ||
		item === undefined ||
		FORBIDDEN.has(name) ||
		!isPlainObject(item.json) ||
		!Object.hasOwn(item.json, name)
	)
		return undefined;
	const value: unknown = item.json[name];
	return typeof value === 'string' ? value : undefined;
}

function holdsExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(holdsExpression);
}
