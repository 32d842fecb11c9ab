import type { IWebhookFunctions } from 'n8n-workflow';

/** What n8n hands to a trigger, as far as its settings are read: the parameters by their names, and one credential. */
export function triggerContext(parameters: Readonly<Record<string, unknown>>, credential: object): IWebhookFunctions {
	const context = {
		getCredentials: async () => credential,
		getNode: () => ({ name: 'Trigger' }),
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
	};
	return context as unknown as IWebhookFunctions;
}
