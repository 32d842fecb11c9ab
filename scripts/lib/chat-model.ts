import type { ChatModel } from '../../simulator/chat-model/server';

import { assistantScript } from '../../simulator/chat-model/assistant';
import { startChatModel } from '../../simulator/chat-model/server';

/** n8n's node for the models of OpenAI, and for everything that speaks the same API. */
export const CHAT_MODEL_TYPE = '@n8n/n8n-nodes-langchain.lmChatOpenAi';

/** The credential that {@link CHAT_MODEL_TYPE} asks for. */
export const MODEL_CREDENTIAL = 'openAiApi';

/** Starts the model of the examples: a script on loopback that needs no key. */
export async function startExampleModel(): Promise<ChatModel> {
	return await startChatModel(assistantScript);
}

/** The data of a credential that leads n8n to a stub. */
export function modelData({ baseUrl }: Pick<ChatModel, 'baseUrl'>): Record<string, unknown> {
	return { apiKey: 'none', url: baseUrl };
}
