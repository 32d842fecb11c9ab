import type { AddressInfo } from 'node:net';
import type { Bench } from './support';

import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { dataTable } from '../../scripts/lib/data-table';
import { readWorkflow } from '../../scripts/lib/demo';
import { startIncomingSide } from '../../simulator/incoming';
import { seenIn } from '../support/card-text';
import { eventVectors } from '../support/events';
import { cardAfter, publishExample } from './example-support';
import { finished, startBench } from './support';

jest.setTimeout(180_000);

const SET_UP = 'Set up (run for new senders)';

/** A sender as the Data Table of the example holds it. */
interface SenderRow {
	readonly key: string;
	readonly destination: string;
	readonly note: string;
}

/** An answer as its sender reads it. */
interface Answer {
	readonly status: number;
	readonly text: string;
	readonly type: string;
	readonly retryAfter: string | null;
}

let bench: Bench;
let workflowId = '';
let webhookId = '';
/** The key of the sender of each channel. */
let ops = '';
let support = '';
let gone = '';

/** A flow that refuses everything: with the status in its path, and with Retry-After if the path has a second part. */
const refusing = createServer((request, response) => {
	const [, status, retryAfter] = (request.url ?? '').split('/');
	response.writeHead(Number(status), retryAfter === undefined ? {} : { 'retry-after': retryAfter }).end();
});

const senders = async () => await dataTable<SenderRow>(bench.client, 'teams_senders');

beforeAll(async () => {
	bench = await startBench();
	const closed = await startIncomingSide();
	await closed.close();
	await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
	const refused = `http://127.0.0.1:${(refusing.address() as AddressInfo).port}`;
	const destinations = {
		ops: bench.teams.workflowsUrl,
		support: bench.teams.connectorUrl,
		gone: closed.workflowsUrl,
		busy: `${refused}/429/7`,
		busier: `${refused}/429`,
		failing: `${refused}/500`,
	};
	workflowId = await publishExample(bench, 'connector-gateway', {
		destinations: Object.entries(destinations)
			.map(([name, url]) => `${name}, ${url}`)
			.join('; '),
	});
	const { nodes } = await readWorkflow('examples/connector-gateway.json');
	webhookId = nodes.find(({ name }) => name === 'Post of a tool')?.webhookId ?? '';
	await bench.client.runByHand(workflowId, SET_UP);
	const setUp = await finished(bench, workflowId);
	// Only "Check the channels" names the channels that no sender has yet.
	expect([setUp.status, setUp.data.includes('"busier"')]).toEqual(['success', true]);
	const { rows } = await senders();
	ops = rows.find(({ destination }) => destination === 'ops')?.key ?? '';
	support = rows.find(({ destination }) => destination === 'support')?.key ?? '';
	gone = await addSender('gone');
});

afterAll(async () => {
	await new Promise((resolve) => refusing.close(resolve));
	await bench?.stop();
});

/** Adds a row, as somebody does in the Data Table. Returns its key. */
async function addSender(destination: string): Promise<string> {
	const key = `key-of-${destination.replace(/\W+/g, '-')}-0123456789abcdef`;
	const { path } = await senders();
	await bench.client.request('POST', `${path}/insert`, {
		data: [{ key, destination, note: `Sender of ${destination}` }],
		returnType: 'count',
	});
	return key;
}

/** Deletes a row, as somebody does in the Data Table. */
async function withdraw(key: string): Promise<void> {
	const { path } = await senders();
	const filter = { type: 'and', filters: [{ columnName: 'key', condition: 'eq', value: key }] };
	await bench.client.request('DELETE', `${path}/rows?filter=${encodeURIComponent(JSON.stringify(filter))}`);
}

