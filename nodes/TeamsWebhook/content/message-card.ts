import type { ActionForm } from '../../../src/cards/message-card/actions';
import type { MessageCardForm, SectionForm } from '../../../src/cards/message-card/form';
import type { Draft } from '../../../src/cards/prepare';
import type { JsonObject } from '../../../src/json';
import type { ItemInput } from '../item-input';

import { parseJsonParameter, parseNested } from '../../../src/cards/card-json';
import { parseCardMessage } from '../../../src/cards/card-message';
import { withEncodedUrls } from '../../../src/cards/card-urls';
import { cardContent } from '../../../src/cards/content';
import { withEmailMembers } from '../../../src/cards/email/email-members';
import { CONNECTOR_CARD_TYPE, isMessage } from '../../../src/cards/message';
import { isPlainObject } from '../../../src/json';
import { toPotentialActions } from '../../../src/cards/message-card/actions';
import { buildMessageCard } from '../../../src/cards/message-card/form';
import { TeamsWebhookError } from '../../../src/errors';
import { readLooks } from '../options/message-options';
import { oneOf } from '../options/option-values';
import { readActions } from './message-card-actions';

import { collectionRows, parameterText } from './parameter-values';

/**
 * Reads the MessageCard of one item: from JSON, to which the actions of the form are added, or from the form. Throws
 * `card-invalid-json`, `card-not-a-card`, `card-empty`, `option-invalid` and `message-card-action-invalid`.
 */
export function readMessageCard(input: ItemInput): Draft {
	const actions = readActions(input.value('messageCardActions', {}));
	const from = oneOf(input.value('messageCardFrom', 'json'), ['json', 'form'] as const, 'MessageCard From');
	const draft =
		from === 'form' ? draftOf(buildMessageCard(readForm(input, actions))) : withActions(readJson(input), actions);
	const email = readEmailMembers(input.value('messageCardEmail', {}));
	const attachments = draft.content.attachments.map(({ content = {} }) =>
		withEncodedUrls({ contentType: CONNECTOR_CARD_TYPE, content: withEmailMembers(content, email) }),
	);
	return { ...draft, content: { ...draft.content, attachments } };
}

function draftOf(card: JsonObject): Draft {
	return { content: cardContent([{ contentType: CONNECTOR_CARD_TYPE, content: card }]), findings: [] };
}

/** One MessageCard: by itself, in an attachment, or in a message. */
function readJson(input: ItemInput): Draft {
	const card = parseNested(
		parseJsonParameter(input.value('messageCardJson', ''), 'MessageCard JSON'),
		'MessageCard JSON',
	);
	if (isPlainObject(card) && !isMessage(card) && card.contentType === undefined && card.type !== 'AdaptiveCard')
		return draftOf(card);
	const draft = parseCardMessage(card);
	if (draft.content.attachments.length === 1 && draft.content.attachments[0]?.contentType === CONNECTOR_CARD_TYPE)
		return draft;
	throw new TeamsWebhookError(
		'card-not-a-card',
		'The MessageCard JSON must contain exactly one MessageCard.',
		'Write one object with "@type": "MessageCard"; for Adaptive Cards, choose the content Adaptive Card JSON.',
	);
}

function withActions(draft: Draft, actions: readonly ActionForm[]): Draft {
	const added = toPotentialActions(actions);
	const attachments = draft.content.attachments.map(({ contentType, content = {} }) => {
		const own: readonly unknown[] = Array.isArray(content.potentialAction) ? content.potentialAction : [];
		const potentialAction = [...own, ...added];
		return {
			contentType,
			content: {
				'@type': 'MessageCard',
				'@context': 'https://schema.org/extensions',
				...content,
				...(potentialAction.length === 0 ? {} : { potentialAction }),
			},
		};
	});
	return { ...draft, content: { ...draft.content, attachments } };
}

function readForm(input: ItemInput, actions: readonly ActionForm[]): MessageCardForm {
	const summary = input.text('cardSummary');
	return {
		title: input.text('title'),
		text: input.text('text'),
		summary: summary.trim() === '' ? readLooks(input).summary : summary,
		themeColor: input.text('themeColor'),
		sections: input.rows('sections').map(toSection),
		actions,
	};
}

function toSection(row: JsonObject): SectionForm {
	return {
		title: parameterText(row.title),
		activityTitle: parameterText(row.activityTitle),
		activitySubtitle: parameterText(row.activitySubtitle),
		activityText: parameterText(row.activityText),
		activityImage: parameterText(row.activityImage),
		text: parameterText(row.text),
		heroImage: parameterText(row.heroImage),
		facts: collectionRows(row.facts).map(({ name, value }) => ({
			name: parameterText(name),
			value: parameterText(value),
		})),
		images: collectionRows(row.images).map(({ url, title }) => ({
			url: parameterText(url),
			title: parameterText(title),
		})),
		startGroup: row.startGroup === true,
	};
}

function readEmailMembers(value: unknown) {
	const { originator, expectedActors, correlationId, hideOriginalBody } = isPlainObject(value) ? value : {};
	return {
		originator: parameterText(originator),
		expectedActors: parameterText(expectedActors)
			.split(/[,;\s]+/)
			.filter((actor) => actor !== ''),
		correlationId: parameterText(correlationId),
		hideOriginalBody: typeof hideOriginalBody === 'boolean' ? hideOriginalBody : undefined,
	};
}
