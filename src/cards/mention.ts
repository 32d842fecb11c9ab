import type { Finding } from './finding';
import type { Attachment } from './message';

import { ADAPTIVE_CARD_TYPE, isPlainObject } from './message';

/** Longer names are cut. */
const NAME_MAX_CHARACTERS = 100;

/** What stands for a person without a name. */
const NO_NAME = 'there';

/** Webhooks mention by Entra object id or user principal name, nothing else (teams.md H.4, S9). */
const ENTRA_OBJECT_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const USER_PRINCIPAL_NAME = /^[^\s@<>:]{1,255}@[^\s@<>:]{1,255}$/;

/** Somebody a card mentions. */
export interface MentionedPerson {
	readonly id: string;
	readonly name: string;
}

/** A person as Teams wants it: the tag in the text, and the entity whose `text` is the same tag. */
export interface Mention {
	readonly tag: string;
	/** The name as people give it, which may stand in their text as `<at>name</at>`. */
	readonly writtenTag: string;
	readonly entity: { readonly type: 'mention'; readonly text: string; readonly mentioned: { readonly id: string; readonly name: string } };
}

/** True for a user principal name and for an Entra object id. */
export function isMentionId(id: string): boolean {
	return ENTRA_OBJECT_ID.test(id) || USER_PRINCIPAL_NAME.test(id);
}

/**
 * Tags and entities for people. Equal names get a number, so that each tag has one entity; a person named twice is
 * mentioned once. Somebody whose id no webhook can mention is a finding with the path `mentions[n].id` and left out.
 */
export function toMentions(people: readonly MentionedPerson[]): { readonly mentions: readonly Mention[]; readonly findings: readonly Finding[] } {
	const mentions: Mention[] = [];
	const findings: Finding[] = [];
	for (const [index, person] of people.entries()) {
		const id = person.id.trim();
		if (!isMentionId(id)) findings.push(unsupportedId(index));
		else if (!mentions.some(({ entity }) => entity.mentioned.id === id)) mentions.push(toMention({ ...person, id }, mentions));
	}
	return { mentions, findings };
}

/** Puts a line that mentions a person on top of an Adaptive Card, tag and entity alike. Other cards come back unchanged. */
export function withMention(card: Attachment, person: MentionedPerson): Attachment {
	const { content } = card;
	if (card.contentType !== ADAPTIVE_CARD_TYPE || content === undefined) return card;
	const { tag, entity } = toMention(person, []);
	const msteams = isPlainObject(content.msteams) ? content.msteams : {};
	const entities: readonly unknown[] = Array.isArray(msteams.entities) ? msteams.entities : [];
	const body: readonly unknown[] = Array.isArray(content.body) ? content.body : [];
	return { ...card, content: { ...content, body: [{ type: 'TextBlock', text: tag, wrap: true }, ...body], msteams: { ...msteams, entities: [...entities, entity] } } };
}

function toMention(person: MentionedPerson, others: readonly Mention[]): Mention {
	const plain = nameOf(person);
	const taken = new Set(others.map(({ tag }) => tag));
	let name = plain;
	for (let count = 2; taken.has(`<at>${name}</at>`); count += 1) name = `${plain} ${count}`;
	const tag = `<at>${name}</at>`;
	return { tag, writtenTag: `<at>${person.name.trim()}</at>`, entity: { type: 'mention', text: tag, mentioned: { id: person.id, name } } };
}

/** People choose their names: what Markdown or a tag would read as more than a name is left out. */
function nameOf(person: MentionedPerson): string {
	const plain = person.name.replace(/[<>[\]()*_`~#\\|&]/g, '').replace(/[\s\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
	return plain.slice(0, NAME_MAX_CHARACTERS).trim() || NO_NAME;
}

function unsupportedId(index: number): Finding {
	return {
		severity: 'error',
		code: 'mention-id-unsupported',
		path: `mentions[${index}].id`,
		message: 'A webhook cannot mention this id: it is neither a user principal name nor an Entra object id.',
		fix: 'Give the sign-in name (name@example.com) or the Entra object id of a person; bots, tags, teams and channels cannot be mentioned.',
	};
}
