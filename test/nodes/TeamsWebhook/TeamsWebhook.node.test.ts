import type { IDataObject, IRun } from 'n8n-workflow';
import type { IncomingSide } from '../../../simulator/incoming';

import { LATE_MARK } from '../../../src/outgoing-webhook/reply-guard';
import { startIncomingSide } from '../../../simulator/incoming';
import { mentionItem, runWorkflow } from '../../support/action';

let teams: IncomingSide;

beforeAll(async () => (teams = await startIncomingSide()));
afterAll(async () => await teams.close());

const credential = () => ({ webhookUrl: teams.workflowsUrl, allowedHosts: '127.0.0.1' });

describe('send', () => {
	it('posts one message per item, linked to it', async () => {
		const before = teams.messages().length;
		const { output } = await runWorkflow({
			items: [{ n: 1 }, { n: 2 }],
			actions: [{ parameters: { text: '=no {{ $json.n }}' } }],
			credential: credential(),
		});
		expect(output.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([
			['accepted', { item: 0 }],
			['accepted', { item: 1 }],
		]);
		expect(JSON.stringify(teams.messages().slice(before))).toMatch(/no 1.*no 2/);
	});

	it('sends the extra header of the credential, and refuses one that is HTTP’s own', async () => {
		const run = async (headerName: string) =>
			await runWorkflow({
				items: [{}],
				actions: [{ parameters: { text: 'x' }, onError: 'continueRegularOutput' }],
				credential: { ...credential(), headerName, headerValue: 'k' },
			});
		expect((await run('x-flow-key')).output[0]?.json).toMatchObject({ outcome: 'accepted' });
		expect((await run('Host')).output[0]?.json).toMatchObject({
			details: { code: 'header-name-invalid', outcome: 'notSent' },
		});
	});

	it('stops at the pace of the credential, and says when the next message can go', async () => {
		const paced = { ...credential(), paceGroup: 'test', pacePer300s: 1 };
		const { output } = await runWorkflow({
			items: [{}, {}],
			actions: [{ parameters: { text: 'x' }, onError: 'continueRegularOutput' }],
			credential: paced,
		});
		expect(output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ outcome: 'accepted' }),
			expect.objectContaining({
				error: expect.stringMatching(/can go at 20\d\d-/) as string,
				details: expect.objectContaining({ code: 'pace-window-full' }) as unknown,
			}),
		]);
	});

	it('gives failed items three keys and nothing else', async () => {
		const { output } = await runWorkflow({
			items: [{ a: 1 }],
			actions: [{ parameters: { text: ' ' }, onError: 'continueRegularOutput' }],
			credential: credential(),
		});
		expect(Object.keys(output[0]?.json ?? {})).toEqual(['error', 'message', 'details']);
		expect(output[0]?.error).toBeUndefined();
	});

	it('fails with message, description, code and item', async () => {
		const { run } = await runWorkflow({
			items: [{}],
			actions: [{ parameters: { text: 'x' } }],
			credential: { ...credential(), webhookUrl: `${teams.workflowsUrl}x` },
		});
		expect(run.data.resultData.error).toMatchObject({
			name: 'NodeApiError',
			message: 'Teams refused the webhook URL.',
			description: expect.stringContaining('[url-refused]') as string,
			context: { itemIndex: 0, code: 'url-refused' },
		});
	});

	it('takes a number from an expression as text', async () => {
		const before = teams.messages().length;
		await runWorkflow({
			items: [{ n: 7 }],
			actions: [{ parameters: { text: '={{ $json.n }}' } }],
			credential: credential(),
		});
		expect(JSON.stringify(teams.messages()[before])).toContain('"text":"7"');
	});
});

describe('send to destinations', () => {
	const list = () => ({
		destinations: `ops, ${teams.workflowsUrl}; dead, ${teams.workflowsUrl}x; alerts, 19:a@thread.tacv2, ${teams.workflowsUrl}`,
		allowedHosts: '127.0.0.1',
	});
	const send = async (destination: unknown) =>
		(
			await runWorkflow({
				items: [{ to: 'alerts, ops' }, {}],
				actions: [
					{
						parameters: { text: 'x', authentication: 'destinations', destination } as IDataObject,
						onError: 'continueRegularOutput',
					},
				],
				credential: list(),
			})
		).output;

	it('gives one output item per item and destination, with its name', async () => {
		const output = await send(['ops', 'dead']);
		expect(
			output.map(({ json, pairedItem }) => [
				json.outcome ?? (json.details as IDataObject).outcome,
				((json.destination ?? (json.details as IDataObject).destination) as IDataObject).name,
				pairedItem,
			]),
		).toEqual([
			['accepted', 'ops', { item: 0 }],
			['rejected', 'dead', { item: 0 }],
			['accepted', 'ops', { item: 1 }],
			['rejected', 'dead', { item: 1 }],
		]);
		expect(JSON.stringify(output)).not.toContain('sig=');
	});

	it('takes names from an expression, and says which names there are', async () => {
		const output = await send('={{ $json.to ?? "nobody" }}');
		expect(
			output.map(
				({ json }) => (json.destination as IDataObject | undefined)?.name ?? (json.details as IDataObject).code,
			),
		).toEqual(['alerts', 'ops', 'destination-unknown']);
		expect(JSON.stringify(output[2]?.json)).toContain(
			'Use one of the destinations in the credential: ops, dead, alerts.',
		);
		expect((await send('={{ " , " }}'))[0]?.json).toMatchObject({ details: { code: 'destination-missing' } });
	});
});

