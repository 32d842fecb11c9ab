import type { FormFact } from './card-form';

import { isPlainObject } from '../../json';

/** Chosen: nobody reads a card with more fields than this, and it soon exceeds 28 KB. */
const FIELDS_MAX = 50;

/** Chosen: nested objects are split up to this depth; what is deeper is shown as JSON. */
const DEPTH_MAX = 4;

/** A field of an item and the name it is shown under. */
interface FieldChoice {
	readonly label: string;
	readonly path: string;
}

/**
 * Reads a list of fields: `name, customer.email, tags[0]`, each by itself or as `Label = path`. Empty entries are
 * ignored; a field name cannot contain a comma or an equals sign.
 */
export function parseFieldList(text: string): readonly FieldChoice[] {
	const entries = text
		.split(/[,\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	return entries.map((entry) => {
		const at = entry.indexOf('=');
		const path = entry.slice(at + 1).trim();
		const label = at > 0 ? entry.slice(0, at).trim() : path;
		return { label: label === '' ? path : label, path };
	});
}

/** The value at a path like `customer.emails[0]`; a field whose name is the whole path wins. `undefined` if it does not exist. */
export function valueAt(item: Readonly<Record<string, unknown>>, path: string): unknown {
	if (Object.hasOwn(item, path)) return item[path];
	let current: unknown = item;
	for (const step of stepsOf(path)) {
		if (Array.isArray(current))
			current = /^\d+$/.test(step) ? (current as readonly unknown[])[Number(step)] : undefined;
		else current = isPlainObject(current) && Object.hasOwn(current, step) ? current[step] : undefined;
	}
	return current;
}

/** Chosen fields as facts, in the order of the choice. */
export function chosenFacts(
	item: Readonly<Record<string, unknown>>,
	fields: readonly FieldChoice[],
): readonly FormFact[] {
	return fields.map(({ label, path }) => ({ title: label, value: valueAt(item, path) }));
}

/** All fields of an item as facts, nested ones with their path; after 50, one fact says how many more there are. */
export function allFacts(item: Readonly<Record<string, unknown>>): readonly FormFact[] {
	const facts = leavesOf(item, '', 0);
	if (facts.length <= FIELDS_MAX) return facts;
	return [...facts.slice(0, FIELDS_MAX), { title: '…', value: `and ${facts.length - FIELDS_MAX} more` }];
}

function stepsOf(path: string): readonly string[] {
	return path
		.replace(/\[["']?([^\]"']*)["']?\]/g, '.$1')
		.split('.')
		.filter((step) => step !== '');
}

function leavesOf(value: Readonly<Record<string, unknown>>, prefix: string, depth: number): FormFact[] {
	return Object.entries(value).flatMap(([name, member]) => {
		const path = prefix === '' ? name : `${prefix}.${name}`;
		const nested =
			isPlainObject(member) && !(member instanceof Date) && depth < DEPTH_MAX && Object.keys(member).length > 0;
		return nested ? leavesOf(member, path, depth + 1) : [{ title: path, value: member }];
	});
}
