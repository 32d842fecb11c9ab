import { deadButtonNotes, withoutDeadButtons } from './buttons';
import { deadMentionNotes, withoutDeadMentions } from './mentions';

/** An attachment as people see it, and what is not shown. */
export interface ShownCard {
	readonly card: unknown;
	readonly notes: readonly string[];
}

/** Leaves out of a card what does nothing in Teams: buttons that nobody handles, mentions that reach nobody. */
export function shownCard(attachment: unknown): ShownCard {
	const { card, left: buttons } = withoutDeadButtons(attachment);
	const { attachment: shown, left: mentions } = withoutDeadMentions(card);
	return { card: shown, notes: [...deadButtonNotes(buttons), ...deadMentionNotes(mentions)] };
}
