import { isPlainObject } from '../json';

/** Types of the parts that hold text for the reader; tool calls, reasoning and refusals have others. */
const TEXT_TYPES: readonly unknown[] = [undefined, 'text', 'output_text'];

/**
 * The text of a model in an item that a model node wrote: `{ message: { content } }` (OpenAI's chat, Ollama),
 * `{ output: [ { content: [ { text } ] } ] }` (OpenAI's responses), `{ content: [ { type: "text", text } ] }` (Anthropic),
 * `{ content: { parts: [ { text } ] } }` (Gemini), `{ content: "..." }`, and the unsimplified answers with `choices` or
 * `candidates`, of which the first counts. `undefined` if there is none.
 */
export function modelText(item: Readonly<Record<string, unknown>>): string | undefined {
	const output = arrayOf(item.output).map(messageText).join('');
	const choice = arrayOf(item.choices)[0];
	const chosen = isPlainObject(choice) ? messageText(choice.message) : messageText(arrayOf(item.candidates)[0]);
	const texts = [messageText(item.message), output, contentText(item.content), chosen];
	return texts.find((text) => text.trim() !== '');
}

function messageText(message: unknown): string {
	return isPlainObject(message) ? contentText(message.content) : '';
}

/** Parts are joined without a space, as the makers' own libraries do: a text may be cut anywhere, for citations for example. */
function contentText(content: unknown): string {
	if (typeof content === 'string') return content;
	const parts = isPlainObject(content) ? content.parts : content;
	return arrayOf(parts).map(partText).join('');
}

/** Gemini marks what the model thought but does not say. */
function partText(part: unknown): string {
	return isPlainObject(part) && TEXT_TYPES.includes(part.type) && part.thought !== true && typeof part.text === 'string'
		? part.text
		: '';
}

function arrayOf(value: unknown): readonly unknown[] {
	return Array.isArray(value) ? value : [];
}
