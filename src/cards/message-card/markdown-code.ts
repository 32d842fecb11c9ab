/** The range of code in a text; the end is after its last character. */
export interface CodeRange {
	readonly start: number;
	readonly end: number;
	/** True for whole lines between fences, false for a code span. */
	readonly isFenced: boolean;
}

/** A fence at the beginning of a line, a row of backticks, or a tag whose text is code. */
const CODE_START = /^ {0,3}(`{3,})[^`\n]*$|^ {0,3}(~{3,})|(`+)|<(code|pre)(?=[\s>])[^<>]*>/gim;

const CLOSING_FENCE = /^ {0,3}(`{3,}|~{3,})[ \t]*\r?$/gm;

/** Positions in the order of the text, the next one last. Those before the current one have been removed. */
class Upcoming {
	constructor(private readonly positions: number[]) {
		positions.reverse();
	}

	/** The first position after this one, or infinity. Must be called in the order of the text. */
	after(position: number): number {
		while (this.positions.length > 0 && (this.positions.at(-1) ?? 0) <= position) this.positions.pop();
		return this.positions.at(-1) ?? Number.POSITIVE_INFINITY;
	}
}

/**
 * The ranges of Markdown code, in order: code spans, and code between fences (CommonMark). Backticks inside HTML code do
 * not begin a span. Takes linear time.
 */
export function codeRanges(text: string): readonly CodeRange[] {
	const spanEnd = spanEnds(text);
	const tagEnds = { code: endsOf(text, /<\/code\s*>/gi), pre: endsOf(text, /<\/pre\s*>/gi) };
	const ranges: CodeRange[] = [];
	let position = 0;
	for (;;) {
		CODE_START.lastIndex = position;
		const match = CODE_START.exec(text);
		if (match === null) return ranges;
		const [found, backticks, tildes, row, tag] = match;
		const behind = match.index + found.length;
		const fence = backticks ?? tildes;
		if (tag !== undefined)
			position = finite(tagEnds[tag.toLowerCase() === 'code' ? 'code' : 'pre'].after(behind), behind);
		else {
			// A backslash escapes the first backtick.
			const start = row === undefined || !isEscaped(text, match.index) ? match.index : match.index + 1;
			const end = fence === undefined ? spanEnd(start, behind) : fenceEnd(text, behind, fence);
			if (end !== undefined) ranges.push({ start, end, isFenced: fence !== undefined });
			position = end ?? behind;
		}
	}
}

/** True for a character after a backslash that is not itself escaped. */
export function isEscaped(text: string, position: number): boolean {
	let before = position;
	while (text[before - 1] === '\\') before -= 1;
	return (position - before) % 2 === 1;
}

/** A span ends at the next row of equally many backticks in the same paragraph. */
function spanEnds(text: string): (start: number, behind: number) => number | undefined {
	const rows = new Map<number, number[]>();
	for (const { 0: row, index } of text.matchAll(/`+/g)) {
		const same = rows.get(row.length);
		if (same === undefined) rows.set(row.length, [index + row.length]);
		else same.push(index + row.length);
	}
	const upcoming = new Map([...rows].map(([length, ends]) => [length, new Upcoming(ends)]));
	const blankLines = new Upcoming([...text.matchAll(/\n[ \t]*(?=\r?\n)/g)].map(({ index }) => index));
	return (start, behind) => {
		const end = upcoming.get(behind - start)?.after(behind) ?? Number.POSITIVE_INFINITY;
		return Number.isFinite(end) && end <= blankLines.after(behind - 1) ? end : undefined;
	};
}

/** A fence is closed by a line of the same marks, at least as many; without it, everything after it is code. */
function fenceEnd(text: string, behind: number, fence: string): number {
	CLOSING_FENCE.lastIndex = behind;
	for (let match = CLOSING_FENCE.exec(text); match !== null; match = CLOSING_FENCE.exec(text)) {
		if (match[1]?.startsWith(fence) === true) return match.index + match[0].length;
	}
	return text.length;
}

function endsOf(text: string, pattern: RegExp): Upcoming {
	return new Upcoming([...text.matchAll(pattern)].map(({ 0: found, index }) => index + found.length));
}

function finite(value: number, other: number): number {
	return Number.isFinite(value) ? value : other;
}
