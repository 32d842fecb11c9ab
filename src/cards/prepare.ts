import type { Content } from './content';
import type { Finding, MessageTarget } from './finding';
import type { FitOptions, Fitted } from './size/fit';
import type { Attachment } from './message';

import { TeamsWebhookError } from '../errors';
import { CARD_DEPTH_MAX } from '../limits';
import { isAdaptive, joinContents } from './content';
import { isDeeperThan } from '../json';
import { fit } from './size/fit';
import { CONNECTOR_CARD_TYPE } from './message';
import { checkMessageCard } from './message-card/check';
import { convertMessageCard } from './message-card/convert';
import { resumeUrlFindings } from './resume-url';
import { withTeamsMarkdown } from './teams-markdown/content-text';
import { shortened } from './validate/check-value';
import { peopleIn, tagsIn, tooManyPeople } from './validate/mentions';
import { validateCard } from './validate/validate-card';

/** A message as it was built, and the findings of building it. */
export interface Draft {
	readonly content: Content;
	readonly findings: readonly Finding[];
}

/** Several messages in one; each finding says which of them it comes from. */
export function joinDrafts(drafts: readonly Draft[]): Draft {
	const findings = drafts.flatMap((draft, index) =>
		drafts.length === 1
			? draft.findings
			: draft.findings.map((finding) => ({ ...finding, path: `items[${index}].${finding.path}` })),
	);
	return { content: joinContents(drafts.map(({ content }) => content)), findings };
}

/** How a message is checked and fitted. */
export interface PrepareOptions extends FitOptions {
	/** `fail`: a finding of severity `error` stops the message; `warn`: the message is sent all the same. */
	readonly onInvalid: 'fail' | 'warn';
}

/** Chosen: people do not read longer lists of mistakes. */
const ERRORS_SHOWN = 5;

/** Chosen: a text with more tags than this is data, and one warning is enough. */
const TAGS_SHOWN = 5;

/**
 * Makes a message ready for a target: its text becomes Markdown that is drawn there, MessageCards are converted unless the target takes them as they are, every card is
 * checked, and what is too large is shortened or divided. Throws `card-invalid` for mistakes if `onInvalid` is `fail`, and
 * `card-too-large`, also for a card that is nested too deep to be written.
 */
export function prepareMessage(draft: Draft, options: PrepareOptions): Fitted {
	if (isDeeperThan(draft.content.attachments, CARD_DEPTH_MAX)) throw tooDeep();
	const drawn = { ...draft, content: withTeamsMarkdown(draft.content, options.target) };
	const { content, findings: all } = check(drawn, options.target);
	// `fit` handles the size and reports it.
	const findings = withoutEchoes(all).filter(({ code }) => code !== 'card-too-large');
	const errors = findings.filter(({ severity }) => severity === 'error');
	if (errors.length > 0 && options.onInvalid === 'fail') throw invalidCard(errors);
	const fitted = fit(content, options);
	return { parts: fitted.parts, findings: [...findings, ...fitted.findings] };
}

/** Converts and checks the cards of a message. Paths start at the card, or at `attachments` if there are several. */
export function check(draft: Draft, target: MessageTarget): Draft {
	const { attachments, fullWidth, summary } = draft.content;
	const checked = attachments.map((attachment, index) =>
		checkAttachment(attachment, target, {
			fullWidth,
			summary,
			prefix: attachments.length === 1 ? '' : `attachments[${index}].content`,
		}),
	);
	const content = { ...draft.content, attachments: checked.map(({ attachment }) => attachment) };
	return {
		content,
		findings: [
			...draft.findings.filter((finding) => isTrueOf(finding, target)),
			...textFindings(content),
			...resumeUrlFindings(draft.content),
			...checked.flatMap(({ findings }) => findings),
			...peopleFindings(content, target),
		],
	};
}

/** A text has no entities, so its tags mention nobody (teams.md H.4). */
function textFindings({ text = '' }: Content): readonly Finding[] {
	const fix = 'Set Content to Card and name the person in its Mentions field, or write the name without the tag.';
	return [...new Set(tagsIn(text))].slice(0, TAGS_SHOWN).map((tag) => ({
		severity: 'warning',
		code: 'mention-without-entity',
		path: 'text',
		message: `\`${shortened(tag)}\` mentions nobody: plain text cannot mention people.`,
		fix,
	}));
}

