import { createHash, randomInt, timingSafeEqual } from 'crypto';

import { foldWord } from '../outgoing-webhook/words';

/** Letters and digits that nobody mistakes for one another, in any font: no I, L, O, U, 0 or 1. */
const LETTERS = 'ABCDEFGHJKMNPQRSTVWXYZ23456789';

/** Chosen: 30^6 is 729 million; the question takes one answer, and only from a proven person. */
const LETTERS_COUNT = 6;

/** Between the number of the run and the letters. Phones type other dashes for it. */
const DASH = '-';
const DASHES = /[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g;

/** A new code for one question: the number that finds its run, and letters that only the card shows. */
export function drawCode(runNumber: string): string {
	const letters = Array.from({ length: LETTERS_COUNT }, () => LETTERS[randomInt(LETTERS.length)] ?? '');
	return `${runNumber}${DASH}${letters.join('')}`;
}

/**
 * Whether a typed word is the code. Case and the kind of dash do not count; the time does not depend on where they
 * differ.
 */
export function isCode(word: string, code: string): boolean {
	return timingSafeEqual(digestOf(word), digestOf(code));
}

function digestOf(word: string): Buffer {
	return createHash('sha256')
		.update((foldWord(word) ?? '').replace(DASHES, DASH))
		.digest();
}
