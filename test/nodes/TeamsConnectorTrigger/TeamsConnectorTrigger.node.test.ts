import type { IHookFunctions, INodeParameters } from 'n8n-workflow';
import type { ConnectorCall } from '../../support/connector';

import { UserError } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { answerFromItems, answerFromReply } from '../../../nodes/TeamsConnectorTrigger/answer';
import { TeamsConnectorTrigger } from '../../../nodes/TeamsConnectorTrigger/TeamsConnectorTrigger.node';
import { testConnector } from '../../../nodes/shared/connector-credential';
import { connectorKey, newTokenId, signToken } from '../../../src/connector/tokens';
import {
	callConnector,
	createSubscription,
	STATE_SECRET,
	stateFor,
	submissionOf,
	WEBHOOK_URL,
} from '../../support/connector';
import { ROOT } from '../../support/root';

const started = ({ result }: ConnectorCall) => result.workflowData !== undefined;
const itemOf = ({ result }: ConnectorCall) => result.workflowData?.[0]?.[0]?.json ?? {};
const answerOf = ({ response }: ConnectorCall) =>
	JSON.parse(String(response.body)) as { ok: boolean; reason?: string; fields?: object };

const FIELDS: INodeParameters = {
	values: [
		{ name: 'city', label: 'City', required: true },
		{ name: 'days', label: 'Days', type: 'choices', options: 'mon\ntue' },
	],
};

describe('the page', () => {
	it('is written with its own policy, and nothing that opens it to others or closes it to Teams', async () => {
		const { result, response } = await callConnector({ parameters: { fields: FIELDS } });
		expect(result).toEqual({ noWebhookResponse: true });
		expect([response.statusCode, response.headers.get('content-type'), response.headers.get('cache-control')]).toEqual([
			200,
			'text/html; charset=utf-8',
			'no-store',
		]);
		expect(response.headers.get('content-security-policy')).toMatch(/frame-ancestors https:\/\/teams\.microsoft\.com /);
		expect([response.headers.has('x-frame-options'), response.headers.has('access-control-allow-origin')]).toEqual([
			false,
			false,
		]);
		expect(response.body).toContain('<label for="f-city">City');
	});

	it('has another nonce every time', async () => {
		const policies = await Promise.all(
			[1, 2].map(async () => (await callConnector({})).response.headers.get('content-security-policy')),
		);
		expect(policies[0]).not.toBe(policies[1]);
	});

	it.each([
		['a blank secret', { stateSecret: '' }, 'connector-secret-blank'],
		['a secret of 31 bytes', { stateSecret: 'x'.repeat(31) }, 'connector-secret-short'],
		['names instead of tenants', { stateSecret: STATE_SECRET, allowedTenants: 'contoso' }, 'connector-tenant-refused'],
		['a credential that cannot be read', new UserError('vault'), 'no-token'],
	])('is not served with %s, nor is anything else', async (_title, credential, code) => {
		const workflowId = `broken-${code}`;
		for (const request of [{}, { query: { state: 'created' } }, { body: {} }]) {
			const call = await callConnector({ ...request, credential, workflowId });
			expect([call.response.statusCode, answerOf(call), started(call)]).toEqual([
				503,
				{ ok: false, reason: expect.stringContaining('not set up') as string },
				false,
			]);
		}
		const { warnings } = await callConnector({ credential, workflowId: `${workflowId}-log` });
		expect(warnings).toEqual([expect.stringContaining(code)]);
		expect(warnings.join()).not.toContain('vault');
	});

	it.each([[null], [undefined], [''], [' , '], [{}], [[]], [7], ['contoso']])(
		'is not served, nor is anything else, while Allowed Tenants is an expression that gives %j',
		async (allowedTenants) => {
			const credential = { stateSecret: STATE_SECRET, allowedTenants: '={{ $vars.tenants }}' };
			const request = {
				credential,
				resolvedCredential: { ...credential, allowedTenants },
				workflowId: `tenants-${JSON.stringify(allowedTenants)}`,
			};
			const calls = [
				await callConnector(request),
				await callConnector({ ...request, body: submissionOf('created', await stateFor('created')) }),
			];
			expect(calls.map((call) => [call.response.statusCode, started(call)])).toEqual([
				[503, false],
				[503, false],
			]);
			expect(calls[0]?.warnings).toEqual([
				expect.stringMatching(/connector-tenant-refused.*(?:set but empty|not a tenant ID)/),
			]);
		},
	);

	it('lets in the tenants that an expression gives, and everybody while the list was left alone', async () => {
		const credential = { stateSecret: STATE_SECRET, allowedTenants: '={{ $vars.tenants }}' };
		const of = (allowedTenants: unknown) => ({ credential, resolvedCredential: { ...credential, allowedTenants } });
		const submitted = async (request: object) => {
			const call = await callConnector({
				...request,
				body: submissionOf('created', await stateFor('created', request)),
			});
			call.response.close();
			return started(call);
		};
		expect([
			await submitted(of('11111111-0000-4000-8000-000000000000')),
			await submitted(of(['22222222-0000-4000-8000-000000000000'])),
			await submitted({ credential: { stateSecret: STATE_SECRET } }),
		]).toEqual([true, false, true]);
	});

	it('asks to try again while n8n’s database is gone', async () => {
		for (const request of [{}, { query: { state: 'created' } }, { body: {} }]) {
			const call = await callConnector({
				...request,
				credential: new Error('Connection terminated SECRET'),
				workflowId: 'no-database',
			});
			expect([call.response.statusCode, answerOf(call), started(call)]).toEqual([
				503,
				{ ok: false, reason: expect.stringContaining('try again') as string },
				false,
			]);
		}
		const { warnings } = await callConnector({
			credential: new Error('Connection terminated SECRET'),
			workflowId: 'no-database-log',
		});
		expect(warnings).toEqual([expect.stringMatching(/credential-store-unavailable(?!.*SECRET)/)]);
	});

	it('is not served while a field is broken', async () => {
		const { response, warnings } = await callConnector({
			parameters: { fields: { values: [{ name: '1', label: 'x' }] } },
			workflowId: 'broken-field',
		});
		expect([response.statusCode, warnings[0]]).toEqual([
			503,
			expect.stringMatching(/connector-field-invalid.*name of field 1/),
		]);
	});
});

