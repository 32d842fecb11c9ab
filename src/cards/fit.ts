import type { Content } from './content';
import type { Finding, Target } from './finding';

import { TeamsWebhookError } from '../errors';
import { MESSAGE_MAX_BYTES } from '../limits';
import { countBytes } from './bytes';
import { largestParts } from './largest-parts';
import { CONNECTOR_CARD_TYPE } from './message';
import { shorten } from './shorten';
import { split } from './split';

/** What is done with a message that is larger than Teams takes. */
export type OnTooLarge = 'truncate' | 'split' | 'fail';

/** How a message is to be fitted. `maxBytes` are bytes as {@link countBytes} counts them. */
export interface FitOptions {
	readonly target: Target;
	readonly onTooLarge: OnTooLarge;
	readonly maxBytes?: number;
}

/** The messages that are sent, at least one, and what was done to make them fit. */
export interface Fitted {
	readonly parts: readonly Content[];
	readonly findings: readonly Finding[];
}

/**
 * Makes a message fit what the target takes. A connector takes one MessageCard per request, so several become several
 * messages. A reply is one message: it is shortened where it would be divided. Throws `card-too-large` with the bytes
 * and the largest parts, where `onTooLarge` is `fail` or not even a shortened message fits.
 */
export function fit(content: Content, options: FitOptions): Fitted {
	const fitted = singleRequests(content, options.target).map((single) => fitOne(single, options));
	return { parts: fitted.flatMap(({ parts }) => parts), findings: fitted.flatMap(({ findings }) => findings) };
}

function fitOne(content: Content, options: FitOptions): Fitted {
	const { target, onTooLarge, maxBytes = MESSAGE_MAX_BYTES } = options;
	const fits = (candidate: Content) => countBytes(candidate, target) <= maxBytes;
	if (fits(content)) return { parts: [content], findings: [] };
	if (onTooLarge === 'fail') throw tooLarge(content, target, maxBytes);
	const parts = onTooLarge === 'split' && target !== 'reply' ? split(content, fits) : undefined;
	if (parts !== undefined) return { parts, findings: [] };
	const shortened = shorten(content, fits);
	if (shortened === undefined) throw tooLarge(content, target, maxBytes);
	return { parts: [shortened], findings: [shortenedFinding(content, target, maxBytes)] };
}

function singleRequests(content: Content, target: Target): readonly Content[] {
	const several = target === 'connector' && content.attachments.length > 1 && content.attachments.some(({ contentType }) => contentType === CONNECTOR_CARD_TYPE);
	if (!several) return [content];
	const text = content.text === undefined ? [] : [{ ...content, attachments: [] }];
	return [...text, ...content.attachments.map((attachment) => ({ ...content, text: undefined, attachments: [attachment] }))];
}

function shortenedFinding(content: Content, target: Target, maxBytes: number): Finding {
	return {
		severity: 'warning',
		code: 'card-shortened',
		path: largestParts(content)[0]?.path ?? '$',
		message: `The message was shortened: it counts ${countBytes(content, target)} bytes, and ${maxBytes} fit.`,
		fix: 'Shorten it yourself, or let the option On Too Large split it or fail.',
	};
}

function tooLarge(content: Content, target: Target, maxBytes: number): TeamsWebhookError {
	const parts = largestParts(content).map(({ path, bytes }) => `${path} (${bytes} bytes)`);
	return new TeamsWebhookError('card-too-large', `The message counts ${countBytes(content, target)} bytes, and Teams takes ${maxBytes}.`, `Shorten the largest parts: ${parts.join(', ')}. The option On Too Large can shorten or split it for you.`);
}
