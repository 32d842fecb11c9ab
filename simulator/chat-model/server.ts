import type { IncomingMessage } from 'node:http';

import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';

import { listen } from '../listening';

/** One message of a conversation, as the chat completions API of OpenAI has it; only what is used here. */
export interface ChatMessage {
	readonly role: string;
	readonly content?: unknown;
}

/** What the model is asked. */
export interface ChatRequest {
	readonly messages: readonly ChatMessage[];
	/** Names of the tools it may call. */
	readonly tools: readonly string[];
}

/** What the model answers: a text, tool calls, or an HTTP error. */
export type ChatTurn =
	| { readonly text: string }
	| { readonly calls: ReadonlyArray<{ readonly tool: string; readonly input: unknown }> }
	| { readonly status: number };

/** How a stub of a model answers each request, and after how many milliseconds. */
export interface ChatScript {
	readonly answer: (request: ChatRequest) => ChatTurn;
	readonly delayMs?: (request: ChatRequest) => number;
}

/** A running stub of a chat model. */
export interface ChatModel {
	/** What n8n's OpenAI credential calls the base URL. */
	readonly baseUrl: string;
	/** Every request so far. */
	readonly requests: readonly ChatRequest[];
	close(): Promise<void>;
}

/** Starts a stub of `/v1/chat/completions` on loopback: an agent runs against it without a key or the internet. */
export async function startChatModel({ answer, delayMs = () => 0 }: ChatScript): Promise<ChatModel> {
	const requests: ChatRequest[] = [];
	const { host, close } = await listen((request, response) => {
		void (async () => {
			const asked = toRequest(await bodyOf(request));
			requests.push(asked);
			await delay(delayMs(asked));
			const turn = answer(asked);
			response.writeHead('status' in turn ? turn.status : 200, { 'content-type': 'application/json' });
			response.end(JSON.stringify('status' in turn ? { error: { message: 'The model is down.' } } : completion(turn)));
		})();
	});
	return { baseUrl: `http://${host}/v1`, requests, close };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const chunks: Buffer[] = [];
	for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
	return Buffer.concat(chunks).toString('utf8');
}

function toRequest(body: string): ChatRequest {
	const { messages = [], tools = [] } = (body === '' ? {} : JSON.parse(body)) as {
		messages?: ChatMessage[];
		tools?: Array<{ function?: { name?: string } }>;
	};
	return { messages, tools: tools.map((tool) => tool.function?.name ?? '') };
}

function completion(turn: Exclude<ChatTurn, { readonly status: number }>): object {
	const message =
		'text' in turn
			? { role: 'assistant', content: turn.text }
			: {
					role: 'assistant',
					content: null,
					tool_calls: turn.calls.map(({ tool, input }) => ({
						id: `call_${randomUUID()}`,
						type: 'function',
						function: { name: tool, arguments: JSON.stringify(input) },
					})),
				};
	return {
		id: `chatcmpl-${randomUUID()}`,
		object: 'chat.completion',
		created: 0,
		model: 'stub',
		choices: [{ index: 0, message, finish_reason: 'text' in turn ? 'stop' : 'tool_calls' }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}