describe('a state', () => {
	it.each([
		['same-origin', 200],
		['cross-site', 400],
		['same-site', 400],
		['none', 400],
	])('is given to a request that is %s with status %d', async (site, status) => {
		expect(
			(await callConnector({ query: { state: 'created' }, headers: { 'sec-fetch-site': site } })).response.statusCode,
		).toBe(status);
	});

	it.each([['deleted'], [''], [['created', 'removed']], [{ a: 1 }]])('is not given for %j', async (state) => {
		expect((await callConnector({ query: { state } })).response.statusCode).toBe(400);
	});

	it('names a new subscription only where one is created', async () => {
		expect([(await stateFor('created')).entityId, (await stateFor('updated')).entityId]).toEqual([
			expect.stringMatching(/^[\w-]{16}\./),
			'',
		]);
	});
});

describe('a submission', () => {
	it('starts the workflow with what was chosen, under the stable part of its id', async () => {
		const tokens = await stateFor('created');
		const call = await callConnector({
			parameters: { fields: FIELDS },
			body: submissionOf('created', tokens, { settings: { city: 'Oslo', days: ['tue'], other: 1 } }),
		});
		expect(itemOf(call)).toEqual({
			event: 'created',
			webhookUrl: WEBHOOK_URL,
			entityId: tokens.entityId.slice(0, 16),
			configName: 'Mine',
			settings: { city: 'Oslo', days: ['tue'] },
			unverified: {
				user: { id: 'u', principalName: null },
				tenant: { id: '11111111-0000-4000-8000-000000000000' },
				team: { id: null, name: null },
				channel: { id: null, name: null },
				host: { name: null, clientType: null },
				appType: null,
				locale: null,
				timeZone: null,
			},
			reply: { mode: 'lastNode', deadlineAt: expect.any(String) as string },
		});
		call.response.close();
	});

	it('carries one subscription through its life: what is emitted stays, what the host keeps is renewed', async () => {
		const { entityId, call: first } = await createSubscription();
		const ids = [itemOf(first).entityId, entityId.slice(0, 16)];
		let kept = entityId;
		for (const action of ['updated', 'updated', 'removed'] as const) {
			const call = await callConnector({ body: submissionOf(action, { ...(await stateFor(action)), entityId: kept }) });
			call.response.json([{}]);
			ids.push(itemOf(call).entityId);
			expect(itemOf(call).event).toBe(action);
			kept = (call.response.body as { entityId?: string }).entityId ?? kept;
		}
		expect(new Set(ids).size).toBe(1);
	});

	it('that was refused, or not answered in time, gives an id that nothing can be changed or removed with', async () => {
		const tokens = await stateFor('created');
		const refused = await callConnector({ body: submissionOf('created', tokens) });
		refused.response.json([{ error: 'No customer.' }]);
		expect(refused.response.body).toEqual({ ok: false, reason: 'No customer.' });
		for (const action of ['updated', 'removed'] as const) {
			const call = await callConnector({
				body: submissionOf(action, { ...(await stateFor(action)), entityId: tokens.entityId }),
			});
			expect([call.response.statusCode, started(call)]).toEqual([403, false]);
		}
	});

	it('can be tried again after it was refused, or after its answer was lost', async () => {
		const lost = await callConnector({ body: submissionOf('created', await stateFor('created')) });
		lost.response.close();
		const { entityId, call } = await createSubscription();
		const update = await callConnector({ body: submissionOf('updated', { ...(await stateFor('updated')), entityId }) });
		update.response.close();
		expect([started(lost), started(call), itemOf(update).entityId]).toEqual([true, true, itemOf(call).entityId]);
	});

	it('answers at once where the workflow is not waited for, with an id that is good for longer', async () => {
		const parameters = { respond: 'immediately' };
		const created = await stateFor('created');
		const first = await callConnector({ parameters, body: submissionOf('created', created) });
		const { entityId } = first.result.webhookResponse as { entityId: string };
		const call = await callConnector({
			parameters,
			body: submissionOf('updated', { ...(await stateFor('updated')), entityId }),
		});
		expect([entityId, call.result.webhookResponse]).toEqual([
			expect.stringContaining(created.entityId.slice(0, 17)),
			{ ok: true, entityId: expect.stringContaining(entityId.slice(0, 17)) as string },
		]);
		expect([started(first), started(call)]).toEqual([true, true]);
	});

	it('may leave the URL and new fields out when a subscription is removed', async () => {
		const { entityId } = await createSubscription();
		const call = await callConnector({
			parameters: { fields: FIELDS },
			body: submissionOf('removed', { ...(await stateFor('removed')), entityId }, { webhookUrl: '', configName: '' }),
		});
		expect(itemOf(call)).toMatchObject({ event: 'removed', webhookUrl: null, settings: {} });
		call.response.close();
	});
});

