import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ActionForm } from '../../../src/cards/message-card/actions';
import type { Draft } from '../../../src/cards/prepare';

import { parseJsonParameter } from '../../../src/cards/card-json';
import { cardContent } from '../../../src/cards/content';
import { CONNECTOR_CARD_TYPE, isPlainObject } from '../../../src/cards/message';
import { toPotentialActions } from '../../../src/cards/message-card/actions';
import { TeamsWebhookError } from '../../../src/errors';
import { textOf } from './text-of';

const INPUT_KINDS = ['TextInput', 'DateInput', 'MultichoiceInput'] as const;

/**
 * Reads the MessageCard of one item, and adds the actions of the form to its own. Throws `card-invalid-json`,
 * `card-not-a-card` and `message-card-action-invalid`.
 */
export function readMessageCard(context: IExecuteFunctions, itemIndex: number): Draft {
	const card = parseJsonParameter(context.getNodeParameter('messageCardJson', itemIndex, ''), 'MessageCard JSON');
	if (!isPlainObject(card) || card.type === 'AdaptiveCard') throw new TeamsWebhookError('card-not-a-card', 'The MessageCard JSON is no MessageCard.', 'Give one object with "@type": "MessageCard"; for Adaptive Cards choose the content Adaptive Card JSON.');
	const own: readonly unknown[] = Array.isArray(card.potentialAction) ? card.potentialAction : [];
	const potentialAction = [...own, ...toPotentialActions(readActions(context, itemIndex))];
	const content = { '@type': 'MessageCard', '@context': 'https://schema.org/extensions', ...card, ...(potentialAction.length === 0 ? {} : { potentialAction }) };
	return { content: cardContent([{ contentType: CONNECTOR_CARD_TYPE, content }]), findings: [] };
}

function readActions(context: IExecuteFunctions, itemIndex: number): readonly ActionForm[] {
	const { values } = Object(context.getNodeParameter('messageCardActions', itemIndex, {})) as { values?: unknown };
	return Array.isArray(values) ? values.filter(isPlainObject).map(toAction) : [];
}

function toAction(row: IDataObject | Readonly<Record<string, unknown>>): ActionForm {
	const inputs = isPlainObject(row.inputs) && Array.isArray(row.inputs.values) ? row.inputs.values.filter(isPlainObject) : [];
	return {
		kind: row.kind === 'HttpPOST' ? 'HttpPOST' : 'OpenUri',
		name: textOf(row.name),
		url: textOf(row.url),
		body: textOf(row.body),
		inputs: inputs.map((input) => ({
			kind: INPUT_KINDS.find((kind) => kind === input.kind) ?? 'TextInput',
			id: textOf(input.id),
			title: textOf(input.title),
			choices: textOf(input.choices),
			isMultiline: input.isMultiline === true,
		})),
	};
}
