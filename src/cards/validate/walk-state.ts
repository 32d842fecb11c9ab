import type { MentionNotes } from './mentions';
import type { CardPosition } from './card-position';
import type { CardReport } from './report';
import type { Shape } from './table';

/** A value that is still to be checked. */
export interface WalkJob {
	readonly value: unknown;
	readonly position: CardPosition | undefined;
	/** What the value should be; `undefined` inside anything unknown, where only texts are checked. */
	readonly shape: Shape | undefined;
	/** True inside a `fallback`: it is shown instead of something else, so ids can come twice. */
	readonly alternative: boolean;
	/** The highest version of an element around it: what came with that version does not need another finding. */
	readonly around: number;
}

/** The first thing in the card that needs a higher version than the target takes. */
export interface TooNew {
	readonly position: CardPosition;
	readonly name: string;
	readonly minor: number;
}

/** The state of a walk over a card. */
export interface Walk {
	readonly report: CardReport;
	/** The minor version that the card declares, else the highest of the target. */
	readonly declared: number;
	/** The minor version of the highest version the target takes. */
	readonly highest: number;
	readonly stack: WalkJob[];
	/** Where each id was first seen. */
	readonly ids: Map<string, CardPosition>;
	/** Every id, those of unknown elements and alternatives included. */
	readonly everyId: Set<string>;
	/** The ids that Action.ToggleVisibility names. */
	readonly targets: Array<{ readonly id: string; readonly position: CardPosition }>;
	readonly mentions: MentionNotes;
	tooNew: TooNew | undefined;
}

/** The position of a member or an element inside another position. */
export function positionBelow(parent: CardPosition | undefined, key: string | number): CardPosition {
	return { parent, key };
}
