import {
	CHARACTERS_PER_STEP,
	COMPARISONS_PER_STEP,
	ENTRIES_PER_NAME,
	ENTRIES_PER_STEP,
	MADE_MAX_CHARACTERS,
	MADE_MAX_ENTRIES,
	OUTPUT_MAX_CHARACTERS,
	OUTPUT_MAX_VALUES,
	STEPS_MAX,
} from './template-limits';

/** Entries of lists and characters of texts; a property of an object counts as {@link ENTRIES_PER_NAME} entries. */
export interface Size {
	readonly entries: number;
	readonly characters: number;
}

/** What one expansion can still spend. Once `exceeded` is set, it stays set and everything stops. */
export interface TemplateBudget {
	steps: number;
	values: number;
	characters: number;
	/** What expressions have made and may still need; `release` returns what can no longer be referred to. */
	made: Size;
	/** Which limit was exceeded, in words; otherwise `undefined`. */
	exceeded: string | undefined;
}

const NOTHING: Size = { entries: 0, characters: 0 };

/** A full budget for one expansion. */
export function createBudget(): TemplateBudget {
	return {
		steps: STEPS_MAX,
		values: OUTPUT_MAX_VALUES,
		characters: OUTPUT_MAX_CHARACTERS,
		made: NOTHING,
		exceeded: undefined,
	};
}

/** Pays for work. */
export function spendSteps(budget: TemplateBudget, steps: number): void {
	budget.steps -= steps;
	if (budget.steps < 0) budget.exceeded ??= `it needs more than ${STEPS_MAX} steps`;
}

/** Pays for looking at a text, a list or an object once; `weight` says how much more than a copy the work takes. */
export function spendFor(budget: TemplateBudget, value: unknown, weight = 1): void {
	const { entries, characters } = sizeOf(value);
	if (entries > 0 || characters > 0) spendSteps(budget, stepsFor({ entries, characters }) * weight);
}

/** Pays for looking at the entries of a list, and at the characters of those that are texts. */
export function spendForEach(budget: TemplateBudget, list: readonly unknown[], weight = 1): void {
	let characters = 0;
	for (const entry of list) if (typeof entry === 'string') characters += entry.length;
	spendSteps(budget, stepsFor({ entries: list.length, characters }) * weight);
}

/** Pays for looking for one text in another: in the worst case every character is compared with every other. */
export function spendSearch(budget: TemplateBudget, text: string, part: string): void {
	spendSteps(budget, (text.length * Math.min(part.length, text.length)) / COMPARISONS_PER_STEP);
}

/** Pays for something new, with steps for the work, and with room while it may be needed. */
export function spendMade(budget: TemplateBudget, { entries, characters }: Size): void {
	spendSteps(budget, stepsFor({ entries, characters }));
	budget.made = { entries: budget.made.entries + entries, characters: budget.made.characters + characters };
	if (budget.made.entries > MADE_MAX_ENTRIES)
		budget.exceeded ??= `its expressions make more than ${MADE_MAX_ENTRIES} entries at once`;
	if (budget.made.characters > MADE_MAX_CHARACTERS)
		budget.exceeded ??= `its expressions make more than ${MADE_MAX_CHARACTERS} characters at once`;
}

/** Returns the room of everything that was made since `mark`: nothing refers to it any more. */
export function release(budget: TemplateBudget, mark: Size): void {
	budget.made = mark;
}

/** Pays for one value of the finished card, and for the characters of its text or of its key. */
export function spendOutput(budget: TemplateBudget, text: unknown): void {
	budget.values -= 1;
	if (typeof text === 'string') budget.characters -= text.length;
	if (budget.values < 0) budget.exceeded ??= `the card would have more than ${OUTPUT_MAX_VALUES} values`;
	if (budget.characters < 0) budget.exceeded ??= `the card would have more than ${OUTPUT_MAX_CHARACTERS} characters`;
}

/** How large a value is, without what it contains. */
export function sizeOf(value: unknown): Size {
	if (typeof value === 'string') return { entries: 0, characters: value.length };
	if (Array.isArray(value)) return { entries: value.length, characters: 0 };
	return typeof value === 'object' && value !== null ? namesSize(Object.keys(value).length) : NOTHING;
}

/** The size of an object with this many properties. */
export function namesSize(names: number): Size {
	return { entries: names * ENTRIES_PER_NAME, characters: 0 };
}

function stepsFor({ entries, characters }: Size): number {
	return entries / ENTRIES_PER_STEP + characters / CHARACTERS_PER_STEP;
}