describe('what is refused', () => {
	const post = async (body: object, more: object = {}) => await callConnector({ workflowId: 'refused', body, ...more });
	const tokens = async () => await stateFor('created', { workflowId: 'refused' });
	const refusedWith = (call: ConnectorCall) => [call.response.statusCode, answerOf(call).ok, started(call)];

	it('a state that was used', async () => {
		const once = await tokens();
		const first = await post(submissionOf('created', once));
		first.response.close();
		expect([started(first), refusedWith(await post(submissionOf('created', once)))]).toEqual([
			true,
			[403, false, false],
		]);
	});

	it('does not use a state up where the settings were refused', async () => {
		const once = await tokens();
		const parameters = { fields: FIELDS };
		const refused = await post(submissionOf('created', once), { parameters });
		expect([refusedWith(refused), answerOf(refused).fields]).toEqual([[400, false, false], { city: 'Fill this in.' }]);
		const again = await post(submissionOf('created', once, { settings: { city: 'x' } }), { parameters });
		again.response.close();
		expect(started(again)).toBe(true);
	});

	it.each([
		['no state', async () => ({ ...(await tokens()), state: '' })],
		[
			'a state for another action',
			async () => ({ ...(await tokens()), state: (await stateFor('removed', { workflowId: 'refused' })).state }),
		],
		['a state of another workflow', async () => await stateFor('created', { workflowId: 'other' })],
		['a state of another node', async () => await stateFor('created', { workflowId: 'refused', nodeId: 'other' })],
		[
			'a state of another secret',
			async () =>
				await stateFor('created', {
					workflowId: 'refused',
					credential: { stateSecret: 'another secret, of nobody either' },
				}),
		],
		[
			'an entity id for a state',
			async () => ({ state: (await tokens()).entityId, entityId: (await tokens()).entityId }),
		],
		[
			'an entity id of another subscription',
			async () => ({ ...(await tokens()), entityId: (await tokens()).entityId }),
		],
		[
			'the entity id of a subscription that exists',
			async () => ({ ...(await tokens()), entityId: (await createSubscription({ workflowId: 'refused' })).entityId }),
		],
		['no entity id', async () => ({ ...(await tokens()), entityId: '' })],
	])('%s', async (_title, make) => {
		expect(refusedWith(await post(submissionOf('created', await make())))).toEqual([403, false, false]);
	});

	it('an entity id whose time is up, or that nobody signed, on update and removal', async () => {
		const old = signToken(connectorKey(STATE_SECRET), {
			scope: { workflowId: 'refused', nodeId: 'node-1' },
			purpose: 'entity',
			id: newTokenId(),
			nowMs: Date.now() - 63_072_000_001,
		});
		for (const action of ['updated', 'removed'] as const) {
			for (const entityId of [old, (await tokens()).entityId, 'abc', '']) {
				const { state } = await stateFor(action, { workflowId: 'refused' });
				expect(refusedWith(await post(submissionOf(action, { state, entityId })))).toEqual([403, false, false]);
			}
		}
	});

	it.each([
		['http://outlook.office.com/webhook/x'],
		['https://attacker.example/webhookb2/x'],
		['https://outlook.office.com.attacker.example/webhook/x'],
		['https://user:password@outlook.office.com/webhook/x'],
		['https://127.0.0.1/webhook/x'],
		['https://169.254.169.254/latest'],
		['https://outlook.office.com\\@attacker.example/webhook/x'],
		['javascript:alert(1)'],
		[''],
	])('the webhook URL %j', async (webhookUrl) => {
		const call = await post(submissionOf('created', await tokens(), { webhookUrl }));
		expect(refusedWith(call)).toEqual([400, false, false]);
		expect(String(call.response.body) + call.warnings.join()).not.toMatch(/attacker|password|169/);
	});

	it('a tenant that is not on the list, and none at all', async () => {
		const credential = { stateSecret: STATE_SECRET, allowedTenants: '99999999-0000-4000-8000-000000000000' };
		for (const context of [{ tenant: { id: '11111111-0000-4000-8000-000000000000' } }, {}]) {
			expect(refusedWith(await post(submissionOf('created', await tokens(), { context }), { credential }))).toEqual([
				403,
				false,
				false,
			]);
		}
		const call = await post(
			submissionOf('created', await tokens(), { context: { tenant: { id: credential.allowedTenants } } }),
			{ credential },
		);
		call.response.close();
		expect(started(call)).toBe(true);
	});

	it.each([['cross-site'], ['same-site']])('a page that is %s', async (site) => {
		expect(
			refusedWith(await post(submissionOf('created', await tokens()), { headers: { 'sec-fetch-site': site } })),
		).toEqual([400, false, false]);
	});

	it('a body over 256 KiB', async () => {
		expect(
			refusedWith(await post(submissionOf('created', await tokens(), { settings: { a: 'x'.repeat(262_144) } }))),
		).toEqual([400, false, false]);
	});

	it('is logged once a minute, with the code and nothing of the request', async () => {
		const calls = await Promise.all(
			[1, 2, 3].map(
				async () =>
					await callConnector({
						workflowId: 'quiet',
						body: submissionOf('created', { state: 'secret-state', entityId: 'secret-id' }),
					}),
			),
		);
		const lines = calls.flatMap(({ warnings }) => warnings);
		expect(lines).toEqual([expect.stringContaining('connector-state-refused')]);
		expect(lines.join()).not.toMatch(/secret|outlook/);
	});
});

