/** Somebody or something that can be mentioned. */
export interface Mentionable {
	readonly kind: 'person' | 'webhook';
	readonly id: string;
	readonly name: string;
}

/** A piece of a message: words, or a mention. */
export type Segment =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'mention'; readonly who: Mentionable };

/**
 * Finds `@Name` in a text, any case, the longest name first. A name counts where a word begins before the `@` and ends
 * after the name, so that `ada@n8n.io` mentions nobody.
 */
export function segmentsOf(text: string, names: readonly Mentionable[]): readonly Segment[] {
	const byLength = names.toSorted((left, right) => right.name.length - left.name.length);
	const segments: Segment[] = [];
	let from = 0;
	for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
		const who =
			at > 0 && isWord(text[at - 1]) ? undefined : byLength.find(({ name }) => startsWithName(text, at + 1, name));
		if (who === undefined) continue;
		if (at > from) segments.push({ kind: 'text', text: text.slice(from, at) });
		segments.push({ kind: 'mention', who });
		from = at + 1 + who.name.length;
	}
	if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) });
	return segments;
}

function startsWithName(text: string, at: number, name: string): boolean {
	return (
		name !== '' &&
		text.slice(at, at + name.length).toLowerCase() === name.toLowerCase() &&
		!isWord(text[at + name.length])
	);
}

function isWord(character: string | undefined): boolean {
	return character !== undefined && /[\p{L}\p{N}_]/u.test(character);
}
