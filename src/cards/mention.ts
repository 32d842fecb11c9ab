import type { Attachment } from './message';

import { ADAPTIVE_CARD_TYPE, isPlainObject } from './message';

/** Longer names are cut. */
const NAME_MAX_CHARACTERS = 100;

/** Somebody a card mentions. Webhooks mention by Entra object id or user principal name (teams.md H.4). */
export interface MentionedPerson {
	readonly id: string;
	readonly name: string;
}

/** Puts a line that mentions a person on top of an Adaptive Card, tag and entity alike. Other cards come back unchanged. */
export function withMention(card: Attachment, person: MentionedPerson): Attachment {
	const { content } = card;
	if (card.contentType !== ADAPTIVE_CARD_TYPE || content === undefined) return card;
	const name = nameOf(person);
	const text = `<at>${name}</at>`;
	const msteams = isPlainObject(content.msteams) ? content.msteams : {};
	const entities: readonly unknown[] = Array.isArray(msteams.entities) ? msteams.entities : [];
	const body: readonly unknown[] = Array.isArray(content.body) ? content.body : [];
	return {
		...card,
		content: {
			...content,
			body: [{ type: 'TextBlock', text, wrap: true }, ...body],
			msteams: { ...msteams, entities: [...entities, { type: 'mention', text, mentioned: { id: person.id, name } }] },
		},
	};
}

/** People choose their names: what Markdown or a tag would read as more than a name is left out. */
function nameOf(person: MentionedPerson): string {
	const plain = person.name.replace(/[<>[\]()*_`~#\\|]/g, '').replace(/[\s\p{Cc}]+/gu, ' ').trim();
	return plain.slice(0, NAME_MAX_CHARACTERS).trim() || 'there';
}
