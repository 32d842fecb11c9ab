import type { IExecuteFunctions } from 'n8n-workflow';

import { caught } from '../../../../../src/caught';
import { utf8Bytes } from '../../../../../src/cards/size/bytes';
import { TeamsWebhookError } from '../../../../../src/errors';
import { scalarText } from '../../../../../src/json';
import { TOOL_INPUT_MAX_BYTES } from '../../../../../src/limits';

/** How n8n ends the type of a node that reviews the tools of an agent. */
const REVIEW_TYPE = 'HitlTool';

/** The message that n8n writes into such a node; it shows the input as "[object Object]". */
const DEFAULT_MESSAGE =
	/^=The agent wants to run this tool: \{\{ \$tool\.name \}\}\s+Input:\s+\{\{ \$tool\.parameters \}\}$/;

/** Characters of JSON that nobody sees: direction, width, and control characters beyond ASCII. */
const UNSEEN = /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g;

/** The call of a tool that waits for a person. */
interface ReviewedCall {
	readonly name: string;
	/** JSON, indented. */
	readonly input: string;
	/** The message is the one that n8n has written: what it says stands in the question anyway. */
	readonly isDefaultMessage: boolean;
}

/**
 * What an agent wants to run, where the node reviews its tools; `null` otherwise. Throws `question-too-long` for an input
 * that nobody would read.
 */
export function readToolCall(context: IExecuteFunctions): ReviewedCall | null {
	const { type, parameters } = context.getNode();
	if (!type.endsWith(REVIEW_TYPE)) return null;
	const evaluate = (expression: string): unknown => {
		const read = caught(() => context.evaluateExpression(expression, 0) as unknown);
		return read.ok ? read.value : undefined;
	};
	const input = indented(scalarText(evaluate('{{ JSON.stringify($tool.parameters) }}')));
	if (utf8Bytes(input) > TOOL_INPUT_MAX_BYTES) {
		throw new TeamsWebhookError(
			'question-too-long',
			'What the agent wants to run has an input that nobody could read: the question was not asked.',
			'Let the tool take less at once.',
		);
	}
	const { message } = parameters;
	return {
		name: scalarText(evaluate('{{ $tool.name }}')),
		input,
		isDefaultMessage: message === undefined || (typeof message === 'string' && DEFAULT_MESSAGE.test(message)),
	};
}

function indented(json: string): string {
	const parsed = caught(() => JSON.parse(json) as unknown);
	const text = parsed.ok ? JSON.stringify(parsed.value, undefined, 2) : json;
	// What reorders or hides is shown by its number: left out, the input would read as another one.
	return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
