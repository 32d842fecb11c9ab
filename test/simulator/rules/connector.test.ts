import type { IncomingWebhook } from '../../../simulator/model/types';
import type { Simulator } from '../../../simulator/simulator';

import { cardAttachment, cardMessage, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

/** The rows of reference/teams.md B.1 to B.4. */

let simulator: Simulator;
let connector: IncomingWebhook;

beforeAll(async () => {
	simulator = await startTestSimulator();
	simulator.store.setup({ settings: { rates: false, flowBotRate: false, previews: true } });
	connector = newIncoming(simulator, { kind: 'connector' });
});
afterAll(async () => await simulator.close());

const post = async (body: unknown) => await postTo(simulator, connector.path, JSON.stringify(body));

it('B.1: has a URL of the last form', () => {
	const guid = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
	expect(connector.path).toMatch(
		new RegExp(`^/webhookb2/${guid}@${guid}/IncomingWebhook/[0-9a-f]{32}/${guid}/V2[\\w-]+$`),
	);
});

/** B.4: what works. */
const TAKEN: ReadonlyArray<readonly [string, unknown]> = [
	['a text', { text: 'x' }],
	['a text with a title', { title: 'T', text: 'x' }],
	[
		'a MessageCard with a summary',
		{ '@type': 'MessageCard', '@context': 'https://schema.org/extensions', summary: 's', title: 'T' },
	],
	['a MessageCard with a text', { '@type': 'MessageCard', text: 'x' }],
	['a message with an Adaptive Card', cardMessage()],
	['a message with an Adaptive Card 1.5', cardMessage(cardAttachment({ version: '1.5' }))],
	['a message with two cards and a summary', { ...cardMessage(cardAttachment(), cardAttachment()), summary: 's' }],
];

it.each(TAKEN)('B.2, B.4: answers 1 to %s', async (_what, body) => {
	const { status, text, headers, messages, run } = await post(body);
	expect([status, text, headers.get('content-type')]).toEqual([200, '1', 'text/plain; charset=utf-8']);
	expect(messages).toMatchObject([{ author: { kind: 'connector', name: 'Test' } }]);
	expect(run).toMatchObject({ status: 'succeeded', posted: 1 });
});

const sentence = (httpError: number) =>
	new RegExp(
		`^Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${httpError} with ContextId tcid=\\d+,server=\\w+,cv=\\S+$`,
	);

/** B.2: what is refused, and how. */
const REFUSED: ReadonlyArray<readonly [string, string, number, RegExp]> = [
	['no JSON', '{', 400, /^Bad payload received by generic incoming webhook\.$/],
	['a list', '[]', 400, /^Bad payload/],
	['a text at the top', '"x"', 400, /^Bad payload/],
	['bytes that are not UTF-8', '\xff', 400, /^Bad payload/],
	['an empty object', '{}', 400, /^Summary or Text is required\.$/],
	[
		'a MessageCard without summary and text',
		'{"@type":"MessageCard","title":"T"}',
		400,
		/^Summary or Text is required\.$/,
	],
	['a bare Adaptive Card', JSON.stringify(cardAttachment().content), 400, /^Summary or Text is required\.$/],
	['an empty list of attachments', '{"type":"message","attachments":[]}', 400, /^Summary or Text is required\.$/],
	['a blank text', '{"text":" "}', 400, /^Summary or Text is required\.$/],
	[
		'a hero card',
		JSON.stringify(cardMessage({ contentType: 'application/vnd.microsoft.card.hero', content: { title: 'x' } })),
		200,
		sentence(400),
	],
	...['thumbnail', 'receipt', 'signin'].map(
		(type) =>
			[
				`a ${type} card`,
				JSON.stringify(cardMessage({ contentType: `application/vnd.microsoft.card.${type}`, content: { title: 'x' } })),
				200,
				sentence(400),
			] as const,
	),
	[
		'a list card',
		JSON.stringify(cardMessage({ contentType: 'application/vnd.microsoft.teams.card.list', content: {} })),
		200,
		sentence(400),
	],
	['a card that is none', JSON.stringify(cardMessage(cardAttachment({ type: 'Card' }))), 200, sentence(400)],
	[
		'OpenUrl with a relative address',
		JSON.stringify(cardMessage(cardAttachment({ actions: [{ type: 'Action.OpenUrl', url: 'x' }] }))),
		200,
		sentence(400),
	],
];

it.each(REFUSED)('B.2: refuses %s', async (_what, body, status, text) => {
	const result = await postTo(simulator, connector.path, body === '\xff' ? Buffer.from([0x22, 0xff, 0x22]) : body);
	expect([result.status, result.text, result.messages]).toEqual([status, expect.stringMatching(text), []]);
	expect(result.run).toMatchObject({ status: 'refused', posted: 0, reasons: [expect.any(String)] });
});

it('B.3: takes a message of 28 KiB and refuses one byte more, inside a 200', async () => {
	const sized = (bytes: number) => ({ text: 'x'.repeat(bytes - '{"text":""}'.length) });
	expect((await post(sized(28 * 1024))).text).toBe('1');
	const { status, text } = await post(sized(28 * 1024 + 1));
	expect([status, text]).toEqual([200, expect.stringMatching(sentence(413))]);
});

it('B.4: draws OpenUrl, ShowCard and ToggleVisibility, not Submit and Execute, and H.2 not Http', async () => {
	const drawn = [
		{ type: 'Action.OpenUrl', url: 'https://example.com' },
		{ type: 'Action.ShowCard' },
		{ type: 'Action.ToggleVisibility' },
	];
	const { messages } = await post(
		cardMessage(
			cardAttachment({
				actions: [...drawn, { type: 'Action.Submit' }, { type: 'Action.Execute' }, { type: 'Action.Http' }],
			}),
		),
	);
	expect(messages[0]).toMatchObject({
		attachments: [{ content: { actions: drawn } }],
		notes: ['Submit', 'Execute', 'Http'].map((name) => expect.stringContaining(`Action.${name}`) as unknown),
	});
});

it('B.4: mentions people by sign-in name, nobody by an id of bots', async () => {
	const entities = ['bo@example.com', '29:1y8wOpaque'].map((id) => ({
		type: 'mention',
		text: '<at>Bo</at>',
		mentioned: { id, name: 'Bo' },
	}));
	const { messages } = await post(cardMessage(cardAttachment({ msteams: { entities } })));
	expect(messages[0]).toMatchObject({
		attachments: [{ content: { msteams: { entities: [entities[0]] } } }],
		notes: [expect.stringContaining('mention of Bo')],
	});
});

it('B.1: wants nothing but its path, and knows no other', async () => {
	expect((await postTo(simulator, `${connector.path}x`, '{"text":"x"}')).status).toBe(404);
	expect((await postTo(simulator, connector.path.replace(/\/V2.*/, ''), '{"text":"x"}')).status).toBe(404);
});

it('F.1: says that buttons which call back are not drawn', async () => {
	const { messages } = await post({
		'@type': 'MessageCard',
		text: 'x',
		potentialAction: [{ '@type': 'HttpPOST' }, { '@type': 'OpenUri' }],
		sections: [{ potentialAction: [{ '@type': 'ActionCard' }] }],
	});
	expect(messages[0]?.notes).toEqual(['2 buttons that call back are not drawn: that ended with the connectors.']);
});

it('B.2: answers 404 for a connector that was deleted', async () => {
	const other = newIncoming(simulator, { kind: 'connector' });
	simulator.actions.deleteIncoming(other.id);
	const { status, text } = await postTo(simulator, other.path, '{"text":"x"}');
	expect([status, text]).toEqual([404, 'Webhook Not Found']);
});
