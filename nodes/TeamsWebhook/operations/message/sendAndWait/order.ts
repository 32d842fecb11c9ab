import type { IExecuteFunctions } from 'n8n-workflow';
import type { MessageFormat } from '../../../../../src/approval/card';
import type { FormField } from '../../../../../src/approval/form-field';
import type { AnswerWay, Question, ResponseType } from '../../../../../src/approval/question';
import type { ItemInput } from '../../../item-input';

import { caught } from '../../../../../src/caught';
import { labelKey } from '../../../../../src/approval/decision';
import { parseFormFields } from '../../../../../src/approval/form-field';
import { questionTexts } from '../../../../../src/approval/texts';
import { TeamsWebhookError } from '../../../../../src/errors';
import { isPlainObject } from '../../../../../src/json';
import { collectionRows, parameterText } from '../../../content/parameter-values';
import { oneOf } from '../../../options/option-values';
import { readMentionRules } from './mention-rules';
import { readToolCall } from './tool-call';
import { readWaitLimit } from './wait-limit';

/** What the panel says about a question, read and judged once: it is frozen when the question is asked. */
export interface AskOrder {
	readonly question: Omit<Question, 'ask'>;
	readonly format: MessageFormat;
	/** What people mention. */
	readonly botName: string;
}

/** Chosen by n8n: two buttons or one. With its own default, one, nobody can decline; ours is two. */
const APPROVAL_TYPES = ['double', 'single'] as const;

/**
 * Reads a question. Throws `question-empty`, `question-from-model`, `question-approvers-invalid`, `question-not-stored`,
 * `form-field-invalid`, `wait-limit-invalid` and `option-invalid`.
 */
export function readAskOrder(context: IExecuteFunctions, input: ItemInput): AskOrder {
	const options = input.options();
	const way = oneOf<AnswerWay>(input.value('answerBy', 'link'), ['link', 'mention'], 'Answer By');
	const responseType = oneOf<ResponseType>(
		input.value('responseType', 'approval'),
		['approval', 'freeText', 'customForm'],
		'Response Type',
	);
	const tool = readToolCall(context);
	if (tool !== null && responseType !== 'approval') {
		throw new TeamsWebhookError(
			'option-invalid',
			"An agent's tool is waiting for approval: free text or a form cannot decline it.",
			'Set Response Type to Approval.',
		);
	}
	const title = input.text('title');
	const message = tool !== null && tool.isDefaultMessage ? '' : input.text('message');
	if (`${title}${message}`.trim() === '' && tool === null) {
		throw new TeamsWebhookError(
			'question-empty',
			'The question is empty: nothing was sent.',
			'Fill in "Message", or check the expression in it: it returned nothing for this item.',
		);
	}
	return {
		format: oneOf<MessageFormat>(options.messageFormat ?? 'plain', ['plain', 'markdown'], 'Message Format'),
		botName: input.text('botName', 'n8n').trim().replace(/^@/, ''),
		question: {
			way,
			responseType,
			title,
			message,
			facts: factsOf(input),
			tool: tool === null ? null : { name: tool.name, input: tool.input },
			...labelsOf(input),
			fields: responseType === 'customForm' ? readFields(input) : [],
			expiresAtMs: readWaitLimit(options.limitWaitTime, input.timeZone(), Date.now()),
			mention: readMentionRules(context, input, { way, responseType }),
			texts: questionTexts(isPlainObject(options.texts) ? options.texts : {}),
		},
	};
}

function factsOf(input: ItemInput): Question['facts'] {
	return input
		.rows('facts')
		.map((row) => ({ title: parameterText(row.title), value: parameterText(row.value) }))
		.filter(({ title, value }) => `${title}${value}`.trim() !== '');
}

/** An empty label counts as missing; two labels that read alike could not be told apart when they are typed. */
function labelsOf(input: ItemInput): Pick<Question, 'approve' | 'decline'> {
	const values = input.value('approvalOptions', {});
	const given = isPlainObject(values) && isPlainObject(values.values) ? values.values : {};
	const label = (name: string, otherwise: string): string => {
		const text = parameterText(given[name]).trim();
		return text === '' ? otherwise : text;
	};
	const isSingle = oneOf(given.approvalType ?? 'double', APPROVAL_TYPES, 'Type of Approval') === 'single';
	const approve = label('approveLabel', 'Approve');
	const decline = isSingle ? null : label('disapproveLabel', 'Decline');
	const [typed, ...others] = [approve, ...(decline === null ? [] : [decline])].map(labelKey);
	if (typed === '' || others.includes('') || others.includes(typed ?? '')) {
		throw new TeamsWebhookError(
			'option-invalid',
			'The button labels cannot be told apart when people type them.',
			'Give each button a word of its own: case and punctuation do not count.',
		);
	}
	return { approve, decline };
}

function readFields(input: ItemInput): readonly FormField[] {
	if (input.value('defineForm', 'fields') !== 'json')
		return parseFormFields(collectionRows(input.value('formFields', {})));
	const written = input.value('jsonOutput', '');
	const parsed =
		typeof written === 'string' ? caught(() => JSON.parse(written) as unknown) : { ok: true, value: written };
	if (parsed.ok) return parseFormFields('value' in parsed ? parsed.value : undefined);
	throw new TeamsWebhookError(
		'form-field-invalid',
		'The form JSON cannot be read.',
		'Write a list such as [{ "fieldLabel": "Reason", "fieldType": "textarea", "requiredField": true }].',
	);
}
