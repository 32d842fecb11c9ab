import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { Finding } from '../../../../../src/cards/finding';
import type { Attachment } from '../../../../../src/cards/message';

import { previewHtml } from '../../../../../src/cards/preview/html';
import { previewMarkdown } from '../../../../../src/cards/preview/markdown';

/** Previews of the cards, as Markdown (which n8n shows) and as a page that loads nothing. */
export async function previewsOf(
	context: IExecuteFunctions,
	cards: readonly Attachment[],
	findings: readonly Finding[],
): Promise<IBinaryKeyData> {
	return {
		preview: await context.helpers.prepareBinaryData(
			Buffer.from(previewMarkdown(cards, findings)),
			'preview.md',
			'text/markdown',
		),
		html: await context.helpers.prepareBinaryData(
			Buffer.from(previewHtml(cards, findings)),
			'preview.html',
			'text/html',
		),
	};
}
