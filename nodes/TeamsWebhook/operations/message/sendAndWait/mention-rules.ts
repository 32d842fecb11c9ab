import type { IExecuteFunctions } from 'n8n-workflow';
import type { AnswerWay, MentionRules, ResponseType } from '../../../../../src/approval/question';
import type { ItemInput } from '../../../item-input';

import { drawCode } from '../../../../../src/approval/code';
import { readQuestionRow } from '../../../../../src/approval/question-row';
import { TeamsWebhookError } from '../../../../../src/errors';
import { isGuid } from '../../../../../src/guid';
import { scalarText } from '../../../../../src/json';
import { APPROVERS_MAX } from '../../../../../src/limits';
import { parseAllowList } from '../../../../../src/outgoing-webhook/allow-list';
import { chosenByModel } from '../../../from-model';
import { givenRow } from '../../../row-parameter';
import { startOf } from '../../../started-by';

/** What a model may write: the words of the question. Who answers, how, where, and with which buttons is for the workflow to say. */
const OF_MODEL: ReadonlySet<string> = new Set(['message', 'title', 'facts']);

/**
 * Reads who may answer by mention; `null` if the question is answered by link. Fails closed: throws
 * `question-approvers-invalid` for approvers that are missing, are not ids, or are set for a question that is answered
 * by link, `question-not-stored` if no row leads a mention to this run, and `question-from-model` if a model would
 * decide.
 */
export function readMentionRules(
	context: IExecuteFunctions,
	input: ItemInput,
	{ way, responseType }: { readonly way: AnswerWay; readonly responseType: ResponseType },
): MentionRules | null {
	refuseModel(context);
	const approvers = input.value('approvers', '');
	if (way === 'link') {
		if (scalarText(approvers).trim() !== '')
			throw approversError(
				'Approvers are set, but anyone with the link can answer this question.',
				'Set Answer By to Mention, or clear the field Approvers.',
			);
		return null;
	}
	if (responseType !== 'approval') {
		throw new TeamsWebhookError(
			'option-invalid',
			'Free text and forms cannot be answered by mention.',
			'Set Answer By to Link, or ask for an approval.',
		);
	}
	const options = input.options();
	const ids = readApprovers(approvers);
	return {
		approvers: ids,
		code: drawCode(ownRow(context, input)),
		requester: optionalId(options, 'requester', 'Requester'),
		tenant: optionalId(options, 'tenant', 'Tenant ID') ?? startTenant(context),
		channel: optionalChannel(options),
	};
}

function refuseModel(context: IExecuteFunctions): void {
	const found = chosenByModel(context, OF_MODEL);
	if (found === undefined) return;
	throw new TeamsWebhookError(
		'question-from-model',
		`The value of the parameter "${found}" was left to an AI model ($fromAI): the question was not asked.`,
		'A model can write the title, the message and the facts. Set everything else yourself.',
	);
}

function readApprovers(value: unknown): readonly string[] {
	const list = parseAllowList(value, 'users');
	const ids = list.kind === 'ids' ? [...list.ids] : [];
	if (ids.length === 0 || !ids.every(isGuid))
		throw approversError(
			list.kind === 'broken' && list.entry > 0
				? `Entry ${list.entry} of Approvers is not a Microsoft Entra object ID: the question was not asked.`
				: 'Approvers does not contain any Microsoft Entra object IDs: the question was not asked.',
			"Enter object IDs such as 0f0e0d0c-1111-2222-3333-444455556666, separated by commas; a mention contains its author's ID as from.aadObjectId.",
		);
	if (ids.length > APPROVERS_MAX)
		throw approversError(
			`There are ${ids.length} approvers; at most ${APPROVERS_MAX} are allowed: the question was not asked.`,
			'Name fewer people in Approvers.',
		);
	return ids;
}

/** The number of this run, from the row that leads a mention here. */
function ownRow(context: IExecuteFunctions, input: ItemInput): string {
	const own = readQuestionRow({
		code: context.getExecutionId(),
		resumeUrl: context.evaluateExpression('{{ $execution.resumeUrl }}', 0),
	});
	const row = readQuestionRow(givenRow(input));
	if (own !== undefined && row !== undefined && row.number === own.number && row.token === own.token) return own.number;
	throw new TeamsWebhookError(
		'question-not-stored',
		'The Data Table row of this question is missing, or belongs to another run: an answer by mention could not reach this run.',
		'Put a Data Table node right before this one that inserts a row with code = {{ $execution.id }} and resumeUrl = {{ $execution.resumeUrl }}. Retry Execution does not insert the row again: start the workflow again instead.',
	);
}

function optionalId(options: Readonly<Record<string, unknown>>, name: string, label: string): string | null {
	if (!Object.hasOwn(options, name)) return null;
	const id = scalarText(options[name]).trim();
	if (isGuid(id)) return id.toLowerCase();
	throw approversError(
		`The option "${label}" does not contain a Microsoft Entra ID: the question was not asked.`,
		'Fill it in, check the expression in it, or remove the option.',
	);
}

function optionalChannel(options: Readonly<Record<string, unknown>>): string | null {
	if (!Object.hasOwn(options, 'channel')) return null;
	const list = parseAllowList(options.channel, 'channels');
	const [id] = list.kind === 'ids' ? list.ids : [];
	if (id !== undefined && list.kind === 'ids' && list.ids.size === 1) return id;
	throw approversError(
		'The option "Channel" does not contain a channel: the question was not asked.',
		'Enter one channel ID (channel.id of the trigger) or a link to the channel, or remove the option.',
	);
}

/** A workflow started by a mention takes answers from the tenant of that mention only. */
function startTenant(context: IExecuteFunctions): string | null {
	const start = startOf(context);
	const tenant = start?.kind === 'mention' ? (Object(start.json.tenant) as { readonly id?: unknown }).id : undefined;
	return typeof tenant === 'string' && isGuid(tenant) ? tenant.toLowerCase() : null;
}

function approversError(message: string, hint: string): TeamsWebhookError {
	return new TeamsWebhookError('question-approvers-invalid', message, hint);
}