/** A flow posts each card as a message, so the check of a card counts its mentions; elsewhere all cards are one message. */
function peopleFindings({ attachments }: Content, target: MessageTarget): readonly Finding[] {
	const perCard = attachments.map((attachment) => (isAdaptive(attachment) ? peopleIn(attachment.content ?? {}) : []));
	if (target === 'workflows' || perCard.some((people) => tooManyPeople(people) !== undefined)) return [];
	const wording = tooManyPeople(perCard.flat());
	return wording === undefined
		? []
		: [{ severity: 'warning', code: 'mentions-too-many', path: 'attachments', ...wording }];
}

/** The flow that Teams makes reads only the attachments (teams.md C.2); the other places show a summary. */
function isTrueOf({ code }: Finding, target: MessageTarget): boolean {
	return code !== 'summary-not-shown' || target === 'workflows';
}

/** The template has already reported a binding that it could not fill in; that it is still in the card is the same mistake. */
function withoutEchoes(findings: readonly Finding[]): readonly Finding[] {
	const fromTemplate = findings.some(({ code }) => code.startsWith('template-') && code !== 'template-left');
	return fromTemplate ? findings.filter(({ code }) => code !== 'template-left') : findings;
}

/** A finding as a line for people and logs: where, what, code. It has names and types, but never a value of the message. */
export function findingText({ path, message, code }: Finding): string {
	return `${path}: ${message} [${code}]`;
}

function checkAttachment(
	attachment: Attachment,
	target: MessageTarget,
	{
		fullWidth,
		summary,
		prefix,
	}: { readonly fullWidth: boolean; readonly summary: string | undefined; readonly prefix: string },
): { readonly attachment: Attachment; readonly findings: readonly Finding[] } {
	const under = (findings: readonly Finding[]) =>
		prefix === ''
			? findings
			: findings.map((finding) => ({ ...finding, path: finding.path === '$' ? prefix : `${prefix}.${finding.path}` }));
	if (isAdaptive(attachment)) return { attachment, findings: under(validateCard(attachment.content, target)) };
	if (attachment.contentType === CONNECTOR_CARD_TYPE && attachment.content !== undefined) {
		if (target === 'connector')
			return {
				attachment,
				findings: under(
					checkMessageCard(summary === undefined ? attachment.content : { summary, ...attachment.content }),
				),
			};
		const converted = convertMessageCard(attachment.content, { fullWidth });
		return { attachment: converted.attachment, findings: under(converted.findings) };
	}
	return { attachment, findings: target === 'reply' ? [] : [unsupported(attachment, prefix === '' ? '$' : prefix)] };
}

/** Flows post the content of each attachment as an Adaptive Card (teams.md C.2); connectors do not know bot cards (B.4, S8). */
function unsupported({ contentType }: Attachment, path: string): Finding {
	return {
		severity: 'error',
		code: 'attachment-unsupported',
		path,
		message: `Webhooks do not show attachments of type ${contentType.slice(0, 100)}.`,
		fix: 'Send an Adaptive Card or a MessageCard.',
	};
}

function tooDeep(): TeamsWebhookError {
	return new TeamsWebhookError(
		'card-too-large',
		`The card is nested deeper than ${CARD_DEPTH_MAX} levels: nothing was sent.`,
		'Look for an element that contains itself, or flatten the card; readable cards have a handful of levels.',
	);
}

/** The error `card-invalid` for these findings. */
export function invalidCard(errors: readonly Finding[]): TeamsWebhookError {
	const count = errors.length === 1 ? 'a mistake' : `${errors.length} mistakes`;
	const lines = errors.slice(0, ERRORS_SHOWN).map(({ path, message, fix }) => `${path}: ${message} ${fix}`);
	const more = errors.length > ERRORS_SHOWN ? [`And ${errors.length - ERRORS_SHOWN} more.`] : [];
	return new TeamsWebhookError(
		'card-invalid',
		`The card has ${count}: nothing was sent.`,
		[...lines, ...more].join('\n'),
	);
}
