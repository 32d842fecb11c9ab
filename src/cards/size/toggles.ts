import type { Content } from '../content';
import type { Finding } from '../finding';

import { locate } from './located';
import { isPlainObject } from '../../json';
import { joinPaths } from './path-ranges';

/** Deeper levels are ignored; no real card has so many. */
const DEPTH_MAX = 64;

/** Lists of ids by which an action names elements: Action.ToggleVisibility and Action.ResetInputs. */
const TARGET_LISTS: ReadonlySet<string> = new Set(['targetElements', 'targetInputIds']);

/** The ids that a value has, and those that its actions name, each with the path of the first name. */
export interface Ids {
	readonly own: ReadonlySet<string>;
	readonly targets: ReadonlyMap<string, string>;
}

/** Finds ids and the actions that name them in everything below a value. */
export function idsIn(value: unknown, path = ''): Ids {
	const own = new Set<string>();
	const targets = new Map<string, string>();
	visit(value, path, 0, { own, targets });
	return { own, targets };
}

/**
 * A warning for actions that show, hide or reset an element that was in their card and no longer is: it is in another
 * part, or was left out. If several cards have the same ids, all are named.
 */
export function strandedTargets(before: Content, parts: readonly Content[]): readonly Finding[] {
	const { content, paths } = locate(before);
	if (parts.length === 1 && parts[0] === before) return [];
	const given = content.attachments.map(({ content: card }, index) => idsIn(card, paths[index] ?? ''));
	const known = given.flatMap(({ own, targets }) => [...targets].filter(([id]) => own.has(id)));
	const sent =
		known.length === 0 ? [] : parts.flatMap(({ attachments }) => attachments.map(({ content: card }) => idsIn(card)));
	const stranded = known.filter(([id]) => sent.some(({ own, targets }) => targets.has(id) && !own.has(id)));
	if (stranded.length === 0) return [];
	const path = joinPaths(stranded.map(([, place]) => place)).join(', ');
	return [
		{
			severity: 'warning',
			code: 'target-stranded',
			path,
			message: 'This shows, hides or resets an element that is no longer in the same message.',
			fix: 'Put the button and the element next to each other, or shorten the message.',
		},
	];
}

function visit(
	value: unknown,
	path: string,
	depth: number,
	found: { readonly own: Set<string>; readonly targets: Map<string, string> },
): void {
	if (depth > DEPTH_MAX) return;
	if (Array.isArray(value))
		value.forEach((entry: unknown, index) => visit(entry, `${path}[${index}]`, depth + 1, found));
	if (!isPlainObject(value)) return;
	if (typeof value.id === 'string') found.own.add(value.id);
	for (const [name, member] of Object.entries(value)) {
		const place = path === '' ? name : `${path}.${name}`;
		if (TARGET_LISTS.has(name) && Array.isArray(member)) noteTargets(member, place, found.targets);
		else visit(member, place, depth + 1, found);
	}
}

function noteTargets(entries: readonly unknown[], path: string, targets: Map<string, string>): void {
	for (const [index, entry] of entries.entries()) {
		const id = isPlainObject(entry) ? entry.elementId : entry;
		if (typeof id === 'string' && !targets.has(id)) targets.set(id, `${path}[${index}]`);
	}
}
