import type { N8nUnderTest } from '../../support/n8n-under-test';
import type { Flow } from '../flow';

import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { bareWorkflow, oursWorkflow } from '../../../bench/recipes';
import { showTable } from '../../../bench/table';
import { DEFAULT_N8N_VERSION } from '../../../scripts/lib/cache';
import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { say, step } from '../../../scripts/lib/steps';
import { mention } from '../../../simulator/outgoing';
import { REPLY_TIMEOUT_MS } from '../../../simulator/rules/limits';
import { action, chain, webhook } from '../../support/chain';
import { startQueue, startRegular } from '../../support/n8n-under-test';
import { startFlow } from '../flow';
import { atRate, bareRate } from '../rates';

/** The rates of mentions, as shares of what n8n's own Webhook and Respond answered just before. */
const SHARES = [0.25, 0.5, 0.75, 1.5];

/** Forged requests for each mention. */
const FORGED = 2.5;

/** How long each rate is kept. */
const STORM_MS = 20_000;

/** What docs/production.md sets. */
const PRODUCTION = { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' };

/** Cards that one execution sends meanwhile, and to how many URLs. */
const CARDS = 1_000;
const CHANNELS = 8;

/** Chosen: what has been open for so long without a change stays open. */
const QUIET_MS = 20_000;

/** How long the queue of executions may take to drain after a storm. */
const CALM_MS = 300_000;

/** All message ids are milliseconds; two messages in one millisecond would be a duplicate. */
let lastMs = 0;

/** Whom mentions are sent to: the trigger, or n8n's own Webhook node, which checks nothing. */
type Side = 'ours' | 'bare';

/**
 * Mentions at a quarter to one and a half times the rate that n8n's own pair reaches, with forged requests at two and a
 * half times that, while 1,000 cards are sent to eight channels: which share is answered in time, side by side with
 * n8n's own pair under the same storm. Fails if a forged request starts something, or if a card is lost or doubled.
 * `--mode regular|queue` runs one of them; `--record` writes the table into docs/performance.md.
 */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: { mode: { type: 'string' }, record: { type: 'boolean', default: false } },
	});
	const problems: string[] = [];
	for (const mode of ['regular', 'queue'] as const)
		if (values.mode === undefined || values.mode === mode) problems.push(...(await storm(mode, values.record)));
	if (problems.length === 0) return say('\nNo forged request started anything, and every card arrived once.');
	say(`\n✗ ${problems.length} problems:\n${problems.join('\n')}`);
	process.exitCode = 1;
}

async function storm(mode: 'regular' | 'queue', isRecord: boolean): Promise<readonly string[]> {
	const flow = await startFlow(Math.random);
	const n8n = await step(
		`Starting n8n in ${mode} mode`,
		async () =>
			await (mode === 'regular' ? startRegular({ env: PRODUCTION }) : startQueue({ workers: 2, env: PRODUCTION })),
	);
	try {
		const token = newSecurityToken();
		const id = await publishAll(n8n, flow, token);
		const problems: string[] = [];
		const rows: string[][] = [];
		for (const share of SHARES) {
			const bare = await bareRate(n8n.webhookUrl);
			const rate = share * bare;
			const told: string[] = [];
			for (const side of ['ours', 'bare'] as const) {
				const facts = await step(
					`${Math.round(share * 100)} % of ${bare.toFixed(1)} a second, to ${side === 'ours' ? 'the trigger' : "n8n's Webhook"}`,
					async () => await oneStorm({ n8n, flow, token, side, rate, id }),
				);
				const percent = (count: number) => `${((count / facts.sent) * 100).toFixed(1)} %`;
				told.push(percent(facts.answered), ...(side === 'ours' ? [percent(facts.told)] : []), String(facts.open));
				problems.push(...facts.problems.map((problem) => `${mode}, ${share}, ${side}: ${problem}`));
			}
			rows.push([`${share * 100} %`, rate.toFixed(1), (rate * FORGED).toFixed(1), ...told]);
		}
		showTable(
			{
				name: `storm-${mode}`,
				command: `npm run test:load -- storm --mode ${mode}`,
				versions: [`n8n ${DEFAULT_N8N_VERSION}`],
				head: [
					`${mode} mode: share of the bare rate`,
					'mentions a second',
					'forged requests a second',
					'answered in time, trigger and Reply',
					'answered or told that it takes longer',
					'left open',
					'answered in time, Webhook and Respond',
					'left open',
				],
				rows,
			},
			isRecord,
		);
		return problems;
	} finally {
		await n8n.stop();
		await flow.close();
	}
}

/** One storm on one side. */
interface Storm {
	readonly n8n: N8nUnderTest;
	readonly flow: Flow;
	readonly token: string;
	readonly side: Side;
	readonly rate: number;
	/** The workflow of the trigger. */
	readonly id: string;
}

