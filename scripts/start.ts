import type { Demo } from './lib/start-demo';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

import { nextMessage } from './lib/demo';
import { callbackUrl, CHANNEL } from './lib/demo-publish';
import { startDemo } from './lib/start-demo';
import { Interrupted, onInterrupt, untilInterrupted } from './lib/interrupt';
import { freePort, readPort } from './lib/ports';
import { clearState, lockState, stateFolder } from './lib/state-folder';
import { say, step, StepError, wasTold } from './lib/steps';
import { welcomeText } from './lib/welcome';

const N8N_PORT = 5678;

/** Not 5679, which n8n itself uses for its task runners. */
const TEAMS_PORT = 5690;

/**
 * Starts the demo: the Teams side, and n8n with the package and the example workflows. `--port` and `--teams-port`
 * choose ports, `--reset` begins anew, and `--once` shows one mention and one event in a folder of its own and stops.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			once: { type: 'boolean', default: false },
			port: { type: 'string' },
			'teams-port': { type: 'string' },
			reset: { type: 'boolean', default: false },
		},
	});
	const signal = onInterrupt();
	if (values.once) return await once(signal, values.port === undefined ? await freePort() : readPort(values.port));
	const folder = stateFolder();
	const unlock = await lockState(folder);
	try {
		if (values.reset) await step(`Clearing ${folder}`, async () => await clearState(folder));
		const demo = await startDemo({
			folder,
			n8nPort: readPort(values.port ?? N8N_PORT),
			teamsPort: readPort(values['teams-port'] ?? TEAMS_PORT),
			signal,
		});
		try {
			welcome(demo, folder);
			await untilInterrupted(signal);
			say('\nStopping.');
		} finally {
			await demo.stop();
		}
	} finally {
		await unlock();
	}
}

function welcome({ client, simulator, isContinued }: Demo, folder: string): void {
	say(
		welcomeText({
			pageUrl: simulator.pageUrl,
			n8nUrl: client.baseUrl,
			email: client.email,
			password: client.password,
			eventUrl: callbackUrl(client, 'event-to-card'),
			folder,
			isContinued,
		}),
	);
}

/** One mention and one event in an n8n that is deleted afterwards. */
async function once(signal: AbortSignal, n8nPort: number): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-demo-'));
	try {
		const demo = await startDemo({ folder, n8nPort, teamsPort: 0, signal });
		try {
			await show(demo);
		} finally {
			await demo.stop();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function show({ client, simulator: { actions, store } }: Demo): Promise<void> {
	const reply = await step('Mentioning the webhook in the channel: "@n8n deploy api v2"', async () => {
		const { message, answered } = actions.say({ channel: CHANNEL, text: '@n8n deploy api v2' });
		await answered;
		const shown = store.state().messages.find(({ rootId, answer }) => rootId === message.id && answer !== undefined);
		if (shown?.answer?.state !== 'shown')
			throw new StepError(
				`There was no reply: ${shown?.answer?.reason ?? 'nothing was posted'}`,
				'Run npm start, mention the webhook again, and look at the executions in the editor.',
			);
		return shown;
	});
	const card = await step('Sending an event: "Build 4711 is live"', async () => {
		const before = store.state().messages.length;
		await fetch(callbackUrl(client, 'event-to-card'), {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify({ title: 'Build 4711 is live', text: 'Deployed to production in 3 minutes.' }),
		});
		const failedRuns = () =>
			store
				.state()
				.runs.filter(({ status }) => status !== 'succeeded')
				.flatMap(({ reasons }) => reasons);
		return await nextMessage({ messages: () => store.state().messages, failedRuns }, before);
	});
	say(`\nThe reply in the thread (${reply.answer?.tookMs ?? 0} ms):\n  ${reply.text}`);
	say(`\nThe card in the channel:\n${JSON.stringify(card, null, 2)}`);
}

main().catch((error: unknown) => {
	if (error instanceof Interrupted) {
		say('\nStopped.');
		process.exitCode = 130;
		return;
	}
	if (wasTold(error)) return void (process.exitCode = 1);
	if (error instanceof StepError) say(`\n✗ ${error.message}\n  What to do: ${error.todo}`);
	else say(error instanceof Error ? (error.stack ?? error.message) : String(error));
	process.exitCode = 1;
});
