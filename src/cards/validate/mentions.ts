import type { CardPosition } from './card-position';
import type { CardReport, Wording } from './report';

import { PEOPLE_MENTIONED_MAX } from '../../limits';
import { isMentionId } from '../mention';
import { isPlainObject } from '../../json';
import { pathOf } from './card-position';
import { suggestion } from './suggest';

/** An `<at>` tag or the text of an entity, and where it is. */
interface MentionText {
	readonly text: string;
	readonly position: CardPosition;
}

/** The mentions that the walk has seen. */
export interface MentionNotes {
	/** Tags in texts where Teams shows mentions (TextBlock, FactSet; teams.md H.4), the first of each text. */
	readonly tags: Map<string, CardPosition>;
	/** Tags in any other text: they do not need an entity, but an entity may belong to them. */
	readonly otherTags: Set<string>;
	readonly entities: MentionText[];
}

/** Beginnings of ids that webhooks cannot mention. */
const UNSUPPORTED_IDS: ReadonlyArray<{ readonly start: string; readonly says: string }> = [
	{ start: '28:', says: 'This is the ID of a bot: webhooks can mention only people.' },
	{ start: '19:', says: 'This is the ID of a channel, team or chat: webhooks can mention only people.' },
	{ start: '29:', says: 'Only bots can mention a person by this ID.' },
	{ start: '8:', says: 'Only Teams itself uses this kind of ID for a person.' },
];

const PERSON_FIX =
	'Put the user principal name (bo@example.com) or the Microsoft Entra object ID of a person into `mentioned.id`.';

/** All `<at>...</at>` tags in a text, in order. */
export function tagsIn(text: string): readonly string[] {
	const tags: string[] = [];
	let from = text.indexOf('<at');
	while (from !== -1) {
		const next = text[from + '<at'.length];
		const end = next === '>' || next === ' ' ? text.indexOf('</at>', from) : from;
		if (end === -1) return tags;
		if (end > from) tags.push(text.slice(from, end + '</at>'.length));
		from = text.indexOf('<at', end + '<at'.length);
	}
	return tags;
}

/** Checks who is mentioned: webhooks can mention only people, by UPN or Entra object id (S9). */
export function checkMentioned(
	report: CardReport,
	position: CardPosition,
	mentioned: Readonly<Record<string, unknown>>,
): void {
	const id = mentioned.id;
	const isTag = typeof mentioned.mentionType === 'string' && mentioned.mentionType.toLowerCase() === 'tag';
	if (isTag)
		return report.add('mention-id-unsupported', { parent: position, key: 'mentionType' }, () => ({
			message: 'Webhooks cannot mention tags.',
			fix: PERSON_FIX,
		}));
	if (typeof id !== 'string' || id.includes('${')) return;
	const unsupported = UNSUPPORTED_IDS.find(({ start }) => id.startsWith(start));
	if (unsupported !== undefined)
		report.add('mention-id-unsupported', { parent: position, key: 'id' }, () => ({
			message: unsupported.says,
			fix: PERSON_FIX,
		}));
	else if (!isMentionId(id))
		report.add('mention-id-unknown', { parent: position, key: 'id' }, () => ({
			message: 'This is neither a user principal name nor a Microsoft Entra object ID.',
			fix: PERSON_FIX,
		}));
}

/** The ids that the entities of a card name, in lower case, each once. */
export function peopleIn(card: Readonly<Record<string, unknown>>): readonly string[] {
	const entities: unknown = isPlainObject(card.msteams) ? card.msteams.entities : undefined;
	const ids = (Array.isArray(entities) ? entities : []).flatMap((entity: unknown) => {
		const id: unknown = isPlainObject(entity) && isPlainObject(entity.mentioned) ? entity.mentioned.id : undefined;
		return typeof id === 'string' ? [id.trim().toLowerCase()] : [];
	});
	return [...new Set(ids)];
}

/** The finding for a message whose entities name too many people, or `undefined`. */
export function tooManyPeople(people: readonly string[]): Wording | undefined {
	const count = new Set(people).size;
	if (count <= PEOPLE_MENTIONED_MAX) return undefined;
	return {
		message: `The message mentions ${count} people; Microsoft documents a limit of ${PEOPLE_MENTIONED_MAX} for one message.`,
		fix: `Send several messages with at most ${PEOPLE_MENTIONED_MAX} people each.`,
	};
}

/** Compares tags and entities, which must have exactly the same text (S9); a pair that almost matches is one finding. */
export function checkMentions(report: CardReport, { tags, otherTags, entities }: MentionNotes): void {
	const texts = new Set(entities.map(({ text }) => text));
	const lonelyTags = new Map([...tags].filter(([text]) => !texts.has(text)));
	for (const entity of entities) {
		if (tags.has(entity.text) || otherTags.has(entity.text)) continue;
		const meant = suggestion(entity.text, lonelyTags.keys());
		const tagPlace = meant === undefined ? undefined : lonelyTags.get(meant);
		if (meant !== undefined) lonelyTags.delete(meant);
		report.add('mention-without-tag', { parent: entity.position, key: 'text' }, () =>
			withoutTag(entity.text, meant, tagPlace),
		);
	}
	for (const [text, position] of lonelyTags) report.add('mention-without-entity', position, () => withoutEntity(text));
}

function withoutTag(text: string, meant: string | undefined, position: CardPosition | undefined): Wording {
	const message = `No text in the card contains \`${text}\`, so nobody is mentioned.`;
	if (meant === undefined)
		return { message, fix: `Put \`${text}\` into the text of a TextBlock or a fact, or remove the entity.` };
	return { message, fix: `Write \`${meant}\`, exactly as in ${pathOf(position)}.` };
}

function withoutEntity(text: string): Wording {
	return {
		message: `\`${text}\` mentions nobody: no entity has exactly this text.`,
		fix: `Add \`{ "type": "mention", "text": ${JSON.stringify(text)}, "mentioned": { "id": "user@example.com", "name": "..." } }\` to msteams.entities.`,
	};
}
