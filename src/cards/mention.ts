import type { Finding } from './finding';
import type { Attachment } from './message';

import { isGuid } from '../guid';
import { graphemeStart } from './size/cut-text';
import { neutralizeMentions } from './markdown';
import { ADAPTIVE_CARD_TYPE } from './message';
import { isPlainObject } from '../json';

/** Chosen, in UTF-16 units: longer names are cut. */
const NAME_MAX_LENGTH = 100;

/** How a person without a name is addressed. */
const NO_NAME = 'there';

/** Webhooks mention people only by Entra object id or user principal name (teams.md H.4, S9). */
const USER_PRINCIPAL_NAME = /^[^\s@<>:]{1,255}@[^\s@<>:]{1,255}$/;

/** Somebody a card mentions. */
interface MentionedPerson {
	readonly id: string;
	readonly name: string;
}

/** A person as Teams expects it: the tag in the text, and the entity whose `text` is the same tag. */
export interface CardMention {
	readonly tag: string;
	/** The names as they were filled in, which the text may contain as `<at>name</at>`: several if a person is named twice. */
	readonly writtenTags: readonly string[];
	readonly entity: {
		readonly type: 'mention';
		readonly text: string;
		readonly mentioned: { readonly id: string; readonly name: string };
	};
}

/** True for a user principal name and for an Entra object id. */
export function isMentionId(id: string): boolean {
	return isGuid(id) || USER_PRINCIPAL_NAME.test(id);
}

/**
 * Tags and entities for people. Equal names get a number, so that each tag has one entity; a person named twice is
 * mentioned once, and the case of addresses does not matter. A person whose id webhooks cannot mention is left out, with
 * a finding at `mentions[n].id`.
 */
export function toMentions(people: readonly MentionedPerson[]): {
	readonly mentions: readonly CardMention[];
	readonly findings: readonly Finding[];
} {
	const mentions = new Map<string, CardMention>();
	const findings: Finding[] = [];
	for (const [index, person] of people.entries()) {
		const id = person.id.trim();
		const key = id.toLowerCase();
		const known = mentions.get(key);
		if (!isMentionId(id)) findings.push(unsupportedId(index));
		else if (known === undefined)
			mentions.set(key, toMention({ ...person, id }, new Set([...mentions.values()].map(({ tag }) => tag))));
		else mentions.set(key, { ...known, writtenTags: [...known.writtenTags, writtenTag(person)] });
	}
	return { mentions: [...mentions.values()], findings };
}

/**
 * The Markdown with each tag that people wrote replaced by the tag of its person; every other tag mentions nobody. If two
 * people have the same name, the tag is that of the first.
 */
export function withTags(text: string, mentions: readonly CardMention[]): string {
	const written = mentions.flatMap(({ tag, writtenTags }) => writtenTags.map((name) => [name, tag] as const));
	const tags = new Map([...mentions.map(({ tag }) => [tag, tag] as const), ...written.reverse()]);
	// All at once: otherwise a tag that has already been replaced could be taken for one that somebody wrote.
	const longestFirst = [...tags.keys()].sort((one, other) => other.length - one.length).map(escapeRegex);
	const tagged =
		longestFirst.length === 0
			? text
			: text.replace(new RegExp(longestFirst.join('|'), 'g'), (name) => tags.get(name) ?? name);
	return neutralizeMentions(tagged, new Set(mentions.map(({ tag }) => tag)));
}

/**
 * Puts a line that mentions a person, with tag and entity, on top of an Adaptive Card. It does not reuse a tag that
 * mentions somebody else there. Other cards are returned unchanged.
 */
export function withMention(card: Attachment, person: MentionedPerson): Attachment {
	const { content } = card;
	if (card.contentType !== ADAPTIVE_CARD_TYPE || content === undefined) return card;
	const msteams = isPlainObject(content.msteams) ? content.msteams : {};
	const entities: readonly unknown[] = Array.isArray(msteams.entities) ? msteams.entities : [];
	const others = entities.filter(isPlainObject);
	const known = others.find((other) => isMentionOf(other, person));
	const { tag, entity } = toMention(person, new Set(others.map(({ text }) => text)));
	const body: readonly unknown[] = Array.isArray(content.body) ? content.body : [];
	return {
		...card,
		content: {
			...content,
			body: [{ type: 'TextBlock', text: known?.text ?? tag, wrap: true }, ...body],
			msteams: { ...msteams, entities: known === undefined ? [...entities, entity] : entities },
		},
	};
}

function isMentionOf({ text, mentioned }: Readonly<Record<string, unknown>>, { id }: MentionedPerson): boolean {
	return (
		typeof text === 'string' &&
		isPlainObject(mentioned) &&
		typeof mentioned.id === 'string' &&
		mentioned.id.toLowerCase() === id.toLowerCase()
	);
}

function toMention(person: MentionedPerson, taken: ReadonlySet<unknown>): CardMention {
	const plain = nameOf(person);
	let name = plain;
	for (let count = 2; taken.has(`<at>${name}</at>`); count += 1) name = `${plain} ${count}`;
	const tag = `<at>${name}</at>`;
	return {
		tag,
		writtenTags: [writtenTag(person)],
		entity: { type: 'mention', text: tag, mentioned: { id: person.id, name } },
	};
}

function writtenTag({ name }: MentionedPerson): string {
	return `<at>${name.trim()}</at>`;
}

/** People choose their names, so what Markdown or a tag would not read as a plain name is left out. */
function nameOf(person: MentionedPerson): string {
	const plain = person.name
		.replace(/[<>[\]()*_`~#\\|&]/g, '')
		.replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
		.trim();
	const length = plain.length > NAME_MAX_LENGTH ? graphemeStart(plain, NAME_MAX_LENGTH) : plain.length;
	return plain.slice(0, length).trim() || NO_NAME;
}

/** The text with every character escaped that means something in a pattern. */
export function escapeRegex(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function unsupportedId(index: number): Finding {
	return {
		severity: 'error',
		code: 'mention-id-unsupported',
		path: `mentions[${index}].id`,
		message: 'Webhooks cannot mention this ID: it is neither a user principal name nor a Microsoft Entra object ID.',
		fix: 'Use the sign-in name (name@example.com) or the Microsoft Entra object ID of a person; bots, tags, teams and channels cannot be mentioned.',
	};
}
