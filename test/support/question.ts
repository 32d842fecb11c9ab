import type { MentionRules, Question } from '../../src/approval/question';

import { newAsk } from '../../src/approval/question';
import { questionTexts } from '../../src/approval/texts';
import { fingerprint } from '../../src/fingerprint';

/** Who may answer the question that is answered by mention. */
export const APPROVER_ID = '11111111-2222-4333-8444-555555555555';

/** Its code. */
export const CODE = '4711-K7Q2MX';

const RULES: MentionRules = { code: CODE, approvers: [APPROVER_ID], requester: null, tenant: null, channel: null };

/** A question that is answered by link, and what its link holds. */
export function linkQuestion(more: Partial<Question> = {}): { readonly question: Question; readonly ask: string } {
	const ask = newAsk();
	return { ask, question: { ...COMMON, ask: fingerprint(ask), way: 'link', mention: null, ...more } };
}

/** A question that is answered by mention. */
export function mentionQuestion(rules: Partial<MentionRules> = {}, more: Partial<Question> = {}): Question {
	return { ...COMMON, ask: fingerprint(newAsk()), way: 'mention', mention: { ...RULES, ...rules }, ...more };
}

const COMMON: Omit<Question, 'ask' | 'way' | 'mention'> = {
	responseType: 'approval',
	title: 'Deploy?',
	message: 'Build 4711 passed.',
	facts: [{ title: 'Branch', value: 'main' }],
	tool: null,
	approve: 'Approve',
	decline: 'Decline',
	fields: [],
	expiresAtMs: null,
	texts: questionTexts({}),
};
