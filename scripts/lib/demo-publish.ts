import type { FlowAccess } from '../../simulator/model/types';
import type { Simulator } from '../../simulator/simulator';
import type { DemoState, EarlierDemo, NewDemo, PublishedExample, StoredCredential } from './demo-state';
import type { Example } from './examples';
import type { N8nClient } from './n8n-client';
import type { TeamsSide } from './teams-side';

import { CHAT_MODEL_TYPE, MODEL_CREDENTIAL, modelData } from './chat-model';
import { actionCredentials, incomingCredential, readWorkflow, TRIGGER_TYPE } from './demo';
import { EXAMPLES, mentionPathOf } from './examples';
import { StepError } from './steps';
import { signInFields } from './teams-side';

/** The team of the demo, and where its cards appear. */
export const TEAM = 'Platform';

/** The channel that opens first. */
export const CHANNEL = `${TEAM}/General`;

/** Channels of the fan-out example, by the names it posts to. */
const FAN_OUT = ['ops', 'support', 'management'];

/** The names that people mention, if they are not the example's own. Each has its own token, labelled with the name. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
	'agent-deploy-approval': ['releases'],
	'approval-by-mention': ['approvals'],
	'assistant-in-a-channel': ['assistant'],
	'deploy-bot': ['n8n'],
	'mention-reply': ['hello'],
	'slow-report': ['report'],
	'two-teams': ['ops', 'support'],
};

/** The credential type for flows that ask callers to sign in. */
export const SIGN_IN_TYPE = 'teamsWorkflowsOAuth2Api';

/** An n8n and a simulator that run side by side. */
export interface BothSides extends TeamsSide {
	readonly client: N8nClient;
	/** What n8n calls the base URL of the model. */
	readonly modelUrl: string;
}

/**
 * Creates the webhooks and credentials, and publishes the examples with them. The webhook URL of the channel is stored
 * last: a new Send gets the newest credential that fits, and most people need that one.
 */
export async function publishDemo(sides: BothSides, fresh: NewDemo): Promise<DemoState> {
	const { client, simulator } = sides;
	// Its flow is made first, and so comes first on the page.
	const toChannel = channelData(simulator);
	const signIn = await createSignIn(sides);
	const model = await createModel(sides);
	const destinations = await client.createCredential(
		'Teams channels',
		'teamsDestinationsApi',
		destinationsData(simulator),
	);
	const channel = await client.createCredential('Teams channel', 'teamsIncomingWebhookApi', toChannel);
	return await publishMissing(sides, { ...fresh, examples: {}, channel, destinations, signIn, model });
}

/**
 * Publishes the examples that the demo can run and that are not there yet; existing ones keep the changes that somebody
 * may have made.
 */
export async function publishMissing(sides: BothSides, state: DemoState): Promise<DemoState> {
	const examples: Record<string, PublishedExample> = { ...state.examples };
	for (const example of EXAMPLES.filter(({ needsMore }) => needsMore !== true))
		examples[example.name] ??= await publishExample(sides, state, example);
	return { ...state, examples };
}

/**
 * Points credentials and callback URLs to the addresses of this start: ports may differ from last time. The webhook URL
 * comes last, as in {@link publishDemo}.
 */
export async function realign(sides: BothSides, state: EarlierDemo): Promise<DemoState> {
	const { client, simulator } = sides;
	const signIn = state.signIn ?? (await createSignIn(sides));
	if (state.signIn !== undefined)
		await client.updateCredential(signIn.id, signIn.name, SIGN_IN_TYPE, signInData(sides));
	const model = state.model ?? (await createModel(sides));
	if (state.model !== undefined)
		await client.updateCredential(model.id, model.name, MODEL_CREDENTIAL, modelData({ baseUrl: sides.modelUrl }));
	const { destinations, channel } = state;
	await client.updateCredential(
		destinations.id,
		destinations.name,
		'teamsDestinationsApi',
		destinationsData(simulator),
	);
	await client.updateCredential(channel.id, channel.name, 'teamsIncomingWebhookApi', channelData(simulator));
	const { outgoing } = simulator.store.state().setup;
	for (const example of EXAMPLES) {
		const ids = state.examples[example.name]?.outgoingWebhookIds ?? [];
		for (const { id } of outgoing.filter((webhook) => ids.includes(webhook.id)))
			simulator.actions.changeOutgoing(id, { callbackUrl: callbackUrl(client, mentionPathOf(example)) });
	}
	return { ...state, signIn, model };
}

/** Where an example's webhook is served. */
export function callbackUrl({ baseUrl }: N8nClient, path = ''): string {
	return `${baseUrl}/webhook/${path}`;
}

