import { decode, innerOf, plainSpaces, shownText } from './markup';

/** One mention as the `entities` of an activity list it. */
export interface ListedMention {
	/** `29:` for people, `28:` for bots and webhooks; `null` if it is missing. */
	readonly id: string | null;
	/** The name of the person; the one in the tag may differ (teams.md A.5). */
	readonly name: string;
	/** The element as it is in the text. */
	readonly tag: string;
}

/** The listed mention that an element of the text belongs to, and the name as that element shows it. */
export interface Claim {
	readonly listed: number;
	readonly name: string;
}

/** Chosen: Teams notifies at most 20 people per message; more names that look like tags stay text. */
const ODD_NAMES_MAX = 20;

/** Says whether an id belongs to a bot or webhook, not to a person (teams.md A.4). */
export function isBotId(id: string | null): boolean {
	return id?.startsWith('28:') === true;
}

/** The name of a listed mention; empty if it has none, like the webhook itself in 2017. */
export function nameOf({ name, tag }: ListedMention): string {
	return name === '' ? shownText(innerOf(tag)).trim() : name;
}

/** The form in which names are compared: without case, white space collapsed. */
export function foldName(name: string): string {
	return collapse(name).normalize('NFC').toLowerCase();
}

/**
 * The elements of names that hold `<at>` tags themselves, the longest first: they are found in a text only as a whole.
 */
export function oddElements(mentions: readonly ListedMention[]): readonly string[] {
	const elements = mentions
		.flatMap(({ name, tag }) => [tag, `<at>${name}</at>`])
		.filter((element) => /<\/?at/i.test(innerOf(element)));
	return [...new Set(elements)].sort((left, right) => right.length - left.length).slice(0, ODD_NAMES_MAX);
}

/**
 * Assigns elements of a text to the listed mentions, each once; call the result for one element after another. A name
 * matches verbatim or decoded, because both forms arrive (teams.md A.5).
 */
export function createClaims(mentions: readonly ListedMention[]): (inner: string) => Claim | undefined {
	const byName = new Map<string, number[]>();
	for (const [index, mention] of mentions.entries()) {
		for (const key of keysOf(mention)) {
			if (key === '') continue;
			const queue = byName.get(key);
			if (queue === undefined) byName.set(key, [index]);
			else queue.push(index);
		}
	}
	for (const queue of byName.values()) queue.reverse();
	const used = new Set<number>();
	return (inner) => {
		for (const form of formsOf(inner)) {
			const listed = nextOf(byName.get(collapse(form)) ?? [], used);
			if (listed === undefined) continue;
			used.add(listed);
			return { listed, name: shownName(inner, mentions[listed]?.name ?? '') };
		}
		return undefined;
	};
}

/** If a tag contains the name itself, anything that looks like markup or an entity is a part of it. */
function keysOf({ name, tag }: ListedMention): readonly string[] {
	const forms = [...new Set(formsOf(innerOf(tag)).map(collapse))];
	const exact = forms.indexOf(collapse(name));
	return exact === -1 ? [collapse(name), ...forms] : forms.slice(0, exact + 1);
}

/** The possible readings of a name: verbatim, decoded, and also without markup, which is what people see. */
export function formsOf(inner: string): readonly [string, string, string] {
	return [plainSpaces(inner), decode(inner), shownText(inner)];
}

/** The form of the element that equals the listed name; otherwise what people see. */
function shownName(inner: string, name: string): string {
	const forms = formsOf(inner);
	return forms.find((form) => collapse(form) === collapse(name)) ?? forms[2];
}

/** The queue is reversed, so that the first of the list is taken first; those used under another name are skipped. */
function nextOf(queue: number[], used: ReadonlySet<number>): number | undefined {
	for (let listed = queue.pop(); listed !== undefined; listed = queue.pop()) {
		if (!used.has(listed)) return listed;
	}
	return undefined;
}

function collapse(name: string): string {
	return name.replace(/\s+/g, ' ').trim();
}
