import type { ChainNode } from '../support/chain';
import type { Bench } from './support';

import { parse } from 'flatted';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, incomingCredential, nextMessage, TRIGGER_TYPE } from '../../scripts/lib/demo';
import { mention } from '../../simulator/outgoing';
import { TOKEN } from '../support/signing';
import { action, chain, post, trigger, webhook } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(300_000);

let bench: Bench;
let incoming: unknown;
let outgoing: unknown;
let tablePath = '';
let answersId = '';

/** The workflow whose question nobody answers in time. */
let timedOut = '';

const APPROVER = { id: '29:1approver', aadObjectId: '11111111-2222-4333-8444-555555555555' };
const STRANGER = { id: '29:1stranger', aadObjectId: '99999999-2222-4333-8444-555555555555' };
const SECOND = { id: '29:1second', aadObjectId: '22222222-2222-4333-8444-555555555555' };
const TABLE = 'teams_questions';
const OTHER_TOKEN = Buffer.alloc(32, 7).toString('base64');

/** Requests that must decide nothing, races and questions of one run; more of each in a long run by hand. */
const TRIES = Number(process.env.APPROVAL_TRIES ?? 20);
const RACES = Number(process.env.APPROVAL_RACES ?? 3);
const QUESTIONS = Number(process.env.APPROVAL_QUESTIONS ?? 6);

interface Run {
	readonly resultData: {
		readonly lastNodeExecuted: string;
		readonly runData: Readonly<
			Record<
				string,
				ReadonlyArray<{ readonly data?: { readonly main: ReadonlyArray<ReadonlyArray<{ readonly json: unknown }>> } }>
			>
		>;
	};
}

/** Message ids are milliseconds; two messages in one millisecond would be a duplicate. */
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

/** Publishes a question that a POST to `name` asks, after the nodes `before`. */
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

/** Asks, and returns the link or the code that the card shows. */
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

/** The output of the question once its run has ended. */
async function outcome(workflowId: string, timeoutMs?: number): Promise<unknown> {
	const { resultData } = parse((await finished(bench, workflowId, timeoutMs)).data) as Run;
	return resultData.runData[resultData.lastNodeExecuted]?.at(-1)?.data?.main[0]?.map(({ json }) => json);
}

