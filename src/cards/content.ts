import type { Attachment } from './message';

import { ADAPTIVE_CARD_TYPE } from './message';

/** What a message says: Markdown text, cards, or both; `summary` is what a notification shows. */
export interface Content {
	readonly text?: string;
	readonly attachments: readonly Attachment[];
	readonly summary?: string;
	/** The first message of its thread. The template flow ignores it; the flow of docs/flows.md posts there. */
	readonly replyToId?: string;
	/**
	 * The text stays as it is. Otherwise, preparing the message turns Markdown that Teams does not draw into Markdown
	 * that it draws.
	 */
	readonly asWritten?: true;
	/** Whether a text that is sent as a card fills the width of the channel. */
	readonly fullWidth: boolean;
}

/** A message of plain Markdown text. */
export function textContent(text: string, fullWidth = true): Content {
	return { text, attachments: [], fullWidth };
}

/** A message of cards. */
export function cardContent(attachments: readonly Attachment[]): Content {
	return { attachments, fullWidth: true };
}

/** Several messages in one: the texts one below the other, then all cards; the first summary counts. */
export function joinContents(contents: readonly Content[]): Content {
	const texts = contents.flatMap(({ text }) => (text === undefined || text.trim() === '' ? [] : [text]));
	const summary = contents.find((content) => content.summary !== undefined)?.summary;
	return {
		...(texts.length === 0 ? {} : { text: texts.join('\n\n') }),
		attachments: contents.flatMap(({ attachments }) => attachments),
		...(summary === undefined ? {} : { summary }),
		...(contents.some(({ asWritten }) => asWritten) ? { asWritten: true } : {}),
		fullWidth: contents[0]?.fullWidth ?? true,
	};
}

/** True for an attachment that contains an Adaptive Card. */
export function isAdaptive({ contentType, content }: Attachment): boolean {
	return contentType === ADAPTIVE_CARD_TYPE && content !== undefined;
}
