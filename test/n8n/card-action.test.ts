import type { IncomingMessage } from 'node:http';
import type { Issuer } from '../../simulator/actionable-messages/issuer';
import type { Bench } from './support';

import { once } from 'node:events';
import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { ACTION_TYPE, readWorkflow } from '../../scripts/lib/demo';
import { startIssuer } from '../../simulator/actionable-messages/issuer';
import { press } from '../../simulator/actionable-messages/outlook';
import { action, chain, post, set } from '../support/chain';
import { finished, startBench, UNPUBLISHED } from './support';

jest.setTimeout(180_000);

const CARD_ACTION_TYPE = 'n8n-nodes-teams-webhooks.teamsCardActionTrigger';

/** Posts with header lines exactly as given: `fetch` would join two of the same name. */
async function postLines(url: string, lines: string[]): Promise<number | undefined> {
	const call = request(url, {
		method: 'POST',
		headers: ['Host', new URL(url).host, 'Content-Type', 'application/json', 'Content-Length', '2', ...lines],
	});
	call.end('{}');
	const [response] = (await once(call, 'response')) as [IncomingMessage];
	response.resume();
	return response.statusCode;
}

/** What is read of a button on the example's card. */
interface Button {
	readonly url: string;
	readonly body: string;
	readonly headers: ReadonlyArray<{ readonly value: string }>;
}

let bench: Bench;
let issuer: Issuer;

const credentialData = () => ({
	allowedTenants: issuer.tenantId,
	audience: issuer.audience.v2,
	bindingSecret: 'for tests: 48 characters of something very long.',
	keysUrl: issuer.keysUrl,
	allowedHosts: '127.0.0.1',
});
const trigger = (path: string, parameters: Record<string, unknown> = {}) => ({
	type: CARD_ACTION_TYPE,
	typeVersion: 1.1,
	parameters: { path, ...parameters },
});
const hook = (path: string) => `${bench.n8n.baseUrl}/webhook/${path}`;
const unbound = { options: { requireCallbackUrl: false } };

async function publish(
	name: string,
	nodes: Parameters<typeof chain>[1],
	data: Record<string, unknown> = credentialData(),
) {
	const credential = await bench.client.createCredential(name, 'teamsCardActionApi', data);
	return await bench.client.publish(chain(name, nodes), { [CARD_ACTION_TYPE]: { teamsCardActionApi: credential } });
}

beforeAll(async () => {
	[issuer, bench] = await Promise.all([startIssuer(), startBench()]);
});

afterAll(async () => {
	await bench?.stop();
	await issuer?.close();
});

describe('examples/card-action.json', () => {
	let buttons: readonly Button[] = [];

	const orderCard = async (id: number) => {
		const { text } = await post(hook('order'), JSON.stringify({ id }));
		const { card } = JSON.parse(text) as { card: { actions: Array<Button> } };
		return card.actions.map((button) => ({
			...button,
			url: button.url.replace('https://n8n.example.com', bench.n8n.baseUrl),
		}));
	};
	const pressButton = async (button: Button | undefined, note = '') =>
		await press({
			url: button?.url ?? '',
			token: issuer.token(),
			body: button?.body.replace('{{note.value}}', encodeURIComponent(note)) ?? '',
			contentType: button?.headers[0]?.value,
		});

	it('can be published once it has credentials', async () => {
		const credential = await bench.client.createCredential('orders', 'teamsCardActionApi', credentialData());
		const credentials = {
			[ACTION_TYPE]: { teamsCardActionApi: credential },
			[CARD_ACTION_TYPE]: { teamsCardActionApi: credential },
		};
		expect(await bench.client.publish(await readWorkflow('examples/card-action.json'), credentials)).toMatchObject({
			status: 'published',
		});
	});

	it('makes buttons that start the workflow, and the new card comes back in the same response', async () => {
		buttons = await orderCard(7);
		expect(await pressButton(buttons[0], 'fine & "good"')).toMatchObject({
			status: 200,
			shown: 'The order was approved',
			contentType: 'application/json',
			card: {
				type: 'AdaptiveCard',
				body: [{ text: 'Approved by Ada Example' }],
				actions: [{ url: 'https://orders.example.com/order-7' }],
			},
		});
	});

	it('takes the other button of the same card for the same answer', async () => {
		expect(await pressButton(buttons[1])).toMatchObject({
			status: 409,
			shown: 'This message has been answered already.',
			card: undefined,
		});
	});

	it('still knows after a restart of n8n, through Remove Duplicates', async () => {
		await bench.restart();
		const endMs = Date.now() + 20_000;
		let answer = await pressButton(buttons[1]);
		while (answer.status === 404 && Date.now() < endMs) {
			await delay(200);
			answer = await pressButton(buttons[1]);
		}
		expect(answer).toMatchObject({ status: 400, shown: 'This order has been answered already', card: undefined });
		expect(await pressButton((await orderCard(8))[1])).toMatchObject({ status: 200, shown: 'The order was declined' });
	});
});

it('hands over inputs, performer, tenant and binding', async () => {
	const { id } = await publish('echo', [
		trigger('echo', unbound),
		set({ status: '={{ JSON.stringify($json.inputs) }}' }),
		action({ operation: 'reply', text: '={{ $json.status }}' }),
	]);
	const say = async (body: string, contentType: string, viaActionAuthorization = false) =>
		(await press({ url: hook('echo'), token: issuer.token(), body, contentType, viaActionAuthorization })).shown;
	expect(await say('{"a":"b"}', 'application/json')).toBe('{"a":"b"}');
	expect(await say('a=b&a=c', 'application/x-www-form-urlencoded')).toBe('{"a":["b","c"]}');
	expect(await say('free text', 'text/plain', true)).toBe('{"text":"free text"}');
	expect(await say('', 'application/json')).toBe('{}');
	const { data } = await finished(bench, id);
	for (const part of ['0f0e0d0c-1111-4222-8333-444455556666', 'Ada Example', issuer.tenantId])
		expect(data).toContain(part);
});

