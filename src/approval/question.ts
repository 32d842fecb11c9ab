import type { FormField } from './form-field';
import type { QuestionTexts } from './texts';

import { randomBytes, timingSafeEqual } from 'crypto';

import { plainLine } from '../cards/markdown';
import { cutText } from '../cards/size/cut-text';
import { caught } from '../caught';
import { fingerprint } from '../fingerprint';
import { isPlainObject } from '../json';

/** Chosen: the name of a question in a reply is one line. */
const NAME_CHARACTERS = 80;

/** Bytes of the value that ties a link to one question. */
const ASK_BYTES = 18;

/** What people answer: yes or no, a text, or a form. The names are those of n8n's own nodes. */
export type ResponseType = 'approval' | 'freeText' | 'customForm';

/** Who may answer: whoever holds the link, or people whose mention of the bot is proven. */
export type AnswerWay = 'link' | 'mention';

/** What an AI agent wants to run, if the question is about that. */
interface ToolCall {
	readonly name: string;
	/** JSON. */
	readonly input: string;
}

/** What only a question that is answered by mention has. */
export interface MentionRules {
	readonly code: string;
	/** Microsoft Entra object ids, in lower case; never empty. */
	readonly approvers: readonly string[];
	/** This person may not approve. */
	readonly requester: string | null;
	readonly tenant: string | null;
	readonly channel: string | null;
}

/**
 * A question as it was asked. Everything that decides about an answer is in here and never changes: when the answer
 * comes, no parameter of the node is read again.
 */
export interface Question {
	/** Fingerprint of the value in the link: somebody who reads the execution cannot make the link from it. */
	readonly ask: string;
	readonly way: AnswerWay;
	readonly responseType: ResponseType;
	readonly title: string;
	readonly message: string;
	readonly facts: ReadonlyArray<{ readonly title: string; readonly value: string }>;
	readonly tool: ToolCall | null;
	readonly approve: string;
	/** `null` if the question can only be approved. */
	readonly decline: string | null;
	readonly fields: readonly FormField[];
	/** Milliseconds since 1970; `null` if it waits for ever. */
	readonly expiresAtMs: number | null;
	/** Only where `way` is `mention`. */
	readonly mention: MentionRules | null;
	readonly texts: QuestionTexts;
}

/** A new value for the link of one question. */
export function newAsk(): string {
	return randomBytes(ASK_BYTES).toString('base64url');
}

/** Whether a link belongs to the question that is asked now. The time it takes does not depend on where they differ. */
export function isAskOf(question: Question, ask: unknown): boolean {
	if (typeof ask !== 'string') return false;
	return timingSafeEqual(Buffer.from(fingerprint(fingerprint(ask))), Buffer.from(fingerprint(question.ask)));
}

/**
 * What people know the question by, in one line: its title, the beginning of its message, or the tool that it is about.
 */
export function questionName({ title, message, tool }: Pick<Question, 'title' | 'message' | 'tool'>): string {
	const line = [title, message, tool?.name ?? ''].map(plainLine).find((text) => text !== '') ?? '';
	return line.length <= NAME_CHARACTERS ? line : cutText(line, NAME_CHARACTERS - 1);
}

/** Whether the time to answer is over. */
export function isExpired({ expiresAtMs }: Question, nowMs: number): boolean {
	return expiresAtMs !== null && nowMs >= expiresAtMs;
}

/** The question as it is kept with the run. */
export function writeQuestion(question: Question): string {
	return JSON.stringify(question);
}

/** Reads what {@link writeQuestion} has written. `undefined` for anything else: then nothing may be answered. */
export function readQuestion(kept: unknown): Question | undefined {
	const parsed = typeof kept === 'string' ? caught(() => JSON.parse(kept) as unknown) : undefined;
	if (parsed?.ok !== true || !isPlainObject(parsed.value)) return undefined;
	const question = parsed.value as unknown as Question;
	const hasRules = question.way === 'link' || (question.way === 'mention' && isPlainObject(question.mention));
	return typeof question.ask === 'string' && hasRules && isPlainObject(question.texts) ? question : undefined;
}
