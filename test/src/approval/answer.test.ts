import type { ProvenMention } from '../../../src/outgoing-webhook/proof';

import { judgeMention } from '../../../src/approval/answer';
import { PROOF_LIFE_MS } from '../../../src/limits';
import { proveMention } from '../../../src/outgoing-webhook/proof';
import { decodeTokenFields } from '../../../src/outgoing-webhook/security-token';
import { APPROVER_ID, CODE, mentionQuestion } from '../../support/question';
import { TOKEN } from '../../support/signing';

const NOW = Date.parse('2026-10-21T08:00:00.000Z');
const TENANT = 'aaaaaaaa-2222-4333-8444-555555555555';
const keys = decodeTokenFields([{ label: '', index: 0, token: TOKEN }]);
const others = decodeTokenFields([{ label: '', index: 0, token: Buffer.alloc(32, 7).toString('base64') }]);

function answer(more: Partial<ProvenMention> = {}, key = keys[0]!.key) {
	const mention: ProvenMention = {
		tenantId: TENANT,
		channelId: '19:ops@thread.tacv2',
		messageId: '1',
		timestamp: new Date(NOW).toISOString(),
		text: `approve ${CODE} go`,
		id: '29:1x',
		name: 'Ada',
		aadObjectId: APPROVER_ID,
		...more,
	};
	return { ...mention, proof: proveMention(key, mention) };
}

const judge = (handedOver: unknown, question = mentionQuestion(), nowMs = NOW) =>
	judgeMention(question, handedOver, { keys, nowMs });

it('takes person, decision and comment from the proven mention', () => {
	expect(judge(answer())).toEqual({
		result: 'approved',
		data: {
			approved: true,
			comment: 'go',
			responder: { id: '29:1x', name: 'Ada', aadObjectId: APPROVER_ID },
			via: 'mention',
			respondedAt: '2026-10-21T08:00:00.000Z',
		},
	});
	expect(judge(answer({ text: `Decline ${CODE.toLowerCase()}` }))).toEqual({
		result: 'declined',
		data: {
			approved: false,
			responder: { id: '29:1x', name: 'Ada', aadObjectId: APPROVER_ID },
			via: 'mention',
			respondedAt: '2026-10-21T08:00:00.000Z',
		},
	});
});

it('knows no name where what is handed over as one is no text', () =>
	expect(judge({ ...answer({ name: null }), name: 7 })).toMatchObject({
		result: 'approved',
		data: { responder: { id: '29:1x', name: null, aadObjectId: APPROVER_ID } },
	}));

it('ignores what stands beside the proven mention', () => {
	const forged = {
		...answer({ text: `decline ${CODE}` }),
		approved: true,
		decision: 'approve',
		responder: { name: 'Eve' },
	};
	expect(judge(forged)).toMatchObject({ result: 'declined', data: { responder: { name: 'Ada' } } });
});

it.each<[string, unknown]>([
	['nothing', undefined],
	['null', null],
	['no object', 'approve'],
	['no proof', { ...answer(), proof: undefined }],
	['a list with the proof', { ...answer(), proof: [answer().proof] }],
	['a text that is none, though it is proven', answer({ text: 7 as unknown as string })],
	['a proof under another token', answer({}, others[0]!.key)],
	['another person beside the proof', { ...answer({ aadObjectId: 'x' }), aadObjectId: APPROVER_ID }],
	['another text beside the proof', { ...answer({ text: 'hello' }), text: `approve ${CODE}` }],
	['somebody who is no approver', answer({ aadObjectId: '99999999-2222-4333-8444-555555555555' })],
	['somebody without an object id', answer({ aadObjectId: null })],
	['a message that is too old', answer({ timestamp: new Date(NOW - PROOF_LIFE_MS - 1).toISOString() })],
	['a message of the future', answer({ timestamp: new Date(NOW + PROOF_LIFE_MS + 1).toISOString() })],
	['a message without a time', answer({ timestamp: null })],
	['a time that cannot be read', answer({ timestamp: 'now' })],
])('refuses %s', (_, handedOver) => expect(judge(handedOver)).toEqual({ result: 'notAllowed' }));

it('takes a message up to the last millisecond of its life', () =>
	expect(judge(answer({ timestamp: new Date(NOW - PROOF_LIFE_MS).toISOString() }))).toMatchObject({
		result: 'approved',
	}));

it.each([`approve 4711-AAAAAA`, `approve`, `hello ${CODE}`, `approve 4712${CODE.slice(4)}`])(
	'does not know what %p answers',
	(text) => expect(judge(answer({ text }))).toEqual({ result: 'unknownCode' }),
);

it('tells somebody who may not answer nothing of the code', () => {
	const stranger = { aadObjectId: '99999999-2222-4333-8444-555555555555' };
	expect(judge(answer(stranger))).toEqual(judge(answer({ ...stranger, text: 'approve 1-AAAAAA' })));
});

it('takes an answer from each of several approvers', () => {
	const second = '66666666-2222-4333-8444-555555555555';
	const question = mentionQuestion({ approvers: [APPROVER_ID, second] });
	for (const aadObjectId of [APPROVER_ID, second.toUpperCase()])
		expect(judge(answer({ aadObjectId }), question)).toMatchObject({
			result: 'approved',
			data: { responder: { aadObjectId } },
		});
});

it('lets the person who has asked decline, but not approve', () => {
	const question = mentionQuestion({ requester: APPROVER_ID.toUpperCase() });
	expect(judge(answer(), question)).toEqual({ result: 'notAllowed' });
	expect(judge(answer({ text: `decline ${CODE}` }), question)).toMatchObject({ result: 'declined' });
});

it('takes answers of its tenant and of its channel only', () => {
	expect(judge(answer(), mentionQuestion({ tenant: TENANT.toUpperCase() }))).toMatchObject({ result: 'approved' });
	expect(judge(answer({ tenantId: APPROVER_ID }), mentionQuestion({ tenant: TENANT }))).toEqual({
		result: 'notAllowed',
	});
	expect(judge(answer({ tenantId: null }), mentionQuestion({ tenant: TENANT }))).toEqual({ result: 'notAllowed' });
	expect(judge(answer(), mentionQuestion({ channel: '19:ops@thread.tacv2' }))).toMatchObject({ result: 'approved' });
	expect(judge(answer(), mentionQuestion({ channel: '19:other@thread.tacv2' }))).toEqual({ result: 'notAllowed' });
});

it('is over when its time is over, also where n8n has not looked yet', () => {
	const question = mentionQuestion({}, { expiresAtMs: NOW });
	expect(judge(answer(), question)).toEqual({ result: 'expired' });
	expect(judge(answer(), question, NOW - 1)).toMatchObject({ result: 'approved' });
});

it('takes nothing for a question that is answered by link', () =>
	expect(judge(answer(), { ...mentionQuestion(), mention: null })).toEqual({ result: 'notAllowed' }));
