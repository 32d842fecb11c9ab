import { TeamsWebhookError } from '../../src/errors';

/** The range of a numeric option, and the option's name as people read it. */
export interface NumberRange {
	readonly name: string;
	readonly from: number;
	readonly to?: number;
	readonly whole?: boolean;
	/** True for options of a trigger, whose errors are read away from its panel. */
	readonly isOfTrigger?: boolean;
}

/**
 * The number of an option, also if it is given as text; rounded down if it must be whole. Throws `option-invalid` if it
 * is outside its range, and for everything else.
 */
export function numberIn(value: unknown, range: NumberRange): number {
	const { from, to = Infinity, whole = false } = range;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	if (typeof number === 'number' && Number.isFinite(number) && number >= from && number <= to)
		return whole ? Math.floor(number) : number;
	throw outside(range);
}

function outside({ name, from, to, isOfTrigger = false }: NumberRange): TeamsWebhookError {
	const range = to === undefined ? `${from} or more` : `between ${from} and ${to}`;
	return new TeamsWebhookError(
		'option-invalid',
		`The option "${name}"${isOfTrigger ? ' of the trigger' : ''} must be ${range}.`,
		isOfTrigger ? 'Correct it, or check its expression.' : 'Correct it, or check the expression in it.',
	);
}
