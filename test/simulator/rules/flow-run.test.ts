import type { Simulator } from '../../../simulator/simulator';
import type { IncomingWebhook } from '../../../simulator/model/types';

import { cardAttachment, cardMessage, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

/** The rows of reference/teams.md C.1 to C.4 that say what a flow takes and refuses, one by one. */

let simulator: Simulator;
let flow: IncomingWebhook;

beforeAll(async () => {
	simulator = await startTestSimulator();
	simulator.store.setup({ settings: { rates: false, flowBotRate: false, previews: true } });
	flow = newIncoming(simulator);
});
afterAll(async () => await simulator.close());

const post = async (body: unknown, webhook = flow, headers = {}) =>
	await postTo(simulator, webhook.path, JSON.stringify(body), headers);

const messageCard = {
	'@type': 'MessageCard',
	'@context': 'https://schema.org/extensions',
	summary: 's',
	title: 'T',
	text: 'x',
	potentialAction: [{ '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://example.com' }] }],
};

describe('the URL', () => {
	it('C.1: looks as it does in the public cloud', () => {
		expect(flow.path).toMatch(
			/^\/powerautomate\/automations\/direct\/workflows\/[0-9a-f]{32}\/triggers\/manual\/paths\/invoke\?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1\.0&sig=[\w-]{43}$/,
		);
	});

	it.each([
		[16_384, 202],
		[16_385, 414],
	])('C.1: of %i characters is answered with %i', async (length, status) => {
		const path = `${flow.path}&more=`;
		const padded = path + 'x'.repeat(length - simulator.baseUrl.length - path.length);
		expect((await postTo(simulator, padded, JSON.stringify(cardMessage()))).status).toBe(status);
	});

	it('C.1: is another one when the flow is made again', async () => {
		const again = newIncoming(simulator);
		expect(again.path).not.toBe(flow.path);
	});

	it('C.1: has no sig where the flow wants signed-in callers', () => {
		expect(newIncoming(simulator, { access: 'tenant' }).path).not.toMatch(/sig=|sp=/);
	});
});