/** The first item of each run of a node. */
async function outputsOf(workflowId: string, node: string): Promise<ReadonlyArray<{ data: { approved: boolean } }>> {
	const { resultData } = parse((await finished(bench, workflowId)).data) as Run;
	return (resultData.runData[node] ?? []).map(
		({ data }) => data?.main[0]?.[0]?.json as { data: { approved: boolean } },
	);
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
	tablePath = `/rest/projects/${project?.id ?? ''}/data-tables/${created.id}`;
	const answers = await bench.client.publish(
		chain('answers', [trigger('answers', { respond: 'lastNode' }), find, action({ operation: 'recordAnswer' })]),
		{ [TRIGGER_TYPE]: { teamsOutgoingWebhookApi: outgoing } },
	);
	expect(answers.status).toBe('published');
	answersId = answers.id;
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

	it('is not answered by previews, changed links, or the token of the run', async () => {
		const id = await publishQuestion('hostile-link', {}, [store]);
		const { link } = await ask('hostile-link');
		const execution = await waiting(id);
		const agents = [
			'SkypeUriPreview Preview/0.5',
			'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview',
			'',
			'Googlebot/2.1',
		];
		for (let index = 0; index < TRIES; index += 1) {
			const agent = { headers: { 'user-agent': agents[index % agents.length] ?? '' } };
			await fetch(link, { ...agent, method: index % 3 === 0 ? 'HEAD' : 'GET' });
		}
		const url = new URL(link);
		const changed = [
			link.replace(/ask=[^&]+/, 'ask=AAAAAAAAAAAAAAAAAAAAAAAA'),
			link.replace(/signature=[^&]+/, 'signature=AAAAAAAAAAAAAAAAAAAAAAAA'),
			`${link}&decision=approve`,
			link.replace('?', '?approved=true&'),
			// The token of the run reaches the same entry (n8n, waiting-webhooks.js), but does not hold the link's own value.
			`${url.origin}/webhook-waiting/${execution}?signature=${await tokenOf(execution)}/hostile-link-2`,
			`${url.origin}/webhook-waiting/${execution}?ask=x&signature=${await tokenOf(execution)}/hostile-link-2`,
		];
		for (let index = 0; index < TRIES; index += 1)
			await decide(changed[index % changed.length] ?? '', index % 2 === 0 ? 'approve' : 'decline');
		expect((await bench.client.executions(id))[0]?.status).toBe('waiting');
		const cross = await decide(link, 'approve', { 'sec-fetch-site': 'cross-site' });
		expect(cross.status).toBe(403);
		expect((await decide(link, 'maybe')).status).toBe(403);
		expect((await decide(link, 'decline')).status).toBe(200);
		expect(await outcome(id)).toMatchObject([{ data: { approved: false, via: 'link' } }]);
	});

	it('decides once where five answer at the same moment', async () => {
		const id = await publishQuestion('race', {});
		for (let round = 0; round < RACES; round += 1) {
			const { link } = await ask('race');
			await waiting(id);
			const all = await Promise.all(
				[1, 2, 3, 4, 5].map(async (number) => await decide(link, 'approve', {}, `number ${number}`)),
			);
			const taken = all.flatMap(({ status }, index) => (status === 200 ? [index + 1] : []));
			expect(taken).toHaveLength(1);
			expect(await outcome(id)).toMatchObject([{ data: { approved: true, comment: `number ${taken[0] ?? 0}` } }]);
		}
	});

	it('takes no answer to an earlier question of the same run', async () => {
		const id = await publishLoop('loop');
		const first = await ask('loop');
		await waiting(id);
		expect((await decide(first.link, 'approve')).status).toBe(200);
		const second = await nextLink(first.link);
		await waiting(id);
		const stale = await fetch(first.link);
		expect([stale.status, await stale.text()]).toEqual([410, expect.stringContaining('earlier question')]);
		expect((await decide(first.link, 'approve')).status).toBe(410);
		expect((await decide(second, 'decline')).status).toBe(200);
		await finished(bench, id);
	});

	it('asks again for each wire that leads to it', async () => {
		const id = await publishTwice('two-wires');
		const first = await ask('two-wires');
		await waiting(id);
		expect((await decide(first.link, 'decline')).status).toBe(200);
		const second = await nextLink(first.link);
		await waiting(id);
		expect((await decide(second, 'decline')).status).toBe(200);
		await finished(bench, id);
		const outputs = await outputsOf(id, 'Ask a }} b {{ $json');
		expect(outputs.map((output) => output.data.approved)).toEqual([false, false]);
	});

	it('takes no answer once its time has passed, also before n8n has looked', async () => {
		const limit = {
			limitWaitTime: { values: { limitType: 'afterTimeInterval', resumeAmount: 0.05, resumeUnit: 'minutes' } },
		};
		timedOut = await publishQuestion('timeout', { options: limit });
		const { link } = await ask('timeout');
		await waiting(timedOut);
		await delay(3_500);
		const late = await fetch(link);
		expect([late.status, await late.text()]).toEqual([410, expect.stringContaining('has passed')]);
		expect((await decide(link, 'approve')).status).toBe(410);
	});

	it('takes a text, and a form that is posted without script', async () => {
		const text = await publishQuestion('free-text', { responseType: 'freeText' });
		const asked = await ask('free-text');
		await waiting(text);
		const empty = await postForm(asked.link, { text: ' ' });
		expect([empty.status, await empty.text()]).toEqual([200, expect.stringContaining('aria-invalid')]);
		const sent = await postForm(asked.link, { text: 'because' });
		expect([sent.status, await sent.text()]).toEqual([200, expect.stringContaining('was recorded')]);
		expect(await outcome(text)).toMatchObject([{ data: { text: 'because', via: 'link' } }]);

		const form = await publishQuestion('form', {
			responseType: 'customForm',
			formFields: {
				values: [
					{ fieldLabel: 'Reason', requiredField: true },
					{ fieldLabel: 'Count', fieldType: 'number' },
				],
			},
		});
		const opened = await ask('form');
		await waiting(form);
		await postForm(opened.link, { 'field-0': 'why', 'field-1': '3' });
		expect(await outcome(form)).toMatchObject([{ data: { fields: { Reason: 'why', Count: 3 } } }]);
	});

	it('waits through a restart, and is over when the run is cancelled', async () => {
		const id = await publishQuestion('restart', {});
		const { link } = await ask('restart');
		await waiting(id);
		const cancelled = await publishQuestion('cancelled', {});
		const other = await ask('cancelled');
		await bench.client.stopExecution(await waiting(cancelled));
		await bench.restart();
		expect((await decide(link, 'approve')).status).toBe(200);
		expect(await outcome(id)).toMatchObject([{ data: { approved: true } }]);
		expect((await decide(other.link, 'approve')).status).toBe(409);
		expect((await bench.client.executions(cancelled))[0]?.status).toBe('canceled');
	});

	it('is over when its run is deleted, and approves nothing where a cancelled one is retried', async () => {
		const deleted = await publishQuestion('deleted', {});
		const gone = await ask('deleted');
		await bench.client.request('POST', '/rest/executions/delete', { ids: [await waiting(deleted)] });
		expect((await decide(gone.link, 'approve')).status).toBe(404);
		expect(await bench.client.executions(deleted)).toEqual([]);

		const retried = await publishQuestion('retried', {});
		const { link } = await ask('retried');
		const first = await waiting(retried);
		await bench.client.stopExecution(first);
		await bench.client.request('POST', `/rest/executions/${first}/retry`, { loadWorkflow: false });
		await expect(outcome(retried)).resolves.toEqual([{ data: { approved: false, timedOut: true } }]);
		expect((await decide(link, 'approve')).status).toBe(409);
	});

	it('is no approval where it fails, whatever was approved before it', async () => {
		const before: ChainNode = {
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: {
				mode: 'raw',
				jsonOutput: '{ "data": { "approved": true, "responder": { "name": "Ada" } } }',
				options: {},
			},
		};
		const file = chain('failed', [
			{
				...webhook('failed'),
				parameters: { httpMethod: 'POST', path: 'failed', responseMode: 'onReceived', options: {} },
			},
			before,
			action({ operation: 'sendAndWait', message: '={{ $json.nothing }}' }, 'continueErrorOutput'),
			{ type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		]);
		const connections = {
			...(file.connections as Record<string, unknown>),
			'Node 2': { main: [[], [{ node: 'Node 3', type: 'main', index: 0 }]] },
		};
		const id = await publishFile({ ...file, connections });
		await post(`${bench.n8n.baseUrl}/webhook/failed`, '{}');
		expect(await outcome(id)).toEqual([
			{
				error: expect.any(String) as string,
				message: expect.any(String) as string,
				details: expect.anything() as object,
			},
		]);
	});

	it('asks nobody where it is not certain that the card is there, and for approvers that a link cannot prove', async () => {
		for (const [name, parameters, code] of [
			['approvers-by-link', { approvers: APPROVER.aadObjectId }, 'question-approvers-invalid'],
			['no-approvers', { answerBy: 'mention', approvers: '={{ $json.nobody }}' }, 'question-approvers-invalid'],
			['names', { answerBy: 'mention', approvers: 'ada@example.com' }, 'question-approvers-invalid'],
			['no-row', { answerBy: 'mention', approvers: APPROVER.aadObjectId }, 'question-not-stored'],
			['empty', { message: '={{ $json.nothing }}' }, 'question-empty'],
			['same-words', { approvalOptions: { values: { approveLabel: 'Go', disapproveLabel: 'go!' } } }, 'option-invalid'],
			['from-model', { approvalOptions: { values: { approveLabel: "={{ $fromAI('a') }}" } } }, 'question-from-model'],
		] as const) {
			const before = bench.teams.messages().length;
			const id = await publishQuestion(name, parameters);
			await post(`${bench.n8n.baseUrl}/webhook/${name}`, '{}');
			const { status, data } = await finished(bench, id);
			expect([name, status, data.includes(`[${code}]`), bench.teams.messages().length]).toEqual([
				name,
				'error',
				true,
				before,
			]);
		}
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
		expect(await say(`approve ${code.toLowerCase()} go on`)).toBe(
			'Approved. The workflow continues. Question: Deploy?',
		);
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
	});

	it('is not answered by somebody who reads and writes the table and reads every execution', async () => {
		const id = await publishQuestion('forged', { answerBy: 'mention', approvers: APPROVER.aadObjectId }, [store]);
		const { code } = await ask('forged');
		const execution = await waiting(id);
		const token = await tokenOf(execution);
		const url = `${bench.n8n.baseUrl}/webhook-waiting/${execution}/teams-answer?signature=${token}`;
		// What the approver said earlier is in the executions, with its proof.
		expect(await say('approve 1-AAAAAA')).toContain('could not be recorded');
		const said = await lastMention();
		const mentions = [
			{ ...said, text: `approve ${code}` },
			{ ...said, text: `approve ${code}`, proof: Buffer.alloc(32).toString('base64url') },
			{ ...said, text: `approve ${code}`, proof: '' },
			{ ...said },
			{ code, approved: true, responder: APPROVER, data: { approved: true } },
			[],
		];
		for (let index = 0; index < TRIES; index += 1) {
			const answer = await post(url, JSON.stringify(mentions[index % mentions.length]));
			expect(answer.text).toMatch(/"result":"(?:notAllowed|unknownCode)"/);
		}
		// With the token of the run alone, every other entry of the node can be tried.
		for (const path of ['', '/teams-answer', '/forged-2'])
			for (const query of [`signature=${token}/forged-2`, `signature=${token}`, `ask=x&signature=${token}/forged-2`])
				await postForm(`${bench.n8n.baseUrl}/webhook-waiting/${execution}${path}?${query}`, { decision: 'approve' });
		// The row of the question is changed to lead elsewhere, and a row of somebody else's to lead here.
		await bench.client.request('POST', `${tablePath}/insert`, {
			data: [{ code: '0', resumeUrl: `http://127.0.0.1:9/?signature=${token}` }],
			returnType: 'count',
		});
		expect(await say('approve 0-AAAAAA')).toContain('could not be recorded');
		expect((await bench.client.executions(id))[0]?.status).toBe('waiting');
		expect(await say(`decline ${code}`)).toBe('Declined. The workflow continues. Question: Deploy?');
		expect(await outcome(id)).toMatchObject([
			{ data: { approved: false, responder: { aadObjectId: APPROVER.aadObjectId } } },
		]);
	});

	it('takes no answer under another token, of another tenant, of another channel, or of the person who has asked', async () => {
		const base = { answerBy: 'mention', approvers: APPROVER.aadObjectId };
		const cases = [
			['tenant', { tenant: STRANGER.aadObjectId }],
			['channel', { channel: '19:00000000000000000000000000000000@thread.tacv2' }],
			['requester', { requester: APPROVER.aadObjectId }],
		] as const;
		for (const [name, options] of cases) {
			const id = await publishQuestion(`only-${name}`, { ...base, options }, [store]);
			const { code } = await ask(`only-${name}`);
			await waiting(id);
			expect([name, await say(`approve ${code}`)]).toEqual([name, expect.stringContaining('could not be recorded')]);
			expect((await bench.client.executions(id))[0]?.status).toBe('waiting');
			await bench.client.stopExecution(await waiting(id));
		}
		const id = await publishQuestion('other-token', { ...base }, [store]);
		const { code } = await ask('other-token');
		await waiting(id);
		expect(await say(`approve ${code}`, APPROVER, OTHER_TOKEN)).not.toContain('Approved');
		expect((await bench.client.executions(id))[0]?.status).toBe('waiting');
	});

	it('understands the words of its buttons, in any language', async () => {
		const approvalOptions = { values: { approveLabel: 'Godkjenn', disapproveLabel: 'Avvis' } };
		const id = await publishQuestion(
			'norsk',
			{ answerBy: 'mention', approvers: APPROVER.aadObjectId, approvalOptions },
			[store],
		);
		const { code } = await ask('norsk');
		await waiting(id);
		expect(await say(`approve ${code}`)).toContain('could not be recorded');
		expect(await say(`godkjenn ${code} kjør på`)).toBe('Approved. The workflow continues. Question: Deploy?');
		expect(await outcome(id)).toMatchObject([{ data: { approved: true, comment: 'kjør på' } }]);
	});

	it('decides each of many questions once, by whom the output says', async () => {
		const id = await publishQuestion(
			'many',
			{ answerBy: 'mention', approvers: `${APPROVER.aadObjectId}, ${SECOND.aadObjectId}` },
			[store],
		);
		for (let number = 0; number < QUESTIONS; number += 1) {
			const { code } = await ask('many');
			await waiting(id);
			const people = number % 5 === 0 ? [APPROVER, SECOND] : [number % 2 === 0 ? APPROVER : SECOND];
			const said = await Promise.all(people.map(async (person) => await say(`approve ${code} ${person.id}`, person)));
			const winners = people.filter((_, index) => said[index]?.startsWith('Approved.'));
			expect(winners).toHaveLength(1);
			expect(await outcome(id)).toMatchObject([
				{ data: { approved: true, comment: winners[0]?.id, responder: { aadObjectId: winners[0]?.aadObjectId } } },
			]);
		}
	});
});

