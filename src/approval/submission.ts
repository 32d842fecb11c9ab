import type { AnswerData } from './answer';
import type { FormField } from './form-field';
import type { Question } from './question';

import { isPlainObject } from '../json';
import { APPROVAL_COMMENT_MAX_CHARACTERS, APPROVAL_TEXT_MAX_CHARACTERS } from '../limits';

/** Names of what the page posts. */
export const INPUT = { decision: 'decision', comment: 'comment', text: 'text', field: 'field-' } as const;

/**
 * What is wrong with what was filled in, keyed by the name of the input. The values are names of
 * {@link Question.texts}.
 */
export type Problems = Readonly<Record<string, 'missing' | 'wrongValue' | 'tooLong'>>;

/**
 * What was posted through the link: an answer, something that people can correct, or nothing that the page could have
 * sent.
 */
export type Submission =
	| { readonly kind: 'answer'; readonly data: AnswerData }
	| { readonly kind: 'incomplete'; readonly problems: Problems }
	| { readonly kind: 'refused' };

type Body = Readonly<Record<string, unknown>>;

/** One value that was filled in, or what is wrong with it. */
type Reading = { readonly value: unknown } | { readonly problem: Problems[string] };

const EMAIL = /^[^\s@]{1,64}@[^\s@]{1,255}$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Digits with a decimal point or comma. */
const NUMBER = /^[-+]?\d{1,30}(?:[.,]\d{1,30})?$/;

/** Nobody can say whether "1,000" and "1.000" mean one or a thousand. */
const THOUSANDS = /^[-+]?[1-9]\d{0,2}[.,]\d{3}$/;

/** Reads what the page has posted: form fields, as n8n passes them on for either encoding of a form. Never throws. */
export function readSubmission(question: Question, posted: unknown, nowMs: number): Submission {
	const body = bodyOf(posted);
	const common = { responder: null, via: 'link', respondedAt: new Date(nowMs).toISOString() } as const;
	if (question.responseType === 'approval') return readApproval(question, body, common);
	if (question.responseType === 'freeText') {
		const reading = readText(body[INPUT.text], { required: true, most: APPROVAL_TEXT_MAX_CHARACTERS });
		return 'problem' in reading
			? { kind: 'incomplete', problems: { [INPUT.text]: reading.problem } }
			: { kind: 'answer', data: { approved: true, text: String(reading.value), ...common } };
	}
	const readings = question.fields.map((field, index) => ({ field, index, reading: readField(field, body, index) }));
	const problems = readings.flatMap(({ index, reading }) =>
		'problem' in reading ? [[`${INPUT.field}${index}`, reading.problem] as const] : [],
	);
	if (problems.length > 0) return { kind: 'incomplete', problems: Object.fromEntries(problems) };
	const fields = Object.fromEntries(
		readings.flatMap(({ field, reading }) => ('value' in reading ? [[field.name, reading.value] as const] : [])),
	);
	return { kind: 'answer', data: { approved: true, fields, ...common } };
}

/** n8n puts the fields of a multipart form under `data`, next to the files. */
function bodyOf(posted: unknown): Body {
	if (!isPlainObject(posted)) return {};
	return isPlainObject(posted.data) && isPlainObject(posted.files) ? posted.data : posted;
}

function readApproval(
	{ decline }: Question,
	body: Body,
	common: Pick<AnswerData, 'responder' | 'via' | 'respondedAt'>,
): Submission {
	// Two decisions in one answer count as none.
	const decision = body[INPUT.decision];
	if (decision !== 'approve' && !(decision === 'decline' && decline !== null)) return { kind: 'refused' };
	const reading = readText(body[INPUT.comment], { required: false, most: APPROVAL_COMMENT_MAX_CHARACTERS });
	if ('problem' in reading) return { kind: 'incomplete', problems: { [INPUT.comment]: reading.problem } };
	const comment = String(reading.value);
	return {
		kind: 'answer',
		data: { approved: decision === 'approve', ...(comment === '' ? {} : { comment }), ...common },
	};
}

function readField(field: FormField, body: Body, index: number): Reading {
	const posted = body[`${INPUT.field}${index}`];
	if (field.multiple) return readSeveral(field, posted);
	const reading = readText(posted, { required: field.required, most: APPROVAL_TEXT_MAX_CHARACTERS });
	if ('problem' in reading) return reading;
	const text = String(reading.value);
	if (text === '') return { value: field.type === 'number' ? null : '' };
	if (field.type === 'number') return numberOf(text);
	const isRight =
		field.options.length > 0
			? field.options.includes(text)
			: field.type === 'email'
				? EMAIL.test(text)
				: field.type !== 'date' || isDate(text);
	return isRight ? { value: text } : { problem: 'wrongValue' };
}

/** A day of the calendar: Date would read 30 February as 2 March. */
function isDate(text: string): boolean {
	const day = DATE.test(text) ? new Date(`${text}T00:00:00Z`) : undefined;
	return day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function readSeveral({ required, options }: FormField, posted: unknown): Reading {
	const chosen: readonly unknown[] = Array.isArray(posted) ? posted : posted === undefined ? [] : [posted];
	const values = [...new Set(chosen.filter((value) => value !== ''))];
	if (values.some((value) => typeof value !== 'string' || !options.includes(value))) return { problem: 'wrongValue' };
	return required && values.length === 0 ? { problem: 'missing' } : { value: values };
}

function readText(posted: unknown, { required, most }: { readonly required: boolean; readonly most: number }): Reading {
	const text = (single(posted) ?? '').replaceAll('\r\n', '\n').trim();
	if (text.length > most) return { problem: 'tooLong' };
	return required && text === '' ? { problem: 'missing' } : { value: text };
}

function numberOf(text: string): Reading {
	if (!NUMBER.test(text) || THOUSANDS.test(text)) return { problem: 'wrongValue' };
	const value = Number(text.replace(',', '.'));
	const isExact = !Number.isInteger(value) || Number.isSafeInteger(value);
	return isExact ? { value } : { problem: 'wrongValue' };
}

/** The value of a field; if it came several times, the first one. */
function single(posted: unknown): string | undefined {
	const value: unknown = Array.isArray(posted) ? posted[0] : posted;
	return typeof value === 'string' ? value : undefined;
}
