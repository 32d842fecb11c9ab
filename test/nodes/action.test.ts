import type { IncomingSide } from '../../simulator/incoming';

import { startIncomingSide } from '../../simulator/incoming';
import { mentionItem, runWorkflow } from '../support/action';

let teams: IncomingSide;

beforeAll(async () => (teams = await startIncomingSide()));
afterAll(async () => await teams.close());

const credential = () => ({ webhookUrl: teams.workflowsUrl, allowedHosts: '127.0.0.1' });

describe('send', () => {
	it('posts one message per item, linked to it', async () => {
		const before = teams.messages().length;
		const { output } = await runWorkflow({ items: [{ n: 1 }, { n: 2 }], actions: [{ parameters: { text: '=no {{ $json.n }}' } }], credential: credential() });
		expect(output.map(({ json, pairedItem }) => [json.outcome, pairedItem])).toEqual([['accepted', { item: 0 }], ['accepted', { item: 1 }]]);
		expect(JSON.stringify(teams.messages().slice(before))).toMatch(/no 1.*no 2/);
	});

	it('sends the extra header of the credential, and refuses one that is HTTP’s own', async () => {
		const run = async (headerName: string) => await runWorkflow({ items: [{}], actions: [{ parameters: { text: 'x' }, onError: 'continueRegularOutput' }], credential: { ...credential(), headerName, headerValue: 'k' } });
		expect((await run('x-flow-key')).output[0]?.json).toMatchObject({ outcome: 'accepted' });
		expect((await run('Host')).output[0]?.json).toMatchObject({ details: { code: 'header-name-invalid', outcome: 'notSent' } });
	});

	it('stops at the pace of the credential, and says when the next message can go', async () => {
		const paced = { ...credential(), paceGroup: 'test', pacePer300s: 1 };
		const { output } = await runWorkflow({ items: [{}, {}], actions: [{ parameters: { text: 'x' }, onError: 'continueRegularOutput' }], credential: paced });
		expect(output.map(({ json }) => json)).toEqual([
			expect.objectContaining({ outcome: 'accepted' }),
			expect.objectContaining({ error: expect.stringMatching(/can go at 20\d\d-/) as string, details: expect.objectContaining({ code: 'pace-window-full' }) as unknown }),
		]);
	});

	it('gives failed items three keys and nothing else', async () => {
		const { output } = await runWorkflow({ items: [{ a: 1 }], actions: [{ parameters: { text: ' ' }, onError: 'continueRegularOutput' }], credential: credential() });
		expect(Object.keys(output[0]?.json ?? {})).toEqual(['error', 'message', 'details']);
		expect(output[0]?.error).toBeUndefined();
	});

	it('fails with message, description, code and item', async () => {
		const { run } = await runWorkflow({ items: [{}], actions: [{ parameters: { text: 'x' } }], credential: { ...credential(), webhookUrl: `${teams.workflowsUrl}x` } });
		expect(run.data.resultData.error).toMatchObject({ name: 'NodeApiError', message: 'Teams refused the webhook URL.', description: expect.stringContaining('[flow-wants-sign-in]') as string, context: { itemIndex: 0, code: 'flow-wants-sign-in' } });
	});

	it('takes a number from an expression as text', async () => {
		const before = teams.messages().length;
		await runWorkflow({ items: [{ n: 7 }], actions: [{ parameters: { text: '={{ $json.n }}' } }], credential: credential() });
		expect(JSON.stringify(teams.messages()[before])).toContain('"text":"7"');
	});
});

describe('reply', () => {
	const reply = { parameters: { operation: 'reply', text: 'done' } };

	it('answers with the content of all items, linked to all of them', async () => {
		const { output, replies } = await runWorkflow({ items: [mentionItem(), { text: 'b' }], actions: [{ parameters: { operation: 'reply', text: '={{ $json.text }}' } }], withTrigger: true });
		expect(replies).toEqual([{ type: 'message', text: 'ping\n\nb' }]);
		expect(output).toEqual([expect.objectContaining({ json: { outcome: 'replied' }, pairedItem: [{ item: 0 }, { item: 1 }] })]);
	});

	it('answers once', async () => {
		const { output, replies } = await runWorkflow({ items: [mentionItem()], actions: [reply, reply], withTrigger: true });
		expect(replies).toHaveLength(1);
		expect(output[0]?.json).toEqual({ outcome: 'alreadyReplied' });
	});

	it.each([
		['no trigger came before it', { withTrigger: false, items: [mentionItem()] }, 'no-mention-to-answer'],
		['the trigger answers itself', { withTrigger: true, items: [mentionItem('lastNode')] }, 'no-mention-to-answer'],
		['the deadline has passed', { withTrigger: true, items: [mentionItem('replyNode', -1)] }, 'reply-late'],
	])('fails when %s', async (_title, request, code) => {
		const { run, replies } = await runWorkflow({ ...request, actions: [reply] });
		expect(run.data.resultData.error).toMatchObject({ context: { code } });
		expect(replies).toEqual([]);
	});

	it.each([
		['without a mention', { withTrigger: false, items: [{}] }],
		['with an old, pinned mention', { withTrigger: true, items: [mentionItem('replyNode', -60_000)] }],
	])('says noRequest in a manual run %s', async (_title, request) => {
		const { output, replies } = await runWorkflow({ ...request, actions: [reply], mode: 'manual' });
		expect([output[0]?.json, replies]).toEqual([{ outcome: 'noRequest' }, []]);
	});
});
