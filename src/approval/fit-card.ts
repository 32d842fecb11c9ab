import type { Content } from '../cards/content';
import type { MessageTarget } from '../cards/finding';
import type { CardWay, MessageFormat } from './card';
import type { Question } from './question';

import { cardContent } from '../cards/content';
import { adaptiveCard } from '../cards/message';
import { countBytes } from '../cards/size/bytes';
import { fit } from '../cards/size/fit';
import { TeamsWebhookError } from '../errors';
import { MESSAGE_MAX_BYTES } from '../limits';
import { answerElement, askedCard, withAnswer } from './card';

/** Chosen: what joins the two parts of a card, with room to spare. */
const JOIN_BYTES = 256;

interface CardOrder {
	readonly format: MessageFormat;
	readonly way: CardWay;
	readonly target: MessageTarget;
}

/**
 * The card of a question, small enough for Teams. The question is shortened if necessary, and the card says so; how to
 * answer always stays. Throws `question-too-long` if nobody could read the whole question: a question that is answered
 * by mention has no page.
 */
export function questionContent(question: Question, { format, way, target }: CardOrder): Content {
	const asked = askedCard(question, format);
	const whole = cardContent([withAnswer(asked, answerElement(question, way, false))]);
	if (countBytes(whole, target) <= MESSAGE_MAX_BYTES) return whole;
	if (way.link === undefined) throw tooLong();
	const answer = answerElement(question, way, true);
	const taken = countBytes(cardContent([withAnswer(adaptiveCard([]), answer)]), target);
	const room = MESSAGE_MAX_BYTES - taken - JOIN_BYTES;
	if (room <= 0) throw tooLong();
	const [part] = fit(cardContent([asked]), { target, onTooLarge: 'truncate', maxBytes: room }).parts;
	return { ...part, attachments: part.attachments.map((card) => withAnswer(card, answer)) };
}

function tooLong(): TeamsWebhookError {
	return new TeamsWebhookError(
		'question-too-long',
		'The question is too long for a card, and a question that is answered by mention does not have a page that could show all of it: nothing was sent.',
		'Shorten the message and the facts, or let the question be answered by link.',
	);
}
