import type { IDataObject, INodeParameters, IWorkflowExecuteAdditionalData, WorkflowActivateMode } from 'n8n-workflow';
import type { NodeOfWorkflow, NodesBehind, TriggerRequest } from '../../support/trigger';

import fc from 'fast-check';
import { CredentialDataError, HookContext } from 'n8n-core';
import { NodeHelpers, UserError, Workflow } from 'n8n-workflow';
import { runInNewContext } from 'node:vm';

import { commandOutputs } from '../../../nodes/TeamsOutgoingWebhookTrigger/commands';
import { triggerProperties } from '../../../nodes/TeamsOutgoingWebhookTrigger/description';
import { TeamsOutgoingWebhookTrigger } from '../../../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { BAD_REQUESTS, PING, sign, TOKEN, vectors } from '../../support/signing';
import { callTrigger, itemOf, NODE_TYPES, replyNode, started, workflowOf } from '../../support/trigger';

interface SignatureVector {
	readonly title: string;
	readonly securityToken: string;
	readonly bodyBase64: string;
	readonly authorization: string;
}

describe('known answers', () => {
	it.each(vectors<SignatureVector>('signature'))(
		'accepts $title',
		async ({ bodyBase64, authorization, securityToken }) => {
			const call = await callTrigger({
				rawBody: Buffer.from(bodyBase64, 'base64'),
				authorization,
				credential: { securityToken },
			});
			expect(started(call)).toBe(true);
			call.response.close();
		},
	);

	it('accepts 100 KB', async () => {
		const rawBody = Buffer.from(JSON.stringify({ type: 'message', text: 'ü'.repeat(50_000) }));
		const call = await callTrigger({ rawBody, authorization: sign(rawBody) });
		expect(started(call)).toBe(true);
		call.response.close();
	});

	it('refuses the MAC that the token as text gives for own vector 2', async () => {
		const rawBody = Buffer.from('{"type":"message","text":"<at>Kestrel</at>&nbsp;café ☕ 🚀\\n"}');
		const call = await callTrigger({ rawBody, authorization: 'HMAC +JtS5raj9UwPoLB43ZvAA5UhWL0eaFBQBih/OuW+DEI=' });
		expect(call.response.statusCode).toBe(401);
		expect(started(call)).toBe(false);
	});
});

describe('bad input', () => {
	it.each(BAD_REQUESTS)('answers $status and starts nothing: $title', async ({ body, authorization, status }) => {
		const call = await callTrigger({ rawBody: body, ...(authorization === undefined ? {} : { authorization }) });
		expect(started(call)).toBe(false);
		if (status === 200) {
			expect(call.result.webhookResponse).toEqual({ type: 'message', text: expect.stringMatching(/./) as string });
			return;
		}
		expect(call.response.statusCode).toBe(status);
		expect(call.response.body).toMatch(/^[^\n]+$/);
		expect(call.result).toEqual({ noWebhookResponse: true });
	});

	it('refuses every single-bit change of body and MAC', async () => {
		const mac = Buffer.from(sign(PING).slice(5), 'base64');
		for (let bit = 0; bit < (PING.length + mac.length) * 8; bit += 1) {
			const bytes = Buffer.concat([PING, mac]);
			const at = bit >> 3;
			bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit & 7));
			const call = await callTrigger({
				rawBody: bytes.subarray(0, PING.length),
				authorization: `HMAC ${bytes.subarray(PING.length).toString('base64')}`,
			});
			expect([call.response.statusCode, started(call)]).toEqual([401, false]);
		}
	});

	it('refuses random mutations, without an exception or an execution', async () => {
		const header = sign(PING);
		const mutation = fc.record({
			part: fc.constantFrom('body', 'header'),
			from: fc.nat({ max: PING.length }),
			remove: fc.nat({ max: 8 }),
			insert: fc.uint8Array({ maxLength: 8 }),
		});
		const mutate = (
			original: Buffer,
			{ from, remove, insert }: { from: number; remove: number; insert: Uint8Array },
		) => {
			const at = from % (original.length + 1);
			return Buffer.concat([original.subarray(0, at), insert, original.subarray(at + remove)]);
		};
		let refused = 0;
		await fc.assert(
			fc.asyncProperty(mutation, async (change) => {
				const rawBody = change.part === 'body' ? mutate(PING, change) : PING;
				const authorization =
					change.part === 'header' ? mutate(Buffer.from(header, 'latin1'), change).toString('latin1') : header;
				fc.pre(!rawBody.equals(PING) || authorization !== header);
				const call = await callTrigger({ rawBody, authorization });
				refused += 1;
				return !started(call) && call.response.statusCode === 401;
			}),
			{ numRuns: 5_000 },
		);
		// A busy machine ends a property before its last run.
		expect(refused).toBeGreaterThan(50);
	});
});

