import type { Content } from '../content';

/** A message, or a part of one, and the path of each attachment in the user's message: `''` if it is the only one. */
export interface Located {
	readonly content: Content;
	readonly paths: readonly string[];
}

/** The whole message. Paths start at the card, or at `attachments` if there are several. */
export function locate(content: Content): Located {
	return {
		content,
		paths: content.attachments.map((_, index) =>
			content.attachments.length === 1 ? '' : `attachments[${index}].content`,
		),
	};
}

/** The text and each card as separate messages, in order; each keeps what applies to the whole message, such as its summary. */
export function apart({ content, paths }: Located): readonly Located[] {
	const text = content.text === undefined ? [] : [{ content: { ...content, attachments: [] }, paths: [] }];
	return [
		...text,
		...content.attachments.map((attachment, index) => ({
			content: { ...content, text: undefined, attachments: [attachment] },
			paths: [paths[index] ?? ''],
		})),
	];
}

/** The path of a member of the object at `path`. */
export function memberBelow(path: string, name: string): string {
	return path === '' || path === '$' ? name : `${path}.${name}`;
}
