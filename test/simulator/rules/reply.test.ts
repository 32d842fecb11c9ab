import type { CallbackAnswer } from '../../../simulator/rules/reply';

import { judgeReply, SORRY } from '../../../simulator/rules/reply';
import { cardAttachment } from '../../support/simulator';

/** The rows of reference/teams.md A.6. */

const answer = (body: unknown, status = 200): CallbackAnswer => ({
	kind: 'answer',
	status,
	body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

const card = (type: string, content: unknown = {}) => ({ contentType: `application/vnd.microsoft.${type}`, content });

/** Shown as it is. */
const SHOWN: ReadonlyArray<readonly [string, unknown]> = [
	['a text', { type: 'message', text: 'x' }],
	['a text without a type, as the C# sample answers', { text: 'x', id: null, from: null, attachments: null }],
	['a card', { type: 'message', attachments: [cardAttachment()] }],
	['a text and two cards', { type: 'message', text: 'x', attachments: [cardAttachment(), cardAttachment()] }],
	...['card.hero', 'card.thumbnail', 'card.receipt', 'teams.card.list', 'teams.card.o365connector'].map(
		(type) => [type, { attachments: [card(type)] }] as const,
	),
];

it.each(SHOWN)('shows %s', (_what, body) => {
	const { attachments } = body as { attachments?: unknown[] | null };
	expect(judgeReply(answer(body))).toMatchObject({ ok: true, reason: '', notes: [], attachments: attachments ?? [] });
});

/** The error text in its place. */
const SORRIES: ReadonlyArray<readonly [string, CallbackAnswer, RegExp]> = [
	['no answer in time', { kind: 'timeout' }, /within 5 s/],
	['no connection', { kind: 'failed', why: 'ECONNREFUSED' }, /ECONNREFUSED/],
	['status 401', answer({ text: 'x' }, 401), /status 401/],
	[
		'a token that the trigger does not have',
		answer('The request is not signed by Teams for this webhook.', 401),
		/refused the signature \(401\): the credential in the trigger/,
	],
	['status 403', answer({ text: 'x' }, 403), /status 403/],
	['status 404 of somebody else', answer('Not Found', 404), /status 404/],
	[
		'an n8n that does not listen',
		answer({ code: 404, message: 'The requested webhook "POST not-there" is not registered.' }, 404),
		/n8n does not listen at this address/,
	],
	[
		'a path that n8n does not know at all',
		answer('<!DOCTYPE html><pre>Cannot POST /webhoohttp://127.0.0.1:5678/webhook/x</pre>', 404),
		/the callback URL is mistyped/,
	],
	['status 500', answer({ text: 'x' }, 500), /status 500/],
	['a redirect', answer('', 302), /status 302/],
	['status 202', answer({ text: 'x' }, 202), /status 202/],
	['an empty body', answer(''), /empty/],
	['no JSON', answer('<html>'), /not a JSON object/],
	['a list', answer('[]'), /not a JSON object/],
	['broken UTF-8', { kind: 'answer', status: 200, body: Buffer.from([0x22, 0xff, 0x22]) }, /not a JSON object/],
	['an empty object', answer({}), /neither text nor attachments/],
	['a blank text', answer({ type: 'message', text: ' \n' }), /neither text nor attachments/],
	['another type', answer({ type: 'invokeResponse', text: 'x' }), /of type "invokeResponse"/],
	[
		'only an attachment of another type',
		answer({ attachments: [{ contentType: 'image/png', contentUrl: 'x' }] }),
		/image\/png/,
	],
	['a card that is none', answer({ attachments: [cardAttachment({ type: 'x' })] }), /not an Adaptive Card/],
	[
		'a button without an address',
		answer({ attachments: [cardAttachment({ actions: [{ type: 'Action.OpenUrl' }] })] }),
		/absolute web address/,
	],
];

it.each(SORRIES)('shows the error text for %s', (_what, given, reason) => {
	expect(judgeReply(given)).toMatchObject({
		ok: false,
		text: SORRY,
		attachments: [],
		reason: expect.stringMatching(reason) as string,
	});
});

it('has the documented words', () => {
	expect(SORRY).toBe('Sorry, there was a problem encountered with your request');
});

it('takes 28 KiB, and refuses one byte more', () => {
	const sized = (bytes: number) => answer(`{"text":"${'x'.repeat(bytes - '{"text":""}'.length)}"}`);
	expect(judgeReply(sized(28 * 1024)).ok).toBe(true);
	expect(judgeReply(sized(28 * 1024 + 1))).toMatchObject({
		ok: false,
		reason: 'The answer has 28673 bytes; 28672 are allowed.',
	});
});

it('takes a card of a higher version than Workflows does', () => {
	expect(judgeReply(answer({ attachments: [cardAttachment({ version: '1.5' })] })).ok).toBe(true);
});

it('draws open-URL buttons only', () => {
	const { attachments, notes } = judgeReply(
		answer({
			attachments: [
				cardAttachment({
					actions: [{ type: 'Action.Submit' }, { type: 'Action.OpenUrl', url: 'https://example.com' }],
				}),
				card('card.hero', {
					buttons: [
						{ type: 'imBack', title: 'a' },
						{ type: 'openUrl', title: 'b' },
					],
				}),
			],
		}),
	);
	expect(attachments).toMatchObject([
		{ content: { actions: [{ type: 'Action.OpenUrl' }] } },
		{ content: { buttons: [{ title: 'b' }] } },
	]);
	expect(notes).toEqual([
		'A button of type Action.Submit is not drawn: nobody would handle it.',
		'1 card buttons are not drawn: only openUrl is handled.',
	]);
});

it.each(['Action.Submit', 'Action.Execute', 'Action.Http'])('draws no %s', (type) => {
	expect(judgeReply(answer({ attachments: [cardAttachment({ actions: [{ type }] })] })).attachments).toMatchObject([
		{ content: { actions: [] } },
	]);
});

it.each(['Action.ShowCard', 'Action.ToggleVisibility'])('draws %s, which the client does by itself', (type) => {
	expect(judgeReply(answer({ attachments: [cardAttachment({ actions: [{ type }] })] }))).toMatchObject({
		attachments: [{ content: { actions: [{ type }] } }],
		notes: [],
	});
});

it.each(['imBack', 'invoke', 'messageBack', 'postBack'])('draws no button of type %s', (type) => {
	expect(
		judgeReply(answer({ attachments: [card('card.thumbnail', { title: 'x', buttons: [{ type, title: 'a' }] })] })),
	).toMatchObject({
		attachments: [{ content: { buttons: [] } }],
		notes: ['1 card buttons are not drawn: only openUrl is handled.'],
	});
});

it.each(['card.hero', 'card.thumbnail', 'teams.card.list'])('draws six buttons of a %s, not a seventh', (type) => {
	const buttons = Array.from({ length: 7 }, (_, index) => ({
		type: 'openUrl',
		title: String(index),
		value: 'https://example.com',
	}));
	expect(judgeReply(answer({ attachments: [card(type, { buttons: buttons.slice(0, 6) })] }))).toMatchObject({
		attachments: [{ content: { buttons: buttons.slice(0, 6) } }],
		notes: [],
	});
	expect(judgeReply(answer({ attachments: [card(type, { buttons })] }))).toMatchObject({
		attachments: [{ content: { buttons: buttons.slice(0, 6) } }],
		notes: ['1 card buttons are not drawn: such a card has 6 at most.'],
	});
});

it('says that buttons of a MessageCard which call back are not drawn', () => {
	expect(
		judgeReply(
			answer({
				attachments: [
					card('teams.card.o365connector', {
						text: 'x',
						potentialAction: [{ '@type': 'HttpPOST' }, { '@type': 'OpenUri' }],
					}),
				],
			}),
		).notes,
	).toEqual(['A button that calls back is not drawn: that ended with the connectors.']);
});

it('mentions people by object id, nobody by an id of bots', () => {
	const entities = ['0f0e0d0c-1111-4222-8333-444455556666', '29:1y8wOpaque'].map((id) => ({
		type: 'mention',
		text: '<at>Bo</at>',
		mentioned: { id, name: 'Bo' },
	}));
	expect(judgeReply(answer({ attachments: [cardAttachment({ msteams: { entities } })] }))).toMatchObject({
		attachments: [{ content: { msteams: { entities: [entities[0]] } } }],
		notes: [expect.stringContaining('mention of Bo')],
	});
});

it('shows ten cards of eleven, and leaves other attachments out', () => {
	const { attachments, notes } = judgeReply(
		answer({
			text: 'x',
			attachments: [{ contentType: 'text/html' }, ...Array.from({ length: 11 }, () => cardAttachment())],
		}),
	);
	expect([attachments.length, notes]).toEqual([
		10,
		['An attachment of type text/html is not shown.', '1 cards are not shown: 10 are.'],
	]);
});

it('keeps the text format where the answer names one', () => {
	expect(
		['plain', 'xml', 'markdown', 'other'].map((textFormat) => judgeReply(answer({ text: 'x', textFormat })).textFormat),
	).toEqual(['plain', 'xml', 'markdown', 'markdown']);
});
