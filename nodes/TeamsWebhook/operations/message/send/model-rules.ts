import type { IExecuteFunctions } from 'n8n-workflow';
import type { Draft } from '../../../../../src/cards/prepare';

import { escapeRegex } from '../../../../../src/cards/mention';
import { peopleIn } from '../../../../../src/cards/validate/mentions';
import { TeamsWebhookError } from '../../../../../src/errors';
import { chosenByModel, isFromModel } from '../../../from-model';

/** What a model may fill in: what the message says, and which of the named destinations it goes to. */
const OF_MODEL: ReadonlySet<string> = new Set([
	'buttons',
	'cardJson',
	'color',
	'destination',
	'event',
	'facts',
	'messageCardJson',
	'options.summary',
	'tableHeading',
	'templateData',
	'text',
	'title',
]);

/** Parameters that hold whole cards, including the entities of mentions. */
const CARDS = ['cardJson', 'templateData'] as const;

/** Judges whatever a model has helped to fill in, before anything is sent. */
export interface ModelRules {
	/** Throws `send-from-model` where a model would choose more than it may, and `destination-from-model` for several destinations. */
	judgeTargets(this: void, count: number): void;
	/** Throws `mention-from-model`. */
	judgeMessage(this: void, draft: Draft): void;
}

/**
 * Reads which parameters of this node a model fills in, once per run. A model may choose the content and one
 * destination; a message for which it chooses more is refused, and so is a card from a model that mentions people whom
 * the panel does not name.
 */
export function readModelRules(context: IExecuteFunctions): ModelRules {
	const { parameters } = context.getNode();
	const refused = chosenByModel(context, OF_MODEL);
	const isOneOnly = isFromModel(parameters.destination);
	// The form has a list of mentions, which is for the workflow to fill in.
	const isCard = parameters.content !== 'card' && CARDS.some((name) => isFromModel(parameters[name]));
	const texts = textsIn(parameters);
	return {
		judgeTargets(count) {
			if (refused !== undefined) throw refusedParameter(refused);
			if (isOneOnly && count > 1) throw severalDestinations(count);
		},
		judgeMessage({ content: { attachments } }) {
			if (!isCard) return;
			const people = attachments.flatMap(({ content }) => peopleIn(content ?? {}));
			if (people.some((id) => !isNamed(id, texts))) throw unnamedPerson();
		},
	};
}

/** Every text of the node, as the panel holds it. */
function textsIn(parameters: unknown): readonly string[] {
	const texts: string[] = [];
	JSON.stringify(parameters, (_name, value: unknown) => {
		if (typeof value === 'string') texts.push(value);
		return value;
	});
	return texts;
}

/** Whether a text holds this id as a whole, and not as a part of a longer one. */
function isNamed(id: string, texts: readonly string[]): boolean {
	const whole = new RegExp(`(?<![\\w.@+#-])${escapeRegex(id)}(?![\\w@+#-]|\\.\\w)`, 'i');
	return id !== '' && texts.some((text) => whole.test(text));
}

function refusedParameter(name: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'send-from-model',
		`The value of the parameter "${name}" was left to an AI model ($fromAI): nothing was sent.`,
		'A model can write the content and choose one of the destinations. Set everything else yourself.',
	);
}

function severalDestinations(count: number): TeamsWebhookError {
	return new TeamsWebhookError(
		'destination-from-model',
		`An AI model chose ${count} destinations: nothing was sent.`,
		'Choose one destination. To post in several channels, call the tool once for each.',
	);
}

function unnamedPerson(): TeamsWebhookError {
	return new TeamsWebhookError(
		'mention-from-model',
		'A card written by an AI model mentions a person whom the workflow does not name: nothing was sent.',
		'Leave the mention out. The people whom a model may mention are named in the node: in Mentions of the content Card, or in the JSON around $fromAI.',
	);
}
