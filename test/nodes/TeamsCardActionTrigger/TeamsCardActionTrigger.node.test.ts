import type { Issuer } from '../../../simulator/actionable-messages/issuer';

import { UserError } from 'n8n-workflow';

import { startIssuer } from '../../../simulator/actionable-messages/issuer';
import { ACTION_ANSWER } from '../../../src/actionable-message/action-answer';
import { LATE_MARK } from '../../../src/outgoing-webhook/reply-guard';
import {
	actionItem,
	BINDING_SECRET,
	callAction,
	callbackQuery,
	credentialFor,
	newWorkflowId,
	publishAction,
} from '../../support/card-action';

let issuer: Issuer;

beforeAll(async () => (issuer = await startIssuer()));
afterAll(async () => await issuer.close());

const call = async (more: Partial<Parameters<typeof callAction>[0]> = {}) => await callAction({ issuer, ...more });

describe('an action that is taken', () => {
	it('emits inputs, performer, tenant, binding, ids, and who answers until when', async () => {
		const before = Date.now();
		const taken = await call();
		taken.response.close();
		expect(actionItem(taken)).toEqual({
			inputs: { choice: 'approve' },
			performer: { id: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada Example', username: 'ada@example.com' },
			tenant: { id: issuer.tenantId },
			binding: 'leave-88',
			bindingId: 'leave-88',
			action: { requestId: 'a1b2', correlationId: null },
			reply: { mode: 'replyNode', deadlineAt: expect.any(String) as string },
		});
		const deadlineMs = Date.parse((actionItem(taken).reply as { deadlineAt: string }).deadlineAt);
		expect([
			deadlineMs >= before + 1_700,
			deadlineMs < Date.now() + 2_000,
			taken.response.writes,
			taken.warnings,
		]).toEqual([true, true, 0, []]);
	});

	it.each([
		['application/json; charset=utf-8', '[1,2]', { value: [1, 2] }],
		['application/json', 'null', { value: null }],
		['application/json', '', {}],
		['application/x-www-form-urlencoded', 'why=caf%C3%A9+%26&day=1&day=2', { why: 'café &', day: ['1', '2'] }],
		['text/plain', 'He said "no"\nand left', { text: 'He said "no"\nand left' }],
		['application/vnd.x+json', '{"a":{"b":1}}', { a: { b: 1 } }],
		['application/json', '{"__proto__":{"admin":true},"constructor":1,"a":{"__proto__":1}}', { constructor: 1, a: {} }],
		['application/x-www-form-urlencoded', '__proto__=x&a=1', { a: '1' }],
		['application/x-www-form-urlencoded', 'a&'.repeat(1_000), { a: Array.from({ length: 1_000 }, () => '') }],
		[
			'application/json',
			'['.repeat(33) + ']'.repeat(33),
			{ value: JSON.parse('['.repeat(33) + ']'.repeat(33)) as unknown },
		],
	])('reads a body of %s: %s', async (contentType, body, inputs) => {
		const taken = await call({ contentType, body });
		taken.response.close();
		expect(JSON.stringify(actionItem(taken).inputs)).toBe(JSON.stringify(inputs));
		expect(Object.getPrototypeOf(actionItem(taken).inputs)).toBe(Object.prototype);
	});

	it('takes the token from Action-Authorization', async () => {
		const taken = await call({ rawHeaders: ['Authorization', '', 'Action-Authorization', `Bearer ${issuer.token()}`] });
		taken.response.close();
		expect(actionItem(taken).binding).toBe('leave-88');
	});

	it('is answered once: a second press on the same message is told so, also with another button', async () => {
		const workflowId = newWorkflowId();
		(await call({ workflowId })).response.close();
		const again = await call({ workflowId, query: callbackQuery(workflowId, 'leave-88', Date.now() + 90_000) });
		expect([again.result, again.response.statusCode, again.response.headers]).toEqual([
			{ noWebhookResponse: true },
			409,
			{ 'card-action-status': 'This message has been answered already.' },
		]);
		const other = await call({ workflowId, query: callbackQuery(workflowId, 'leave-89') });
		other.response.close();
		expect(actionItem(other).binding).toBe('leave-89');
	});

	it('stays answered after the URL that was pressed has expired, for a URL of the same message that is still good', async () => {
		const workflowId = newWorkflowId();
		const startMs = Date.now();
		const reminder = callbackQuery(workflowId, 'leave-88', startMs + 3 * 86_400_000);
		(await call({ workflowId, query: callbackQuery(workflowId, 'leave-88', startMs + 60_000) })).response.close();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(startMs + 2 * 86_400_000);
		try {
			const later = await call({
				workflowId,
				query: reminder,
				token: issuer.token({ ...issuer.claims(), exp: startMs / 1_000 + 3 * 86_400 }),
			});
			expect([later.response.statusCode, later.warnings.join()]).toEqual([
				409,
				expect.stringContaining('binding-used'),
			]);
		} finally {
			clock.mockRestore();
		}
	});

	it('is looked up before its body is read', async () => {
		const workflowId = newWorkflowId();
		(await call({ workflowId })).response.close();
		expect((await call({ workflowId, body: '{' })).warnings.join()).toContain('binding-used');
	});

	it('does not use the message up where it is refused, or tested', async () => {
		const workflowId = newWorkflowId();
		await call({ workflowId, token: issuer.token({ ...issuer.claims(), azp: 'x' }) });
		await call({ workflowId, body: '{' });
		(await call({ workflowId, mode: 'manual' })).response.close();
		const taken = await call({ workflowId });
		taken.response.close();
		expect(actionItem(taken).binding).toBe('leave-88');
	});

	it('can come twice where single use is off, and needs no callback URL where that is off', async () => {
		const workflowId = newWorkflowId();
		for (const parameters of [{ options: { singleUse: false } }, { options: { singleUse: false } }]) {
			const taken = await call({ workflowId, parameters });
			taken.response.close();
			expect(actionItem(taken).binding).toBe('leave-88');
		}
		const unbound = await call({
			query: {},
			parameters: { options: { requireCallbackUrl: false } },
			credential: { bindingSecret: '' },
		});
		unbound.response.close();
		expect(actionItem(unbound).binding).toBeNull();
	});
});

describe('the URL of a trigger', () => {
	const startedWith = async (path: string, parameters: Record<string, string>, called?: string) => {
		const workflowId = newWorkflowId();
		const { result, response } = await call({
			workflowId,
			query: callbackQuery(workflowId, 'leave-88', undefined, path),
			parameters,
			...(called === undefined ? {} : { path: called }),
		});
		response.close();
		return result.workflowData !== undefined;
	};

	it.each([
		['its path', 'teams/leave', { path: '/teams/leave/' }],
		['the ID of the node where it has none', 'hook-1', { path: '' }],
	])('counts for the trigger: %s', async (_title, path, parameters) => {
		expect([await startedWith(path, parameters), await startedWith('other', parameters)]).toEqual([true, false]);
	});

	it('counts as it was called where a part of it varies', async () => {
		const parameters = { path: 'leave/:team' };
		const called = '/webhook/hook-1/leave/eu';
		expect([
			await startedWith('hook-1/leave/eu', parameters, called),
			await startedWith('hook-1/leave/us', parameters, called),
			await startedWith('eu', parameters, called),
		]).toEqual([true, false, false]);
	});
});

describe('an action that is refused', () => {
	type Change = (workflowId: string) => Partial<Parameters<typeof callAction>[0]>;
	const bound =
		(more: object): Change =>
		(workflowId) => ({ query: { ...callbackQuery(workflowId, 'leave-88'), ...more } });

	it.each<[string, Change, number, string]>([
		['no token', () => ({ rawHeaders: [] }), 401, 'token-missing'],
		[
			'the header twice',
			() => ({ rawHeaders: ['Authorization', 'Bearer a.b.c', 'authorization', 'Bearer a.b.c'] }),
			401,
			'token-duplicated',
		],
		['what is no token', () => ({ rawHeaders: ['Authorization', 'HMAC x'] }), 401, 'token-malformed'],
		['no binding', () => ({ query: {} }), 403, 'binding-missing'],
		['another binding', bound({ binding: 'leave-89' }), 403, 'binding-forged'],
		[
			'a URL of another trigger of the workflow',
			(workflowId) => ({ query: callbackQuery(workflowId, 'leave-88', undefined, 'comment') }),
			403,
			'binding-forged',
		],
		['a URL of another workflow', () => ({ query: callbackQuery('another', 'leave-88') }), 403, 'binding-forged'],
		[
			'an expired URL',
			(workflowId) => ({ query: callbackQuery(workflowId, 'leave-88', Date.now() - 1_000) }),
			403,
			'binding-expired',
		],
		['a broken URL', bound({ signature: ['a', 'b'] }), 403, 'binding-malformed'],
		['broken JSON', () => ({ body: '{"why":"he said "no""}' }), 400, 'action-inputs-unreadable'],
		['another content type', () => ({ contentType: 'image/png' }), 400, 'action-inputs-unreadable'],
		['what is not UTF-8', () => ({ body: Buffer.from([0x22, 0xff, 0x22]) }), 400, 'action-inputs-unreadable'],
		['deep JSON', () => ({ body: '['.repeat(100_000) + ']'.repeat(100_000) }), 400, 'action-inputs-unreadable'],
		['34 levels', () => ({ body: '['.repeat(34) + ']'.repeat(34) }), 400, 'action-inputs-unreadable'],
		[
			'a form of 1,001 fields',
			() => ({ contentType: 'application/x-www-form-urlencoded', body: 'a&'.repeat(1_001) }),
			400,
			'action-inputs-unreadable',
		],
		['a body that n8n has not kept', () => ({ body: null }), 400, 'body-missing'],
		['a body over 256 KiB', () => ({ body: `"${'x'.repeat(262_144)}"` }), 400, 'body-too-large'],
	])('%s: starts nothing, shows a status, and logs the reason', async (_title, change, status, code) => {
		const workflowId = newWorkflowId();
		const refused = await call({ workflowId, ...change(workflowId) });
		expect([refused.result, refused.response.statusCode, refused.response.writes]).toEqual([
			{ noWebhookResponse: true },
			status,
			1,
		]);
		expect(refused.response.headers['card-action-status']).toMatch(/^[\x20-\x7e]{10,200}$/);
		expect(refused.warnings).toEqual([`Microsoft Teams Card Action Trigger refused a request: ${code}`]);
		expect((await call({ workflowId, ...change(workflowId) })).warnings).toEqual([]);
	});

	it('tells strangers nothing but that it could not be verified', async () => {
		for (const claims of [{ tid: 'x' }, { aud: 'x' }, { azp: 'x' }, { exp: 1 }]) {
			const refused = await call({ token: issuer.token({ ...issuer.claims(), ...claims }) });
			expect([refused.response.statusCode, refused.response.body]).toEqual([401, 'The action could not be verified.']);
		}
	});

	it('says of a retired token that its format has ended, and when', async () => {
		const refused = await call({
			token: issuer.token({ ...issuer.claims(), iss: 'https://substrate.office.com/sts/' }),
		});
		expect([refused.response.statusCode, refused.response.headers['card-action-status']]).toEqual([
			401,
			expect.stringContaining('8 June 2026'),
		]);
		expect(refused.warnings.join()).toContain('token-retired');
	});

	it('puts nothing of a request into log or answer', async () => {
		const secret = 'SECRETSECRET';
		const refused = [
			await call({ rawHeaders: ['Authorization', `Bearer ${secret}.b.c`] }),
			await call({ query: { binding: secret, expires: '1', signature: secret } }),
			await call({ body: `{${secret}` }),
			await call({ credential: { bindingSecret: secret } }),
		];
		for (const { response, warnings } of refused)
			expect(JSON.stringify([response.body, response.headers, warnings])).not.toContain(secret);
	});

	it.each([
		['audience', '', 'action-audience-blank'],
		['allowedTenants', '', 'action-tenants-invalid'],
		['actionsAppId', '', 'action-app-invalid'],
		['keysUrl', 'https://keys.example.com/', 'keys-url-invalid'],
		['bindingSecret', '', 'binding-secret-blank'],
		['bindingSecret', 'short', 'binding-secret-short'],
	])('refuses everybody, and cannot be published, with the %s %j', async (field, value, code) => {
		const refused = await call({ credential: { [field]: value } });
		expect([refused.response.statusCode, refused.response.body]).toEqual([401, 'The action could not be verified.']);
		expect(refused.warnings.join()).toContain(code);
		await expect(publishAction({ ...credentialFor(issuer), [field]: value })).rejects.toThrow(`[${code}]`);
	});

	it.each([
		...[null, undefined, ' , ', {}, [], ['aaaabbbb-cccc-4ddd-8eee-ffff00001111'], 7, '*', 'contoso.com'].map(
			(value) => ['allowedTenants', value, 'action-tenants-invalid'] as const,
		),
		...[null, undefined, ' , ', {}, [], 7].map((value) => ['audience', value, 'action-audience-blank'] as const),
		...[null, undefined, {}, 7].map((value) => ['bindingSecret', value, 'binding-secret-blank'] as const),
		...[null, undefined, '', {}, ['127.0.0.1'], '*'].map(
			(value) => ['allowedHosts', value, 'keys-url-invalid'] as const,
		),
	])('refuses everybody while an expression for %s gives %j, and logs why', async (field, value, code) => {
		const refused = await call({ credential: { [field]: value } });
		expect([refused.result.workflowData, refused.response.statusCode, refused.warnings]).toEqual([
			undefined,
			401,
			[expect.stringContaining(code)],
		]);
	});

	it('keeps asking for a callback URL of its own while the options give nothing', async () => {
		for (const options of [
			'={{ null }}',
			'={{ undefined }}',
			'={{ "" }}',
			{ requireCallbackUrl: '={{ null }}' },
			{ requireCallbackUrl: '={{ 0 }}' },
		]) {
			const refused = await call({ query: {}, parameters: { options } });
			expect([refused.result.workflowData, refused.response.statusCode]).toEqual([undefined, 403]);
		}
	});

	it('asks to try again while n8n’s database is gone', async () => {
		const { response, warnings, result } = await call({ credential: new Error('Connection terminated SECRET') });
		expect([response.statusCode, response.headers['card-action-status'], result.workflowData]).toEqual([
			503,
			expect.stringContaining('try again') as string,
			undefined,
		]);
		expect(warnings.join()).toMatch(/credential-store-unavailable(?!.*SECRET)/);
	});

	it('refuses everybody while the credential cannot be read, or an option is wrong', async () => {
		expect((await call({ credential: new UserError('SECRET') })).warnings.join()).toMatch(
			/action-credential-unreadable(?!.*SECRET)/,
		);
		for (const replyDeadline of [0.2, 4.6, 'soon']) {
			expect((await call({ parameters: { options: { replyDeadline } } })).warnings.join()).toContain('option-invalid');
			await expect(publishAction(credentialFor(issuer), { options: { replyDeadline } })).rejects.toThrow(
				'[option-invalid]',
			);
		}
	});
});

it('can be published with a good credential, and warns of a URL that Microsoft cannot reach', async () => {
	expect(await publishAction({ ...credentialFor(issuer), bindingSecret: BINDING_SECRET })).toEqual([
		expect.stringContaining('WEBHOOK_URL'),
	]);
	expect(
		await publishAction({ ...credentialFor(issuer), bindingSecret: '' }, { options: { requireCallbackUrl: false } }),
	).toHaveLength(1);
});

describe('the answer', () => {
	const CARD = { type: 'AdaptiveCard', version: '1.0', body: [] };
	const replyNode = async (body: unknown) => {
		const { response, warnings } = await call();
		response.json(body);
		return { response, warnings };
	};
	const lastNode = async (body: unknown, options = {}) => {
		const { response, warnings } = await call({ parameters: { respond: 'lastNode', options } });
		response.json(body);
		return { response, warnings };
	};

	it('of Reply carries a status, and a card in the same response', async () => {
		const { response } = await replyNode({ type: ACTION_ANSWER, status: 'Approved', failed: false, card: CARD });
		expect([response.statusCode, response.headers, response.body]).toEqual([
			200,
			{ 'card-action-status': 'Approved', 'card-update-in-body': 'true' },
			CARD,
		]);
	});

	it('of a failure is a 400 with the status and no card', async () => {
		const { response } = await replyNode({
			type: ACTION_ANSWER,
			status: 'You may not approve this',
			failed: true,
			card: CARD,
		});
		expect([response.statusCode, response.headers, response.body]).toEqual([
			400,
			{ 'card-action-status': 'You may not approve this' },
			{},
		]);
	});

	it.each([
		['a status', [{ x: 1 }, { status: 'Done' }], 200, 'Done', undefined],
		['a card', [{ card: JSON.stringify(CARD) }], 200, 'The action was completed.', CARD],
		[
			'a MessageCard',
			[{ card: { '@type': 'MessageCard', text: 'x' }, status: 'Ok' }],
			200,
			'Ok',
			{ '@type': 'MessageCard', text: 'x' },
		],
		['an error, and a card that is not used', [{ error: 'Not yours', card: CARD }], 400, 'Not yours', undefined],
		['nothing of that', [{ rows: 3 }], 200, 'The action was completed.', undefined],
		['no item', [], 400, 'The action could not be completed.', undefined],
		[
			'an attachment',
			[{ card: { contentType: 'application/vnd.microsoft.card.adaptive', content: CARD } }],
			200,
			'The action was completed.',
			CARD,
		],
	])('of the last node: %s', async (_title, items, status, text, card) => {
		const { response } = await lastNode(items);
		expect([
			response.statusCode,
			response.headers['card-action-status'],
			response.headers['card-update-in-body'],
			response.body,
		]).toEqual([status, text, card === undefined ? undefined : 'true', card ?? {}]);
	});

	it('leaves out a card that is nested too deep to be written, and logs it', async () => {
		const nested = (levels: number) => `{"type":"AdaptiveCard","body":${'['.repeat(levels)}${']'.repeat(levels)}}`;
		const { response, warnings } = await lastNode([{ status: 'Ok', card: nested(20_000) }]);
		expect([response.statusCode, response.headers, warnings.join()]).toEqual([
			200,
			{ 'card-action-status': 'Ok' },
			expect.stringContaining('action-answer-unreadable'),
		]);
		expect(
			(await lastNode([{ card: JSON.parse(nested(499)) as unknown }])).response.headers['card-update-in-body'],
		).toBe('true');
	});

	it('leaves out a card that is none, and logs it', async () => {
		const { response, warnings } = await lastNode([{ status: 'Ok', card: { type: 'hero' } }]);
		expect([response.headers, warnings.join()]).toEqual([
			{ 'card-action-status': 'Ok' },
			expect.stringContaining('action-answer-unreadable'),
		]);
	});

	it.each([
		['Ok\r\nSet-Cookie: a=b', 'Ok Set-Cookie: a=b'],
		['Ok\u2028\u0000\u0085next', 'Ok next'],
		['Größe “naïve” – ähnlich…', 'Grosse "naive" - ahnlich...'],
		['承認しました', 'The action was completed.'],
		['x'.repeat(300), `${'x'.repeat(197)}...`],
	])('makes %j fit into a header', async (status, shown) => {
		const { response, warnings } = await replyNode({ type: ACTION_ANSWER, status, failed: false });
		expect(response.headers['card-action-status']).toBe(shown);
		expect(warnings.join()).toContain('action-status-changed');
	});

	it('says that it has failed where the workflow fails, ends without a word, or another node answers', async () => {
		for (const [status, body] of [
			[500, { message: 'Error in workflow' }],
			[200, undefined],
			[200, ''],
			[200, { message: 'x' }],
		] as const) {
			const { response } = await call();
			response.status(status).json(body);
			expect([response.statusCode, response.headers]).toEqual([
				400,
				{ 'card-action-status': 'The action could not be completed.' },
			]);
		}
	});

	it('says at the deadline that it is being worked on, and drops what comes later', async () => {
		const { response, warnings } = await call({
			parameters: { options: { replyDeadline: 0.3, deadlineText: 'Later' } },
		});
		await new Promise<void>((resolve) => {
			const look = () => (response.headersSent ? resolve() : setImmediate(look));
			look();
		});
		response.json({ type: ACTION_ANSWER, status: 'Approved', failed: false });
		expect([response.statusCode, response.headers, response.writes, warnings.join()]).toEqual([
			200,
			{ 'card-action-status': 'Later' },
			1,
			expect.stringContaining('after the deadline'),
		]);
	});

	it('says the same where Reply counts itself as late', async () => {
		const { response } = await replyNode(LATE_MARK);
		expect(response.headers['card-action-status']).toBe('The action was received and is being worked on.');
	});

	it('goes out at once where the trigger responds immediately', async () => {
		const { response, result } = await call({
			parameters: { respond: 'immediately', options: { successText: 'On it' } },
		});
		expect([response.statusCode, response.headers, result.noWebhookResponse, result.workflowData?.length]).toEqual([
			200,
			{ 'card-action-status': 'On it' },
			true,
			1,
		]);
	});
});