describe('the raw body', () => {
	it('is fetched when n8n has not read it', async () => {
		const request: { rawBody?: Buffer; authorization: string; readRawBody?: () => Promise<void> } = {
			authorization: sign(PING),
		};
		request.readRawBody = async function (this: { rawBody?: Buffer }) {
			this.rawBody = PING;
		};
		const call = await callTrigger(request);
		expect(started(call)).toBe(true);
		call.response.close();
	});

	it.each([
		['there is none', {}],
		['it cannot be read', { readRawBody: async () => await Promise.reject(new Error('stream gone')) }],
	])('refuses when %s', async (_title, request) => {
		const call = await callTrigger({ ...request, authorization: sign('') });
		expect([call.response.statusCode, started(call)]).toEqual([401, false]);
	});

	it('is accepted up to 256 KiB and refused one byte above', async () => {
		const frame = '{"type":"message","text":""}';
		const body = (bytes: number) => Buffer.from(frame.replace('""', `"${'a'.repeat(bytes - frame.length)}"`));
		const limit = await callTrigger({ rawBody: body(262_144), authorization: sign(body(262_144)) });
		const above = await callTrigger({ rawBody: body(262_145), authorization: sign(body(262_145)) });
		expect([started(limit), started(above), above.response.statusCode]).toEqual([true, false, 401]);
		limit.response.close();
	});
});

describe('the credential', () => {
	it.each([
		['blank', { securityToken: '  ' }, 'security-token-blank'],
		['missing', {}, 'security-token-blank'],
		['short', { securityToken: 'AAECAwQ=' }, 'security-token-length'],
		['not Base64', { securityToken: `"${TOKEN}"` }, 'security-token-not-base64'],
		['spoiled in the second field', { securityToken: TOKEN, securityToken2: 'x' }, 'security-token-length'],
		['deleted', new UserError('no credential'), 'no-token'],
		['not decryptable', new CredentialDataError({ name: 'c', type: 't', id: '1' } as never, 'no key'), 'no-token'],
	])('refuses every request while it is %s, and logs why', async (_title, credential, reason) => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), credential });
		expect([call.response.statusCode, started(call)]).toEqual([401, false]);
		expect(call.warnings).toEqual([`Microsoft Teams Outgoing Webhook Trigger refused a request: ${reason}`]);
	});

	it.each(['unauthorized', 'message'])(
		'is not to blame while n8n’s database is gone: 503, a code of its own, no execution (%s)',
		async (badSignature) => {
			const gone = Object.assign(new Error('Connection terminated unexpectedly postgres://SECRET'), {
				code: 'ECONNREFUSED',
			});
			const call = await callTrigger({
				rawBody: PING,
				authorization: sign(PING),
				credential: gone,
				parameters: { options: { badSignature } },
			});
			expect([call.response.statusCode, call.response.body, started(call)]).toEqual([
				503,
				'The request cannot be checked at the moment. Please try again.',
				false,
			]);
			expect(call.warnings).toEqual([
				'Microsoft Teams Outgoing Webhook Trigger refused a request: credential-store-unavailable',
			]);
		},
	);

	it('is read past n8n’s expression engine unless a field holds an expression', async () => {
		const plain = await callTrigger({ rawBody: PING, authorization: sign(PING), credential: { securityToken: TOKEN } });
		const resolved = await callTrigger({
			rawBody: PING,
			authorization: sign(PING),
			credential: { securityToken: '={{ $vars.token }}' },
			resolvedCredential: { securityToken: TOKEN },
		});
		expect([plain.reads, resolved.reads]).toEqual([['stored'], ['stored', 'resolved']]);
		expect([started(plain), started(resolved)]).toEqual([true, true]);
		plain.response.close();
		resolved.response.close();
	});

	it('logs one line for a series of refusals of one workflow', async () => {
		const calls = [];
		for (let count = 0; count < 3; count += 1) calls.push(await callTrigger({ rawBody: PING, workflowId: 'row' }));
		expect(calls.map((call) => call.warnings.length)).toEqual([1, 0, 0]);
	});

	it('tries every token and says which one matched', async () => {
		const other = Buffer.alloc(32, 7).toString('base64');
		const call = await callTrigger({
			rawBody: PING,
			authorization: sign(PING, other),
			credential: { securityToken: TOKEN, label: 'ops', securityToken3: other, label3: 'new' },
		});
		expect(itemOf(call).token).toEqual({ label: 'new', index: 2 });
		call.response.close();
	});
});

describe('an accepted mention', () => {
	it('becomes the documented item', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING) });
		expect(itemOf(call)).toMatchObject({
			text: 'ping',
			command: 'ping',
			token: { label: 'ops', index: 0 },
			reply: { mode: 'replyNode' },
		});
		call.response.close();
	});

	it('is answered at once with the fixed text when it responds immediately', async () => {
		const call = await callTrigger({
			rawBody: PING,
			authorization: sign(PING),
			parameters: { respond: 'immediately', immediateText: 'On it' },
		});
		expect(call.result.webhookResponse).toEqual({ type: 'message', text: 'On it' });
		expect(started(call)).toBe(true);
	});

	it('is never answered with an empty text', async () => {
		const call = await callTrigger({
			rawBody: PING,
			authorization: sign(PING),
			parameters: { respond: 'immediately', immediateText: ' ' },
		});
		expect(call.result.webhookResponse).toEqual({ type: 'message', text: 'Working on it.' });
	});

	it('is answered with the last node’s items', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond: 'lastNode' } });
		call.response.json([{ output: 'done' }]);
		expect(call.response.body).toEqual({ type: 'message', text: 'done' });
	});

	it.each([
		[{}, '**Title**'],
		[{ markdown: 'asWritten' }, '# Title'],
	])('is answered with Markdown that Teams draws, or as it was written: %j', async (options, text) => {
		const parameters = { respond: 'lastNode', options: { maxAge: 0, ...options } };
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters });
		call.response.json([{ output: '# Title' }]);
		expect(call.response.body).toEqual({ type: 'message', text });
	});

	it('is answered with the text of a model node', async () => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond: 'lastNode' } });
		call.response.json([{ output: [{ type: 'message', content: [{ type: 'output_text', text: 'from the model' }] }] }]);
		expect(call.response.body).toEqual({ type: 'message', text: 'from the model' });
	});

	it.each([['replyNode'], ['lastNode']])('never shows texts of n8n itself (%s)', async (respond) => {
		const call = await callTrigger({ rawBody: PING, authorization: sign(PING), parameters: { respond } });
		call.response.status(500).json({ message: 'Error in workflow' });
		expect([call.response.statusCode, call.response.body]).toEqual([
			200,
			{ type: 'message', text: 'The workflow gave no answer.' },
		]);
	});
});

