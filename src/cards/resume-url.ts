import type { Content } from './content';
import type { Finding } from './finding';

import { CARD_DEPTH_MAX } from '../limits';

/** An address at which n8n resumes a waiting run, in a member or in the middle of a text. */
const RESUME_URL = /https?:\/\/[^\s"'<>()[\]]*\/(?:webhook|form)-waiting\/[^\s"'<>()[\]]*/g;

/** A second question mark: `{{ $execution.resumeUrl }}?ok=yes`, after an address that already has parameters. */
const TWO_QUESTION_MARKS = /\?[^?]*\?/;

/** What the links of Send and Wait for Response contain: a visit to such a link decides nothing. */
const OWN_LINK = /[?&]ask=/;

/** Chosen: a card with more such addresses has the same mistake in all of them. */
const FINDINGS_MAX = 5;

/**
 * Warnings about addresses that resume a run. One with two question marks reaches nothing; one that works is visited by
 * Teams' link preview too, which then resumes the run before anybody has read the card. No finding contains the
 * address.
 */
export function resumeUrlFindings({ text, attachments }: Content): readonly Finding[] {
	const found: Finding[] = [];
	const seen = new Set<object>();
	const walk = (value: unknown, path: string, depth: number): void => {
		if (found.length >= FINDINGS_MAX) return;
		if (typeof value === 'string') found.push(...findingsIn(value, path));
		if (typeof value !== 'object' || value === null || depth > CARD_DEPTH_MAX || seen.has(value)) return;
		seen.add(value);
		for (const [name, member] of Object.entries(value))
			walk(member, Array.isArray(value) ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`, depth + 1);
	};
	walk(text, 'text', 0);
	for (const [index, { content }] of attachments.entries())
		walk(content, attachments.length === 1 ? '' : `attachments[${index}].content`, 0);
	return found.slice(0, FINDINGS_MAX);
}

function findingsIn(value: string, path: string): readonly Finding[] {
	if (!value.includes('-waiting/')) return [];
	return [...new Set(value.match(RESUME_URL) ?? [])].flatMap((url) => findingOf(url, path));
}

function findingOf(url: string, path: string): readonly Finding[] {
	if (TWO_QUESTION_MARKS.test(url)) {
		return [
			{
				severity: 'warning',
				code: 'resume-url-broken',
				path,
				message: 'The address that resumes the workflow has two question marks, so n8n does not accept it.',
				fix: 'n8n has already put in a parameter of its own: add yours with "&" in place of the second "?".',
			},
		];
	}
	if (OWN_LINK.test(url)) return [];
	return [
		{
			severity: 'warning',
			code: 'resume-url-previewed',
			path,
			message: "Teams' link preview may open the address that resumes the workflow before anybody clicks it.",
			fix: 'Use the operation Send and Wait for Response: its link decides nothing until somebody presses a button on the page.',
		},
	];
}
