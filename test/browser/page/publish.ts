import type { ExampleChanges } from '../../../scripts/lib/import-example';
import type { ExampleName } from '../../../scripts/lib/examples';
import type { Stage } from './fixtures';

import { expect } from '@playwright/test';
import { randomUUID } from 'node:crypto';

import { CHAT_MODEL_TYPE, MODEL_CREDENTIAL, modelData } from '../../../scripts/lib/chat-model';
import { actionCredentials, readWorkflow, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { callbackUrl, channelData, createMention, destinationsData } from '../../../scripts/lib/demo-publish';
import { exampleOf, mentionPathOf } from '../../../scripts/lib/examples';
import { importExample } from '../../../scripts/lib/import-example';

/** An example that one test has for itself. */
export interface Published {
	readonly workflowId: string;
	/** Where its webhook is served, at a path that no other test has. */
	readonly url: string;
}

/** What is published besides what the example asks for by itself. */
export interface PublishOptions {
	readonly changes?: ExampleChanges;
	/** Credentials by the type of their node, on top of those for the channels and names of the simulator. */
	readonly credentials?: Readonly<Record<string, unknown>>;
}

/** Publishes an example with credentials and paths of its own, as its page tells people to. */
export async function publishExample(
	stage: Pick<Stage, 'client' | 'simulator' | 'model'>,
	name: ExampleName,
	{ changes = {}, credentials = {} }: PublishOptions = {},
): Promise<Published> {
	const { client } = stage;
	const own = randomUUID().slice(0, 8);
	const example = exampleOf(name);
	const ownPath = (path: string | undefined) => path?.replace(/(?=\/:)|$/, `-${own}`) ?? '';
	const addresses = new Map(
		[example.path, example.buttonPath, example.mentionPath].map((path) => [path, ownPath(path)] as const),
	);
	const buttonUrl = callbackUrl(client, addresses.get(example.buttonPath));
	const { nodes } = await readWorkflow(`examples/${name}.json`);
	const ownParameters = nodes.map((node) => {
		const { path: itsPath, triggerUrl } = node.parameters;
		return [
			node.name,
			{
				...(typeof itsPath === 'string' ? { path: addresses.get(itsPath) } : {}),
				...(triggerUrl === undefined ? {} : { triggerUrl: buttonUrl }),
				...changes.parameters?.[node.name],
			},
		] as const;
	});
	const workflowId = await importExample(client, {
		name,
		credentials: {
			...(await credentialsOf(stage, name, addresses.get(mentionPathOf(example)))),
			...(example.needsModel === true ? await modelCredentials(stage) : {}),
			...credentials,
		},
		changes: { ...changes, parameters: Object.fromEntries(ownParameters) },
	});
	const setUp = nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger' && node.name.startsWith('Set up'));
	if (setUp !== undefined) {
		await client.runByHand(workflowId, setUp.name);
		const ended = async () => (await client.executions(workflowId)).map(({ status }) => status);
		await expect.poll(ended, { message: 'how setting up has ended' }).toEqual(['success']);
	}
	const path = addresses.get(example.path) ?? '';
	// n8n serves a path with parameters below the ID of its webhook.
	const below = path.includes('/:')
		? `${nodes.find(({ webhookId }) => webhookId !== undefined)?.webhookId ?? ''}/`
		: '';
	return { workflowId, url: callbackUrl(client, `${below}${path}`) };
}

/** A credential for the first channel of the simulator. */
export async function channelCredential({ client, simulator }: Pick<Stage, 'client' | 'simulator'>): Promise<unknown> {
	return await client.createCredential('Teams channel', 'teamsIncomingWebhookApi', channelData(simulator));
}

async function modelCredentials({
	client,
	model,
}: Pick<Stage, 'client' | 'model'>): Promise<Readonly<Record<string, unknown>>> {
	const credential = await client.createCredential('Model', MODEL_CREDENTIAL, modelData(model));
	return { [CHAT_MODEL_TYPE]: { [MODEL_CREDENTIAL]: credential } };
}

async function credentialsOf(
	stage: Pick<Stage, 'client' | 'simulator'>,
	name: ExampleName,
	mentionPath: string | undefined,
): Promise<Readonly<Record<string, unknown>>> {
	const example = exampleOf(name);
	const asked: readonly string[] = example.credentials;
	const token =
		mentionPathOf(example) === undefined
			? {}
			: {
					teamsOutgoingWebhookApi: (await createMention(stage, { ...example, path: mentionPath, mentionPath }))
						.credential,
				};
	const mention = mentionPathOf(example) === undefined ? {} : { [TRIGGER_TYPE]: token };
	if (asked.includes('teamsDestinationsApi')) {
		const { client, simulator } = stage;
		const data = destinationsData(simulator);
		const teamsDestinationsApi = await client.createCredential('Teams channels', 'teamsDestinationsApi', data);
		return { ...mention, ...actionCredentials({ teamsDestinationsApi }) };
	}
	if (!asked.includes('teamsIncomingWebhookApi')) return mention;
	return {
		...mention,
		...actionCredentials({ ...token, teamsIncomingWebhookApi: await channelCredential(stage) }),
	};
}
