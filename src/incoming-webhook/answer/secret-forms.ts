/** Shorter texts have too few bytes for a run that counts. */
const BASE64_RUN = /[a-z0-9+/_-]{8,}/gi;

const HEX_RUN = /[0-9a-f]{16,}/gi;

const BASE64_GROUP = 4;

/** JSON inside of JSON doubles each backslash. */
const ESCAPED = /\\+(?:u([0-9a-f]{4})|([^\\]))/gi;

/** What a whole text says once percent encoding, JSON escapes, Base64 (either alphabet) or hex is taken off. Bytes become one character each. */
export function decodedForms(text: string): readonly string[] {
	return decode(text, [0], [0]);
}

/**
 * The same for a text that may have been cut anywhere: Base64 and hex are read from every place where a group can begin.
 * What comes out may be escaped once more.
 */
export function decodedFormsOfPart(text: string): readonly string[] {
	return decode(text, [0, 1, 2, 3], [0, 1]).flatMap((form) => [form, ...withoutEscapes(form)]);
}

/** What percent encoding and JSON escapes stand for, where the text has some. */
export function withoutEscapes(text: string): readonly string[] {
	const percent = text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) =>
		String.fromCharCode(Number.parseInt(code, 16)),
	);
	const json = text.replace(ESCAPED, (_all, code: string | undefined, character: string | undefined) =>
		code === undefined ? (character ?? '') : String.fromCharCode(Number.parseInt(code, 16)),
	);
	return [percent, json].filter((plain) => plain !== text);
}

/** How a text, or a part of it, can be written: as it is, percent-encoded, escaped for JSON, in hex, or in Base64 after none, one or two other bytes. */
export function encodedForms(text: string): readonly string[] {
	const bytes = Buffer.from(text, 'latin1');
	// The first characters also hold bits of what stands before the text.
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