/** What n8n shows above the output of a node. */
const hintsOf = (run: IRun, node: string) => run.data.resultData.runData[node]?.[0]?.hints;

describe('reply', () => {
	const reply = { parameters: { operation: 'reply', text: 'done' } };

	it('answers with the content of all items, linked to all of them', async () => {
		const { output, replies } = await runWorkflow({
			items: [mentionItem(), { text: 'b' }],
			actions: [{ parameters: { operation: 'reply', text: '={{ $json.text }}' } }],
			withTrigger: true,
		});
		expect(replies).toEqual([{ type: 'message', text: 'ping\n\nb' }]);
		expect(output).toEqual([
			expect.objectContaining({ json: { outcome: 'replied' }, pairedItem: [{ item: 0 }, { item: 1 }] }),
		]);
	});

	it('answers once', async () => {
		const { run, output, replies } = await runWorkflow({
			items: [mentionItem()],
			actions: [reply, reply],
			withTrigger: true,
		});
		expect(replies).toHaveLength(1);
		expect(output[0]?.json).toEqual({ outcome: 'alreadyReplied' });
		expect([hintsOf(run, 'Action 0'), hintsOf(run, 'Action 1')]).toEqual([
			[],
			[{ message: expect.stringMatching(/another Reply.*came first/) as string, type: 'info', location: 'outputPane' }],
		]);
	});

	it.each([
		['no trigger came before it', { withTrigger: false, items: [mentionItem()] }, 'no-mention-to-answer'],
		['the trigger answers itself', { withTrigger: true, items: [mentionItem('lastNode')] }, 'no-mention-to-answer'],
		['the deadline has passed', { withTrigger: true, items: [mentionItem('replyNode', -1)] }, 'reply-late'],
	])('fails when %s', async (_title, request, code) => {
		const { run, replies } = await runWorkflow({ ...request, actions: [reply] });
		expect(run.data.resultData.error).toMatchObject({ context: { code } });
		expect(replies).toEqual(code === 'reply-late' ? [LATE_MARK] : []);
	});

	it.each([
		['without a mention', { withTrigger: false, items: [{}] }],
		['with an old, pinned mention', { withTrigger: true, items: [mentionItem('replyNode', -60_000)] }],
	])('says noRequest in a manual run %s', async (_title, request) => {
		const { run, output, replies } = await runWorkflow({ ...request, actions: [reply], mode: 'manual' });
		expect([output[0]?.json, replies]).toEqual([{ outcome: 'noRequest' }, []]);
		expect(hintsOf(run, 'Action 0')).toEqual([
			{
				message: expect.stringMatching(/no mention.*is waiting.*"Execute workflow".*test URL.*publish/) as string,
				type: 'info',
				location: 'outputPane',
			},
		]);
	});

	it('finds the mention on the output of its command', async () => {
		const { replies } = await runWorkflow({
			items: [mentionItem()],
			actions: [reply],
			withTrigger: true,
			triggerParameters: { commands: { values: [{ name: 'a' }, { name: 'b' }] } },
		});
		expect(replies).toEqual([{ type: 'message', text: 'done' }]);
	});

	it('counts itself late from the margin before the deadline on', async () => {
		const run = async (replyMargin: number) =>
			(
				await runWorkflow({
					items: [mentionItem('replyNode', 30_000)],
					actions: [{ parameters: { ...reply.parameters, lateReply: 'drop', options: { replyMargin } } }],
					withTrigger: true,
				})
			).output[0]?.json;
		expect([await run(60_000), await run(0)]).toEqual([{ outcome: 'lateDropped' }, { outcome: 'replied' }]);
		const { output } = await runWorkflow({
			items: [mentionItem('replyNode', 600)],
			actions: [{ parameters: { ...reply.parameters, lateReply: 'drop' } }],
			withTrigger: true,
		});
		expect(output[0]?.json).toEqual({ outcome: 'lateDropped' });
	});

	it('shortens what Teams would not take, and removes what it ignores, with warnings', async () => {
		const card = {
			type: 'AdaptiveCard',
			version: '1.4',
			body: [{ type: 'TextBlock', text: 'x'.repeat(40_000) }],
			actions: [{ type: 'Action.Submit', title: 'a' }],
		};
		const { output, replies } = await runWorkflow({
			items: [mentionItem()],
			actions: [{ parameters: { operation: 'reply', content: 'adaptiveCard', cardJson: JSON.stringify(card) } }],
			withTrigger: true,
		});
		expect(output[0]?.json).toEqual({
			outcome: 'replied',
			warnings: [
				expect.stringContaining('[action-ignored]'),
				expect.stringContaining('[card-shortened]'),
				expect.stringContaining('[content-cut]'),
				expect.stringMatching(/^actions\[0\]: .*\[reply-actions-removed\]$/),
			],
		});
		expect(JSON.stringify(replies)).not.toContain('Submit');
	});
});

