import type { IExecuteFunctions } from 'n8n-workflow';
import type { Draft } from '../../../src/cards/prepare';

import { parseJsonParameter } from '../../../src/cards/card-json';
import { parseCardMessage } from '../../../src/cards/card-message';
import { invalidCard } from '../../../src/cards/prepare';
import { expandTemplate } from '../../../src/cards/template/expand';
import { isTool } from '../as-tool';

/**
 * Expands the template of one item against `templateData`, or against the item where that is empty. Throws the
 * errors of `parseCardMessage`, and `card-invalid` where the template is too large to be filled in.
 */
export function readTemplate(context: IExecuteFunctions, itemIndex: number): Draft {
	const template = parseJsonParameter(context.getNodeParameter('cardJson', itemIndex, ''));
	const given: unknown = context.getNodeParameter('templateData', itemIndex, '');
	const empty = given === undefined || given === null || (typeof given === 'string' && given.trim() === '');
	const data = empty ? ownData(context, itemIndex) : parseJsonParameter(given, 'template data');
	const { card, findings } = expandTemplate(template, data);
	if (card === undefined) throw invalidCard(findings.filter(({ severity }) => severity === 'error'));
	const message = parseCardMessage(card);
	return { content: message.content, findings: [...findings, ...message.findings] };
}

/** The item; but an AI agent that writes the template does not get to read all that the agent was given. */
function ownData(context: IExecuteFunctions, itemIndex: number): object {
	return isTool(context) ? {} : (context.getInputData()[itemIndex]?.json ?? {});
}
