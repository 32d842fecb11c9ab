import type { IExecuteFunctions } from 'n8n-workflow';
import type { Content } from '../../src/delivery/envelope';

import { parseCards } from '../../src/cards/card-json';
import { TeamsWebhookError } from '../../src/errors';

/** Reads the content of one item. Throws `text-empty` and the errors of `parseCards`. */
export function readContent(context: IExecuteFunctions, itemIndex: number): Content {
	if (context.getNodeParameter('content', itemIndex, 'text') === 'adaptiveCard') {
		return { kind: 'cards', attachments: parseCards(context.getNodeParameter('cardJson', itemIndex, '')) };
	}
	const text = textOf(context.getNodeParameter('text', itemIndex, ''));
	if (text.trim() === '') throw new TeamsWebhookError('text-empty', 'There is no text to send.', 'Fill in "Text", or check the expression in it: it gave nothing for this item.');
	return { kind: 'text', text };
}

/** Numbers and other plain values from an expression are texts too; objects go as JSON. */
function textOf(value: unknown): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	return JSON.stringify(value) ?? '';
}
