import { CHARACTERS_PER_STEP, ENTRIES_PER_STEP, OUTPUT_MAX_CHARACTERS, OUTPUT_MAX_VALUES, STEPS_MAX } from './template-limits';

/** What one expansion has left to spend. Once `exceeded` is set it stays set, and everything stops. */
export interface Budget {
	steps: number;
	values: number;
	characters: number;
	/** Which limit was passed, in words; `undefined` as long as none was. */
	exceeded: string | undefined;
}

/** A full budget for one expansion. */
export function createBudget(): Budget {
	return { steps: STEPS_MAX, values: OUTPUT_MAX_VALUES, characters: OUTPUT_MAX_CHARACTERS, exceeded: undefined };
}

/** Pays for work. */
export function spendSteps(budget: Budget, steps: number): void {
	budget.steps -= steps;
	if (budget.steps < 0) budget.exceeded ??= `the template needs more than ${STEPS_MAX} steps`;
}

/** Pays for looking at a text, a list or an object once. */
export function spendFor(budget: Budget, value: unknown): void {
	if (typeof value === 'string') spendSteps(budget, value.length / CHARACTERS_PER_STEP);
	else if (Array.isArray(value)) spendSteps(budget, value.length / ENTRIES_PER_STEP);
}

/** Pays for one value of the finished card, and for the characters of its text or of its key. */
export function spendOutput(budget: Budget, text: unknown): void {
	budget.values -= 1;
	if (typeof text === 'string') budget.characters -= text.length;
	if (budget.values < 0) budget.exceeded ??= `the card would have more than ${OUTPUT_MAX_VALUES} values`;
	if (budget.characters < 0) budget.exceeded ??= `the card would have more than ${OUTPUT_MAX_CHARACTERS} characters`;
}