/** Last of all: n8n looks once a minute, and an earlier test asked the question. */
it('gives out its own item at the timeout, whatever came in', async () =>
	expect(await outcome(timedOut, 90_000)).toEqual([{ data: { approved: false, timedOut: true } }]));

/** A question in a loop over two items. */
async function publishLoop(name: string): Promise<string> {
	const file = chain(name, [
		{ ...webhook(name), parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} } },
		{
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			parameters: { mode: 'raw', jsonOutput: '{ "items": [1, 2] }', options: {} },
		},
		{ type: 'n8n-nodes-base.splitOut', typeVersion: 1, parameters: { fieldToSplitOut: 'items', options: {} } },
		{ type: 'n8n-nodes-base.splitInBatches', typeVersion: 3, parameters: { options: {} } },
		action({ operation: 'sendAndWait', message: 'Again?' }),
	]);
	const connections = {
		...(file.connections as Record<string, unknown>),
		'Node 3': { main: [[], [{ node: 'Node 4', type: 'main', index: 0 }]] },
		'Node 4': { main: [[{ node: 'Node 3', type: 'main', index: 0 }]] },
	};
	return await publishFile({ ...file, connections });
}

/** A question to which two wires lead; its name holds characters that end an expression. */
async function publishTwice(name: string): Promise<string> {
	const asks = 'Ask a }} b {{ $json';
	const file = chain(name, [
		{ ...webhook(name), parameters: { httpMethod: 'POST', path: name, responseMode: 'onReceived', options: {} } },
		{ type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		{ type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} },
		action({ operation: 'sendAndWait', message: 'Twice?' }),
	]);
	const nodes = file.nodes.map((node) => (node.name === 'Node 3' ? { ...node, name: asks } : node));
	const to = (node: string) => ({ node, type: 'main', index: 0 });
	const connections = {
		'Node 0': { main: [[to('Node 1'), to('Node 2')]] },
		'Node 1': { main: [[to(asks)]] },
		'Node 2': { main: [[to(asks)]] },
	};
	return await publishFile({ ...file, nodes, connections });
}