describe('a late reply', () => {
	const late = (parameters: object = {}) => ({
		items: [mentionItem('replyNode', -1)],
		actions: [
			{
				parameters: { operation: 'reply', text: 'the report', lateReply: 'send', ...parameters },
				onError: 'continueRegularOutput' as const,
			},
		],
		withTrigger: true,
	});
	const destinations = (channel: string) => ({
		destinations: `other, 19:other@thread.tacv2, ${teams.workflowsUrl}x; ops, ${channel}, ${teams.workflowsUrl}`,
		allowedHosts: '127.0.0.1',
	});

	it('goes to the webhook and mentions whoever asked', async () => {
		const before = teams.messages().length;
		const { output, replies } = await runWorkflow({ ...late(), credential: credential() });
		expect(output[0]?.json).toMatchObject({
			outcome: 'lateSent',
			delivery: 'accepted',
			statusCode: 202,
			destination: { kind: 'workflows' },
		});
		expect(replies).toEqual([LATE_MARK]);
		const [posted] = teams.messages().slice(before);
		expect(JSON.stringify(posted)).toContain('the report');
		expect(JSON.stringify(posted)).toContain(
			JSON.stringify({
				type: 'mention',
				text: '<at>Ada x</at>',
				mentioned: { id: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada x' },
			}),
		);
	});

	it('mentions whoever asked in a card of its own before a MessageCard, which becomes an Adaptive Card', async () => {
		const before = teams.messages().length;
		const { output } = await runWorkflow({
			...late({ content: 'messageCard', messageCardJson: '{"@type":"MessageCard","text":"the report"}' }),
			credential: credential(),
		});
		expect(output[0]?.json).toMatchObject({ outcome: 'lateSent' });
		expect(
			teams
				.messages()
				.slice(before)
				.flatMap(({ attachments }) => attachments),
		).toMatchObject([
			{ content: { msteams: { entities: [{ type: 'mention' }] } } },
			{ content: { type: 'AdaptiveCard', body: [{ text: 'the report' }] } },
		]);
	});

	it('goes to the destination of the channel the mention came from', async () => {
		const { output } = await runWorkflow({
			...late({ authentication: 'destinations' }),
			credential: destinations('19:ops@thread.tacv2'),
		});
		expect(output[0]?.json).toMatchObject({ outcome: 'lateSent' });
	});

	it('is posted nowhere when no destination has that channel', async () => {
		const before = teams.messages().length;
		const { output } = await runWorkflow({
			...late({ authentication: 'destinations' }),
			credential: destinations('19:third@thread.tacv2'),
		});
		expect(output[0]?.json).toMatchObject({ details: { code: 'no-destination-for-channel' } });
		expect(teams.messages()).toHaveLength(before);
	});

	it('is sent once, and again only after a refusal', async () => {
		const twice = (request: ReturnType<typeof late>) => ({
			...request,
			actions: [...request.actions, ...request.actions],
		});
		const sent = await runWorkflow({ ...twice(late()), credential: credential() });
		expect(sent.output[0]?.json).toEqual({ outcome: 'alreadyReplied' });
		const refused = await runWorkflow({
			...twice(late()),
			credential: { ...credential(), webhookUrl: `${teams.workflowsUrl}x` },
		});
		expect(refused.output[0]?.json).toMatchObject({ details: { code: 'url-refused', outcome: 'rejected' } });
	});

	it('shows no URL of the credential in an error', async () => {
		const { run } = await runWorkflow({
			...late({ authentication: 'destinations' }),
			credential: { destinations: `ops, ${teams.workflowsUrl}, y, z` },
		});
		expect(JSON.stringify(run)).not.toContain('sig=');
	});
});
