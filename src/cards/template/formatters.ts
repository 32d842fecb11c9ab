import type { TemplateBudget } from './budget';

import { spendSteps } from './budget';

/** The system formatters that one expansion has made. They are discarded with its budget. */
const made = new WeakMap<TemplateBudget, Map<string, Intl.DateTimeFormat | Intl.NumberFormat>>();

/**
 * Chosen: steps for a formatter. Each takes about 27 KB that the heap does not show, so one expansion makes at most a few
 * hundred, and each kind only once.
 */
const FORMATTER_STEPS = 1_000;

/** The names of days or months in a language. */
export function nameFormatter(
	locales: readonly string[],
	[part, style]: readonly ['month' | 'weekday', 'long' | 'short'],
	budget: TemplateBudget,
): Intl.DateTimeFormat {
	return kept(
		`${locales.join()} ${part} ${style}`,
		() => new Intl.DateTimeFormat([...locales], { [part]: style, timeZone: 'UTC' }),
		budget,
	);
}

/** Numbers as a language writes them, with this many decimals. */
export function numberFormatter(
	locales: readonly string[],
	decimals: number,
	budget: TemplateBudget,
): Intl.NumberFormat {
	return kept(
		`${locales.join()} ${decimals}`,
		() => new Intl.NumberFormat([...locales], { minimumFractionDigits: decimals, maximumFractionDigits: decimals }),
		budget,
	);
}

function kept<Formatter extends Intl.DateTimeFormat | Intl.NumberFormat>(
	key: string,
	make: () => Formatter,
	budget: TemplateBudget,
): Formatter {
	const known = made.get(budget) ?? new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>();
	made.set(budget, known);
	const before = known.get(key);
	// A key stands for one kind: only dates have words after the locale.
	if (before !== undefined) return before as Formatter;
	spendSteps(budget, FORMATTER_STEPS);
	const formatter = make();
	known.set(key, formatter);
	return formatter;
}
