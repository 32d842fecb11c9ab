import { isPlainObject, scalarText } from '../json';

/** The id of an execution: a number or a name, as n8n assigns it. */
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/** The resume token of a run. If it contained a slash, n8n would take the rest for another webhook path of the run. */
const TOKEN = /^[A-Za-z0-9_-]{16,200}$/;

/** What a row of a Data Table says about a run. It proves nothing. */
export interface QuestionRow {
	readonly number: string;
	readonly token: string;
}

/**
 * Reads `{ code, resumeUrl }`: the id of an execution, and from the address only its token. Everything else in a row is
 * ignored, so that a row cannot send an answer elsewhere. `undefined` for anything that is not such a row.
 */
export function readQuestionRow(row: unknown): QuestionRow | undefined {
	if (!isPlainObject(row)) return undefined;
	const number = scalarText(row.code).trim();
	const address = scalarText(row.resumeUrl).trim();
	const token = URL.canParse(address) ? (new URL(address).searchParams.get('signature') ?? '') : '';
	return NUMBER.test(number) && TOKEN.test(token) ? { number, token } : undefined;
}

/**
 * The address at which the run of a row takes an answer by mention: that of our own run with another id and token. Host
 * and path never come from the row. `undefined` if the address of our own run cannot be read.
 */
export function answerAddress(ownResumeUrl: string, { number, token }: QuestionRow): string | undefined {
	if (!URL.canParse(ownResumeUrl)) return undefined;
	const url = new URL(ownResumeUrl);
	const base = url.pathname.replace(/\/[^/]*\/?$/, '');
	url.pathname = `${base}/${number}/${ANSWER_PATH}`;
	url.search = new URLSearchParams({ signature: token }).toString();
	url.hash = '';
	return url.toString();
}

/** The last part of that address. An empty one would resume other waiting nodes of the run as well. */
export const ANSWER_PATH = 'teams-answer';
