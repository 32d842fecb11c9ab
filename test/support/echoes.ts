import fc from 'fast-check';

/** What a hostile side may do to a part of a secret before it says it. */
const TRANSFORMS: ReadonlyArray<(text: string) => string> = [
	(text) => text,
	(text) => text.toUpperCase(),
	(text) => text.toLowerCase(),
	(text) => encodeURIComponent(text),
	(text) => [...Buffer.from(text, 'latin1')].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
	(text) => [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
	(text) => JSON.stringify(text).slice(1, -1),
	(text) => inBase64(text),
	(text) => inBase64(`a${text}`),
	(text) => inBase64(`ab${text}`),
	(text) => inBase64(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
	(text) => inBase64(`x${text}`).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''),
	(text) => Buffer.from(text, 'latin1').toString('hex'),
	(text) => Buffer.from(text, 'latin1').toString('hex').toUpperCase(),
	(text) => inBase64(encodeURIComponent(text)),
	(text) => Buffer.from(inBase64(text), 'latin1').toString('hex'),
	(text) => inBase64(Buffer.from(text, 'latin1').toString('hex')),
];

/** A secret as it is sent, and what can be read out of it. */
export interface Secret {
	readonly sent: string;
	readonly forms: readonly string[];
}

const bytes = (least: number, most: number) =>
	fc.uint8Array({ minLength: least, maxLength: most }).map((array) => Buffer.from(array));

const printable = (least: number, most: number) =>
	fc.string({
		unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
		minLength: least,
		maxLength: most,
	});

/** The key of a flow: Base64 in the query, percent-encoded or with the other alphabet. */
export const sigs: fc.Arbitrary<Secret> = fc.tuple(bytes(24, 48), fc.boolean()).map(([key, isUrl]) => {
	const text = key.toString(isUrl ? 'base64url' : 'base64');
	return { sent: encodeURIComponent(text), forms: [encodeURIComponent(text), text, key.toString('latin1')] };
});

/** An id in a path. */
export const ids: fc.Arbitrary<Secret> = fc
	.oneof(
		bytes(16, 16).map((id) => id.toString('hex')),
		bytes(15, 30).map((id) => id.toString('base64url')),
	)
	.map((sent) => ({ sent, forms: [sent] }));

/** The value of an extra header. */
export const headerValues: fc.Arbitrary<Secret> = fc.oneof(
	printable(8, 60).map((sent) => ({ sent, forms: [sent] })),
	printable(12, 40).map((text) => ({ sent: `Basic ${inBase64(text)}`, forms: [inBase64(text), text] })),
);

/** The `Authorization` header of somebody who has signed in (RFC 6750, 2.1). */
export const bearers: fc.Arbitrary<Secret> = fc.tuple(bytes(20, 60), bytes(30, 90), bytes(32, 32)).map((parts) => {
	const token = parts.map((part) => part.toString('base64url')).join('.');
	return { sent: `Bearer ${token}`, forms: [token] };
});

/** A part of one of the secrets, of eight characters or more, transformed, between other characters. */
export function echoOf(secrets: readonly Secret[]): fc.Arbitrary<string> {
	const form = fc.constantFrom(...secrets.flatMap(({ forms }) => forms).filter(({ length }) => length >= 8));
	const around = fc.stringMatching(/^[a-z0-9]{0,7}$/);
	const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
	return fc
		.tuple(form, share, share, fc.constantFrom(...TRANSFORMS), around, around)
		.map(([text, from, to, transform, before, after]) => {
			const start = Math.floor(from * (text.length - 7));
			const end = start + 8 + Math.floor(to * (text.length - start - 7));
			return `${before}${transform(text.slice(start, end))}${after}`;
		});
}

/** The secret of which eight characters in a row can be read in a text, by one or two of the usual decodings. */
export function readableSecret(text: string, secrets: readonly Secret[]): string | undefined {
	const known = new Map(
		secrets.flatMap(({ forms }) => forms).flatMap((form) => windowsOf(form.toLowerCase()).map((part) => [part, form])),
	);
	const once = readings(text);
	const all = [text, ...once, ...readings(once.join(' \n '))];
	for (const reading of all)
		for (const part of windowsOf(reading.toLowerCase()))
			if (known.has(part)) return `"${part}" of ${known.get(part) ?? ''}`;
	return undefined;
}

function readings(text: string): readonly string[] {
	const words = text.split(/[^A-Za-z0-9+/_=-]+/).filter(({ length }) => length >= 10);
	return [
		text.replace(/%([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
		text.replace(/\\+u([0-9a-f]{4})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
		...words.flatMap((word) =>
			[0, 1, 2, 3].map((start) => Buffer.from(word.slice(start), 'base64').toString('latin1')),
		),
		...(text.match(/[0-9a-f]{16,}/gi) ?? []).flatMap((word) =>
			[0, 1].map((start) => Buffer.from(word.slice(start), 'hex').toString('latin1')),
		),
	];
}

function windowsOf(text: string): readonly string[] {
	return Array.from({ length: Math.max(0, text.length - 7) }, (_value, index) => text.slice(index, index + 8));
}

function inBase64(text: string): string {
	return Buffer.from(text, 'latin1').toString('base64');
}
