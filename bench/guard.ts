import type { GuardedResponse } from '../src/outgoing-webhook/reply-guard';

import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from '../scripts/lib/cache';
import { ACTION_TYPE, TRIGGER_TYPE } from '../scripts/lib/demo';
import { N8nClient } from '../scripts/lib/n8n-client';
import { startN8n } from '../scripts/lib/n8n-process';
import { installInto } from '../scripts/lib/package';
import { simulatorApi } from '../scripts/lib/simulator-api';
import { activityBody } from '../simulator/activity';
import { noStorage } from '../simulator/model/storage';
import { startSimulator } from '../simulator/simulator';
import { parseActivity } from '../src/outgoing-webhook/activity';
import { admit } from '../src/outgoing-webhook/admit';
import { createCommandTable } from '../src/outgoing-webhook/commands';
import { textReply } from '../src/outgoing-webhook/reply';
import { guardReply, replyFromActivity } from '../src/outgoing-webhook/reply-guard';
import { createSeenMessages } from '../src/outgoing-webhook/seen-messages';
import { ENGLISH_TEXTS } from '../src/outgoing-webhook/texts';
import { median } from './figures';
import { oursWorkflow } from './recipes';

const REPEATS = 2_000;
const ROUNDS = 9;
const REQUESTS = 60;

/** A trigger with ten commands, every check on. */
const FIELDS = Array.from({ length: 10 }, (_, index) => ({
	name: `command${index}`,
	aliases: `c${index}, do ${index}`,
	usage: '<service> [version] [note...]',
	description: 'x',
	allowedUsers: '0f0e0d0c-1111-4222-8333-444455556666',
	allowedChannels: undefined,
}));

/** How long parsing, the checks, commands and the guard take per request, against one request through n8n. */
async function main(): Promise<void> {
	const ownMs = median(Array.from({ length: ROUNDS }, measureOwn));
	const requestMs = await measureRequest();
	console.log(`parse, checks, ten commands, guard   ${(ownMs * 1_000).toFixed(1)} µs`);
	console.log(`one request through n8n, one by one   ${requestMs.toFixed(1)} ms`);
	console.log(
		`share                                 ${((100 * ownMs) / requestMs).toFixed(2)} % (target: less than 3)`,
	);
}

function measureOwn(): number {
	const seen = createSeenMessages(Date.now);
	const off = { kind: 'off' } as const;
	const nowMs = Date.now();
	const startedMs = performance.now();
	for (let index = 0; index < REPEATS; index += 1) {
		const atMs = nowMs - index;
		const body = Buffer.from(activityBody({ webhookName: 'n8n', text: `do 7 api v2 ${'because '.repeat(60)}`, atMs }));
		const parsed = parseActivity(body);
		if (parsed.kind !== 'message') throw new Error('no message');
		const rules = {
			maxAgeMs: 300_000,
			ignoreDuplicates: true,
			tenants: off,
			teams: off,
			channels: off,
			users: off,
			commands: createCommandTable(FIELDS),
			unknownCommand: 'output' as const,
			texts: ENGLISH_TEXTS,
		};
		if (admit(parsed, rules, { seen, scope: 'bench', nowMs: Date.now() }).kind !== 'start')
			throw new Error('not admitted');
		const response = fakeResponse();
		guardReply(response, {
			deadlineMs: 4_000,
			now: Date.now,
			sleep: async () => await Promise.resolve(),
			toReply: replyFromActivity,
			deadlineReply: textReply('d'),
			failureReply: textReply('f'),
			onLate: () => undefined,
		});
		response.json(textReply('x'));
	}
	return (performance.now() - startedMs) / REPEATS;
}

function fakeResponse(): GuardedResponse {
	return { statusCode: 200, headersSent: false, json: () => undefined, once: () => undefined };
}

async function measureRequest(): Promise<number> {
	const node = await ensureNode();
	const userFolder = await mkdtemp(join(tmpdir(), 'teams-webhooks-bench-'));
	await installInto(userFolder, node);
	const n8n = await startN8n({ installation: await ensureN8n(DEFAULT_N8N_VERSION, node), userFolder });
	const simulator = await startSimulator({ token: randomBytes(24).toString('base64url'), storage: noStorage });
	try {
		const client = new N8nClient(n8n.baseUrl);
		await client.signUp();
		const api = simulatorApi(simulator.pageUrl);
		const { securityToken } = await api.createOutgoingWebhook({
			team: 'Platform',
			name: 'n8n',
			callbackUrl: `${n8n.baseUrl}/webhook/ours`,
		});
		const credential = await client.createCredential('bench', 'teamsOutgoingWebhookApi', {
			label: 'bench',
			securityToken,
		});
		await client.publish(oursWorkflow(TRIGGER_TYPE, ACTION_TYPE), {
			[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: credential },
		});
		const times: number[] = [];
		for (let index = 0; index < REQUESTS; index += 1) {
			const { answer } = (await api.say('Platform/General', '@n8n x')).replies[0] ?? {};
			if (answer?.state !== 'shown' || answer.tookMs === null)
				throw new Error(`no answer of n8n: ${answer?.reason ?? 'nothing was posted'}`);
			times.push(answer.tookMs);
		}
		return median(times);
	} finally {
		await simulator.close();
		await n8n.stop();
		await rm(userFolder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
