import type { WorkflowFile } from '../../../scripts/lib/n8n-client';
import type { Issuer } from '../../../simulator/actionable-messages/issuer';
import type { N8nUnderTest } from '../../support/n8n-under-test';
import type { Flow } from '../flow';

import { setTimeout as delay } from 'node:timers/promises';

import { dataTable } from '../../../scripts/lib/data-table';
import { ACTION_TYPE, incomingCredential, newSecurityToken, TRIGGER_TYPE } from '../../../scripts/lib/demo';
import { importExample } from '../../../scripts/lib/import-example';
import { press } from '../../../simulator/actionable-messages/outlook';
import { mention } from '../../../simulator/outgoing';
import { REPLY_TIMEOUT_MS } from '../../../simulator/rules/limits';
import { DEADLINE_TEXT } from '../../../nodes/TeamsCardActionTrigger/options';
import { ENGLISH_TEXTS } from '../../../src/outgoing-webhook/texts';
import { action, chain, set, trigger, webhook } from '../../support/chain';

/** What the package is asked to do, over and over. */
export type Kind = 'mention' | 'send' | 'event' | 'approval' | 'card action';

/** How many of twenty pieces of work are of each kind. */
export const SHARES: Readonly<Record<Kind, number>> = { mention: 10, send: 4, event: 3, approval: 2, 'card action': 1 };

/** What the node answers to the script of its page. */
const RECORDED = JSON.stringify({ ok: true });

/** How long a card, or the end of a question, is waited for. */
const ARRIVAL_MS = 20_000;

const CARD_ACTION_TYPE = 'n8n-nodes-teams-webhooks.teamsCardActionTrigger';
const GATEWAY_PATH = '00000023-6a0e-4f5e-9d2c-000000000101/connector';

/** What a piece of work returns whose person read in time that it takes longer. */
export const TOLD = Symbol('told in time');

/** One piece of work: returns what did not hold, or nothing. The number is different each time. */
export type Work = (number: number) => Promise<string | typeof TOLD | undefined>;

/** Everything that was published, and what it can be asked. */
export interface Works {
	readonly works: Readonly<Record<Kind, Work>>;
	readonly workflowIds: readonly string[];
}

/** Where the work is done. */
export interface Place {
	readonly n8n: N8nUnderTest;
	readonly flow: Flow;
	readonly issuer: Issuer;
}

/** Publishes a workflow for each kind of work. */
export async function publishWorks({ n8n, flow, issuer }: Place): Promise<Works> {
	const { client, webhookUrl } = n8n;
	const securityToken = newSecurityToken();
	const credential = async (type: string, data: Record<string, unknown>) =>
		await client.createCredential(`soak ${type}`, type, data);
	const outgoing = await credential('teamsOutgoingWebhookApi', { securityToken });
	const incoming = await credential('teamsIncomingWebhookApi', incomingCredential(flow.url()));
	const destinations = await credential('teamsDestinationsApi', {
		destinations: `ops, ${flow.url()}`,
		allowedHosts: '127.0.0.1',
	});
	const actions = await credential('teamsCardActionApi', {
		allowedTenants: issuer.tenantId,
		audience: issuer.audience.v2,
		bindingSecret: 'for tests: 48 characters of something very long.',
		keysUrl: issuer.keysUrl,
		allowedHosts: '127.0.0.1',
	});
	const credentials = {
		[TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing },
		[ACTION_TYPE]: { teamsIncomingWebhookApi: incoming, teamsOutgoingWebhookApi: outgoing },
		[CARD_ACTION_TYPE]: { teamsCardActionApi: actions },
	};
	const workflowIds: string[] = [];
	for (const file of workflows()) {
		const { id, status, detail } = await client.publish(file, credentials);
		if (status !== 'published') throw new Error(`${file.name}: ${detail}`);
		workflowIds.push(id);
	}
	const gateway = await importExample(client, {
		name: 'connector-gateway',
		credentials: { [ACTION_TYPE]: { teamsDestinationsApi: destinations } },
	});
	workflowIds.push(gateway);
	await client.runByHand(gateway, 'Set up (run for new senders)');
	const key = await senderKey(n8n);
	const hook = (path: string) => `${webhookUrl}/webhook/${path}`;
	return {
		workflowIds,
		works: {
			mention: async (number) => await askByMention(hook('soak-mention'), securityToken, number),
			send: async (number) => await sendCard(hook('soak-send'), flow, number),
			event: async (number) => await postEvent(hook(`${GATEWAY_PATH}/${key}`), flow, number),
			approval: async (number) => await approve(hook('soak-approval'), flow, number),
			'card action': async (number) => await pressButton(hook('soak-action'), issuer, number),
		},
	};
}

function workflows(): readonly WorkflowFile[] {
	const started = { httpMethod: 'POST', path: 'soak-approval', responseMode: 'onReceived', options: {} };
	return [
		chain('soak-mention', [trigger('soak-mention'), action({ operation: 'reply', text: '={{ $json.text }}' })]),
		chain('soak-send', [
			webhook('soak-send'),
			action({ text: '={{ $json.body.text }}', options: { pace: 'off' } }, 'continueRegularOutput'),
		]),
		chain('soak-approval', [
			{ ...webhook('soak-approval'), parameters: started },
			action({ operation: 'sendAndWait', message: '={{ $json.body.text }}' }),
			action({
				text: "={{ $json.data.comment + ($json.data.approved ? '' : ' declined') }}",
				options: { pace: 'off' },
			}),
		]),
		chain('soak-action', [
			{
				type: CARD_ACTION_TYPE,
				typeVersion: 1.1,
				parameters: { path: 'soak-action', options: { requireCallbackUrl: false } },
			},
			set({ status: '={{ $json.inputs.name }}' }),
			action({ operation: 'reply', text: '={{ $json.status }}' }),
		]),
	];
}

