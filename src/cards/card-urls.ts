import type { JsonObject } from '../json';

import { CARD_DEPTH_MAX } from '../limits';
import { encodeUrl } from './encode-url';

/**
 * Members that contain an address: those of Adaptive Cards in `validate/table.ts`, and those of MessageCards
 * (teams.md E.1 to E.3).
 */
export const URL_MEMBERS: ReadonlySet<string> = new Set([
	'url',
	'iconUrl',
	'backgroundImage',
	'poster',
	'webUrl',
	'onlineMeetingUrl',
	'uri',
	'target',
	'image',
	'activityImage',
]);

/** The contents of these belong to the author, for a service or for Teams. */
const OPAQUE_MEMBERS: ReadonlySet<string> = new Set(['data', 'msteams', 'headers']);

/** Types of actions that post to an address, which may contain values of inputs (teams.md E.5). */
const POSTS: ReadonlySet<unknown> = new Set(['Action.Http', 'HttpPOST']);

/** The members of an attachment that can contain addresses. */
interface Addressed {
	readonly content?: JsonObject;
	readonly contentUrl?: string | null;
}

/** The same attachment with every address encoded, see {@link encodeUrl}: those of buttons, images, media and select actions. */
export function withEncodedUrls<Attachment extends Addressed>(attachment: Attachment): Attachment {
	const content = attachment.content === undefined ? {} : { content: encodeObject(attachment.content, new Map(), 0) };
	return {
		...attachment,
		...content,
		...(typeof attachment.contentUrl === 'string' ? { contentUrl: encodeUrl(attachment.contentUrl) } : {}),
	};
}

/**
 * `done` holds what was read, so recursion ends at an object that contains itself; `prepareMessage` refuses such a
 * card.
 */
function encodeObject(object: JsonObject, done: Map<object, unknown>, depth: number): JsonObject {
	done.set(object, object);
	const encoded = Object.fromEntries(
		Object.entries(object).map(([name, member]) => [
			name,
			OPAQUE_MEMBERS.has(name) ? member : encodeMember(member, { isUrl: isUrl(object, name, member), done, depth }),
		]),
	);
	done.set(object, encoded);
	return encoded;
}

function encodeMember(
	member: unknown,
	walk: { readonly isUrl: boolean; readonly done: Map<object, unknown>; readonly depth: number },
): unknown {
	const { isUrl: isAddress, done, depth } = walk;
	if (typeof member === 'string') return isAddress ? encodeUrl(member) : member;
	if (typeof member !== 'object' || member === null || depth > CARD_DEPTH_MAX) return member;
	if (done.has(member)) return done.get(member);
	if (isRecord(member)) return encodeObject(member, done, depth + 1);
	if (!Array.isArray(member)) return member;
	done.set(member, member);
	const encoded = member.map((entry: unknown) => encodeMember(entry, { ...walk, depth: depth + 1 }));
	done.set(member, encoded);
	return encoded;
}

/** Dates and the like have a `toJSON`, which a copy of their members would not have. */
function isRecord(value: object): value is JsonObject {
	return !Array.isArray(value) && !('toJSON' in value && typeof value.toJSON === 'function');
}

function isUrl(object: JsonObject, name: string, member: unknown): boolean {
	if (name === 'value') return object.type === 'openUrl';
	const isPost = POSTS.has(object.type) || POSTS.has(object['@type']);
	return URL_MEMBERS.has(name) && !(isPost && typeof member === 'string' && member.includes('{{'));
}
