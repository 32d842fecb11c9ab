import type { ChatModel } from '../../simulator/chat-model/server';
import type { BothSides } from './demo-publish';
import type { DemoState, EarlierDemo, NewDemo, PublishedExample, StoredCredential } from './demo-state';
import type { RunningN8n } from './n8n-process';
import type { TeamsSide } from './teams-side';

import { join } from 'node:path';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode, isCached } from './cache';
import { startExampleModel } from './chat-model';
import { publishDemo, publishMissing, realign } from './demo-publish';
import { dropHalfMade, newDemo, readDemo, writeDemo } from './demo-state';
import { N8nClient } from './n8n-client';
import { startN8n } from './n8n-process';
import { installInto } from './package';
import { step, StepError } from './steps';
import { startTeamsSide } from './teams-side';

/** How the demo is started. */
interface DemoOptions {
	readonly folder: string;
	readonly n8nPort: number;
	readonly teamsPort: number;
	readonly signal: AbortSignal;
}

/** A running demo. */
export interface Demo extends TeamsSide {
	readonly client: N8nClient;
	/** The published examples, by name. */
	readonly examples: Readonly<Record<string, PublishedExample>>;
	/** The credential that points Send to the first channel. */
	readonly channel: StoredCredential;
	/** True if channels and workflows of an earlier start are there again. */
	readonly isContinued: boolean;
	stop(): Promise<void>;
}

/**
 * Starts the Teams side and n8n on the state of a folder. The first start of a folder publishes the examples; an
 * unfinished one leaves nothing behind.
 */
export async function startDemo(options: DemoOptions): Promise<Demo> {
	const { folder, signal } = options;
	const before = await readDemo(folder);
	if (before === undefined) await dropHalfMade(folder);
	const kept = before ?? newDemo();
	let teams: TeamsSide | undefined;
	let n8n: RunningN8n | undefined;
	let model: ChatModel | undefined;
	const stop = async () => {
		await n8n?.stop();
		await teams?.simulator.close();
		await model?.close();
	};
	try {
		teams = await startTeams(options);
		model = await startExampleModel();
		n8n = await startDemoN8n(options, kept);
		const client = new N8nClient(n8n.baseUrl, kept.password);
		const state = await prepareDemo({ client, ...teams, modelUrl: model.baseUrl }, before, kept);
		await writeDemo(folder, state);
		signal.throwIfAborted();
		return {
			client,
			...teams,
			examples: state.examples,
			channel: state.channel,
			isContinued: before !== undefined,
			stop,
		};
	} catch (error) {
		await stop();
		if ((await readDemo(folder)) === undefined) await dropHalfMade(folder);
		throw error;
	}
}

async function startTeams({ folder, teamsPort, n8nPort }: DemoOptions): Promise<TeamsSide> {
	return await step(`Starting the Teams side${teamsPort === 0 ? '' : ` on port ${teamsPort}`}`, async () => {
		try {
			return await startTeamsSide({ folder, port: teamsPort, n8nUrl: `http://127.0.0.1:${n8nPort}` });
		} catch (error) {
			if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
			throw new StepError(
				`Port ${teamsPort} is taken.`,
				'Stop the program that uses it, or choose another port: npm start -- --teams-port 5790',
				{ cause: error },
			);
		}
	});
}

async function startDemoN8n({ folder, n8nPort, signal }: DemoOptions, { encryptionKey }: NewDemo): Promise<RunningN8n> {
	const userFolder = join(folder, 'n8n');
	const node = await step('Getting Node 24, which n8n needs, beside your own', ensureNode);
	signal.throwIfAborted();
	const size = isCached(DEFAULT_N8N_VERSION) ? 'from the cache' : 'about 4 GB and 3 minutes, once';
	const installation = await step(
		`Getting n8n ${DEFAULT_N8N_VERSION}, the version of this demo (${size})`,
		async () => await ensureN8n(DEFAULT_N8N_VERSION, node),
	);
	signal.throwIfAborted();
	await step('Installing the package into n8n', async () => await installInto(userFolder, node));
	signal.throwIfAborted();
	return await step(
		`Starting n8n on port ${n8nPort}`,
		async () =>
			await startN8n({
				installation,
				userFolder,
				port: n8nPort,
				signal,
				env: {
					N8N_ENCRYPTION_KEY: encryptionKey,
					GENERIC_TIMEZONE: Intl.DateTimeFormat().resolvedOptions().timeZone,
					// The name in the addresses that n8n shows: the one that was printed.
					N8N_HOST: '127.0.0.1',
					// No questions about the company between the sign-in and the workflows.
					N8N_PERSONALIZATION_ENABLED: 'false',
				},
			}),
	);
}

/** The first start publishes everything; later ones point it to their own addresses, and publish what is new. */
async function prepareDemo(sides: BothSides, before: EarlierDemo | undefined, fresh: NewDemo): Promise<DemoState> {
	if (before === undefined) {
		return await step('Publishing the example workflows', async () => {
			await sides.client.signUp();
			return await publishDemo(sides, fresh);
		});
	}
	return await step('Updating the example workflows', async () => {
		await sides.client.signIn();
		return await publishMissing(sides, await realign(sides, before));
	});
}