it.each([
	['fails', [{ type: 'n8n-nodes-base.stopAndError', typeVersion: 1, parameters: { errorMessage: 'broken' } }]],
	['ends without an answer', [set({ x: 'y' })]],
])('shows a failure when the workflow %s', async (title, nodes) => {
	const path = title.slice(0, 4);
	await publish(path, [trigger(path, unbound), ...nodes]);
	expect(await press({ url: hook(path), token: issuer.token(), body: '{}' })).toMatchObject({
		status: 400,
		shown: 'The action could not be completed.',
	});
});

it('answers with the last node’s item, or at once', async () => {
	await publish('last', [
		trigger('last', { respond: 'lastNode', ...unbound }),
		set({ status: 'Done', card: '{"type":"AdaptiveCard","version":"1.0"}' }),
	]);
	const { id } = await publish('now', [trigger('now', { respond: 'immediately', ...unbound }), set({ x: 'ran' })]);
	expect(await press({ url: hook('last'), token: issuer.token(), body: '{}' })).toMatchObject({
		status: 200,
		shown: 'Done',
		card: { type: 'AdaptiveCard', version: '1.0' },
	});
	expect(await press({ url: hook('now'), token: issuer.token(), body: '{}' })).toMatchObject({
		status: 200,
		shown: 'The action was completed.',
	});
	expect(await finished(bench, id)).toMatchObject({
		status: 'success',
		data: expect.stringContaining('ran') as string,
	});
});

it('answers at the deadline while the workflow goes on', async () => {
	const { id } = await publish('slow', [
		trigger('slow', unbound),
		{ type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 4 } },
		action({ operation: 'reply', text: 'late' }, 'continueRegularOutput'),
	]);
	expect(await press({ url: hook('slow'), token: issuer.token(), body: '{}' })).toMatchObject({
		status: 200,
		shown: 'The action was received and is being worked on.',
	});
	expect((await finished(bench, id)).data).toContain('reply-late');
});

it('refuses what is not signed for it, and starts nothing', async () => {
	const { id } = await publish('strict', [trigger('strict'), action({ operation: 'reply', text: 'x' })]);
	const valid = issuer.token();
	const refused = [
		await press({ url: hook('strict'), token: valid, body: '{}' }),
		await press({ url: hook('strict'), token: issuer.token({ ...issuer.claims(), aud: 'another' }), body: '{}' }),
		await press({
			url: hook('strict'),
			token: issuer.token({ ...issuer.claims(), iss: 'https://substrate.office.com/sts/' }),
			body: '{}',
		}),
		await press({ url: hook('strict'), token: `${valid.slice(0, -4)}AAAA`, body: '{}' }),
	];
	expect(refused.map(({ status, shown }) => [status, shown])).toEqual([
		[403, 'This action does not belong to this message.'],
		[401, 'The action could not be verified.'],
		[401, 'This action carries a token in the format that Microsoft retired on 8 June 2026.'],
		[401, 'The action could not be verified.'],
	]);
	await delay(1_000);
	expect(await bench.client.executions(id)).toEqual([]);
});

it('refuses a token that comes twice, and takes it once', async () => {
	await publish('twice', [trigger('twice', unbound), action({ operation: 'reply', text: 'x' })]);
	const line = ['Authorization', `Bearer ${issuer.token()}`];
	expect([
		await postLines(hook('twice'), [...line, ...line]),
		await postLines(hook('twice'), [...line, 'authorization', 'Bearer a.b.c']),
		await postLines(hook('twice'), line),
	]).toEqual([401, 401, 200]);
});

it('takes tokens signed with a key that n8n has not seen before', async () => {
	const other = await startIssuer();
	try {
		await publish('rotated', [trigger('rotated', unbound), action({ operation: 'reply', text: 'ok' })], {
			...credentialData(),
			allowedTenants: other.tenantId,
			audience: other.audience.v1,
			keysUrl: other.discoveryUrl,
		});
		other.rotate();
		expect(await press({ url: hook('rotated'), token: other.token(other.claims('v1')), body: '{}' })).toMatchObject({
			status: 200,
			shown: 'ok',
		});
	} finally {
		await other.close();
	}
});

it('cannot be published with a blank audience', async () => {
	const { status, detail } = await publish('blank', [trigger('blank'), action({ operation: 'reply', text: 'x' })], {
		...credentialData(),
		audience: '',
	});
	expect([status, detail]).toEqual([UNPUBLISHED, expect.stringContaining('action-audience-blank')]);
});

it('checks a credential without calling anybody', async () => {
	expect(await bench.client.testCredential('good', 'teamsCardActionApi', credentialData())).toMatchObject({
		status: 'OK',
	});
	expect(
		await bench.client.testCredential('bad', 'teamsCardActionApi', {
			...credentialData(),
			keysUrl: 'https://keys.example.com/',
		}),
	).toMatchObject({ status: 'Error', message: expect.stringContaining('keys.example.com') as string });
});

it('has written the reasons of refusals into the log, and nothing of a request or a secret', () => {
	const log = bench.n8n.log();
	for (const code of ['binding-missing', 'token-audience', 'token-retired', 'token-signature', 'token-duplicated'])
		expect(log).toContain(`refused a request: ${code}`);
	// "eyJ" begins every JSON Web Token.
	expect(/eyJ|signature=|something very long|ada@example\.com/.exec(log)?.[0]).toBeUndefined();
});
