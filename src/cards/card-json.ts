import type { JsonFaultKind } from './json-fault';

import { TeamsWebhookError } from '../errors';
import { findJsonFault } from './json-fault';

/** What card JSON can be, for errors. */
export const EXPECTED =
	'Use one Adaptive Card (as the designer at adaptivecards.io shows it), an attachment, a message with "attachments", or an array of these.';

/** Chosen: JSON inside JSON more often than this is a mistake. */
const NESTED_MAX = 3;

const LOOKS_LIKE_JSON = /^[\s\ufeff]*[[{"]/;

const WHAT: Readonly<Record<JsonFaultKind, string>> = {
	'line-break': 'a string contains a line break',
	quote: 'a string seems to contain a quote that ends it too early, or a comma is missing',
	'trailing-comma': 'there is a comma before the closing bracket',
	undefined: 'an expression returned "undefined"',
	end: 'it ends too early',
	syntax: 'this is not JSON',
};

const IN_EXPRESSIONS =
	'Write {{ JSON.stringify($json.name) }} without quotes around it, so that quotes and line breaks in the value are escaped.';

const HOW_TO: Readonly<Record<JsonFaultKind, string>> = {
	'line-break': `An expression may have put the line break there. ${IN_EXPRESSIONS}`,
	quote: `An expression may have put the quote there. ${IN_EXPRESSIONS}`,
	'trailing-comma': 'Remove the comma.',
	undefined:
		'The field in the expression does not exist for this item. Supply a value for this case: {{ JSON.stringify($json.name ?? "") }}.',
	end: 'Look for a bracket or a quote that is not closed.',
	syntax: `Look for a missing comma or quote. ${IN_EXPRESSIONS}`,
};

/** Reads JSON text that a user wrote, or takes the value of an expression as it is. Throws `card-not-a-card` if it is empty, and `card-invalid-json` with line, column and the likely cause. */
export function parseJsonParameter(value: unknown, name = 'card JSON'): unknown {
	if (typeof value !== 'string') return value;
	const text = value.replace(/^\ufeff/, '');
	if (text.trim() === '') throw new TeamsWebhookError('card-not-a-card', `The ${name} is empty.`, EXPECTED);
	const read = readJson(text);
	if (read.ok) return read.value;
	const fault = findJsonFault(text);
	const place = fault === undefined ? '' : ` at line ${fault.line}, column ${fault.column}`;
	throw new TeamsWebhookError(
		'card-invalid-json',
		`The ${name} cannot be read${place}: ${WHAT[fault?.kind ?? 'syntax']}.`,
		HOW_TO[fault?.kind ?? 'syntax'],
	);
}

/** Reads JSON in a string where an object or a list belongs; other texts and values are returned as they are. Throws `card-invalid-json`. */
export function parseNested(value: unknown, name: string): unknown {
	let current = value;
	for (let times = 0; times < NESTED_MAX && typeof current === 'string' && LOOKS_LIKE_JSON.test(current); times += 1)
		current = parseJsonParameter(current, name);
	return current;
}

function readJson(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
	try {
		return { ok: true, value: JSON.parse(text) as unknown };
	} catch {
		// The engine's message quotes the text, so `findJsonFault` finds the mistake.
		return { ok: false };
	}
}
