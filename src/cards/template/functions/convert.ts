import type { TemplateBudget } from '../budget';
import type { TemplateFunction } from './define';

import { spendMade } from '../budget';
import { Failure, tooLarge } from '../failure';
import { isNumber, jsonText } from '../json-value';
import { define } from './define';

/** Every list, object and value but the first follows one of these. */
const VALUE_SIGNS = '[{,';

/** Conversions between texts, numbers, JSON, Base64 and addresses. */
export const CONVERSION_FUNCTIONS: Readonly<Record<string, TemplateFunction>> = {
	base64: define(['string'], ([text]) => toBase64(text)),
	base64ToString: define(['string'], ([text]) => Buffer.from(text, 'base64').toString('utf8')),
	dataUri: define(['string'], ([text]) => `data:text/plain;charset=utf-8;base64,${toBase64(text)}`),
	dataUriToString: define(['string'], ([text]) => fromDataUri(text)),
	float: define(['any'], ([value]) => numberOf(value, (text) => Number.parseFloat(text))),
	int: define(['any'], ([value]) =>
		numberOf(isNumber(value) ? Math.trunc(value) : value, (text) => Number.parseInt(text, 10)),
	),
	json: define(['string'], ([text], budget) => parsed(text, budget)),
	jsonStringify: define(['any'], ([value], budget) => jsonText(value, budget)),
	uriComponent: define(['string'], ([text]) =>
		orFailure(() => encodeURIComponent(text), 'the text contains a broken Unicode character'),
	),
	uriComponentToString: define(['string'], ([text]) =>
		orFailure(() => decodeURIComponent(text), 'the text is not percent-encoded'),
	),
	uriHost: ofUri((uri) => uri.hostname),
	uriPath: ofUri((uri) => uri.pathname),
	uriPathAndQuery: ofUri((uri) => uri.pathname + uri.search),
	uriPort: ofUri((uri) => Number.parseInt(uri.port, 10) || undefined),
	uriQuery: ofUri((uri) => uri.search),
	uriScheme: ofUri((uri) => uri.protocol.replace(':', '')),
};

/** The most that the text can contain is paid for before it is read: each value follows one of these signs. */
function parsed(text: string, budget: TemplateBudget): unknown {
	let entries = 0;
	for (let at = 0; at < text.length; at += 1) if (VALUE_SIGNS.includes(text.charAt(at))) entries += 1;
	spendMade(budget, { entries, characters: text.length });
	return budget.exceeded === undefined
		? orFailure(() => JSON.parse(text) as unknown, 'the text is not JSON')
		: tooLarge(budget.exceeded);
}

function toBase64(text: string): string {
	return Buffer.from(text, 'utf8').toString('base64');
}

function fromDataUri(text: string): string | Failure {
	const at = text.indexOf(',');
	return text.startsWith('data:') && at > 0
		? Buffer.from(text.slice(at + 1), 'base64').toString('utf8')
		: new Failure('the text is not a data URI');
}

function numberOf(value: unknown, parse: (text: string) => number): unknown {
	const number = typeof value === 'string' ? parse(value) : value;
	return isNumber(number) ? number : new Failure('the value is not a number');
}

function ofUri(read: (uri: URL) => unknown): TemplateFunction {
	return define(['string'], ([text]) => orFailure(() => read(new URL(text)), 'the text is not an absolute address'));
}

/** Turns an error for bad input into a failure. */
function orFailure<T>(run: () => T, why: string): T | Failure {
	try {
		return run();
	} catch {
		// Only the input can be the cause, and `why` says what is wrong with it.
		return new Failure(why);
	}
}
