/** Shorter texts have too few bytes for a run that counts. */
const BASE64_RUN = /[a-z0-9+/_-]{8,}/gi;

const HEX_RUN = /[0-9a-f]{16,}/gi;

const BASE64_GROUP = 4;

/** JSON inside JSON doubles each backslash. */
const ESCAPED = /\\+(?:u([0-9a-f]{4})|([^\\]))/gi;

/** The decoded forms of a whole text: from percent encoding, JSON escapes, Base64 (either alphabet) or hex. Each byte becomes one character. */
export function decodedForms(text: string): readonly string[] {
	return decode(text, [0], [0]);
}

/**
 * The same for a text that may have been cut anywhere: Base64 and hex are read from every position where a group can
 * begin. The result may be escaped once more.
 */
export function decodedFormsOfPart(text: string): readonly string[] {
	return decode(text, [0, 1, 2, 3], [0, 1]).flatMap((form) => [form, ...withoutEscapes(form)]);
}

/** The text with percent encoding and JSON escapes decoded, if it has any. */
export function withoutEscapes(text: string): readonly string[] {
	const percent = text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
	const json = text.replace(ESCAPED, (_all, code: string | undefined, character: string | undefined) =>
		code === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
	);
	return [percent, json].filter((plain) => plain !== text);
}

/** The ways to write a text or a part of it: plain, percent-encoded, escaped for JSON, in hex, or in Base64 after zero, one or two other bytes. */
export function encodedForms(text: string): readonly string[] {
	const bytes = Buffer.from(text, 'latin1');
	// The first characters also contain bits of what precedes the text.
	const base64 = [0, 1, 2].map((before) =>
		Buffer.concat([Buffer.alloc(before), bytes])
			.toString('base64')
			.slice(Math.ceil((before * BASE64_GROUP) / 3)),
	);
	const percent = text.replace(
		/[^a-z0-9]/gi,
		(character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
	);
	return [text, percent, JSON.stringify(text).slice(1, -1), bytes.toString('hex'), ...base64];
}

/** Makes upper and lower case, and the two alphabets of Base64, the same. */
export function folded(text: string): string {
	return text.toLowerCase().replaceAll('-', '+').replaceAll('_', '/');
}

function decode(text: string, base64Starts: readonly number[], hexStarts: readonly number[]): readonly string[] {
	const inBase64 = runs(text, BASE64_RUN).flatMap((run) =>
		base64Starts.map((start) => fromBytes(run.slice(start), 'base64')),
	);
	const inHex = runs(text, HEX_RUN).flatMap((run) => hexStarts.map((start) => fromBytes(run.slice(start), 'hex')));
	return [...withoutEscapes(text), ...inBase64, ...inHex];
}

function runs(text: string, form: RegExp): readonly string[] {
	return text.match(form) ?? [];
}

function fromBytes(run: string, encoding: 'base64' | 'hex'): string {
	return Buffer.from(run, encoding).toString('latin1');
}
