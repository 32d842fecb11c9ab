import type { Content } from '../../../src/cards/content';
import type { Draft } from '../../../src/cards/prepare';
import type { BatchInput, ItemInput } from '../item-input';
import type { EventDraft, MessageEvent } from './event';

import { parseCardMessage } from '../../../src/cards/card-message';
import { cardContent, textContent } from '../../../src/cards/content';
import { buildFormCard } from '../../../src/cards/form/form-card';
import { withWidth } from '../../../src/cards/message';
import { joinDrafts } from '../../../src/cards/prepare';
import { TeamsWebhookError } from '../../../src/errors';
import { readLooks } from '../options/message-options';
import { readForm } from './card-form';
import { readEventDraft } from './event';
import { readMessageCard } from './message-card';
import { readTemplate } from './template';

/** What a message says, and the tool events that it reports. */
export interface MessageDraft extends Draft {
	readonly events: readonly MessageEvent[];
}

/** Reads a draft of the content the panel chooses, for one item. */
type ContentReader = (input: ItemInput) => Draft | EventDraft;

const READERS: Readonly<Record<string, ContentReader>> = {
	adaptiveCard: (input) => parseCardMessage(input.value('cardJson', '')),
	card: (input) => readFormCard([input]),
	event: readEventDraft,
	messageCard: readMessageCard,
	template: readTemplate,
	text: readText,
};

/**
 * Reads one message from all items together. A form makes one card of them; texts are joined, and cards follow one
 * another. Throws `text-empty`, `card-empty` and the errors of the content.
 */
export function readDraft(inputs: BatchInput): MessageDraft {
	const [first] = inputs;
	const kinds = inputs.map((input) => input.text('content', 'text'));
	if (kinds.every((kind) => kind === 'card')) return { ...withOptions(first, readFormCard(inputs)), events: [] };
	const drafts = inputs.map((input, at) => readerOf(kinds[at] ?? '')(input));
	const events = drafts.flatMap((draft) => ('event' in draft ? [draft.event] : []));
	return { ...withOptions(first, joinDrafts(drafts)), events };
}

function readerOf(kind: string): ContentReader {
	const reader = READERS[kind];
	if (reader === undefined)
		throw new TeamsWebhookError(
			'option-invalid',
			`"${kind.slice(0, 40)}" is not a valid value for Content.`,
			'Choose the content from the list.',
		);
	return reader;
}

function readFormCard(inputs: BatchInput): Draft {
	const { attachment, findings } = buildFormCard(readForm(inputs));
	return { content: cardContent([attachment]), findings };
}

function readText(input: ItemInput): Draft {
	const text = input.text('text');
	if (text.trim() === '')
		throw new TeamsWebhookError(
			'text-empty',
			'The text is empty.',
			'Fill in "Text", or check the expression in it: it returned nothing for this item.',
		);
	return { content: textContent(text), findings: [] };
}

/**
 * Applies the options that every content has. A chosen width applies to cards from JSON too; by default they keep their
 * own.
 */
function withOptions(first: ItemInput, draft: Draft): Draft {
	const { summary, fullWidth, asWritten } = readLooks(first);
	const content: Content = {
		...draft.content,
		fullWidth: fullWidth ?? true,
		...(summary === '' ? {} : { summary }),
		...(asWritten ? { asWritten } : {}),
	};
	return {
		...draft,
		content:
			fullWidth === undefined
				? content
				: { ...content, attachments: content.attachments.map((attachment) => withWidth(attachment, fullWidth)) },
	};
}
