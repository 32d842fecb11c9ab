import type { Draft } from '../../../src/cards/prepare';
import type { ItemInput } from '../item-input';

import { parseJsonParameter } from '../../../src/cards/card-json';
import { parseCardMessage } from '../../../src/cards/card-message';
import { invalidCard } from '../../../src/cards/prepare';
import { expandTemplate } from '../../../src/cards/template/expand';

/**
 * Expands the template of one item against `templateData`, or against the item where that is empty. Throws the
 * errors of `parseCardMessage`, and `card-invalid` where the template is too large to be filled in.
 */
export function readTemplate(input: ItemInput): Draft {
	const template = parseJsonParameter(input.value('cardJson', ''));
	const given = input.value('templateData', '');
	const empty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
	const data = empty ? ownData(input) : parseJsonParameter(given, 'template data');
	const { card, findings } = expandTemplate(template, data);
	if (card === undefined) throw invalidCard(findings.filter(({ severity }) => severity === 'error'));
	const message = parseCardMessage(card);
	return { content: message.content, findings: [...findings, ...message.findings] };
}

/**
 * The item, but nothing of it for an AI agent: a template that the agent writes must not read all that the agent was
 * given.
 */
function ownData({ isTool, json }: ItemInput): object {
	return isTool ? {} : json;
}
