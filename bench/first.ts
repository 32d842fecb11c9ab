import type { N8nUnderTest } from '../test/support/n8n-under-test';

import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, newSecurityToken, TRIGGER_TYPE } from '../scripts/lib/demo';
import { activityBody, authorization } from '../simulator/activity';
import { startQueue, startRegular } from '../test/support/n8n-under-test';
import { median } from './figures';
import { bareWorkflow, oursWorkflow } from './recipes';

const ROUNDS = 2;

/** How long n8n is left alone between its first requests and the later ones. */
const PAUSE_MS = 60_000;

type Target = 'ours' | 'bare';

/** Milliseconds of one start: the first request of all, the one after it to the other workflow, and both a minute later. */
interface Start {
	readonly first: Target;
	readonly firstMs: number;
	readonly secondMs: number;
	readonly laterMs: Readonly<Record<Target, number>>;
}

/**
 * The first requests after a start of n8n, to our trigger with Reply and to n8n's Webhook with Respond, which take turns at
 * being first; in regular mode and, with the part `queue`, in queue mode.
 */
async function main(): Promise<void> {
	const isQueue = process.argv[2] === 'queue';
	const n8n = await (isQueue ? startQueue() : startRegular());
	try {
		const token = newSecurityToken();
		await publish(n8n, token);
		const starts: Start[] = [];
		for (let round = 0; round < ROUNDS; round += 1)
			for (const first of ['ours', 'bare'] as const) starts.push(await measure(n8n, token, first));
		report(starts, isQueue ? 'queue mode' : 'regular mode');
	} finally {
		await n8n.stop();
	}
}

async function publish({ client }: N8nUnderTest, securityToken: string): Promise<void> {
	const credential = await client.createCredential('first', 'teamsOutgoingWebhookApi', { securityToken });
	for (const file of [oursWorkflow(TRIGGER_TYPE, ACTION_TYPE), bareWorkflow()]) {
		const { status, detail } = await client.publish(file, { [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential } });
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
	}
}

async function measure(n8n: N8nUnderTest, token: string, first: Target): Promise<Start> {
	await n8n.restart();
	const firstMs = await call(n8n.webhookUrl, token, first);
	const secondMs = await call(n8n.webhookUrl, token, first === 'ours' ? 'bare' : 'ours');
	await delay(PAUSE_MS);
	const laterMs = { ours: await call(n8n.webhookUrl, token, 'ours'), bare: await call(n8n.webhookUrl, token, 'bare') };
	return { first, firstMs, secondMs, laterMs };
}

/** Milliseconds until the answer is there. Throws for any answer but 200 with the text. */
async function call(baseUrl: string, token: string, path: Target): Promise<number> {
	const body = activityBody({ webhookName: 'n8n', text: 'ping', atMs: Date.now() });
	const startMs = performance.now();
	const response = await fetch(`${baseUrl}/webhook/${path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', authorization: authorization(body, token) },
		body,
	});
	const text = await response.text();
	const tookMs = performance.now() - startMs;
	if (response.status !== 200 || !text.includes('ping')) throw new Error(`${path}: ${response.status} ${text}`);
	return tookMs;
}

function report(starts: readonly Start[], mode: string): void {
	const of = (first: Target) => starts.filter((start) => start.first === first);
	const row = (name: string, values: readonly number[]) =>
		console.log(`${name}: ${median(values).toFixed(0)} ms (${values.map((value) => value.toFixed(0)).join(', ')})`);
	console.log(`\n${mode}`);
	for (const [target, other] of [
		['ours', 'bare'],
		['bare', 'ours'],
	] as const) {
		row(
			`${target}, the first request of all`,
			of(target).map(({ firstMs }) => firstMs),
		);
		row(
			`${target}, right after one to ${other}`,
			of(other).map(({ secondMs }) => secondMs),
		);
		row(
			`${target}, a minute later`,
			starts.map(({ laterMs }) => laterMs[target]),
		);
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