/** The key of the gateway's sender, once its set-up has run. */
async function senderKey({ client }: N8nUnderTest): Promise<string> {
	const endMs = Date.now() + ARRIVAL_MS;
	for (;;) {
		const { rows } = await dataTable<{ key: string; destination: string }>(client, 'teams_senders');
		const row = rows.find(({ destination }) => destination === 'ops');
		if (row !== undefined) return row.key;
		if (Date.now() > endMs) throw new Error('the gateway has no sender');
		await delay(100);
	}
}

/** Teams uses milliseconds as message ids; two messages in one millisecond would be a duplicate. */
let lastMs = 0;

async function askByMention(url: string, token: string, number: number): Promise<string | typeof TOLD | undefined> {
	lastMs = Math.max(Date.now(), lastMs + 1);
	const text = `number ${number}`;
	const { shown, tookMs } = await mention(url, token, { webhookName: 'n8n', text, atMs: lastMs });
	return judge(shown, { tookMs, expected: text, deadline: ENGLISH_TEXTS.answerDoesNotCome });
}

/** A card that may fail: taken once if it was sent, never if it was refused, and once at most if nobody knows. */
async function sendCard(url: string, flow: Flow, number: number): Promise<string | undefined> {
	const name = `may-fail-${number}`;
	const answer = await post(url, { text: `Card [[${name}]]` });
	const [item] = JSON.parse(answer) as Array<{ readonly error?: unknown; readonly problem?: { code?: string } }>;
	const taken = flow.taken(name);
	flow.forget(name);
	const said = JSON.stringify(item);
	const isUnclear = said.includes('unclear-answer');
	const isSent = !isUnclear && item !== undefined && !('error' in item) && !('problem' in item);
	const holds = isUnclear ? taken <= 1 : taken === (isSent ? 1 : 0);
	return holds ? undefined : `taken ${taken} times, and said ${said.slice(0, 300)}`;
}

async function postEvent(url: string, flow: Flow, number: number): Promise<string | undefined> {
	const name = `event-${number}`;
	const answer = await post(url, { text: `Event [[${name}]]` });
	const taken = flow.taken(name);
	flow.forget(name);
	// The channel has its own pace; a post that was told to come again was not posted.
	const isRefused = answer.includes('pace-window-full');
	return taken === (isRefused ? 0 : 1) && (isRefused || answer === 'ok')
		? undefined
		: `taken ${taken} times, and answered ${answer.slice(0, 300)}`;
}

/** A question by link: one card, one page, one answer, and one card with the answer. A second click decides nothing. */
async function approve(url: string, flow: Flow, number: number): Promise<string | undefined> {
	const [name, done] = [`question-${number}`, `done-${number}`];
	await post(url, { text: `Deploy [[${name}]]?` });
	const card = await arrival(flow, name);
	const link = /"url":"([^"]+webhook-waiting[^"]+)"/.exec(card ?? '')?.[1];
	if (link === undefined) return 'the question has not arrived';
	if (!(await pageOf(link)).includes(name)) return 'the page does not show the question';
	const [first, second] = [await isRecorded(link, `[[${done}]]`), await isRecorded(link, `[[${done}]]`)];
	await arrival(flow, done);
	const [asked, taken] = [flow.taken(name), flow.taken(done)];
	flow.forget(name);
	flow.forget(done);
	if (first && !second && asked === 1 && taken === 1) return undefined;
	return `recorded ${first} and ${second}, asked ${asked} times, went on ${taken} times`;
}

/** Opens the page; until n8n has stored the run, the link shows n8n's own answer. */
async function pageOf(link: string): Promise<string> {
	const endMs = Date.now() + ARRIVAL_MS;
	for (;;) {
		const response = await fetch(link);
		const text = await response.text();
		if (response.status === 200 || Date.now() > endMs) return text;
		await delay(100);
	}
}

/** Answers as the page's script does. True if the node says that it has recorded the answer; n8n's own pages can be a 200 too. */
async function isRecorded(link: string, comment: string): Promise<boolean> {
	const body = new FormData();
	body.set('decision', 'approve');
	body.set('comment', comment);
	const response = await fetch(link, { method: 'POST', body, headers: { 'x-answer-by': 'script' } });
	return (await response.text()) === RECORDED;
}

async function pressButton(url: string, issuer: Issuer, number: number): Promise<string | typeof TOLD | undefined> {
	const expected = `pressed ${number}`;
	const startedMs = Date.now();
	const { shown } = await press({ url, token: issuer.token(), body: JSON.stringify({ name: expected }) });
	return judge(shown, { tookMs: Date.now() - startedMs, expected, deadline: DEADLINE_TEXT });
}

/** What people read, in the time that their client waits: the answer, or the text of the deadline. */
function judge(
	shown: string,
	{ tookMs, expected, deadline }: { readonly tookMs: number; readonly expected: string; readonly deadline: string },
): string | typeof TOLD | undefined {
	if (tookMs >= REPLY_TIMEOUT_MS || ![expected, deadline].includes(shown)) return `"${shown}" after ${tookMs} ms`;
	return shown === deadline ? TOLD : undefined;
}

async function arrival(flow: Flow, name: string): Promise<string | undefined> {
	const endMs = Date.now() + ARRIVAL_MS;
	while (flow.taken(name) === 0 && Date.now() < endMs) await delay(50);
	return flow.card(name);
}

async function post(url: string, body: unknown): Promise<string> {
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
	return await response.text();
}