describe('the answer of the workflow', () => {
	const saved = { ok: true as const };

	it.each<[string, unknown, object | undefined]>([
		['items', [{ a: 1 }], saved],
		['no items', [], saved],
		['an error in the first item', [{ error: ' Full. ' }], { ok: false, reason: 'Full.' }],
		['an empty error', [{ error: '' }], saved],
		['a text of n8n', { message: 'Error in workflow' }, undefined],
	])('%s of the last node', (_title, body, answer) => {
		expect(answerFromItems(body, saved)).toEqual(answer);
	});

	it.each<[string, unknown, object | undefined]>([
		['a text', { type: 'message', text: 'Done' }, { ok: true, note: 'Done' }],
		['a card', { type: 'message', attachments: [] }, saved],
		['a text of n8n', { message: 'x' }, undefined],
	])('%s of the operation Reply', (_title, body, answer) => {
		expect(answerFromReply(body, saved)).toEqual(answer);
	});

	it('cuts what would fill the page', () => {
		expect(answerFromItems([{ error: 'x'.repeat(600) }], saved)).toEqual({ ok: false, reason: `${'x'.repeat(499)}…` });
		expect(answerFromItems([{ error: `${'x'.repeat(498)}👍🏽 and more` }], saved)).toEqual({
			ok: false,
			reason: `${'x'.repeat(498)}…`,
		});
	});

	it.each([
		[200, [{ done: true }], { ok: true, entityId: expect.stringMatching(/^[\w-]{16}\./) as string }],
		[500, { message: 'Error in workflow' }, { ok: false, reason: 'Sorry' }],
	])('goes out once, also where n8n answers with %d', async (status, body, expected) => {
		const { response } = await callConnector({
			parameters: { options: { failureText: 'Sorry' } },
			body: submissionOf('created', await stateFor('created')),
		});
		response.statusCode = status;
		response.json(body);
		response.json(body);
		expect([response.statusCode, response.body, response.writes]).toEqual([200, expected, 1]);
	});
});

