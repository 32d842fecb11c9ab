import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { HandedOver } from '../../../../../src/approval/answer';
import type { AnswerResult } from '../../../../../src/approval/result';
import type { QuestionRow } from '../../../../../src/approval/question-row';
import type { PostFailure } from '../../../../../src/ports';
import type { Start } from '../../../started-by';

import { sleep } from 'n8n-workflow';

import { handOver } from '../../../../../src/approval/hand-over';
import { answerAddress, readQuestionRow } from '../../../../../src/approval/question-row';
import { RESULT_TEXTS, resultText } from '../../../../../src/approval/result';
import { TeamsWebhookError } from '../../../../../src/errors';
import { isPlainObject, scalarText } from '../../../../../src/json';
import { RECORD_WAIT_MAX_MS, REPLY_MARGIN_MS } from '../../../../../src/limits';
import { replaceTexts } from '../../../../../src/replaceable-texts';
import { cancelSignalOf } from '../../../../shared/cancel-signal';
import { failedItem, toItemFailure, toNodeError } from '../../../../shared/node-error';
import { createTransport } from '../../../../shared/transport';
import { refuseAsTool } from '../../../as-tool';
import { itemInput } from '../../../item-input';
import { givenRow } from '../../../row-parameter';
import { showHints } from '../../../run-hints';
import { startOf } from '../../../started-by';

/** Why a run was not reached, for causes that the person who looks after n8n can do something about. */
const UNREACHABLE: Readonly<Partial<Record<PostFailure['reason'], string>>> = {
	'egress-refused':
		'n8n does not let nodes call its own address: allow its host in N8N_SSRF_ALLOWED_HOSTNAMES, or its range in N8N_SSRF_ALLOWED_IP_RANGES.',
	'name-not-found':
		'n8n cannot find its own host name: check WEBHOOK_URL, and the DNS of the machine that runs the workflow.',
	'connection-failed':
		'n8n cannot reach its own address. Check WEBHOOK_URL, and whether the network lets a machine call itself by its public name.',
	timeout: 'n8n did not answer at its own address in time. Check WEBHOOK_URL and whatever is in front of n8n.',
	'certificate-untrusted':
		'n8n does not trust its own certificate: set NODE_EXTRA_CA_CERTS to the path of the file with its CA.',
};

/**
 * Hands an answer that was typed in Teams to the run that waits for it, once for all items: a mention is one answer.
 * The row only says where the run is; the run takes who answered, and what, from the proven mention alone. Throws, as
 * node errors, `answer-as-tool`, `answer-pinned` and `no-mention-to-answer`.
 */
export async function recordAnswer(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const pairedItem = context.getInputData().map((_, item) => ({ item }));
	try {
		return [{ json: await record(context), pairedItem }];
	} catch (error) {
		const failure = toItemFailure(error);
		if (!context.continueOnFail()) throw toNodeError(context.getNode(), failure, 0);
		return [{ json: failedItem(failure), pairedItem }];
	}
}

async function record(context: IExecuteFunctions): Promise<IDataObject> {
	refuseAsTool(context, 'recordAnswer');
	const input = itemInput(context, 0);
	const given = input.options().texts;
	// Read before anything is handed over, so that a mistake in the texts does not lose an answer.
	const texts = replaceTexts(RESULT_TEXTS, isPlainObject(given) ? given : {});
	const output = (result: AnswerResult, { title, ...more }: { title?: string; hint?: string } = {}): IDataObject => ({
		result,
		text: resultText(result, texts, title),
		...more,
	});
	const start = mentionOf(context);
	const row = readQuestionRow(givenRow(input));
	if (row === undefined) return output('unknownCode');
	const { result, title, failure } = await handOver(portsOf(context, row, handedOverOf(start)), deadlineOf(start));
	if (failure === undefined) return output(result, title === undefined ? {} : { title });
	const hint =
		UNREACHABLE[failure.reason] ??
		`The waiting run could not be reached [${failure.reason}]. Check WEBHOOK_URL, and whatever is between n8n and the address in it, such as a proxy.`;
	showHints(context, [hint]);
	return output(result, { hint });
}

/** The verified mention of this execution. */
function mentionOf(context: IExecuteFunctions): Start {
	const start = startOf(context);
	if (start?.kind !== 'mention') {
		throw new TeamsWebhookError(
			'no-mention-to-answer',
			'This execution was not started by a mention in Teams, so there is no answer to record.',
			'Put Record Answer after the Microsoft Teams Outgoing Webhook Trigger, in the same workflow.',
		);
	}
	if (isPinned(context, start.name)) {
		throw new TeamsWebhookError(
			'answer-pinned',
			'The trigger has pinned data, so nobody has really answered.',
			"Unpin the trigger's data, then mention the bot in Teams.",
		);
	}
	return start;
}

/** n8n keeps pinned data with the run; its contexts do not show it in their public types. */
function isPinned(context: IExecuteFunctions, name: string): boolean {
	const host = context as unknown as {
		readonly runExecutionData?: { readonly resultData?: { readonly pinData?: Readonly<Record<string, unknown>> } };
	};
	return host.runExecutionData?.resultData?.pinData?.[name] !== undefined;
}

/** What the trigger has vouched for, member by member; the run that waits judges it. */
function handedOverOf({ json }: Start): HandedOver {
	const at = (value: unknown, name: string): string | null => {
		const member = isPlainObject(value) ? value[name] : undefined;
		return typeof member === 'string' ? member : null;
	};
	return {
		tenantId: at(json.tenant, 'id'),
		channelId: at(json.channel, 'id'),
		messageId: at(json.message, 'id'),
		timestamp: at(json.message, 'timestamp'),
		text: at(json, 'text') ?? '',
		id: at(json.from, 'id'),
		name: at(json.from, 'name'),
		aadObjectId: at(json.from, 'aadObjectId'),
		proof: at(json, 'proof') ?? '',
	};
}

/** The person must be answered in time; if the trigger has already answered, the whole wait can be used. */
function deadlineOf({ json }: Start): number {
	const reply = isPlainObject(json.reply) ? json.reply : {};
	const atMs = reply.mode === 'immediately' ? Number.NaN : Date.parse(String(reply.deadlineAt));
	return Number.isNaN(atMs) || atMs < Date.now() ? Date.now() + RECORD_WAIT_MAX_MS : atMs - REPLY_MARGIN_MS;
}

function portsOf(context: IExecuteFunctions, row: QuestionRow, answer: HandedOver): Parameters<typeof handOver>[0] {
	const url = answerAddress(scalarText(context.evaluateExpression('{{ $execution.resumeUrl }}', 0)), row);
	const transport = createTransport(context);
	const signal = cancelSignalOf(context);
	const body = JSON.stringify(answer);
	return {
		now: Date.now,
		sleep,
		post: async (timeoutMs) =>
			url === undefined
				? { kind: 'failure', sent: 'no', reason: 'name-not-found', cause: 'NO_ADDRESS' }
				: await transport.post({
						url,
						headers: { 'content-type': 'application/json' },
						timeoutMs,
						// The address is n8n's own.
						isHostListed: true,
						body,
						...(signal === undefined ? {} : { signal }),
					}),
	};
}
