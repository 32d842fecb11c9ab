import type { Bench, ChainNode } from './support';

import { parse } from 'flatted';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, incomingCredential, nextMessage, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention } from '../../simulator/outgoing';
import { TOKEN } from '../support/signing';
import { action, chain, finished, post, startBench, trigger, webhook } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let incoming: unknown;
let outgoing: unknown;
let tableId = '';

const APPROVER = { id: '29:1approver', aadObjectId: '11111111-2222-4333-8444-555555555555' };
const STRANGER = { id: '29:1stranger', aadObjectId: '99999999-2222-4333-8444-555555555555' };
const TABLE = 'teams_questions';

/** Ids of messages are their milliseconds; two in one would be a duplicate. */
let lastMs = 0;

const table = { __rl: true, mode: 'name', value: TABLE };

const store: ChainNode = {
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	parameters: {
		resource: 'row',
		operation: 'insert',
		dataTableId: table,
		columns: {
			mappingMode: 'defineBelow',
			value: { code: '={{ $execution.id }}', resumeUrl: '={{ $execution.resumeUrl }}' },
			schema: ['code', 'resumeUrl'].map((id) => ({ id, displayName: id, type: 'string', display: true })),
		},
	},
};

const find: ChainNode & { alwaysOutputData: boolean } = {
	type: 'n8n-nodes-base.dataTable',
	typeVersion: 1.1,
	alwaysOutputData: true,
	parameters: {
		resource: 'row',
		operation: 'get',
		dataTableId: table,
		matchType: 'anyCondition',
		filters: {
			conditions: [{ keyName: 'code', condition: 'eq', keyValue: "={{ ($json.args[0] ?? '').split('-')[0] }}" }],
		},
	},
};

/** A question that is asked by a POST to `name`, and what goes on behind it. */
async function publishQuestion(name: string, parameters: Record<string, unknown>, before: readonly ChainNode[] = []) {
	const published = await bench.client.publish(
		chain(name, [
			{ ...webhook(name), parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} } },
			...before,
			action({ operation: 'sendAndWait', message: 'Deploy?', ...parameters }),
		]),
		{ [ACTION_TYPE]: { teamsIncomingWebhookApi: incoming, teamsOutgoingWebhookApi: outgoing } },
	);
	expect(published.status).toBe('published');
	return published.id;
}

/** Asks, and gives back the link or the code that the card shows. */
async function ask(name: string): Promise<{ readonly link: string; readonly code: string; readonly card: string }> {
	const before = bench.teams.messages().length;
	await post(`${bench.n8n.baseUrl}/webhook/${name}`, '{"data":{"approved":true}}');
	const card = JSON.stringify(await nextMessage(bench.teams, before));
	const link = /"url":"([^"]+webhook-waiting[^"]+)"/.exec(card)?.[1] ?? '';
	const code = /\b([0-9]+-[A-Z0-9]{6})\b/.exec(card)?.[1] ?? '';
	return { link, code, card };
}

async function say(text: string, authorIds = APPROVER, token = TOKEN) {
	lastMs = Math.max(Date.now(), lastMs + 1);
	const reply = await mention(`${bench.n8n.baseUrl}/webhook/answers`, token, {
		webhookName: 'n8n',
		text,
		atMs: lastMs,
		authorIds,
	});
	return reply.shown;
}

/** What the question has given out once its run has ended. */
async function outcome(workflowId: string): Promise<unknown> {
	const { data } = await finished(bench, workflowId);
	const { resultData } = parse(data) as {
		resultData: {
			lastNodeExecuted: string;
			runData: Record<string, ReadonlyArray<{ data?: { main: Array<Array<{ json: unknown }>> } }>>;
		};
	};
	return resultData.runData[resultData.lastNodeExecuted]?.at(-1)?.data?.main[0]?.map(({ json }) => json);
}

async function waiting(workflowId: string): Promise<string> {
	for (let tries = 0; tries < 100; tries += 1) {
		const [newest] = await bench.client.executions(workflowId);
		if (newest?.status === 'waiting') return newest.id;
		await delay(50);
	}
	throw new Error('The run does not wait.');
}

beforeAll(async () => {
	bench = await startBench();
	incoming = await bench.client.createCredential(
		'channel',
		'teamsIncomingWebhookApi',
		incomingCredential(bench.teams.workflowsUrl),
	);
	outgoing = await bench.client.createCredential('bot', 'teamsOutgoingWebhookApi', {
		label: 'ops',
		securityToken: TOKEN,
	});
	const [project] = await bench.client.request<Array<{ id: string }>>('GET', '/rest/projects/my-projects');
	const created = await bench.client.request<{ id: string }>(
		'POST',
		`/rest/projects/${project?.id ?? ''}/data-tables`,
		{
			name: TABLE,
			columns: [
				{ name: 'code', type: 'string' },
				{ name: 'resumeUrl', type: 'string' },
			],
		},
	);
	tableId = created.id;
	const answers = await bench.client.publish(
		chain('answers', [trigger('answers', { respond: 'lastNode' }), find, action({ operation: 'recordAnswer' })]),
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing } },
	);
	expect(answers.status).toBe('published');
});

afterAll(async () => await bench?.stop());

describe('a question that is answered by link', () => {
	it('shows a page, and goes on with the decision and the comment', async () => {
		const id = await publishQuestion('by-link', {
			title: 'Deploy',
			facts: { values: [{ title: 'Build', value: '4711' }] },
		});
		const { link, card } = await ask('by-link');
		expect(card).toContain('Anyone with this link can answer.');
		await waiting(id);
		const page = await fetch(link);
		expect(page.status).toBe(200);
		expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(page.headers.get('cache-control')).toBe('no-store');
		expect(await page.text()).toContain('4711');
		const form = new FormData();
		form.set('decision', 'approve');
		form.set('comment', 'go');
		const answer = await fetch(link, { method: 'POST', body: form, headers: { 'x-answer-by': 'script' } });
		expect([answer.status, await answer.json()]).toEqual([200, { ok: true }]);
		expect(await outcome(id)).toEqual([
			{
				data: {
					approved: true,
					comment: 'go',
					responder: null,
					via: 'link',
					respondedAt: expect.any(String) as string,
				},
			},
		]);
	});
});

describe('a question that is answered by mention', () => {
	it('takes the answer of a proven approver, once, and of nobody else', async () => {
		const id = await publishQuestion('by-mention', { answerBy: 'mention', approvers: APPROVER.aadObjectId }, [store]);
		const { code, card } = await ask('by-mention');
		expect(card).toContain(`@n8n Approve ${code}`);
		await waiting(id);
		expect(await say(`approve ${code}`, STRANGER)).toContain('could not be recorded');
		expect(await say(`approve ${code.slice(0, -6)}AAAAAA`)).toContain('could not be recorded');
		expect(await say(`approve ${code.toLowerCase()} go on`)).toBe('Approved. The workflow goes on.');
		expect(await outcome(id)).toEqual([
			{
				data: {
					approved: true,
					comment: 'go on',
					responder: { id: APPROVER.id, name: 'Ada Example', aadObjectId: APPROVER.aadObjectId },
					via: 'mention',
					respondedAt: expect.any(String) as string,
				},
			},
		]);
		expect(await say(`approve ${code}`)).toContain('closed');
		expect(tableId).not.toBe('');
	});
});
