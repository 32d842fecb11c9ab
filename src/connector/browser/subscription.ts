import type { ConnectorAction, PageAnswer, ReportedContext, Settings } from '../wire';
import type { ConfigSdk, HostConfig } from './sdk';

import { editUrl, pageUrl } from './saved-settings';
import { requestState, submit } from './server';

/** A subscription as it is opened: it has `config.entityId` if it was saved before. */
export interface Subscription {
	readonly sdk: ConfigSdk;
	readonly config: HostConfig;
	readonly context: ReportedContext;
}

/** What people have chosen. */
export interface Chosen {
	readonly configName: string;
	readonly settings: Settings;
}

/**
 * Saves a new subscription or a changed one: state, host, webhook URL, n8n, host, in this order. The host needs settings
 * before it tells the webhook URL, and gets the lasting id from n8n's answer. Only after that does the caller tell the
 * host of success. Rejects if n8n does not give a state or the host does not accept the settings.
 */
export async function save(
	subscription: Subscription,
	chosen: Chosen,
	eventUrl: string | undefined,
): Promise<PageAnswer> {
	const { sdk, config, context } = subscription;
	const action: ConnectorAction = isText(config.entityId) ? 'updated' : 'created';
	const { state, entityId: newId } = await requestState(action);
	const entityId = isText(config.entityId) ? config.entityId : (newId ?? '');
	await sdk.write(hostConfig(entityId, chosen));
	const webhookUrl = eventUrl ?? (await sdk.read()).webhookUrl ?? '';
	const answer = await submit({ action, state, entityId, webhookUrl, ...chosen, context });
	if (answer.ok && answer.entityId !== undefined && answer.entityId !== entityId)
		await sdk.write(hostConfig(answer.entityId, chosen));
	return answer;
}

/** Tells n8n that the subscription is being removed, if it was ever saved. */
export async function remove({ config, context }: Subscription, chosen: Chosen): Promise<PageAnswer> {
	const { entityId } = config;
	if (!isText(entityId)) return { ok: true };
	const { state } = await requestState('removed');
	return await submit({ action: 'removed', state, entityId, webhookUrl: config.webhookUrl ?? '', ...chosen, context });
}

function hostConfig(entityId: string, { configName, settings }: Chosen): HostConfig {
	return {
		entityId,
		configName,
		suggestedDisplayName: configName,
		contentUrl: editUrl(settings),
		websiteUrl: pageUrl(),
		removeUrl: editUrl(settings),
	};
}

function isText(value: unknown): value is string {
	return typeof value === 'string' && value !== '';
}