async function publishFile(file: ReturnType<typeof chain>): Promise<string> {
	const published = await bench.client.publish(file, { [ACTION_TYPE]: { teamsIncomingWebhookApi: incoming } });
	expect(published.status).toBe('published');
	return published.id;
}

/** The link of the newest card, once it differs from the earlier one. */
async function nextLink(earlier: string): Promise<string> {
	for (let tries = 0; tries < 200; tries += 1) {
		const card = JSON.stringify(bench.teams.messages().at(-1));
		const link = /"url":"([^"]+webhook-waiting[^"]+)"/.exec(card)?.[1] ?? earlier;
		if (link !== earlier) return link;
		await delay(50);
	}
	throw new Error('The question was not asked again.');
}

async function decide(url: string, decision: string, headers: Record<string, string> = {}, comment = '') {
	const body = new FormData();
	body.set('decision', decision);
	body.set('comment', comment);
	return await fetch(url, { method: 'POST', body, headers: { 'x-answer-by': 'script', ...headers } });
}

/** Posts as a browser without JavaScript does. */
async function postForm(url: string, fields: Record<string, string>) {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, value);
	return await fetch(url, { method: 'POST', body });
}

/** The token of a run, which the row of the table gives away. */
async function tokenOf(execution: string): Promise<string> {
	const { data } = await bench.client.request<{ data: Array<{ code: string; resumeUrl: string }> }>(
		'GET',
		`${tablePath}/rows?take=100&sortBy=id:desc`,
	);
	const row = data.find(({ code }) => code === execution);
	const known = row === undefined ? '' : (new URL(row.resumeUrl).searchParams.get('signature') ?? '');
	return known === '' ? 'A'.repeat(32) : known;
}

/** What the execution of the last mention says about it, as seen by anybody who may read executions. */
async function lastMention(): Promise<Record<string, unknown>> {
	const [newest] = await bench.client.executions(answersId);
	const { resultData } = parse(await bench.client.executionData(newest?.id ?? '')) as Run;
	const json = resultData.runData['Node 0']?.[0]?.data?.main[0]?.[0]?.json as Record<string, Record<string, unknown>>;
	return {
		tenantId: json.tenant?.id,
		channelId: json.channel?.id,
		messageId: json.message?.id,
		timestamp: json.message?.timestamp,
		text: json.text,
		...json.from,
		proof: json.proof,
	};
}
