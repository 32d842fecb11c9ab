import type { TemplateBudget } from './budget';

import { Failure } from './failure';
import { numberFormatter } from './formatters';

/** The most decimals that a format accepts. */
const DECIMALS_MAX = 20;

/** How a number is written. */
interface NumberStyle {
	readonly decimals: number;
	readonly locale?: string | undefined;
}

/** A number with thousands separators and a fixed number of decimals, as in English unless a locale is given. */
export function formatNumber(
	number: number,
	{ decimals, locale = '' }: NumberStyle,
	budget: TemplateBudget,
): string | Failure {
	if (!Number.isInteger(decimals) || decimals < 0 || decimals > DECIMALS_MAX)
		return new Failure(`decimals must be a whole number between 0 and ${DECIMALS_MAX}`);
	const known = localesOf(locale === '' ? 'en-US' : locale);
	return known instanceof Failure ? known : numberFormatter(known, decimals, budget).format(number);
}

/** Rounds halves up, as the official engine does. */
export function roundTo(number: number, decimals: number): number {
	const factor = 10 ** decimals;
	const rounded = Math.round(number * factor) / factor;
	return Number.isFinite(rounded) ? rounded : number;
}

function localesOf(locale: string): readonly string[] | Failure {
	try {
		return Intl.getCanonicalLocales(locale);
	} catch {
		// Not a language tag, the only thing that getCanonicalLocales refuses.
		return new Failure('the locale is not valid; write it like nb-NO');
	}
}
