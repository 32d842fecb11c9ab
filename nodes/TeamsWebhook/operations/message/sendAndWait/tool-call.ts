import type { IExecuteFunctions } from 'n8n-workflow';

import { caught } from '../../../../../src/caught';
import { utf8Bytes } from '../../../../../src/cards/size/bytes';
import { TeamsWebhookError } from '../../../../../src/errors';
import { scalarText } from '../../../../../src/json';
import { TOOL_INPUT_MAX_BYTES } from '../../../../../src/limits';

/** The end of the type of a node that reviews the tools of an agent. */
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
	/** True if n8n wrote the message: what it says is in the question anyway. */
	readonly isDefaultMessage: boolean;
}

/**
 * What an agent wants to run, where the node reviews its tools; `null` otherwise. Throws `question-too-long` for an input
 * that nobody would read.
 */
export function readToolCall(context: IExecuteFunctions): ReviewedCall | null {
	const { type, parameters } = context.getNode();
	if (!type.endsWith(REVIEW_TYPE)) return null;
	const called = calledBy(context);
	const name = scalarText(called.name);
	const input = called.parameters === undefined ? '' : indented(called.parameters);
	if (name === '' || input === '') {
		throw new TeamsWebhookError(
			'question-empty',
			'n8n does not say what the agent wants to run, so nobody could judge it: the question was not asked.',
			'Update n8n, or report this problem and say which version of n8n you use.',
		);
	}
	if (utf8Bytes(input) > TOOL_INPUT_MAX_BYTES) {
		throw new TeamsWebhookError(
			'question-too-long',
			'The input of the tool is too long for anybody to read: the question was not asked.',
			'Have the tool accept less input per call.',
		);
	}
	const { message } = parameters;
	return {
		name,
		input,
		isDefaultMessage: message === undefined || (typeof message === 'string' && DEFAULT_MESSAGE.test(message)),
	};
}

/** n8n puts the name and the parameters both into the item of the node and into `$tool` of expressions. */
function calledBy(context: IExecuteFunctions): { readonly name: unknown; readonly parameters: unknown } {
	const evaluate = (expression: string): unknown => {
		const read = caught(() => context.evaluateExpression(expression, 0) as unknown);
		return read.ok ? read.value : undefined;
	};
	const json = context.getInputData()[0]?.json ?? {};
	return {
		name: json.tool ?? evaluate('{{ $tool.name }}'),
		parameters: json.toolParameters ?? evaluate('{{ $tool.parameters }}'),
	};
}

function indented(value: unknown): string {
	const parsed = typeof value === 'string' ? caught(() => JSON.parse(value) as unknown) : undefined;
	const text = JSON.stringify(parsed?.ok === true ? parsed.value : value, undefined, 2) ?? '';
	// Characters that reorder or hide text are shown by their number: without them, the input would read differently.
	return text.replace(UNSEEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