it('emits what the schema of the editor and the sample of the docs say', async () => {
	const call = await callConnector({ body: submissionOf('created', await stateFor('created')) });
	call.response.close();
	const root = ROOT;
	const schema = JSON.parse(
		readFileSync(join(root, 'nodes/TeamsConnectorTrigger/__schema__/v1.1.0.json'), 'utf8'),
	) as Schema;
	const [sample] = JSON.parse(
		/```json\n([\s\S]*?)```/.exec(readFileSync(join(root, 'docs/connectors.md'), 'utf8'))?.[1] ?? '',
	) as [unknown];
	expect([shapeOf(itemOf(call)), shapeOfSchema(schema)]).toEqual([shapeOf(sample), shapeOf(sample)]);
});

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
}

/** The names of members at every level; settings are free. */
function shapeOf(value: unknown, name = ''): unknown {
	if (typeof value !== 'object' || value === null || name === 'settings') return null;
	return Object.fromEntries(Object.entries(value).map(([member, inner]) => [member, shapeOf(inner, member)]));
}

function shapeOfSchema({ properties }: Schema): unknown {
	return properties === undefined
		? null
		: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, shapeOfSchema(inner)]));
}

describe('publishing', () => {
	const node = new TeamsConnectorTrigger();
	const publish = async (credential: object, parameters: Record<string, unknown> = {}) => {
		const context = {
			getCredentials: async () => credential,
			getNode: () => ({ name: 'Trigger' }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		};
		return await node.webhookMethods.default.create.call(context as unknown as IHookFunctions);
	};

	it('is possible with a good secret', async () => {
		expect(await publish({ stateSecret: STATE_SECRET })).toBe(true);
	});

	it.each<[string, object, Record<string, unknown>, RegExp]>([
		['a blank secret', {}, {}, /connector-secret-blank/],
		['a short secret', { stateSecret: 'short and known' }, {}, /connector-secret-short/],
		['tenants that are null', { stateSecret: STATE_SECRET, allowedTenants: null }, {}, /connector-tenant-refused/],
		[
			'a broken field',
			{ stateSecret: STATE_SECRET },
			{ 'fields.values': [{ name: '', label: 'x' }] },
			/connector-field-invalid/,
		],
		['a deadline over 25 s', { stateSecret: STATE_SECRET }, { options: { deadline: 26 } }, /option-invalid/],
	])('is refused with %s', async (_title, credential, parameters, message) => {
		await expect(publish(credential, parameters)).rejects.toThrow(message);
		await expect(publish(credential, parameters)).rejects.not.toThrow(/short and known/);
	});

	it('tests the credential without calling anybody', async () => {
		const results = await Promise.all(
			[STATE_SECRET, 'short', ''].map(
				async (stateSecret) =>
					(await testConnector({ id: '', name: '', type: '', data: { stateSecret, allowedTenants: '' } })).status,
			),
		);
		expect(results).toEqual(['OK', 'Error', 'Error']);
	});
});