async function postWith(
	key: string,
	body: string | Buffer,
	headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
	const response = await fetch(`${bench.n8n.baseUrl}/webhook/${webhookId}/connector/${key}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json', ...headers },
		body,
	});
	return {
		status: response.status,
		text: await response.text(),
		type: response.headers.get('content-type') ?? '',
		retryAfter: response.headers.get('retry-after'),
	};
}

/** Waits as long as a refusal asks, and posts again. */
async function patientPost(key: string, body: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
	for (;;) {
		const answer = await postWith(key, body, headers);
		if (answer.status !== 429) return answer;
		await delay(Number(answer.retryAfter) * 1_000);
	}
}

/** How each sender knows that its post was taken: the answers that its description names. */
const TAKEN: Readonly<Record<string, (answer: Answer) => boolean>> = {
	// Office 365 connectors: "1" in a 200.
	messageCard: ({ status, text }) => status === 200 && text === '1',
	// Slack's incoming webhooks: "ok" as plain text in a 200.
	slack: ({ status, text, type }) => status === 200 && text === 'ok' && type.startsWith('text/plain'),
	// Discord's webhooks: 204 without a body, where `wait` was not asked for.
	discord: ({ status, text }) => status === 204 && text === '',
};

const isTakenBy = (sender: string, answer: Answer) =>
	TAKEN[sender]?.(answer) ?? (answer.status === 200 && answer.text === '');

/** One payload of each sender, and one of nobody. */
const ONE_OF_EACH = [...new Map(eventVectors().map((vector) => [vector.sender, vector])).values()];

describe('keys', () => {
	it('are random, one for each sender, and setting up again adds others', async () => {
		const before = (await senders()).rows;
		expect(before.slice(0, 2)).toMatchObject([
			{ destination: 'ops', note: 'Alertmanager' },
			{ destination: 'support', note: 'Ticket system' },
		]);
		await bench.client.runByHand(workflowId, SET_UP);
		await expectRows(before.length + 2);
		const { rows } = await senders();
		const made = rows.map(({ key }) => key).filter((key) => key !== gone);
		expect([new Set(made).size, made.every((key) => /^[0-9a-f]{32}$/.test(key))]).toEqual([4, true]);
	});

	it.each([
		['that nobody has', () => '0'.repeat(32)],
		['in other letters', () => ops.toUpperCase()],
		['with a wildcard', () => `${ops.slice(0, 31)}%25`],
		['with more behind it', () => `${ops}0`],
	])('%s get a 404, and no card', async (_what, key) => {
		const before = bench.teams.messages().length;
		const { status, text } = await postWith(key(), JSON.stringify({ text: 'no' }));
		expect([status, JSON.parse(text)]).toEqual([
			404,
			{ message: 'There is no sender with this key. It may have been withdrawn.', error: 'key-unknown' },
		]);
		expect((await postWith('', '{"text":"no"}')).status).toBe(404);
		expect(bench.teams.messages()).toHaveLength(before);
	});

	it('that were withdrawn get a 404 from then on, and the others go on', async () => {
		const key = await addSender('ops');
		expect((await patientPost(key, '{"text":"before"}')).text).toBe('ok');
		await withdraw(key);
		const before = bench.teams.messages().length;
		expect((await postWith(key, '{"text":"after"}')).status).toBe(404);
		expect(bench.teams.messages()).toHaveLength(before);
		expect((await patientPost(ops, '{"text":"still there"}')).text).toBe('ok');
	});
});

async function expectRows(count: number): Promise<void> {
	for (let tries = 0; tries < 100 && (await senders()).rows.length < count; tries += 1) await delay(100);
	expect((await senders()).rows).toHaveLength(count);
}

describe('answers', () => {
	it.each(ONE_OF_EACH.map((vector) => [vector.sender, vector] as const))(
		'%s is answered as it expects, once its card has been taken',
		async (sender, { headers, body }) => {
			const before = bench.teams.messages().length;
			const answer = await patientPost(ops, JSON.stringify(body), headers);
			expect([answer, isTakenBy(sender, answer)]).toEqual([answer, true]);
			expect(bench.teams.messages()).toHaveLength(before + 1);
		},
	);

	it('go by the key, not by the payload: a connector of another channel gets its card', async () => {
		const before = bench.teams.messages().length;
		const card = { '@type': 'MessageCard', title: 'Build 7', text: 'done' };
		expect((await patientPost(support, JSON.stringify(card))).text).toBe('1');
		expect(seenIn(await cardAfter(bench, before))).toContain('Build 7');
	});

	it('are given for forms and texts too', async () => {
		const before = bench.teams.messages().length;
		const form = new URLSearchParams({ payload: JSON.stringify({ text: 'from a form' }) }).toString();
		expect((await patientPost(ops, form, { 'content-type': 'application/x-www-form-urlencoded' })).text).toBe('ok');
		expect((await patientPost(ops, '{"text":"as text"}', { 'content-type': 'text/plain' })).text).toBe('ok');
		const curl = '{"text":"by curl, see <https://example.com/?a=1&b=2|page>"}';
		expect((await patientPost(ops, curl, { 'content-type': 'application/x-www-form-urlencoded' })).text).toBe('ok');
		expect(JSON.stringify(bench.teams.messages().slice(before))).toMatch(
			/from a form.*as text.*by curl, see \[page\]\(https:\/\/example\.com\/\?a=1&b=2\)/,
		);
	});

	it.each([
		['an empty object', '{}', 'event-empty'],
		['an empty list', '[]', 'event-empty'],
		['a plain text', '"hello"', 'event-empty'],
		['no body', '', 'event-empty'],
		['bytes of a type that n8n does not read', '{"text":"x"}', 'event-empty', 'application/octet-stream'],
	])('to %s are a 400 with the reason', async (_what, body, code, type = 'application/json') => {
		const before = bench.teams.messages().length;
		const { status, text } = await postWith(ops, body, { 'content-type': type });
		expect([status, JSON.parse(text)]).toEqual([400, { message: expect.any(String) as string, error: code }]);
		expect(bench.teams.messages()).toHaveLength(before);
	});

	it.each([
		['as long as Teams asks for', 'busy', 7],
		['ten seconds where Teams does not say', 'busier', 10],
	])('are a 429 if Teams throttles the channel: %s', async (_what, destination, seconds) => {
		const { status, text, retryAfter } = await postWith(await addSender(destination), '{"text":"too many"}');
		expect([status, JSON.parse(text), retryAfter]).toMatchObject([
			429,
			{ error: 'throttled', retry_after: seconds },
			String(seconds),
		]);
	});

	it.each([
		['cannot be reached', async () => gone, 'connection-failed'],
		['fails while it posts, so that nobody knows', async () => await addSender('failing'), 'unclear-answer'],
		['is not in the credential', async () => await addSender('nowhere'), 'destination-unknown'],
	])('are a 502 if the channel %s, and the execution says whose card it was', async (_what, keyOf, code) => {
		const key = await keyOf();
		const { status, text } = await postWith(key, '{"text":"lost"}');
		expect([status, JSON.parse(text)]).toMatchObject([502, { error: code }]);
		expect(text).not.toMatch(/sig=|invoke/);
		const execution = await finished(bench, workflowId);
		expect([execution.status, execution.data]).toEqual([
			'error',
			expect.stringMatching(/The card for Sender of (?:gone|failing|nowhere) was not posted/),
		]);
	});
});

it('5 MB become one card that fits', async () => {
	const before = bench.teams.messages().length;
	const alerts = Array.from({ length: 4_000 }, (_, index) => ({
		status: 'firing',
		labels: { alertname: `Alert ${index}`, instance: `host-${index}` },
		annotations: { description: 'x '.repeat(600) },
		startsAt: '2026-10-21T08:00:00Z',
		fingerprint: `f${index}`,
	}));
	const body = JSON.stringify({
		version: '4',
		status: 'firing',
		receiver: 'teams',
		groupKey: '{}:{}',
		groupLabels: {},
		commonLabels: {},
		commonAnnotations: {},
		externalURL: 'https://alertmanager.example.com',
		alerts,
	});
	expect(Buffer.byteLength(body)).toBeGreaterThan(5_000_000);
	const answer = await patientPost(ops, body);
	expect([answer.status, answer.text]).toEqual([200, '']);
	const card = await cardAfter(bench, before);
	expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1_024);
	expect(seenIn(card)).toMatch(/and 3,?9\d\d more/);
});

it('of 200 posts in a burst, each arrives once or is told when to come again', async () => {
	await delay(2_000);
	const before = bench.teams.messages().length;
	const texts = Array.from({ length: 200 }, (_, index) => `Post number ${index}.`);
	const answers = await Promise.all(texts.map(async (text) => await postWith(ops, JSON.stringify({ text }))));
	const arrived = JSON.stringify(bench.teams.messages().slice(before));
	const told = answers.map(({ status, text, retryAfter }, index) => {
		const times = arrived.split(texts[index] ?? '').length - 1;
		if (status === 200 && text === 'ok') return times === 1 ? 'arrived' : `ok, but came ${times} times`;
		const { error, retry_after: seconds } = JSON.parse(text) as { error: string; retry_after: number };
		const isClear = status === 429 && error === 'pace-window-full' && seconds >= 1 && String(seconds) === retryAfter;
		return isClear && times === 0 ? 'later' : `${status} ${text}, came ${times} times`;
	});
	expect([...new Set(told)].sort()).toEqual(['arrived', 'later']);
	const later = told.flatMap((what, index) => (what === 'later' ? [index] : []));
	process.stdout.write(`burst: ${200 - later.length} of 200 arrived, ${later.length} were told 429\n`);
	const [first = 0] = later;
	expect((await patientPost(ops, JSON.stringify({ text: texts[first] }))).text).toBe('ok');
	expect(JSON.stringify(bench.teams.messages().slice(before)).split(texts[first] ?? '')).toHaveLength(2);
});