describe('what is posted', () => {
	it.each(['standard', 'shared', 'private'] as const)('C.6: into a %s channel', async (kind) => {
		const { id } = simulator.actions.createChannel(simulator.store.state().setup.teams[0]?.id ?? '', {
			name: `a ${kind} one`,
			kind,
		});
		const { path } = simulator.actions.createIncoming({
			channel: id,
			name: 'x',
			kind: 'workflows',
			access: 'anyone',
			schema: false,
			confirms: false,
		});
		expect((await postTo(simulator, path, JSON.stringify(cardMessage()))).messages).toMatchObject([
			{ channelId: id, author: { name: 'Workflows' } },
		]);
	});

	it('C.2: a card with mentions of people, by sign-in name or object id; those of others stay text', async () => {
		const mention = (name: string, mentioned: object) => ({
			type: 'mention',
			text: `<at>${name}</at>`,
			mentioned: { name, ...mentioned },
		});
		const people = [
			mention('Bo', { id: 'bo@example.com' }),
			mention('Ada', { id: '0f0e0d0c-1111-4222-8333-444455556666', mentionType: 'Person' }),
		];
		const others = [
			mention('Chi', { id: '29:1z9xOpaque' }),
			mention('Bot', { id: '28:0f0e0d0c-1111-4222-8333-444455556666' }),
			mention('General', { id: '19:0123456789abcdef0123456789abcdef@thread.tacv2' }),
			mention('On call', { id: '0f0e0d0c-1111-4222-8333-444455556666', mentionType: 'tag' }),
			mention('None', {}),
		];
		const { messages } = await post(
			cardMessage(cardAttachment({ msteams: { width: 'Full', entities: [...people, ...others] } })),
		);
		expect(messages[0]).toMatchObject({
			attachments: [{ content: { msteams: { width: 'Full', entities: people } } }],
			notes: ['Chi', 'Bot', 'General', 'On call', 'None'].map(
				(name) => `The mention of ${name} reaches nobody: webhooks mention people, by sign-in name or Entra object ID.`,
			),
		});
	});

	it('C.4: every item of an apply-to-each, up to 5,000', async () => {
		const { run } = await post(cardMessage(...Array.from({ length: 5_000 }, () => 1)));
		expect([run?.status, run?.reasons.at(0), run?.reasons.at(-1), run?.reasons.length]).toEqual([
			'failed',
			expect.stringMatching(/^Card 1 of 5000: /),
			'4980 more cards were not posted.',
			21,
		]);
	});

	it('C.3: 202 with an empty body, a run id and a correlation id, and the card in the channel', async () => {
		const { status, text, headers, messages, run } = await post(cardMessage());
		expect([status, text, headers.get('content-type')]).toEqual([202, '', null]);
		expect(headers.get('x-ms-workflow-run-id')).toBe(run?.id);
		expect(run?.id).toMatch(/^085\d{26}CU\d{2}$/);
		expect(headers.get('x-ms-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
		expect(messages).toMatchObject([{ author: { kind: 'flow', name: 'Workflows' }, attachments: [cardAttachment()] }]);
		expect(run).toMatchObject({ status: 'succeeded', reasons: [], posted: 1 });
	});

	it('C.2: several attachments become one message each, in order', async () => {
		const { messages } = await post(
			cardMessage(cardAttachment({ body: [] }), cardAttachment(), cardAttachment({ lang: 'no' })),
		);
		expect(
			messages.map(({ attachments }) => Object.keys((attachments[0] as { content: object }).content).length),
		).toEqual([3, 3, 4]);
		expect(new Set(messages.map(({ rootId }) => rootId)).size).toBe(3);
	});

	it('C.2: a MessageCard at the top level, its buttons not drawn', async () => {
		const { status, messages } = await post(messageCard);
		expect([status, messages[0]?.notes]).toEqual([
			202,
			['A button of the MessageCard is not drawn: Workflows shows texts and facts only.'],
		]);
	});

	it('C.2, H.2: buttons nobody listens to are taken out, client-side ones stay', async () => {
		const actions = [
			'Action.OpenUrl',
			'Action.ShowCard',
			'Action.ToggleVisibility',
			'Action.Submit',
			'Action.Execute',
			'Action.Http',
		].map((type) => ({ type, title: type, ...(type === 'Action.OpenUrl' ? { url: 'https://example.com' } : {}) }));
		const { messages } = await post(cardMessage(cardAttachment({ actions, selectAction: { type: 'Action.Submit' } })));
		const { content } = messages[0]?.attachments[0] as {
			content: { actions: Array<{ type: string }>; selectAction?: unknown };
		};
		expect(content.actions.map(({ type }) => type)).toEqual([
			'Action.OpenUrl',
			'Action.ShowCard',
			'Action.ToggleVisibility',
		]);
		expect(content.selectAction).toBeUndefined();
		expect(messages[0]?.notes).toHaveLength(3);
	});
});

/** C.2, C.3, C.4: the caller has its 202, and the run fails. */
const FAILED_RUNS: ReadonlyArray<readonly [string, unknown, RegExp]> = [
	['no attachments', { text: 'x' }, /is of type 'Null'\. The result must be a valid array/],
	['attachments that are null', { type: 'message', attachments: null }, /is of type 'Null'/],
	['attachments that are a text', { type: 'message', attachments: 'x' }, /is of type 'String'/],
	['attachments that are an object', { type: 'message', attachments: {} }, /is of type 'Object'/],
	['a bare Adaptive Card', cardAttachment().content, /is of type 'Null'/],
	['a list at the top', [cardAttachment()], /is of type 'Null'/],
	[
		'an attachment that is not an Adaptive Card',
		cardMessage({ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'x' } }),
		/not an Adaptive Card/,
	],
	[
		'an attachment without content',
		cardMessage({ contentType: 'application/vnd.microsoft.card.adaptive' }),
		/not an Adaptive Card/,
	],
	['version 1.5', cardMessage(cardAttachment({ version: '1.5' })), /version 1\.5 is not supported/],
	['version 1.10', cardMessage(cardAttachment({ version: '1.10' })), /version 1\.10 is not supported/],
	['version 2.0', cardMessage(cardAttachment({ version: '2.0' })), /version 2\.0 is not supported/],
	[
		'OpenUrl with a relative address',
		cardMessage(cardAttachment({ actions: [{ type: 'Action.OpenUrl', url: '/x' }] })),
		/absolute web address/,
	],
	[
		'OpenUrl with an empty address, deep inside',
		cardMessage(
			cardAttachment({
				body: [{ type: 'Container', items: [{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', url: '' }] }] }],
			}),
		),
		/absolute web address/,
	],
	['a MessageCard without summary and text', { '@type': 'MessageCard', title: 'x' }, /Summary or Text is required/],
	[
		'more attachments than an apply-to-each takes',
		cardMessage(...Array.from({ length: 5_001 }, () => 1)),
		/5001 items; 5000 are allowed/,
	],
];

it.each(FAILED_RUNS)('the run fails with %s', async (_what, body, reason) => {
	const { status, text, messages, run } = await post(body);
	expect([status, text, messages]).toEqual([202, '', []]);
	expect(run).toMatchObject({ status: 'failed', posted: 0, reasons: [expect.stringMatching(reason)] });
});

it.each(['1.0', '1.2', '1.4', 1.4])('version %s is taken', async (version) => {
	expect((await post(cardMessage(cardAttachment({ version })))).run?.status).toBe('succeeded');
});

it('C.2: one failed card does not stop the others', async () => {
	const { messages, run } = await post(
		cardMessage(cardAttachment(), cardAttachment({ version: '1.6' }), cardAttachment()),
	);
	expect(messages).toHaveLength(2);
	expect(run).toMatchObject({
		status: 'failed',
		posted: 2,
		reasons: ['Card 2 of 3: Adaptive Card version 1.6 is not supported: 1.4 is the highest.'],
	});
});

describe('C.4, C.6: 28 KiB after the card has been serialised again', () => {
	const sized = (countedBytes: number, filler = 'x') => {
		const empty = cardAttachment({ body: [{ type: 'TextBlock', text: '' }] });
		const room = countedBytes - Buffer.byteLength(JSON.stringify(JSON.stringify(empty)));
		return cardAttachment({
			body: [
				{
					type: 'TextBlock',
					text: filler.repeat(room / Buffer.byteLength(JSON.stringify(JSON.stringify(filler)).slice(3, -3))),
				},
			],
		});
	};

	it('takes exactly 28 KiB', async () => {
		expect((await post(cardMessage(sized(28 * 1024)))).run?.status).toBe('succeeded');
	});

	it('refuses one byte more', async () => {
		const { run } = await post(cardMessage(sized(28 * 1024 + 1)));
		expect(run).toMatchObject({ status: 'failed', reasons: ['Request Entity too large'] });
	});

	it('counts bytes, not characters, and every escape twice', async () => {
		const quotes = cardAttachment({ body: [{ type: 'TextBlock', text: '"'.repeat(8_000) }] });
		expect(Buffer.byteLength(JSON.stringify(quotes))).toBeLessThan(20_000);
		expect((await post(cardMessage(quotes))).run?.reasons).toEqual(['Request Entity too large']);
		expect(
			(await post(cardMessage(cardAttachment({ body: [{ type: 'TextBlock', text: '漢'.repeat(9_600) }] })))).run
				?.reasons,
		).toEqual(['Request Entity too large']);
	});
});

/** C.3: refused before there is a run. */
const REFUSED: ReadonlyArray<
	readonly [
		string,
		Partial<IncomingWebhook>,
		(path: string) => string,
		string | Buffer,
		Record<string, string>,
		number,
		string,
	]
> = [
	['no sig', {}, (path) => path.replace(/&sig=.*/, ''), '{}', {}, 401, 'DirectApiAuthorizationRequired'],
	['an empty sig', {}, (path) => path.replace(/&sig=.*/, '&sig='), '{}', {}, 401, 'DirectApiAuthorizationRequired'],
	['a wrong sig', {}, (path) => `${path}x`, '{}', {}, 401, 'InvalidSignature'],
	['a sig that is cut off', {}, (path) => path.slice(0, -1), '{}', {}, 401, 'InvalidSignature'],
	[
		'a bearer token at a URL with sig',
		{},
		(path) => path,
		'{}',
		{ authorization: 'Bearer x' },
		401,
		'InvalidAuthenticationScheme',
	],
	[
		'a flow for signed-in callers, without a token',
		{ access: 'tenant' },
		(path) => path,
		'{}',
		{},
		401,
		'DirectApiAuthorizationRequired',
	],
	[
		'a flow for signed-in callers, a sig instead',
		{ access: 'tenant' },
		(path) => `${path}&sig=x`,
		'{}',
		{},
		401,
		'DirectApiAuthorizationRequired',
	],
	[
		'a flow for signed-in callers, a token nobody vouches for',
		{ access: 'tenant' },
		(path) => path,
		'{}',
		{ authorization: 'Bearer x' },
		401,
		'MisMatchingOAuthClaims',
	],
	[
		'bytes that are not UTF-8',
		{},
		(path) => path,
		Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]),
		{},
		400,
		'InvalidRequestContent',
	],
	['no JSON', {}, (path) => path, '{"type"', {}, 400, 'InvalidRequestContent'],
	[
		'null where the schema says string',
		{ schema: true },
		(path) => path,
		'{"type":null,"attachments":[]}',
		{},
		400,
		'TriggerInputSchemaMismatch',
	],
	[
		'null in an attachment where the schema says string',
		{ schema: true },
		(path) => path,
		'{"attachments":[{"contentType":null}]}',
		{},
		400,
		'TriggerInputSchemaMismatch',
	],
	['a flow that is gone', {}, (path) => path.replace('/workflows/', '/workflows/0'), '{}', {}, 404, 'WorkflowNotFound'],
];

it.each(REFUSED)('C.3: refuses %s', async (_what, change, alter, body, headers, status, code) => {
	const webhook = newIncoming(simulator, change);
	const result = await postTo(simulator, alter(webhook.path), body, headers);
	expect([result.status, (JSON.parse(result.text) as { error: { code: string } }).error.code, result.messages]).toEqual(
		[status, code, []],
	);
	expect(result.headers.get('x-ms-workflow-run-id')).toBeNull();
	expect(result.run?.status).toBe(status === 404 ? undefined : 'refused');
});

it('C.3: null is taken where there is no schema', async () => {
	expect((await post({ type: null, attachments: [cardAttachment()] })).run?.status).toBe('succeeded');
});

it('C.3: answers other methods as for a flow that is gone', async () => {
	expect((await fetch(simulator.baseUrl + flow.path)).status).toBe(404);
});

describe('a flow with a Response action', () => {
	it('C.3: answers 200 and says which message it has posted', async () => {
		const { status, text, messages } = await post(cardMessage(), newIncoming(simulator, { confirms: true }));
		expect([status, JSON.parse(text)]).toEqual([200, { outcome: 'delivered', messageId: messages[0]?.id }]);
	});

	it('C.3: answers 502 NoResponse when the card could not be posted', async () => {
		const { status, text } = await post({ text: 'x' }, newIncoming(simulator, { confirms: true }));
		expect([status, text]).toEqual([502, expect.stringContaining('NoResponse')]);
	});

	it('posts into the thread that replyToId names, and begins a new one for an unknown id', async () => {
		const {
			messages: [root],
		} = await post(cardMessage());
		const answer = async (replyToId: string) => (await post({ ...cardMessage(), replyToId })).messages[0];
		expect((await answer(root?.id ?? ''))?.rootId).toBe(root?.id);
		const other = await answer('17');
		expect(other?.rootId).toBe(other?.id);
	});
});

it('lets a plugin admit a signed-in caller, or refuse it in its own words', async () => {
	const admits = ({ headers }: { headers: Readonly<Record<string, string | undefined>> }) =>
		headers.authorization === 'Bearer good'
			? ('admitted' as const)
			: {
					status: 403,
					contentType: 'application/json',
					body: '{"error":{"code":"MisMatchingOAuthClaims"}}',
					headers: {},
				};
	const other = await startTestSimulator({ plugins: [{ admits }] });
	try {
		const restricted = newIncoming(other, { access: 'tenant' });
		const status = async (token: string) =>
			(await postTo(other, restricted.path, JSON.stringify(cardMessage()), { authorization: `Bearer ${token}` }))
				.status;
		expect([await status('good'), await status('bad')]).toEqual([202, 403]);
	} finally {
		await other.close();
	}
});
