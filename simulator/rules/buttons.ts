import type { JsonObject } from '../../src/json';

import { isPlainObject } from '../../src/json';

/** Actions that Teams draws for webhooks; nobody listens for others (teams.md H.2; client-side ones inferred). */
const DRAWN: ReadonlySet<unknown> = new Set(['Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility']);

/** Members that hold one action each, besides the lists named `actions`. */
const SINGLE_ACTIONS = ['selectAction', 'inlineAction'];

/** A card without the buttons that would do nothing, and how many were left out by type. */
interface WithoutDeadButtons {
	readonly card: unknown;
	readonly left: ReadonlyMap<string, number>;
}

/** Takes dead buttons out of a card. Buttons that do nothing are not drawn. */
export function withoutDeadButtons(card: unknown): WithoutDeadButtons {
	const left = new Map<string, number>();
	const isDead = (action: unknown) => {
		const type = isPlainObject(action) ? action.type : undefined;
		if (DRAWN.has(type)) return false;
		const name = typeof type === 'string' ? type : 'an action without a type';
		left.set(name, (left.get(name) ?? 0) + 1);
		return true;
	};
	const walk = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(walk);
		if (!isPlainObject(value)) return value;
		return Object.fromEntries(Object.entries(value).flatMap(([name, member]) => walkMember(name, member)));
	};
	const walkMember = (name: string, member: unknown): ReadonlyArray<readonly [string, unknown]> => {
		if (name === 'actions' && Array.isArray(member))
			return [[name, member.filter((action) => !isDead(action)).map(walk)]];
		if (SINGLE_ACTIONS.includes(name) && isPlainObject(member) && isDead(member)) return [];
		return [[name, walk(member)]];
	};
	return { card: walk(card), left };
}

/** A note for people who wonder where a button is. */
export function deadButtonNotes(left: ReadonlyMap<string, number>): readonly string[] {
	return [...left].map(
		([type, count]) =>
			`${count === 1 ? 'A button' : `${count} buttons`} of type ${type} ${count === 1 ? 'is' : 'are'} not drawn: nobody would handle ${count === 1 ? 'it' : 'them'}.`,
	);
}

/** Actions of MessageCards that open an address; the others call back, which ended with the connectors (teams.md E.3, F.1). */
const OPENING: ReadonlySet<unknown> = new Set(['OpenUri', 'ViewAction']);

/** How many actions a MessageCard has at its top and in its sections, and how many of them call back. */
export function messageCardActions(card: JsonObject): { readonly all: number; readonly callingBack: number } {
	const holders = [card, ...objectsOf(card.sections)];
	const actions = holders.flatMap((holder) => objectsOf(holder.potentialAction));
	return { all: actions.length, callingBack: actions.filter((action) => !OPENING.has(action['@type'])).length };
}

/** A note on buttons of a MessageCard that call back: they are not drawn. */
export function callingBackNotes(card: JsonObject): readonly string[] {
	const { callingBack } = messageCardActions(card);
	return callingBack === 0
		? []
		: [
				`${callingBack === 1 ? 'A button that calls' : `${callingBack} buttons that call`} back ${callingBack === 1 ? 'is' : 'are'} not drawn: that ended with the connectors.`,
			];
}

/** Documented: hero, thumbnail and list cards have at most six buttons (teams.md A.6). */
const CARD_BUTTONS_MAX = 6;

/** A hero, thumbnail or list card with the buttons that are drawn: those that open an address, six at most (teams.md A.6). */
export function withDrawnButtons(attachment: JsonObject): {
	readonly attachment: JsonObject;
	readonly notes: readonly string[];
} {
	const content = isPlainObject(attachment.content) ? attachment.content : {};
	if (!Array.isArray(content.buttons)) return { attachment, notes: [] };
	const buttons = content.buttons as unknown[];
	const opening = buttons.filter((button) => isPlainObject(button) && button.type === 'openUrl');
	const notes =
		opening.length < buttons.length
			? [`${buttons.length - opening.length} card buttons are not drawn: only openUrl is handled.`]
			: [];
	if (opening.length > CARD_BUTTONS_MAX)
		notes.push(
			`${opening.length - CARD_BUTTONS_MAX} card buttons are not drawn: such a card has ${CARD_BUTTONS_MAX} at most.`,
		);
	return { attachment: { ...attachment, content: { ...content, buttons: opening.slice(0, CARD_BUTTONS_MAX) } }, notes };
}

function objectsOf(value: unknown): readonly JsonObject[] {
	return Array.isArray(value) ? (value as unknown[]).filter(isPlainObject) : [];
}
