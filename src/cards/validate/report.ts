import type { Finding, FindingCode, MessageTarget } from '../finding';
import type { CardPosition } from './card-position';

import { pathOf } from './card-position';
import { severityOf } from './rules';

/** What a finding says: what is wrong, and what to do. */
export interface Wording {
	readonly message: string;
	readonly fix: string;
}

/** Findings that share a line, however many there are. */
interface FindingGroup {
	/** Distinguishes this kind from others with the same code. */
	readonly name: string;
	/** The wording for several of them; `places` lists the first paths. */
	readonly together: (count: number, places: string) => Wording;
}

/** Chosen: more findings than this do not help anybody. */
export const FINDINGS_MAX = 100;

/** Chosen: errors after this many share a line for each code. With the codes of rules.ts, this leaves room for warnings. */
export const ERRORS_MAX = 80;

/** Chosen: a line about many places names this many, each with at most this many characters. */
const PLACES_SHOWN = 3;
const PATH_SHOWN_CHARACTERS = 80;

/** One line of the report: a finding, or several of one kind. */
interface Line {
	readonly code: FindingCode;
	readonly places: Array<CardPosition | undefined>;
	readonly wording: () => Wording;
	readonly group: FindingGroup | undefined;
	count: number;
}

/**
 * Collects findings. Errors come before warnings, each in the order in which they were added. If there are too many, only
 * warnings are left out: each code of an error has a line. Paths and texts are built only for what is listed.
 */
export class CardReport {
	private readonly errors: Line[] = [];

	private readonly warnings: Line[] = [];

	private readonly groups = new Map<string, Line>();

	private left = 0;

	constructor(readonly target: MessageTarget) {}

	/** Adds one finding; all findings of a `group` become one line at the position of the first. */
	add(code: FindingCode, position: CardPosition | undefined, wording: () => Wording, group?: FindingGroup): void {
		const isError = severityOf(code, this.target) === 'error';
		const counted = group ?? (isError && this.errors.length >= ERRORS_MAX ? moreOf(wording) : undefined);
		const key = `${code} ${counted?.name ?? ''}`;
		const line = counted === undefined ? undefined : this.groups.get(key);
		if (line !== undefined) return addPlace(line, position);
		if (!isError && this.warnings.length >= FINDINGS_MAX) {
			this.left += 1;
			return;
		}
		const added: Line = { code, places: [position], wording, group: counted, count: 1 };
		(isError ? this.errors : this.warnings).push(added);
		if (counted !== undefined) this.groups.set(key, added);
	}

	/** Adds one finding before all others of its severity. */
	addFirst(code: FindingCode, position: CardPosition | undefined, wording: Wording): void {
		const lines = severityOf(code, this.target) === 'error' ? this.errors : this.warnings;
		lines.unshift({ code, places: [position], wording: () => wording, group: undefined, count: 1 });
	}

	/** At most {@link FINDINGS_MAX} findings, including every error; if there were more, the last one says how many. */
	list(): readonly Finding[] {
		const room = FINDINGS_MAX - this.errors.length;
		const isWhole = this.warnings.length + this.left <= room;
		const shown = isWhole ? this.warnings : this.warnings.slice(0, room - 1);
		const hidden = this.warnings.slice(shown.length).reduce((sum, line) => sum + line.count, this.left);
		const findings = [...this.errors, ...shown].map((line) => this.finding(line));
		return isWhole ? findings : [...findings, summary(hidden)];
	}

	private finding(line: Line): Finding {
		const { message, fix } =
			line.group === undefined || line.count === 1 ? line.wording() : line.group.together(line.count, placesOf(line));
		return {
			severity: severityOf(line.code, this.target),
			code: line.code,
			path: pathOf(line.places[0]),
			message,
			fix,
		};
	}
}

/** Errors beyond those with their own line. */
function moreOf(first: () => Wording): FindingGroup {
	return {
		name: 'more',
		together(count, places) {
			const { message, fix } = first();
			return { message: `${count} more places have this kind of mistake: ${places}. The first: ${message}`, fix };
		},
	};
}

function addPlace(line: Line, position: CardPosition | undefined): void {
	line.count += 1;
	if (line.places.length < PLACES_SHOWN) line.places.push(position);
}

function placesOf({ places, count: all }: Line): string {
	const paths = places.map((position) => shownPath(pathOf(position))).join(', ');
	return all > places.length ? `${paths} and ${all - places.length} more` : paths;
}

/** The end of a long path says more than its beginning. */
function shownPath(path: string): string {
	return path.length <= PATH_SHOWN_CHARACTERS ? path : `...${path.slice(3 - PATH_SHOWN_CHARACTERS)}`;
}

function summary(hidden: number): Finding {
	return {
		severity: 'warning',
		code: 'findings-more',
		path: '$',
		message: `There are ${hidden} more findings.`,
		fix: 'Fix the ones above and check the card again.',
	};
}
