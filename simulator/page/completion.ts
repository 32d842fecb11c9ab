import type { Mentionable } from '../outgoing/segments';

/** A mention that is being written: from the `@` up to the caret. */
interface OpenMention {
	readonly start: number;
	readonly query: string;
}

/** Chosen: the most characters that a name can have. */
const QUERY_MAX = 60;

/** Finds the mention that is being written at the caret, or `undefined`. */
export function openMention(text: string, caret: number): OpenMention | undefined {
	const before = text.slice(0, caret);
	const start = before.lastIndexOf('@');
	if (start === -1 || (start > 0 && /[\p{L}\p{N}_]/u.test(before[start - 1] ?? ''))) return undefined;
	const query = before.slice(start + 1);
	return query.includes('\n') || query.length > QUERY_MAX ? undefined : { start, query };
}

/** Names that fit what is written: those that begin with it first, webhooks before people. Nothing once a name is complete. */
export function suggestions(query: string, names: readonly Mentionable[]): readonly Mentionable[] {
	const wanted = query.toLowerCase();
	if (names.some(({ name }) => wanted.startsWith(`${name.toLowerCase()} `))) return [];
	const starts = names.filter(({ name }) => name.toLowerCase().startsWith(wanted));
	const inside = names.filter(
		({ name }) =>
			!starts.some((found) => found.name === name) &&
			name
				.toLowerCase()
				.split(/\s+/)
				.some((word) => word.startsWith(wanted)),
	);
	return [...starts, ...inside];
}

/** The text with the completed name, and the new position of the caret. */
export function complete(
	text: string,
	caret: number,
	{ start }: OpenMention,
	name: string,
): { readonly text: string; readonly caret: number } {
	const rest = text.slice(caret);
	const gap = rest.startsWith(' ') ? '' : ' ';
	return { text: `${text.slice(0, start)}@${name}${gap}${rest}`, caret: start + 1 + name.length + 1 };
}