describe('parameters', () => {
	const deploy = { name: 'deploy', usage: '<service>', aliases: 'ship' };
	const said = (text: string, members: object = {}) =>
		Buffer.from(
			JSON.stringify({
				type: 'message',
				id: '7',
				text: `<at>n8n</at>&nbsp;${text}`,
				from: { id: '29:1x', name: 'Ada', aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666' },
				...members,
			}),
		);
	const ask = async (
		text: string,
		parameters: IDataObject,
		members: object = {},
		more: Partial<TriggerRequest> = {},
	) => {
		const rawBody = said(text, members);
		const call = await callTrigger({ rawBody, authorization: sign(rawBody), parameters, ...more });
		call.response.close();
		return call;
	};

	it('fill the output of the command and leave the others empty', async () => {
		const call = await ask('ship api', { commands: { values: [{ name: 'status' }, deploy] } });
		expect(call.result.workflowData).toEqual([
			[],
			[],
			[
				{
					json: expect.objectContaining({
						command: 'deploy',
						params: { service: 'api' },
						args: ['api'],
						argsText: 'api',
					}) as unknown,
				},
			],
		]);
		expect(call.infos).toEqual([
			[
				'Microsoft Teams Outgoing Webhook Trigger: command-accepted',
				expect.objectContaining({
					code: 'command-accepted',
					command: 'deploy',
					userId: '0f0e0d0c-1111-4222-8333-444455556666',
					messageId: '7',
				}),
			],
		]);
		expect(JSON.stringify(call.infos)).not.toMatch(/Ada|api/);
	});

	it('keep what no one can log as an id out of the log', async () => {
		const call = await ask('deploy api', { commands: { values: [deploy] } }, { id: 'x\ny', from: { id: '<b>' } });
		expect(call.infos[0]?.[1]).toMatchObject({ userId: null, messageId: null });
	});

	it('send other messages to output 0, without params', async () => {
		const parameters = { commands: { values: [deploy] }, options: { maxAge: 0, unknownCommand: 'output' } };
		const call = await ask('hello you', parameters);
		expect(call.result.workflowData).toEqual([
			[{ json: expect.objectContaining({ command: null, text: 'hello you', args: ['hello', 'you'] }) as unknown }],
			[],
		]);
		expect(itemOf(call)).not.toHaveProperty('params');
	});

	it('answer an unknown command with help, without an execution', async () => {
		const call = await ask('hello', { commands: { values: [deploy] }, options: { maxAge: 0, unknownCommand: 'help' } });
		expect([started(call), JSON.stringify(call.result.webhookResponse)]).toEqual([
			false,
			expect.stringContaining('**deploy**'),
		]);
	});

	describe('Unknown Command: Automatic', () => {
		const behind: NodesBehind = {
			nodes: [replyNode('Deploy'), { name: 'Ask' }, replyNode('Answer')],
			wires: [
				['Trigger', 'Deploy', 1],
				['Ask', 'Answer'],
			],
		};
		const wired: NodesBehind = { ...behind, wires: [...behind.wires, ['Trigger', 'Ask', 0]] };
		const commands = { values: [deploy] };
		const asks = ['hello', 'help', ''];

		it.each(asks)('answers %j with help while nobody has wired "Other messages"', async (text) => {
			for (const nodes of [behind, { nodes: [], wires: [] }]) {
				const call = await ask(text, { commands }, {}, { behind: nodes });
				expect([started(call), JSON.stringify(call.result.webhookResponse)]).toEqual([
					false,
					expect.stringContaining('**deploy**'),
				]);
			}
		});

		it.each(asks)('hands %j to "Other messages" where that has a wire', async (text) => {
			const call = await ask(text, { commands }, {}, { behind: wired });
			expect(call.result.workflowData?.map((items) => items.length)).toEqual([1, 0]);
		});

		it('does as was chosen, whatever the wires', async () => {
			const starts = async (unknownCommand: string, nodes: NodesBehind) =>
				started(await ask('hello', { commands, options: { maxAge: 0, unknownCommand } }, {}, { behind: nodes }));
			expect([await starts('help', wired), await starts('output', behind)]).toEqual([false, true]);
		});

		it('counts a wire to a node that is disabled: n8n passes the message on', async () => {
			const nodes = wired.nodes.map((node) => ({ ...node, disabled: node.name === 'Ask' }));
			expect(started(await ask('hello', { commands }, {}, { behind: { ...wired, nodes } }))).toBe(true);
		});

		it('starts the workflow where there are no commands, and where n8n does not tell of the wires', async () => {
			expect(started(await ask('help', {}, {}, { behind }))).toBe(true);
			expect(started(await ask('help', { commands }, {}, { behind, tellsOfWires: false }))).toBe(true);
		});

		it('still starts a command', async () => {
			expect(itemOf(await ask('deploy api', { commands }, {}, { behind }))).toMatchObject({ command: 'deploy' });
		});
	});

	it('say which of several mentions is ours: Name in Teams', async () => {
		const textFor = async (options: IDataObject) =>
			itemOf(
				await ask(
					'',
					{ options: { maxAge: 0, ...options } },
					{ text: '<at>jenkins</at>&nbsp;<at>Build Bot</at>&nbsp;status now\n' },
				),
			);
		expect(await textFor({ webhookName: '@build  bot' })).toMatchObject({
			text: 'jenkins status now',
			command: 'status',
			args: ['now'],
			message: { mentions: [] },
		});
		for (const webhookName of ['', ' @ ', null, 'other'])
			expect(await textFor({ webhookName })).toMatchObject({ text: '<at>Build Bot</at> status now' });
		const call = await ask(
			'',
			{ commands: { values: [{ name: 'status' }] }, options: { maxAge: 0, webhookName: 'Build Bot' } },
			{ text: '<at>jenkins</at> <at>Build Bot</at> status?' },
		);
		expect(itemOf(call)).toMatchObject({ command: 'status', args: [] });
	});

	it('refuse a message without a timestamp while the age is checked', async () => {
		const call = await ask('x', { options: {} });
		expect([call.response.statusCode, started(call), call.warnings]).toEqual([
			400,
			false,
			['Microsoft Teams Outgoing Webhook Trigger refused a request: message-undated'],
		]);
	});

	it('answer a stale message in the thread', async () => {
		const call = await ask('x', { options: {} }, { timestamp: '2020-01-01T00:00:00Z' });
		expect([started(call), call.result.webhookResponse]).toEqual([
			false,
			{ type: 'message', text: expect.stringContaining('too old') as string },
		]);
	});

	it('answer a duplicate with a neutral text, per workflow', async () => {
		const rawBody = said('x', { id: 'twice' });
		const send = async (workflowId: string, options: IDataObject = {}) => {
			const call = await callTrigger({
				rawBody,
				authorization: sign(rawBody),
				workflowId,
				parameters: { options: { maxAge: 0, ...options } },
			});
			call.response.close();
			return call.result.webhookResponse as unknown;
		};
		expect([
			await send('dup-a'),
			await send('dup-a'),
			await send('dup-b'),
			await send('dup-a', { ignoreDuplicates: false }),
		]).toEqual([undefined, { type: 'message', text: 'This message has been received already.' }, undefined, undefined]);
	});

	it('refuse everyone while a filter is set but empty, and log why', async () => {
		const call = await ask('x', { options: { maxAge: 0, allowedUsers: '' } });
		expect([started(call), call.warnings]).toEqual([
			false,
			[
				'Microsoft Teams Outgoing Webhook Trigger refused a request: filter-broken (the list of allowed users is set but empty)',
			],
		]);
	});

	const TENANT = 'aaaabbbb-cccc-4ddd-8eee-ffff00001111';
	const FILTERS = ['allowedTenants', 'allowedTeams', 'allowedChannels', 'allowedUsers'] as const;
	const NOBODY: readonly unknown[] = [
		'={{ null }}',
		'={{ undefined }}',
		'={{ "" }}',
		'={{ " , " }}',
		'={{ ({}) }}',
		'={{ [] }}',
		'={{ [null] }}',
		'={{ [""] }}',
		'={{ 7 }}',
		'={{ false }}',
		'={{ "Ada" }}',
		'={{ "*" }}',
		null,
		'',
		' ',
		{},
		[],
		7,
		'everybody',
	];

	describe.each(FILTERS)('with %s', (filter) => {
		it.each(NOBODY)('refuse everyone while it is %j, and log why', async (value) => {
			const call = await ask('x', { options: { maxAge: 0, [filter]: value as string } });
			expect([started(call), call.result.webhookResponse]).toEqual([
				false,
				{ type: 'message', text: expect.stringContaining('not set up correctly') as string },
			]);
			expect(call.warnings).toEqual([
				expect.stringMatching(
					new RegExp(
						`filter-broken \\(the list of allowed ${filter.slice('allowed'.length).toLowerCase()} (?:is set but empty|has an entry that is not an ID: entry 1)\\)$`,
					),
				),
			]);
		});

		it('refuse everyone while its expression fails', async () => {
			const call = await ask('x', { options: { maxAge: 0, [filter]: '={{ $json.list }}' } });
			expect([started(call), call.warnings[0]]).toEqual([false, expect.stringMatching(/filter-broken|option-invalid/)]);
		});

		it('let in whom its expression names, and nobody else', async () => {
			const ids = {
				allowedTenants: TENANT,
				allowedTeams: '19:team@thread.tacv2',
				allowedChannels: '19:channel@thread.tacv2',
				allowedUsers: '0f0e0d0c-1111-4222-8333-444455556666',
			};
			const from = {
				channelData: { tenant: { id: TENANT }, team: { id: ids.allowedTeams }, channel: { id: ids.allowedChannels } },
			};
			const other =
				filter === 'allowedTeams' || filter === 'allowedChannels'
					? '19:other@thread.tacv2'
					: '99999999-1111-4222-8333-444455556666';
			const results = [ids[filter], other].map(async (id) =>
				started(await ask('x', { options: { maxAge: 0, [filter]: `={{ ["${id}"] }}` } }, from)),
			);
			expect(await Promise.all(results)).toEqual([true, false]);
		});
	});

	it('let everybody in while no filter was added', async () => {
		expect([
			started(await ask('x', { options: { maxAge: 0 } })),
			started(await ask('x', { options: { maxAge: 0 }, commands: {} })),
			started(await ask('x', { options: { maxAge: 0 }, commands: { values: [] } })),
		]).toEqual([true, true, true]);
	});

	it.each(['allowedUsers', 'allowedChannels'])(
		'refuse a command while its %s is set and names nobody',
		async (list) => {
			// n8n replaces a null that comes from no expression with the default, as if the field had been left alone.
			for (const value of NOBODY.filter((entry) => entry !== '' && entry !== null)) {
				const call = await ask('deploy x', { commands: { values: [{ ...deploy, [list]: value as string }] } });
				expect([value, started(call), call.infos[0]?.[1]]).toEqual([
					value,
					false,
					expect.objectContaining({ code: 'command-list-broken' }),
				]);
			}
			const untouched = await ask('deploy x', { commands: { values: [{ ...deploy, [list]: '' }] } });
			expect(started(untouched)).toBe(true);
		},
	);

	it('refuse a command whose list is an expression that gives nothing', async () => {
		const call = await ask('deploy x', { commands: { values: [{ ...deploy, allowedUsers: '={{ "" }}' }] } });
		expect([started(call), call.infos[0]?.[1]]).toEqual([
			false,
			expect.objectContaining({ code: 'command-list-broken' }),
		]);
	});

	it.each([['={{ undefined }}'], ['={{ null }}'], ['={{ [][0] }}']])(
		'refuse everyone while a list of a command is %s',
		async (expression) => {
			for (const list of ['allowedUsers', 'allowedChannels']) {
				const call = await ask('deploy x', { commands: { values: [{ ...deploy, [list]: expression }] } });
				expect([started(call), call.infos[0]?.[1]]).toEqual([
					false,
					expect.objectContaining({ code: 'command-list-broken' }),
				]);
			}
		},
	);

	it('keep names, HTML and mentions out with "minimal", and add the activity on request', async () => {
		const members = {
			entities: [{ type: 'mention', mentioned: { id: '29:2', name: 'Bo' } }],
			attachments: [{ contentType: 'text/html', content: '<p>Ada</p>' }],
		};
		expect(JSON.stringify(itemOf(await ask('x', { options: { maxAge: 0, detail: 'minimal' } }, members)))).not.toMatch(
			/Ada|Bo/,
		);
		const full = itemOf(await ask('x', { options: { maxAge: 0, includeActivity: true } }, members));
		expect(full.activity).toMatchObject({ type: 'message', entities: members.entities });
	});

	it('give an agent the text and a session, per thread unless told otherwise', async () => {
		const place = {
			conversation: { id: '19:c@thread.tacv2;messageid=17' },
			channelData: { tenant: { id: TENANT }, channel: { id: '19:c@thread.tacv2' } },
		};
		const sessionFor = async (session?: string) => {
			const options = { maxAge: 0, ...(session === undefined ? {} : { session }) };
			const { chatInput, sessionId } = itemOf(await ask('hello', { options }, place));
			return [chatInput, sessionId];
		};
		expect(await sessionFor()).toEqual(['hello', `${TENANT}/19:c@thread.tacv2/17`]);
		expect(await sessionFor('channel')).toEqual(['hello', `${TENANT}/19:c@thread.tacv2`]);
		expect(await sessionFor('person')).toEqual(['hello', expect.stringMatching(`^${TENANT}/[^/]+$`)]);
		expect(await sessionFor('elsewhere')).toEqual(await sessionFor('thread'));
	});

	it('keep the names of mentioned people from a model with "minimal"', async () => {
		const entities = [{ type: 'mention', mentioned: { id: '29:2', name: 'Bo' }, text: '<at>Bo</at>' }];
		const text = 'greet <at>Bo</at>';
		const minimal = itemOf(await ask(text, { options: { maxAge: 0, detail: 'minimal' } }, { entities }));
		expect([minimal.chatInput, minimal.text]).toEqual(['greet @person1', 'greet Bo']);
		expect(itemOf(await ask(text, { options: { maxAge: 0 } }, { entities })).chatInput).toBe('greet Bo');
	});

	it('drop a member called __proto__ from the activity', async () => {
		const rawBody = Buffer.from('{"type":"message","text":"x","__proto__":{"polluted":true}}');
		const call = await callTrigger({
			rawBody,
			authorization: sign(rawBody),
			parameters: { options: { maxAge: 0, includeActivity: true } },
		});
		call.response.close();
		expect(Object.keys(itemOf(call).activity as object)).toEqual(['type', 'text']);
	});

	it('answer a bad signature with a text in the thread where that is wanted', async () => {
		const call = await callTrigger({ rawBody: PING, parameters: { options: { badSignature: 'message' } } });
		expect([started(call), call.result.webhookResponse]).toEqual([
			false,
			{ type: 'message', text: expect.stringContaining('could not be verified') as string },
		]);
	});

	it.each([
		['a deadline that is too long', { options: { maxAge: 0, replyDeadline: 10 } }, 'option-invalid'],
		['an age that is no number', { options: { maxAge: 'x' } }, 'option-invalid'],
		[
			'an expression that cannot be read',
			{ options: { maxAge: 0, deadlineText: "={{ $('Nobody').first() }}" } },
			'option-invalid',
		],
		['two commands of one name', { commands: { values: [deploy, deploy] } }, 'command-name-twice'],
	])('that cannot be used are answered in the thread and logged: %s', async (_title, parameters, code) => {
		const call = await ask('x', parameters);
		expect([started(call), call.result.webhookResponse, call.warnings[0]]).toEqual([
			false,
			{ type: 'message', text: expect.stringContaining('not set up correctly') as string },
			expect.stringContaining(`refused a request: ${code}`),
		]);
	});

	it('set the deadline and the texts of the guard', async () => {
		const parameters = { options: { maxAge: 0, replyDeadline: 9.5, failureText: 'Oh no' } };
		const rawBody = said('x');
		const before = Date.now();
		const call = await callTrigger({ rawBody, authorization: sign(rawBody), parameters });
		call.response.status(500).json({ message: 'Error in workflow' });
		expect(call.response.body).toEqual({ type: 'message', text: 'Oh no' });
		const { deadlineAt } = itemOf(call).reply as { deadlineAt: string };
		expect(Date.parse(deadlineAt) - before).toBeGreaterThanOrEqual(9_500);
	});

	describe('Deadline Text', () => {
		const atDeadline = async (behind: NodesBehind, more: Partial<TriggerRequest> = {}, text = 'x') => {
			const rawBody = said(text);
			const call = await callTrigger({ rawBody, authorization: sign(rawBody), behind, ...more });
			call.response.json({ type: 'teamsReplyLate' });
			call.response.close();
			return (call.response.body as { text: string }).text;
		};
		const [FOLLOWS, MAY_FOLLOW, DOES_NOT] = [
			/The answer will follow/,
			/answer may follow/,
			/no answer will follow here/,
		];
		const posts = replyNode('Posts', { lateReply: 'send' });
		const fails = replyNode('Fails');
		const drops = replyNode('Drops', { lateReply: 'drop' });
		const one = (node: NodeOfWorkflow): NodesBehind => ({
			nodes: [{ name: 'Slow' }, node],
			wires: [
				['Trigger', 'Slow'],
				['Slow', node.name],
			],
		});
		const both = (...nodes: NodeOfWorkflow[]): NodesBehind => ({
			nodes,
			wires: nodes.map(({ name }) => ['Trigger', name] as const),
		});

		it.each<[string, NodesBehind, RegExp]>([
			['promises an answer where Reply posts late ones', one(posts), FOLLOWS],
			['says that none will follow where Reply fails', one(fails), DOES_NOT],
			['says that none will follow where Reply drops them', one(drops), DOES_NOT],
			['says that none will follow where nothing is behind the trigger', { nodes: [], wires: [] }, DOES_NOT],
			['does not count a Reply that is disabled', one({ ...posts, disabled: true }), DOES_NOT],
			['does not count a Reply without a wire', { nodes: [posts, fails], wires: [['Trigger', 'Fails']] }, DOES_NOT],
			['leaves it open where only some Replies post late answers', both(posts, fails), MAY_FOLLOW],
		])('by default %s', async (_title, behind, text) => expect(await atDeadline(behind)).toMatch(text));

		it('looks at the Reply behind the command that was called', async () => {
			const parameters = { commands: { values: [{ name: 'report' }, { name: 'status' }] } };
			const behind: NodesBehind = {
				nodes: [{ name: 'Slow' }, posts, fails],
				wires: [
					['Trigger', 'Slow', 1],
					['Slow', 'Posts'],
					['Trigger', 'Fails', 2],
				],
			};
			const ask = async (text: string, more: Partial<TriggerRequest> = {}) =>
				await atDeadline(behind, { parameters, ...more }, text);
			expect([await ask('report'), await ask('status')]).toEqual([
				expect.stringMatching(FOLLOWS),
				expect.stringMatching(DOES_NOT),
			]);
			// Without the wires of each output, everything behind the trigger counts.
			expect(await ask('report', { tellsOfWires: false })).toMatch(MAY_FOLLOW);
		});

		it('says of the last node that none will follow, whatever is behind', async () =>
			expect(await atDeadline(one(posts), { parameters: { respond: 'lastNode', options: { maxAge: 0 } } })).toMatch(
				DOES_NOT,
			));

		it('is what was typed', async () => {
			const parameters = { options: { maxAge: 0, deadlineText: 'Vent litt' } };
			expect(await atDeadline(one(fails), { parameters })).toBe('Vent litt');
			const blank = { options: { maxAge: 0, deadlineText: ' ' } };
			expect(await atDeadline(one(fails), { parameters: blank })).toMatch(DOES_NOT);
		});
	});

	describe('Texts', () => {
		const replaced = (texts: IDataObject, more: IDataObject = {}) => ({ options: { maxAge: 0, texts, ...more } });

		it('replace what is answered without an execution', async () => {
			const commands = { values: [deploy] };
			const usage = await ask('deploy', { commands, ...replaced({ usage: 'Bruk: {command} {usage}' }) });
			expect(usage.result.webhookResponse).toEqual({ type: 'message', text: 'Bruk: deploy &lt;service&gt;' });
			const help = await ask('hjelp', { commands, ...replaced({ unknownTitle: '我会做的事' }) });
			expect(JSON.stringify(help.result.webhookResponse)).toContain('我会做的事');
		});

		it('replace the texts at the deadline, unless Deadline Text is filled in', async () => {
			const behind: NodesBehind = {
				nodes: [replyNode('Posts', { lateReply: 'send' }), replyNode('Fails')],
				wires: [
					['Trigger', 'Posts', 1],
					['Trigger', 'Fails', 2],
					['Trigger', 'Posts', 3],
					['Trigger', 'Fails', 3],
				],
			};
			const texts = { answerComes: 'comes', answerDoesNotCome: 'does not', answerMayCome: 'may' };
			const commands = { values: ['a', 'b', 'c'].map((name) => ({ name })) };
			const shown = async (text: string, more: IDataObject = {}) => {
				const rawBody = said(text);
				const parameters = { commands, ...replaced(texts, more) };
				const call = await callTrigger({ rawBody, authorization: sign(rawBody), parameters, behind });
				call.response.json({ type: 'teamsReplyLate' });
				call.response.close();
				return (call.response.body as { text: string }).text;
			};
			expect([await shown('a'), await shown('b'), await shown('c')]).toEqual(['comes', 'does not', 'may']);
			expect(await shown('a', { deadlineText: 'own' })).toBe('own');
		});

		it('replace what is said of a bad signature, of an edited message, and where the trigger cannot be used', async () => {
			const texts = { notVerified: 'nei', notNew: 'bare nye', misconfigured: 'feil satt opp' };
			const text = async (rawBody: Buffer, more: IDataObject = {}, authorization = sign(rawBody)) =>
				(await callTrigger({ rawBody, authorization, parameters: replaced(texts, more) })).result
					.webhookResponse as unknown;
			expect([
				await text(PING, { badSignature: 'message' }, 'HMAC x'),
				await text(Buffer.from('{"type":"messageReaction"}')),
				await text(PING, { replyDeadline: 99 }),
			]).toEqual(['nei', 'bare nye', 'feil satt opp'].map((each) => ({ type: 'message', text: each })));
		});

		it('that cannot be used leave the sentence in English, and say so in the log', async () => {
			const call = await ask('x', replaced({ misconfigured: '{navn}', tooOld: 'x' }));
			expect([call.result.webhookResponse, call.warnings[0]]).toEqual([
				{ type: 'message', text: expect.stringContaining('not set up correctly') as string },
				expect.stringContaining('option-invalid'),
			]);
		});

		it('survive n8n, which stores what is like the default too', () => {
			const texts = { tooOld: 'x {seconds}', notNew: 'Only new messages are answered.' };
			const read = NodeHelpers.getNodeParameters(triggerProperties, { options: { texts } }, true, false, null, null);
			expect(read?.options).toEqual({ texts });
		});
	});

	it('warn about wires once there are commands, and about an age that is not checked', () => {
		const notices = (parameters: INodeParameters) =>
			triggerProperties
				.filter(
					(property) => property.type === 'notice' && NodeHelpers.displayParameter(parameters, property, null, null),
				)
				.map(({ name }) => name);
		expect(notices({})).toEqual(['setupNotice']);
		expect(notices({ commands: { values: [{ name: 'a' }] }, options: { maxAge: 0 } })).toEqual([
			'setupNotice',
			'commandsNotice',
			'maxAgeNotice',
		]);
		expect(notices({ commands: { values: [] }, options: { maxAge: 5 } })).toEqual(['setupNotice']);
		expect(notices({ respond: 'lastNode' })).toEqual(['setupNotice', 'lastNodeNotice']);
	});

	it('name the outputs after the commands', () => {
		const outputs = (parameters: object) =>
			JSON.parse(
				runInNewContext(`JSON.stringify(${commandOutputs.slice(3, -2)})`, { $parameter: parameters }) as string,
			) as unknown;
		expect(outputs({})).toEqual([{ type: 'main' }]);
		expect(outputs({ commands: { values: [{ name: 'deploy' }, {}] } })).toEqual([
			{ type: 'main', displayName: 'Other messages' },
			{ type: 'main', displayName: 'deploy' },
			{ type: 'main', displayName: 'Command 2' },
		]);
	});
});

describe('publishing', () => {
	/** The trigger alone, and with a Reply behind it. */
	const ALONE: NodesBehind = { nodes: [], wires: [] };
	const ANSWERED: NodesBehind = { nodes: [replyNode('Reply')], wires: [['Trigger', 'Reply']] };
	const PUBLIC_URL = 'https://n8n.example.com/webhook/x';

	interface Publishing {
		readonly url?: string;
		readonly behind?: NodesBehind;
		readonly mode?: WorkflowActivateMode;
	}

	const publish = async (parameters: IDataObject, publishing: Publishing = {}) => {
		const { url = PUBLIC_URL, behind = ANSWERED, mode = 'activate' } = publishing;
		const warnings: string[] = [];
		const trigger = { parameters: parameters as INodeParameters, name: 'Trigger', type: 'teamsOutgoingWebhookTrigger' };
		const node = { ...trigger, typeVersion: 1.1, id: '1', position: [0, 0] as [number, number] };
		const workflow = new Workflow({ id: 'w', ...workflowOf(node, behind), active: true, nodeTypes: NODE_TYPES });
		const context = new HookContext(workflow, node, {} as IWorkflowExecuteAdditionalData, 'trigger', mode);
		const members = {
			getCredentials: async () => ({ securityToken: TOKEN }),
			getNodeWebhookUrl: () => url,
			logger: { warn: (line: string) => warnings.push(line) },
		};
		for (const [name, value] of Object.entries(members)) Object.defineProperty(context, name, { value });
		await new TeamsOutgoingWebhookTrigger().webhookMethods.default.create.call(context);
		return warnings;
	};

	it.each([
		['a usage nobody can read', { commands: { values: [{ name: 'a', usage: 'x' }] } }, 'command-usage-invalid'],
		['a command without a name', { commands: { values: [{ name: '' }] } }, 'command-name-missing'],
		['a deadline that is too long', { options: { replyDeadline: 99 } }, 'option-invalid'],
		['a text with a placeholder it has not', { options: { texts: { tooOld: '{sekunder} s' } } }, 'option-invalid'],
	])('refuses %s, and says everything in the message', async (_title, parameters, code) => {
		await expect(publish(parameters)).rejects.toThrow(`[${code}]`);
	});

	it('points out a URL that Teams cannot reach, naming WEBHOOK_URL', async () => {
		expect(await publish({})).toEqual([]);
		expect(await publish({}, { url: 'http://localhost:5678/webhook/x' })).toEqual([
			expect.stringContaining('WEBHOOK_URL'),
		]);
	});

	it.each<[string, NodesBehind]>([
		['nothing is behind it', ALONE],
		['the Reply behind it is disabled', { ...ANSWERED, nodes: [replyNode('Reply', { disabled: true })] }],
		['a Reply has no wire', { ...ANSWERED, wires: [] }],
		['another operation is behind it', { ...ANSWERED, nodes: [{ ...replyNode('Reply'), parameters: { text: 'x' } }] }],
		[
			'the node behind it is not ours',
			{ ...ANSWERED, nodes: [{ ...replyNode('Reply'), type: 'n8n-nodes-base.slack' }] },
		],
	])('refuses a trigger that waits for a Reply where %s', async (_title, behind) => {
		const sentence =
			/does not have an enabled Reply after it.*operation Reply.*"When Last Node Finishes" or "Immediately".*\[reply-missing\]/;
		await expect(publish({}, { behind })).rejects.toThrow(sentence);
		await expect(publish({ respond: 'replyNode' }, { behind, mode: 'update' })).rejects.toThrow(sentence);
	});

	it('names the sub-workflow in which a Reply could not answer', async () => {
		const call = { name: 'Ask the ERP', type: 'n8n-nodes-base.executeWorkflow' };
		const behind: NodesBehind = { nodes: [call], wires: [['Trigger', call.name]] };
		await expect(publish({}, { behind })).rejects.toThrow(/in the sub-workflow of "Ask the ERP" cannot answer/);
		const off: NodesBehind = { ...behind, nodes: [{ ...call, disabled: true }] };
		await expect(publish({}, { behind: off })).rejects.toThrow(
			/enabled Reply after it\. Add a Microsoft Teams Webhook node/,
		);
		const answered: NodesBehind = {
			nodes: [call, replyNode('Reply')],
			wires: [...behind.wires, [call.name, 'Reply']],
		};
		expect(await publish({}, { behind: answered })).toEqual([]);
	});

	it('takes a Reply behind any command, and behind a node that is disabled', async () => {
		const behind: NodesBehind = {
			nodes: [{ name: 'Off', disabled: true }, replyNode('Reply')],
			wires: [
				['Trigger', 'Off', 2],
				['Off', 'Reply'],
			],
		};
		expect(await publish({ commands: { values: [{ name: 'a' }, { name: 'b' }] } }, { behind })).toEqual([]);
	});

	it('does not fail over a wire that leads to no node', async () => {
		expect(await publish({}, { behind: { ...ANSWERED, wires: [...ANSWERED.wires, ['Trigger', 'Gone']] } })).toEqual([]);
	});

	it('asks for no Reply where the trigger answers itself, at a test, and when n8n starts again', async () => {
		for (const respond of ['immediately', 'lastNode'])
			expect(await publish({ respond }, { behind: ALONE })).toEqual([]);
		for (const mode of ['manual', 'init', 'leadershipChange'] as const)
			expect(await publish({}, { behind: ALONE, mode })).toEqual([]);
	});
});
