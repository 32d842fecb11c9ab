import type { IDataObject } from 'n8n-workflow';

import { bindingKey, verifyCallback } from '../../../../../../src/actionable-message/callback-url';
import { runWorkflow } from '../../../../../support/action';
import { BINDING_SECRET } from '../../../../../support/card-action';

const CARD = {
	type: 'AdaptiveCard',
	version: '1.0',
	body: [],
	actions: [{ type: 'Action.Http', method: 'POST', url: 'https://n8n.example.com/x' }],
};

/** The item our trigger makes of an action that came in now. */
function actionItem(deadlineMs = 1_700, mode = 'replyNode'): IDataObject {
	return {
		inputs: {},
		performer: {},
		binding: 'leave-88',
		reply: { mode, deadlineAt: new Date(Date.now() + deadlineMs).toISOString() },
	};
}

const reply = async (parameters: IDataObject, item = actionItem()) =>
	await runWorkflow({
		items: [item],
		actions: [{ parameters: { operation: 'reply', ...parameters }, onError: 'continueRegularOutput' }],
		withTrigger: true,
		triggerType: 'teamsCardActionTrigger',
	});

describe('Reply to a card action', () => {
	it.each([
		['the text is the status', { text: 'Approved' }, { status: 'Approved', failed: false }],
		['the status goes before the text', { text: 'x', actionStatus: 'Approved' }, { status: 'Approved', failed: false }],
		['a failure', { text: 'Not yours', options: { actionFailed: true } }, { status: 'Not yours', failed: true }],
		[
			'a card, with buttons that call',
			{ content: 'adaptiveCard', cardJson: JSON.stringify(CARD), actionStatus: 'Approved' },
			{ status: 'Approved', failed: false, card: CARD },
		],
		[
			'a MessageCard as it is',
			{
				content: 'messageCard',
				messageCardJson:
					'{"text":"x","potentialAction":[{"@type":"HttpPOST","name":"y","target":"https://n8n.example.com/x"}]}',
			},
			{
				status: '',
				failed: false,
				card: expect.objectContaining({
					'@type': 'MessageCard',
					potentialAction: [{ '@type': 'HttpPOST', name: 'y', target: 'https://n8n.example.com/x' }],
				}) as unknown,
			},
		],
	])('hands over %s', async (_title, parameters, body) => {
		const { replies, output } = await reply(parameters);
		expect(replies).toEqual([{ type: 'teamsCardActionAnswer', ...body }]);
		expect(output[0]?.json).toEqual({ outcome: 'replied' });
	});

	it('makes a card from the form', async () => {
		const { replies } = await reply({ content: 'card', title: 'Leave request 88' });
		expect(replies).toEqual([
			expect.objectContaining({ card: expect.objectContaining({ type: 'AdaptiveCard' }) as unknown }),
		]);
	});

	it('says that a text beside the card is not shown', async () => {
		const { replies, output } = await reply({
			content: 'adaptiveCard',
			cardJson: { text: 'Done', attachments: [{ type: 'AdaptiveCard', version: '1.0', body: [] }] },
		});
		expect(replies).toEqual([expect.objectContaining({ card: { type: 'AdaptiveCard', version: '1.0', body: [] } })]);
		expect(output[0]?.json).toMatchObject({
			outcome: 'replied',
			warnings: [expect.stringContaining('the text next to the card was left out')],
		});
	});

	it('answers once', async () => {
		const actions = ['one', 'two'].map((text) => ({ parameters: { operation: 'reply', text } }));
		const { replies, output } = await runWorkflow({
			items: [actionItem()],
			actions,
			withTrigger: true,
			triggerType: 'teamsCardActionTrigger',
		});
		expect([replies.length, output[0]?.json]).toEqual([1, { outcome: 'alreadyReplied' }]);
	});

	it.each([
		['error', { details: expect.objectContaining({ code: 'reply-late' }) as unknown }],
		['send', { details: expect.objectContaining({ code: 'reply-late' }) as unknown }],
	])('cannot come later: %s', async (lateReply, json) => {
		const { replies, output } = await reply({ text: 'x', lateReply }, actionItem(100));
		expect([replies, output[0]?.json]).toEqual([[{ type: 'teamsReplyLate' }], expect.objectContaining(json)]);
	});

	it('can be dropped when it is late', async () => {
		expect((await reply({ text: 'x', lateReply: 'drop' }, actionItem(100))).output[0]?.json).toEqual({
			outcome: 'lateDropped',
		});
	});

	it('is refused where the trigger answers itself, and where the content is no card', async () => {
		expect((await reply({ text: 'x' }, actionItem(1_700, 'lastNode'))).output[0]?.json).toMatchObject({
			details: { code: 'no-mention-to-answer' },
		});
		expect(
			(
				await reply({
					content: 'adaptiveCard',
					cardJson: '{"contentType":"application/vnd.microsoft.card.hero","content":{}}',
				})
			).output[0]?.json,
		).toMatchObject({ details: { code: 'card-not-a-card' } });
	});
});

describe('Create Callback URL', () => {
	const create = async (
		parameters: IDataObject,
		credential: Record<string, unknown> = { bindingSecret: BINDING_SECRET },
	) => {
		const all = {
			resource: 'card',
			operation: 'callbackUrl',
			triggerUrl: 'https://n8n.example.com/webhook/leave',
			binding: '=leave-{{ $json.n }}',
			...parameters,
		};
		return (
			await runWorkflow({
				items: [{ n: 88 }, { n: 89 }],
				actions: [{ parameters: all, onError: 'continueRegularOutput' }],
				credential,
			})
		).output;
	};
	const verify = (url: unknown, workflowId: string, nowMs = Date.now()) =>
		verifyCallback(Object.fromEntries(new URL(String(url)).searchParams), {
			workflowId,
			path: 'leave',
			key: bindingKey(BINDING_SECRET),
			nowMs,
		});

	it('makes a URL for each item that the trigger takes, for 32 days', async () => {
		const output = await create({});
		expect(output.map(({ json, pairedItem }) => [json.bindingId, pairedItem])).toEqual([
			['leave-88', { item: 0 }],
			['leave-89', { item: 1 }],
		]);
		for (const { json } of output) {
			expect(json.callbackUrl).toMatch(/^https:\/\/n8n\.example\.com\/webhook\/leave\?binding=leave-/);
			expect([verify(json.callbackUrl, 'wf1').ok, verify(json.callbackUrl, 'wf2').ok]).toEqual([true, false]);
			expect([
				verify(json.callbackUrl, 'wf1', Date.now() + 31.9 * 86_400_000).ok,
				verify(json.callbackUrl, 'wf1', Date.now() + 32 * 86_400_000).ok,
			]).toEqual([true, false]);
		}
	});

	it('can be for the trigger of another workflow', async () => {
		const [first] = await create({ triggerWorkflowId: 'wf2', validDays: 1 });
		expect(verify(first?.json.callbackUrl, 'wf2').ok).toBe(true);
	});

	it.each([
		[{ triggerUrl: 'leave' }, undefined, 'callback-url-invalid'],
		[{ binding: ' ' }, undefined, 'callback-binding-invalid'],
		[{ validDays: 0 }, undefined, 'option-invalid'],
		[{ validDays: 401 }, undefined, 'option-invalid'],
		[{}, { bindingSecret: '' }, 'binding-secret-blank'],
		[{}, { bindingSecret: 'short' }, 'binding-secret-short'],
	])('refuses %j', async (parameters, credential, code) => {
		expect((await create(parameters, credential))[0]?.json).toMatchObject({ details: { code } });
	});
});
