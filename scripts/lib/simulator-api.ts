import type { Message, OutgoingWebhook } from '../../simulator/model/types';

/** The calls of docs/simulator.md that scripts make, over HTTP. Each throws with the status and body of a refusal. */
interface SimulatorApi {
	createOutgoingWebhook(input: {
		readonly team: string;
		readonly name: string;
		readonly callbackUrl: string;
	}): Promise<{ readonly webhook: OutgoingWebhook; readonly securityToken: string }>;
	/** Writes into a channel, and waits for every webhook that is mentioned. */
	say(channel: string, text: string): Promise<{ readonly message: Message; readonly replies: readonly Message[] }>;
	messages(channel: string): Promise<readonly Message[]>;
}

/** The API of the simulator whose page is at this address, as it was printed. */
export function simulatorApi(pageUrl: string): SimulatorApi {
	const { origin, searchParams } = new URL(pageUrl);
	const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
		const headers = {
			'x-simulator-token': searchParams.get('token') ?? '',
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
		};
		const response = await fetch(`${origin}/api${path}`, {
			method,
			headers,
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		if (!response.ok)
			throw new Error(`the simulator answered ${response.status} to ${method} ${path}: ${await response.text()}`);
		return (await response.json()) as T;
	};
	return {
		createOutgoingWebhook: async (input) => await call('POST', '/outgoing-webhooks', input),
		say: async (channel, text) => await call('POST', '/messages', { channel, text, wait: true }),
		messages: async (channel) => await call('GET', `/messages?channel=${encodeURIComponent(channel)}`),
	};
}
