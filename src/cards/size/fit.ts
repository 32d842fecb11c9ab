import type { SizeBudget } from './budget';
import type { Content } from '../content';
import type { Finding, MessageTarget } from '../finding';
import type { Located } from './located';
import type { Loss } from './losses';

import { TeamsWebhookError } from '../../errors';
import { MESSAGE_MAX_BYTES } from '../../limits';
import { budgetOf } from './budget';
import { countBytes } from './bytes';
import { largestParts } from './largest-parts';
import { apart, locate } from './located';
import { lossFindings } from './losses';
import { CONNECTOR_CARD_TYPE } from '../message';
import { shorten } from './shorten';
import { split } from './split';
import { strandedTargets } from './toggles';

/** What is done with a message that is larger than Teams allows. */
export type OnTooLarge = 'truncate' | 'split' | 'fail';

/** How to fit a message. `maxBytes` are bytes as {@link countBytes} counts them. */
export interface FitOptions {
	readonly target: MessageTarget;
	readonly onTooLarge: OnTooLarge;
	readonly maxBytes?: number;
}

/** At least one message: fitting never makes a message disappear. */
export type Parts = readonly [Content, ...Content[]];

/** The messages that are sent, and what was done to make them fit. Every piece that is cut or missing is named with its path. */
export interface Fitted {
	readonly parts: Parts;
	readonly findings: readonly Finding[];
}

/** Messages, possibly none, and what they have lost. */
interface FitResult {
	readonly parts: readonly Content[];
	readonly losses: readonly Loss[];
}

/**
 * Makes a message fit what the target takes. A connector takes one MessageCard per request, so several become several
 * messages. A reply is one message: it is shortened instead of divided. Throws `card-too-large` with the bytes and the
 * largest parts if `onTooLarge` is `fail` or not even a shortened message fits.
 */
export function fit(content: Content, options: FitOptions): Fitted {
	const { target, onTooLarge, maxBytes = MESSAGE_MAX_BYTES } = options;
	const budget = budgetOf(target, maxBytes);
	const requests = singleRequests(locate(content), target);
	const bytes = () => Math.max(0, ...requests.map((request) => countBytes(request.content, target)));
	if (onTooLarge === 'fail' && !requests.every((request) => budget.fits(request.content)))
		throw tooLarge(content, bytes(), maxBytes);
	const outcomes = requests.map((request) => fitRequest(request, options, budget));
	const [first, ...others] = outcomes.flatMap(({ parts }) => parts);
	if (first === undefined) throw tooLarge(content, bytes(), maxBytes);
	const losses = outcomes.flatMap((outcome) => outcome.losses);
	const findings =
		losses.length === 0
			? []
			: [shortenedFinding({ path: largestLost(content, losses), bytes: bytes(), maxBytes }), ...lossFindings(losses)];
	return { parts: [first, ...others], findings: [...findings, ...strandedTargets(content, [first, ...others])] };
}

/** The requests of a message, if each fits: one, except for several MessageCards to a connector. */
function singleRequests(located: Located, target: MessageTarget): readonly Located[] {
	const { attachments } = located.content;
	const isSeveral =
		target === 'connector' &&
		attachments.length > 1 &&
		attachments.some(({ contentType }) => contentType === CONNECTOR_CARD_TYPE);
	return isSeveral ? apart(located) : [located];
}

function fitRequest(request: Located, { target, onTooLarge }: FitOptions, budget: SizeBudget): FitResult {
	if (budget.fits(request.content)) return { parts: [request.content], losses: [] };
	if (onTooLarge === 'split' && target !== 'reply') return split(request, budget) ?? nothing(request);
	return target === 'workflows' ? fitEach(request, budget) : fitOne(request, budget);
}

function fitOne(located: Located, budget: SizeBudget): FitResult {
	if (budget.fits(located.content)) return { parts: [located.content], losses: [] };
	const shortened = shorten(located, budget);
	return shortened === undefined ? nothing(located) : { parts: [shortened.content], losses: shortened.losses };
}

/** A flow posts each card by itself, so each has the whole budget. */
function fitEach(request: Located, budget: SizeBudget): FitResult {
	const outcomes = apart(request).map((piece) => fitOne(piece, budget));
	const [first, ...others] = outcomes.flatMap(({ parts }) => parts);
	const losses = outcomes.flatMap((outcome) => outcome.losses);
	if (first === undefined) return { parts: [], losses };
	return {
		parts: [
			{
				...request.content,
				text: first.text,
				attachments: [first, ...others].flatMap(({ attachments }) => attachments),
			},
		],
		losses,
	};
}

/** Not even a shortened message fits, so all of it is missing. */
function nothing({ content, paths }: Located): FitResult {
	const text = content.text === undefined ? [] : ['text'];
	return {
		parts: [],
		losses: [...text, ...paths].map((path) => ({ kind: 'left-out', path: path === '' ? '$' : path })),
	};
}

/** The largest piece of the message if it lost something; otherwise the first piece that did. */
function largestLost(content: Content, losses: readonly Loss[]): string {
	const largest = largestParts(content)[0]?.path ?? '$';
	return losses.some(({ path }) => path === '$' || largest.startsWith(path)) ? largest : (losses[0]?.path ?? '$');
}

function shortenedFinding({
	path,
	bytes,
	maxBytes,
}: {
	readonly path: string;
	readonly bytes: number;
	readonly maxBytes: number;
}): Finding {
	return {
		severity: 'warning',
		code: 'card-shortened',
		path,
		message: `The message was shortened: it counted as ${bytes} bytes, and the limit is ${maxBytes}.`,
		fix: 'Shorten it yourself, or set the option On Too Large to Split or Fail.',
	};
}

function tooLarge(content: Content, bytes: number, maxBytes: number): TeamsWebhookError {
	const parts = largestParts(content).map(({ path, bytes: size }) => `${path} (${size} bytes)`);
	return new TeamsWebhookError(
		'card-too-large',
		`The message counts as ${bytes} bytes; at most ${maxBytes} are allowed.`,
		`Shorten the largest parts: ${parts.join(', ')}. The option On Too Large can shorten or split it for you.`,
	);
}
