import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { PageAnswer, PageNotice } from '../../../../../src/approval/page-answer';
import type { AnswerData } from '../../../../../src/approval/answer';
import type { Question } from '../../../../../src/approval/question';
import type { Problems } from '../../../../../src/approval/submission';

import { judgeMention } from '../../../../../src/approval/answer';
import { noticePage, questionHeaders, questionPage } from '../../../../../src/approval/page';
import { SCRIPT_HEADER } from '../../../../../src/approval/page-answer';
import { PAGE_SCRIPT } from '../../../../../src/approval/page-script';
import { isAskOf, isExpired, questionName, readQuestion } from '../../../../../src/approval/question';
import { readSubmission } from '../../../../../src/approval/submission';
import { questionTexts } from '../../../../../src/approval/texts';
import { newNonce, PRIVATE_HEADERS } from '../../../../../src/page-headers';
import { decodeTokenFields } from '../../../../../src/outgoing-webhook/security-token';
import { clearHeaders, writeAnswer } from '../../../../shared/direct-answer';
import { readTokenFields } from '../../../../shared/outgoing-credential';
import { readStaticCredential } from '../../../../shared/static-credential';
import { MENTION_ENTRY } from './entries';
import { keptQuestion } from './kept-question';

/** What people read if even the question cannot be read. */
const ENGLISH = { title: '', texts: questionTexts({}) };

/** The HTTP status of each notice: 410 because a question that is gone does not come back. */
const STATUS: Readonly<Record<PageNotice, number>> = {
	recorded: 200,
	closed: 410,
	expired: 410,
	stale: 410,
	byMention: 409,
	refused: 403,
	failed: 500,
};

/**
 * Answers whoever opens the link, posts the page, or hands over a mention. Only an answer that counts resumes the run.
 * Nothing is thrown: an exception here, even for a preview, would end the run that waits. No parameter of the node is read.
 */
export async function answerQuestion(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		return await answer(context);
	} catch {
		// Whatever it was, the question stays open; the caller may try again.
		return showNotice(context, ENGLISH, 'failed');
	}
}

async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const question = frozenQuestion(context);
	if (question === undefined) return showNotice(context, ENGLISH, 'stale');
	if (context.getWebhookName() === MENTION_ENTRY) return await answerMention(context, question);
	if (!isAskOf(question, (context.getQueryData() as { readonly ask?: unknown }).ask))
		return showNotice(context, question, 'stale');
	if (question.way !== 'link') return showNotice(context, question, 'byMention');
	if (isExpired(question, Date.now())) return showNotice(context, question, 'expired');
	return context.getRequestObject().method === 'POST' ? answerLink(context, question) : showPage(context, question);
}

/** The question that this node asked last, as it was frozen. */
function frozenQuestion(context: IWebhookFunctions): Question | undefined {
	return readQuestion(context.evaluateExpression(keptQuestion(context.getNode().name)));
}

function answerLink(context: IWebhookFunctions, question: Question): IWebhookResponseData {
	if (context.getHeaderData()['sec-fetch-site'] === 'cross-site') return showNotice(context, question, 'refused');
	const submission = readSubmission(question, context.getBodyData(), Date.now());
	if (submission.kind === 'refused') return showNotice(context, question, 'refused');
	if (submission.kind === 'incomplete') return showProblems(context, question, submission.problems);
	logDecision(context, question, submission.data.approved, true);
	// What people read once the run has been claimed: n8n sends this only then, and its own error to all but the first.
	clearHeaders(context);
	const response = context.getResponseObject();
	for (const [header, value] of Object.entries(PRIVATE_HEADERS)) response.setHeader(header, value);
	const page: PageAnswer | string = isScript(context) ? { ok: true } : noticePage(question, 'recorded', newNonce());
	return { webhookResponse: page, workflowData: outputOf(submission.data) };
}

async function answerMention(context: IWebhookFunctions, question: Question): Promise<IWebhookResponseData> {
	const keys = decodeTokenFields(
		readTokenFields(await readStaticCredential(context, 'teamsOutgoingWebhookApi', 'securityToken')),
	);
	const verdict = judgeMention(question, context.getBodyData(), { keys, nowMs: Date.now() });
	if (!('data' in verdict)) {
		logDecision(context, question, false, verdict.result !== 'notAllowed');
		return writeJson(context, 200, { result: verdict.result });
	}
	logDecision(context, question, verdict.data.approved, true);
	return {
		webhookResponse: { result: verdict.result, title: questionName(question) },
		workflowData: outputOf(verdict.data),
	};
}

function outputOf(data: AnswerData): IWebhookResponseData['workflowData'] {
	return [[{ json: { data: { ...data } }, pairedItem: { item: 0 } }]];
}

/**
 * Writes to n8n's audit log, if this n8n has one for answers. It records attempts, including those that lose a race.
 */
function logDecision(
	context: IWebhookFunctions,
	{ responseType }: Question,
	approved: boolean,
	authorized: boolean,
): void {
	if (responseType !== 'approval') return;
	const host: { logHitlResponse?: (payload: { approved: boolean; authorized: boolean }) => void } = context;
	host.logHitlResponse?.({ approved, authorized });
}

function showPage(context: IWebhookFunctions, question: Question, problems: Problems = {}): IWebhookResponseData {
	const nonce = newNonce();
	return writeAnswer(context, {
		status: 200,
		headers: questionHeaders(nonce),
		body: questionPage(question, { nonce, script: PAGE_SCRIPT, problems }),
	});
}

function showProblems(context: IWebhookFunctions, question: Question, problems: Problems): IWebhookResponseData {
	if (!isScript(context)) return showPage(context, question, problems);
	const sentences = Object.entries(problems).map(([name, problem]) => [name, question.texts[problem]] as const);
	return writeJson(context, 422, { ok: false, problems: Object.fromEntries(sentences) } satisfies PageAnswer);
}

function showNotice(
	context: IWebhookFunctions,
	question: Pick<Question, 'title' | 'texts'>,
	notice: PageNotice,
): IWebhookResponseData {
	if (context.getWebhookName() === MENTION_ENTRY)
		return writeJson(context, 200, { result: notice === 'failed' ? 'unreachable' : 'unknownCode' });
	const status = STATUS[notice];
	if (isScript(context))
		return writeJson(context, status, { ok: false, notice, text: question.texts[notice] } satisfies PageAnswer);
	const nonce = newNonce();
	return writeAnswer(context, { status, headers: questionHeaders(nonce), body: noticePage(question, notice, nonce) });
}

function isScript(context: IWebhookFunctions): boolean {
	return context.getHeaderData()[SCRIPT_HEADER] !== undefined;
}

function writeJson(context: IWebhookFunctions, status: number, body: object): IWebhookResponseData {
	return writeAnswer(context, {
		status,
		headers: { ...PRIVATE_HEADERS, 'Content-Type': 'application/json; charset=utf-8' },
		body: JSON.stringify(body),
	});
}
