import type { Word } from './words';

import { TeamsWebhookError } from '../errors';

/** One parameter of a command. A `rest` parameter takes everything that follows, as typed. */
export interface UsageParameter {
	readonly name: string;
	readonly required: boolean;
	readonly rest: boolean;
}

/** `<name>`, `[name]`, either with "..." for the rest. */
const PARAMETER =
	/^(?:<([\p{L}\p{N}][\p{L}\p{N}_-]{0,49})(\.\.\.|…)?>|\[([\p{L}\p{N}][\p{L}\p{N}_-]{0,49})(\.\.\.|…)?\])$/u;

const EXAMPLE =
	'Write required parameters as <name>, then optional ones as [name]; the last one can take the rest of the text: [note...].';

/**
 * Reads a usage line such as `<service> [version] [note...]`. Throws `command-usage-invalid` for anything else: a plain
 * word, a required parameter after an optional one, "..." before the end, or a name that is used twice.
 */
export function parseUsage(usage: string): readonly UsageParameter[] {
	const parts = usage.split(/\s+/).filter((part) => part !== '');
	const parameters = parts.map((part) => toParameter(part, usage));
	const names = new Set(parameters.map((parameter) => parameter.name));
	if (names.size < parameters.length) throw invalid(usage, 'A name is used twice.');
	const firstOptional = parameters.findIndex((parameter) => !parameter.required);
	if (firstOptional !== -1 && parameters.slice(firstOptional).some((parameter) => parameter.required))
		throw invalid(usage, 'A required parameter comes after an optional one.');
	if (parameters.slice(0, -1).some((parameter) => parameter.rest))
		throw invalid(usage, 'Only the last parameter can take the rest of the text.');
	return parameters;
}

/** Gives the words to the parameters: the values by name, or the first required name that got none. */
export function bindParameters(
	parameters: readonly UsageParameter[],
	text: string,
	words: readonly Word[],
): { readonly params: Readonly<Record<string, string>> } | { readonly missing: string } {
	const missing = parameters.find((parameter, index) => parameter.required && words[index] === undefined);
	if (missing !== undefined) return { missing: missing.name };
	const entries = parameters.flatMap((parameter, index): Array<[string, string]> => {
		const word = words[index];
		if (word === undefined) return [];
		const alone = !parameter.rest || index === words.length - 1;
		return [[parameter.name, alone ? word.value : text.slice(word.start).trim()]];
	});
	return { params: Object.fromEntries(entries) };
}

function toParameter(part: string, usage: string): UsageParameter {
	const match = PARAMETER.exec(part);
	if (match === null) throw invalid(usage, `"${part.slice(0, 50)}" is not a parameter.`);
	const [, required, requiredRest, optional, optionalRest] = match;
	return {
		name: required ?? optional ?? '',
		required: required !== undefined,
		rest: (requiredRest ?? optionalRest) !== undefined,
	};
}

function invalid(usage: string, why: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'command-usage-invalid',
		`The usage "${usage.trim().slice(0, 100)}" cannot be read. ${why}`,
		EXAMPLE,
	);
}
