import { isDeeperThan, isPlainObject } from '../json';
import { CARD_DEPTH_MAX } from '../limits';
import { actionStatus } from './action-status';

/** A card that replaces the one in the message: an Adaptive Card or a MessageCard. */
type RefreshCard = Readonly<Record<string, unknown>>;

/** What the workflow says to an action. */
export interface ActionAnswer {
	/** Shown on the card; empty: the trigger's own text. */
	readonly status: string;
	/** True if the action has failed: the old card stays. */
	readonly isFailure: boolean;
	readonly card?: RefreshCard;
	/** True if the value given as a card is not a card, or is nested too deep to be written; it is left out. */
	readonly isCardLost: boolean;
}

/** The answer as it goes out (teams.md F.5). */
interface WireAnswer {
	readonly status: 200 | 400;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: unknown;
	/** True if the status text had to be changed. */
	readonly isStatusChanged: boolean;
}

/** Marks what the operation Reply hands over, to tell it from n8n's own texts. */
export const ACTION_ANSWER = 'teamsCardActionAnswer';

/** What Reply hands over: the answer, and its mark. */
export interface ActionReply {
	readonly type: typeof ACTION_ANSWER;
	readonly status: string;
	readonly failed: boolean;
	readonly card?: unknown;
}

/** Reads what Reply handed over; `undefined` if the body does not come from Reply. */
export function answerFromReply(body: unknown): ActionAnswer | undefined {
	if (!isPlainObject(body) || body.type !== ACTION_ANSWER) return undefined;
	return toAnswer({ status: body.status, isFailure: body.failed === true, card: body.card });
}

/**
 * Reads the answer from the items of the last node: `error`, or `status` and `card` of the first item that has one of
 * them. Items with none of these mean that the action is done, with nothing to say. `undefined` if there are no items.
 */
export function answerFromItems(items: readonly unknown[]): ActionAnswer | undefined {
	const objects = items.filter(isPlainObject);
	if (objects.length === 0) return undefined;
	const { status, card, error } =
		objects.find((item) => isText(item.error) || isText(item.status) || isCardLike(item.card)) ?? {};
	return isText(error)
		? toAnswer({ status: error, isFailure: true, card: undefined })
		: toAnswer({ status, isFailure: false, card });
}

/** Writes an answer as headers and body. A failure is a 400 with a status; a card replaces the old one only after success. */
export function toWireAnswer(
	{ status, isFailure, card }: ActionAnswer,
	defaults: { readonly success: string; readonly failure: string },
): WireAnswer {
	const given = actionStatus(status);
	const text = given.text === '' ? actionStatus(isFailure ? defaults.failure : defaults.success).text : given.text;
	const refresh = isFailure ? undefined : card;
	return {
		status: isFailure ? 400 : 200,
		headers: { 'CARD-ACTION-STATUS': text, ...(refresh === undefined ? {} : { 'CARD-UPDATE-IN-BODY': 'true' }) },
		body: refresh ?? {},
		isStatusChanged: given.isChanged,
	};
}

function toAnswer({
	status,
	isFailure,
	card,
}: {
	readonly status: unknown;
	readonly isFailure: boolean;
	readonly card: unknown;
}): ActionAnswer {
	const found = readRefreshCard(card);
	const read = isDeeperThan(found, CARD_DEPTH_MAX) ? undefined : found;
	return {
		status: isText(status) ? status : '',
		isFailure,
		isCardLost: read === undefined && isCardLike(card),
		...(read === undefined ? {} : { card: read }),
	};
}

/** Reads a card that came as an object, as JSON text, or as an attachment; `undefined` for anything else. */
export function readRefreshCard(value: unknown): RefreshCard | undefined {
	const parsed = typeof value === 'string' ? parse(value) : value;
	const card = isPlainObject(parsed) && typeof parsed.contentType === 'string' ? parsed.content : parsed;
	if (!isPlainObject(card)) return undefined;
	return card.type === 'AdaptiveCard' || card['@type'] === 'MessageCard' ? card : undefined;
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Not JSON, so not a card; the caller reports it.
		return undefined;
	}
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value.trim() !== '';
}

function isCardLike(value: unknown): boolean {
	return isText(value) || (typeof value === 'object' && value !== null);
}
