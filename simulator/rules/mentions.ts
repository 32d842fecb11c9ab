import { isPlainObject } from '../../src/json';

/** A sign-in name, or an Entra object id: what webhooks can mention people by (teams.md B.4, H.4). */
const PERSON_ID = /^(?:[^\s@:]+@[^\s@:]+|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/** An attachment without mentions that reach nobody, and the names in them. */
interface WithoutDeadMentions {
	readonly attachment: unknown;
	readonly left: readonly string[];
}

/**
 * Takes mentions of bots, channels, teams and tags out of a card, and people named by a `29:` id, as only bots may
 * (teams.md B.4, H.4). Chosen: their tag stays as plain text, as nothing says what Teams shows.
 */
export function withoutDeadMentions(attachment: unknown): WithoutDeadMentions {
	const content = isPlainObject(attachment) && isPlainObject(attachment.content) ? attachment.content : {};
	const msteams = isPlainObject(content.msteams) ? content.msteams : {};
	const entities = Array.isArray(msteams.entities) ? (msteams.entities as unknown[]) : [];
	const dead = entities.filter(
		(entity) => isPlainObject(entity) && entity.type === 'mention' && !isPerson(entity.mentioned),
	);
	if (dead.length === 0) return { attachment, left: [] };
	const kept = entities.filter((entity) => !dead.includes(entity));
	return {
		attachment: { ...(attachment as object), content: { ...content, msteams: { ...msteams, entities: kept } } },
		left: dead.map(nameOf),
	};
}

/** A note for people who wonder why nobody was notified. */
export function deadMentionNotes(left: readonly string[]): readonly string[] {
	return left.map(
		(name) => `The mention of ${name} reaches nobody: webhooks mention people, by sign-in name or Entra object ID.`,
	);
}

function isPerson(mentioned: unknown): boolean {
	if (!isPlainObject(mentioned) || typeof mentioned.id !== 'string') return false;
	const { mentionType = 'person' } = mentioned;
	return typeof mentionType === 'string' && mentionType.toLowerCase() === 'person' && PERSON_ID.test(mentioned.id);
}

function nameOf(entity: unknown): string {
	const mentioned = isPlainObject(entity) && isPlainObject(entity.mentioned) ? entity.mentioned : {};
	return typeof mentioned.name === 'string' && mentioned.name !== '' ? mentioned.name : 'somebody without a name';
}
