import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryResult } from '../../../delivery/deliverer';
import type { BatchInput } from '../../../item-input';

import { utf8Bytes } from '../../../../../src/cards/size/bytes';
import { prepareEmail } from '../../../../../src/cards/email/prepare-email';
import { readDraft } from '../../../content/draft';
import { previewsOf } from './previews';

/**
 * Checks the card of a batch for Outlook, and gives the HTML of an email that holds it as `emailHtml`, for any node
 * that sends emails. Throws `email-one-card` and the errors of the content.
 */
export async function validateEmail(context: IExecuteFunctions, inputs: BatchInput): Promise<DeliveryResult> {
	const body = inputs[0].text('emailBody');
	const { card, html, findings } = prepareEmail(readDraft(inputs), body);
	const bytes = utf8Bytes(html);
	const json: IDataObject = {
		valid: findings.every(({ severity }) => severity === 'warning'),
		target: 'outlook',
		bytes,
		countedBytes: bytes,
		// No size is documented for a card in an email.
		maxBytes: null,
		parts: 1,
		findings: findings.map((finding) => ({ ...finding })),
		message: JSON.parse(JSON.stringify(card.content)) as IDataObject,
		emailHtml: html,
	};
	return { ok: true, json, binary: await previewsOf(context, [card], findings) };
}