async function publishExample(
	sides: BothSides,
	state: Pick<DemoState, 'channel' | 'destinations' | 'model'>,
	example: Example,
): Promise<PublishedExample> {
	const { client } = sides;
	const mention = mentionPathOf(example) === undefined ? undefined : await createMention(sides, example);
	const toChannels = example.credentials.includes('teamsDestinationsApi')
		? { teamsDestinationsApi: state.destinations }
		: { teamsIncomingWebhookApi: state.channel };
	const file = await readWorkflow(`examples/${example.name}.json`);
	const { id, status, detail } = await client.publish(file, {
		...actionCredentials({ ...toChannels, ...tokenOf(mention) }),
		...(example.needsModel === true ? { [CHAT_MODEL_TYPE]: { [MODEL_CREDENTIAL]: state.model } } : {}),
		...(mention === undefined ? {} : { [TRIGGER_TYPE]: tokenOf(mention) }),
	});
	if (status !== 'published')
		throw new StepError(
			`examples/${example.name}.json could not be published: ${detail}`,
			'Look at the workflow in the editor.',
		);
	const setUp = file.nodes.find(
		({ name, type }) => type === 'n8n-nodes-base.manualTrigger' && name.startsWith('Set up'),
	);
	if (setUp !== undefined) await client.runByHand(id, setUp.name);
	return { workflowId: id, outgoingWebhookIds: mention?.webhookIds ?? [] };
}

async function createSignIn(sides: BothSides): Promise<StoredCredential> {
	return await sides.client.createCredential('Teams channel, with sign-in', SIGN_IN_TYPE, signInData(sides));
}

async function createModel({ client, modelUrl }: Pick<BothSides, 'client' | 'modelUrl'>): Promise<StoredCredential> {
	return await client.createCredential(
		'Script in place of a model',
		MODEL_CREDENTIAL,
		modelData({ baseUrl: modelUrl }),
	);
}

/** The names of an example in the team, and the credential that holds their tokens. */
interface Mention {
	readonly credential: StoredCredential;
	readonly webhookIds: readonly string[];
}

/** The token for the trigger, and for the nodes that check answers by mention. */
function tokenOf(mention: Mention | undefined): { readonly teamsOutgoingWebhookApi?: StoredCredential } {
	return mention === undefined ? {} : { teamsOutgoingWebhookApi: mention.credential };
}

/** Creates the names of an example in the team, and one credential with the token of each. */
export async function createMention(
	{ client, simulator }: Pick<BothSides, 'client' | 'simulator'>,
	example: Example,
): Promise<Mention> {
	const { name } = example;
	const names = NAMES[name] ?? [name];
	const created = names.map((each) =>
		simulator.actions.createOutgoing({
			team: TEAM,
			name: each,
			description: `Example ${name}`,
			callbackUrl: callbackUrl(client, mentionPathOf(example)),
		}),
	);
	// The first field has no number, the others count from 2.
	const fields = created.flatMap(({ webhook, securityToken }, index) => [
		[`label${index === 0 ? '' : index + 1}`, webhook.name],
		[`securityToken${index === 0 ? '' : index + 1}`, securityToken],
	]);
	return {
		credential: await client.createCredential(
			`Teams ${names.map((each) => `@${each}`).join(', ')}`,
			'teamsOutgoingWebhookApi',
			Object.fromEntries(fields) as Record<string, unknown>,
		),
		webhookIds: created.map(({ webhook }) => webhook.id),
	};
}

/** The flow of a channel, by the names of team and channel; a new one where it has none. */
function incomingUrl({ actions, baseUrl, store }: Simulator, channel: string, access: FlowAccess = 'anyone'): string {
	const { id } = actions.channel(channel).channel;
	const plain = {
		channel,
		name: access === 'anyone' ? 'n8n' : 'n8n, with sign-in',
		kind: 'workflows',
		access,
		schema: false,
		confirms: false,
	} as const;
	const webhook =
		store
			.state()
			.setup.incoming.find((each) => each.channelId === id && each.kind === 'workflows' && each.access === access) ??
		actions.createIncoming(plain);
	return `${baseUrl}${webhook.path}`;
}

/** The data of a credential for the channel that opens first. */
export function channelData(simulator: Simulator): Record<string, unknown> {
	return incomingCredential(incomingUrl(simulator, CHANNEL));
}

/**
 * The data of a credential for the flow that asks callers to sign in. The simulator serves the token endpoint too: one
 * allowed host covers both.
 */
export function signInData(sides: TeamsSide): Record<string, unknown> {
	return { ...signInFields(sides), ...incomingCredential(incomingUrl(sides.simulator, CHANNEL, 'tenant')) };
}

/** The data of a credential for the channels of the fan-out example. */
export function destinationsData(simulator: Simulator): Record<string, unknown> {
	return {
		destinations: FAN_OUT.map((name) => `${name}, ${incomingUrl(simulator, `${TEAM}/${name}`)}`).join('; '),
		allowedHosts: '127.0.0.1',
	};
}
