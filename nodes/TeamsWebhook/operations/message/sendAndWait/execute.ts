import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Question } from '../../../../../src/approval/question';
import type { ItemFailure } from '../../../../shared/node-error';
import type { DeliveryResult } from '../../../delivery/deliverer';
import type { SendTarget } from '../../../delivery/targets';
import type { ItemInput } from '../../../item-input';
import type { AskOrder } from './order';

import { WAIT_INDEFINITELY } from 'n8n-workflow';

import { TIMED_OUT } from '../../../../../src/approval/answer';
import { caught } from '../../../../../src/caught';
import { questionContent } from '../../../../../src/approval/fit-card';
import { newAsk, writeQuestion } from '../../../../../src/approval/question';
import { TeamsWebhookError } from '../../../../../src/errors';
import { fingerprint } from '../../../../../src/fingerprint';
import { targetOf } from '../../../../../src/incoming-webhook/destination/destination';
import { decodeTokenFields } from '../../../../../src/outgoing-webhook/security-token';
import { failedItem, toItemFailure, toNodeError } from '../../../../shared/node-error';
import { readTokenFields } from '../../../../shared/outgoing-credential';
import { createDeliverer } from '../../../delivery/deliverer';
import { createTargetReader } from '../../../delivery/targets';
import { itemInput } from '../../../item-input';
import { readSendPolicy } from '../../../options/send-options';
import { showHints } from '../../../run-hints';
import { askHints } from './hints';
import { keptQuestion, QUESTION } from './kept-question';
import { readAskOrder } from './order';
import { postponeReply } from './postpone-reply';

/** Chosen: a notification shows one or two lines. */
const SUMMARY_CHARACTERS = 200;

/**
 * Asks one question and waits for its answer; several items are one question. Everything that decides about the answer
 * is frozen here. Unless the card has certainly been posted, nothing waits. Throws, as node errors, those of
 * `readAskOrder`, `question-destination`, `question-unposted`, `question-too-long`, and the errors of the credentials
 * and of sending.
 */
export async function askItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	if (context.getInputData().length === 0) return [];
	const failure = await ask(context, itemInput(context, 0)).catch(toItemFailure);
	if (failure === undefined) return [timeoutItem()];
	if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, 0);
	// A number, because with an object n8n would merge the input, including an earlier approval, into the error item.
	return [{ json: failedItem(failure), pairedItem: 0 }];
}

/** Asks, and begins to wait; or says why the card is not in the channel. */
async function ask(context: IExecuteFunctions, input: ItemInput): Promise<ItemFailure | undefined> {
	const order = readAskOrder(context, input);
	if (order.question.way === 'mention')
		decodeTokenFields(readTokenFields(await context.getCredentials('teamsOutgoingWebhookApi', 0)));
	const target = await oneTarget(context);
	expectReadable(context);
	const secret = newAsk();
	const question: Question = { ...order.question, ask: fingerprint(secret) };
	const link = context.getSignedResumeUrl({ ask: secret });
	const result = await post(context, input, { order, question, target, link });
	if (!result.ok) return unposted(result.failure);
	freeze(context, question);
	showHints(context, askHints(context, question, result.json.warnings));
	await postponeReply(context);
	await context.putExecutionToWait(question.expiresAtMs === null ? WAIT_INDEFINITELY : new Date(question.expiresAtMs));
	return undefined;
}

/**
 * When the answer comes, the question is read by the name of the node. n8n cannot read a few names: then nobody could
 * answer.
 */
function expectReadable(context: IExecuteFunctions): void {
	const kept: IDataObject = context.getContext('node');
	const probe = newAsk();
	kept[QUESTION] = probe;
	const read = caught(() => context.evaluateExpression(keptQuestion(context.getNode().name), 0) as unknown);
	if (read.ok && read.value === probe) return;
	throw new TeamsWebhookError(
		'option-invalid',
		'n8n cannot look up the data of a node with this name, so nobody could answer: the question was not asked.',
		'Give the node another name.',
	);
}

/** A card that may be in the channel gets its own error: people could answer it, and nobody would notice. */
function unposted(failure: ItemFailure): ItemFailure {
	if (failure.delivery?.outcome !== 'unclear') return failure;
	return {
		...failure,
		code: 'question-unposted',
		message: `The question may not have been posted, so the workflow does not wait for an answer. ${failure.message}`,
		hint: 'Check the channel, then run the workflow again. Answers to the earlier card do not count.',
	};
}

async function oneTarget(context: IExecuteFunctions): Promise<SendTarget> {
	const [first, ...others] = await createTargetReader(context).targetsOf(0);
	if (first === undefined || others.length > 0) {
		throw new TeamsWebhookError(
			'question-destination',
			'A question must have exactly one destination: nothing was sent.',
			'Choose one destination. To ask in several channels, use a node for each, or Loop Over Items.',
		);
	}
	if (!first.ok) throw first.error;
	return first.target;
}

/** What is needed to post the card. */
interface PostOrder {
	readonly order: AskOrder;
	readonly question: Question;
	readonly target: SendTarget;
	readonly link: string;
}

async function post(
	context: IExecuteFunctions,
	input: ItemInput,
	{ order, question, target, link }: PostOrder,
): Promise<DeliveryResult> {
	const content = questionContent(question, {
		format: order.format,
		way: question.way === 'link' ? { link } : { botName: order.botName },
		target: targetOf(target.webhook.destination.kind),
	});
	const summary = `${question.title} ${question.message}`.trim().slice(0, SUMMARY_CHARACTERS);
	return await createDeliverer(context).deliver(
		{
			draft: { content: { ...content, ...(summary === '' ? {} : { summary }) }, findings: [] },
			options: { onInvalid: 'fail', onTooLarge: 'fail' },
			policy: readSendPolicy(input),
		},
		target,
	);
}

/**
 * Keeps the question with the run, and closes two gaps in n8n. At the timeout, n8n passes on the input of the node, so
 * the input must be our own item. Entries of its stack share one node object, so answering one would skip the others.
 */
function freeze(context: IExecuteFunctions, question: Question): void {
	const kept: IDataObject = context.getContext('node');
	kept[QUESTION] = writeQuestion(question);
	const entry = context.getExecuteData();
	entry.data = { main: [[timeoutItem()]] };
	entry.node = { ...entry.node };
}

/** The output if nobody answers in time. */
function timeoutItem(): INodeExecutionData {
	return { json: { data: { ...TIMED_OUT } }, pairedItem: { item: 0 } };
}
