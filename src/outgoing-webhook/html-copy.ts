import type { MarkupToken } from './markup';

import { decode, plainSpaces, shownText } from './markup';
import { formsOf } from './mentions';

/**
 * A token once it is known whether it was typed. `real` is true for an `<at>` element that the HTML copy shows as a
 * mention, so that Teams has written it and nobody has typed it.
 */
export type Reading =
	| { readonly kind: 'text'; readonly value: string }
	| { readonly kind: 'break'; readonly value: string; readonly soft: boolean }
	| { readonly kind: 'picture'; readonly alt: string }
	| { readonly kind: 'at'; readonly source: string; readonly inner: string; readonly real: boolean };

const ENTITY = /(&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});)/i;

/** White space and what nobody sees differ between a text and its HTML copy. */
const UNSEEN = /[\p{White_Space}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * Tells markup from what was typed. The text of an activity arrives encoded or decoded (teams.md A.5), which its HTML
 * copy settles where the two agree: first by reading everything as markup, then token by token. Without a copy, or where
 * it says something else, tags are markup and entities are decoded. Never throws; linear.
 */
export function settle(tokens: readonly MarkupToken[], html: string | null): readonly Reading[] {
	const markup = tokens.map((token) => asMarkup(token, false));
	if (html === null) return markup;
	const copy = seen(shownText(html));
	if (seen(markup.map(shown).join('')) === copy) return tokens.map((token) => asMarkup(token, true));
	return align(tokens, copy) ?? markup;
}

function asMarkup(token: MarkupToken, real: boolean): Reading {
	switch (token.kind) {
		case 'text':
			return { kind: 'text', value: decode(token.source) };
		case 'format':
			return { kind: 'text', value: '' };
		case 'at':
			return { kind: 'at', source: token.source, inner: token.inner, real };
		case 'break':
		case 'picture':
			return token;
	}
}

function shown(reading: Reading): string {
	if (reading.kind === 'at') return shownText(reading.inner);
	return reading.kind === 'picture' ? reading.alt : reading.value;
}

/** Reads the tokens along the copy: a token counts as typed if the copy continues with its source. `undefined` if they differ. */
function align(tokens: readonly MarkupToken[], copy: string): readonly Reading[] | undefined {
	let position = 0;
	const goesOn = (text: string) => {
		const expected = seen(text);
		const does = copy.startsWith(expected, position);
		if (does) position += expected.length;
		return does;
	};
	const readings: Reading[] = [];
	for (const token of tokens) {
		const reading = token.kind === 'text' ? alignText(token.source, goesOn) : alignTag(token, goesOn);
		if (reading === undefined) return undefined;
		readings.push(reading);
	}
	return position === copy.length ? readings : undefined;
}

function alignText(source: string, goesOn: (text: string) => boolean): Reading | undefined {
	let value = '';
	for (const part of source.split(ENTITY)) {
		const next = [part, decode(part)].find(goesOn);
		if (next === undefined) return undefined;
		value += next;
	}
	return { kind: 'text', value: plainSpaces(value) };
}

function alignTag(token: MarkupToken, goesOn: (text: string) => boolean): Reading | undefined {
	if (goesOn(token.source)) return { kind: 'text', value: plainSpaces(token.source) };
	// The longest first: a name that was decoded to white space would fit anywhere.
	const forms = token.kind === 'at' ? formsOf(token.inner) : [shown(asMarkup(token, true))];
	return forms.some(goesOn) ? asMarkup(token, true) : undefined;
}

function seen(text: string): string {
	return text.replace(UNSEEN, '');
}
