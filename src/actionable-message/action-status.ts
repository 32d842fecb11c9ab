import { ACTION_STATUS_MAX_CHARACTERS } from '../limits';

/** The text of a status as a header carries it, and whether a part was lost. `text` is empty if nothing was left. */
interface ActionStatus {
	readonly text: string;
	readonly isChanged: boolean;
}

/** Characters with an ASCII spelling, besides those that only lose an accent. */
const PLAIN: Readonly<Record<string, string>> = {
	'‘': "'",
	'’': "'",
	'“': '"',
	'”': '"',
	'„': '"',
	'–': '-',
	'—': '-',
	'…': '...',
	ß: 'ss',
	æ: 'ae',
	Æ: 'AE',
	ø: 'o',
	Ø: 'O',
	œ: 'oe',
	Œ: 'OE',
	ł: 'l',
	Ł: 'L',
	đ: 'd',
	Đ: 'D',
	'€': 'EUR',
};

/**
 * Makes a text fit into CARD-ACTION-STATUS: printable ASCII in one line, so that it cannot add a second header, and at most {@link ACTION_STATUS_MAX_CHARACTERS}. Accents are dropped, other characters left out.
 */
export function actionStatus(text: string): ActionStatus {
	const oneLine = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
	const plain = [...oneLine.normalize('NFC')].map(toPlain).join('').replace(/ {2,}/g, ' ').trim();
	const isShort = plain.length <= ACTION_STATUS_MAX_CHARACTERS;
	const cut = isShort ? plain : `${plain.slice(0, ACTION_STATUS_MAX_CHARACTERS - 3).trimEnd()}...`;
	return { text: cut, isChanged: cut !== text.trim() };
}

function toPlain(character: string): string {
	return (PLAIN[character] ?? character.normalize('NFKD')).replace(/[^\x20-\x7e]/g, '');
}