async function oneStorm({ n8n, flow, token, side, rate, id }: Storm) {
	const url = `${n8n.webhookUrl}/webhook/${side}`;
	const before = (await n8n.client.allExecutions(id)).length;
	const facts = { sent: 0, answered: 0, told: 0, open: 0, problems: [] as string[] };
	const genuine = async () => {
		facts.sent += 1;
		const { shown, status, tookMs } = await mention(url, token, utterance());
		if (status !== 200 || tookMs >= REPLY_TIMEOUT_MS) return;
		facts.told += 1;
		// n8n's own Webhook passes on the text with the name in front and a line break at its end.
		if (shown.includes('deploy api')) facts.answered += 1;
	};
	const forged = async () => void (await mention(url, newSecurityToken(), utterance()));
	const batch = `${side}-${Date.now()}`;
	const sending = sendCards(n8n.webhookUrl, batch);
	await Promise.all([
		atRate(genuine, { rate, forMs: STORM_MS }),
		atRate(forged, { rate: rate * FORGED, forMs: STORM_MS }),
	]);
	const status = await sending;
	facts.open = await calm(n8n);
	if (side === 'ours' && facts.open > 0) facts.problems.push(`${facts.open} executions have not ended`);
	if (status !== 200) facts.problems.push(`n8n answered ${status} to the workflow that sends the cards`);
	for (let index = 0; index < CARDS; index += 1) {
		const name = `${batch}-${index}`;
		const isRight = status === 200 ? flow.taken(name) === 1 : flow.taken(name) <= 1;
		if (!isRight) facts.problems.push(`card ${index} arrived ${flow.taken(name)} times`);
		flow.forget(name);
	}
	const started = (await n8n.client.allExecutions(id)).length - before;
	if (started > (side === 'ours' ? facts.sent : 0))
		facts.problems.push(`${started} executions for ${facts.sent} mentions`);
	return facts;
}

function utterance() {
	return { webhookName: 'n8n', text: 'deploy api', atMs: (lastMs = Math.max(Date.now(), lastMs + 1)) };
}

/** One execution that sends all cards; n8n answers when it has ended. Returns the status of that answer. */
async function sendCards(webhookUrl: string, batch: string): Promise<number | null> {
	const items = Array.from({ length: CARDS }, (_, index) => ({
		text: `Card [[${batch}-${index}]]`,
		channel: `channel-${index % CHANNELS}`,
	}));
	const answer = fetch(`${webhookUrl}/webhook/cards`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ items }),
		signal: AbortSignal.timeout(CALM_MS),
	});
	return await answer.then(
		({ status }) => status,
		// No answer in all that time: the count of cards shows what was sent.
		() => null,
	);
}

/** Executions that have not ended. */
const OPEN = JSON.stringify({ status: ['new', 'running'] });

/** Waits until nothing runs, or nothing changes any more. Returns how many executions are left open: n8n loses some of a storm. */
async function calm({ client }: N8nUnderTest): Promise<number> {
	let last: number | undefined;
	let sinceMs = Date.now();
	for (;;) {
		const open = await client
			.request<{ count: number }>('GET', `/rest/executions?filter=${encodeURIComponent(OPEN)}&limit=1`)
			// n8n answers 503 while its database is busy with the storm: asked again.
			.catch(() => undefined);
		if (open?.count === 0) return 0;
		if (open?.count !== last) [last, sinceMs] = [open?.count, Date.now()];
		else if (last !== undefined && Date.now() - sinceMs > QUIET_MS) return last;
		if (Date.now() - sinceMs > CALM_MS) throw new Error('n8n did not answer after the storm');
		await delay(500);
	}
}

async function publishAll({ client }: N8nUnderTest, flow: Flow, securityToken: string): Promise<string> {
	const outgoing = await client.createCredential('storm', 'teamsOutgoingWebhookApi', { securityToken });
	const channels = Array.from({ length: CHANNELS }, (_, index) => `channel-${index}, ${flow.url(index)}`);
	const destinations = await client.createCredential('storm channels', 'teamsDestinationsApi', {
		destinations: channels.join('; '),
		allowedHosts: '127.0.0.1',
	});
	const split = {
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.items', options: {} },
	};
	const send = action({
		authentication: 'destinations',
		destination: '={{ $json.channel }}',
		text: '={{ $json.text }}',
		options: { pace: 'off' },
	});
	const limit = { type: 'n8n-nodes-base.limit', typeVersion: 1, parameters: {} };
	const ids: string[] = [];
	for (const file of [
		oursWorkflow(TRIGGER_TYPE, ACTION_TYPE),
		bareWorkflow(),
		chain('cards', [webhook('cards'), split, send, limit]),
	]) {
		const { id, status, detail } = await client.publish(file, {
			[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
			[ACTION_TYPE]: { teamsDestinationsApi: destinations },
		});
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
		ids.push(id);
	}
	return ids[0] ?? '';
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
