import fc from 'fast-check';

import { fitReply, replyWarningText } from '../../../src/outgoing-webhook/reply-limits';
import { textReply } from '../../../src/outgoing-webhook/reply';

const LIMIT = 28 * 1024;
const size = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
const codesOf = (warnings: ReturnType<typeof fitReply>['warnings']) => warnings.map(({ code }) => code);
const adaptive = (content: object) => ({
	contentType: 'application/vnd.microsoft.card.adaptive',
	content: { type: 'AdaptiveCard', ...content },
});
const message = (...attachments: Array<{ contentType: string; content: Record<string, unknown> }>) => ({
	type: 'message' as const,
	attachments,
});
const block = (text: string) => ({ type: 'TextBlock', text });

it('leaves a reply alone that Teams shows', () => {
	const reply = message(
		adaptive({ body: [block('x')], actions: [{ type: 'Action.OpenUrl', url: 'https://x.example' }] }),
	);
	expect(fitReply(reply)).toEqual({ reply, warnings: [] });
});

it('takes 28 KiB, and shortens one byte more with a note', () => {
	const exact = textReply('a'.repeat(LIMIT - size(textReply(''))));
	expect(fitReply(exact)).toEqual({ reply: exact, warnings: [] });
	const { reply, warnings } = fitReply(textReply(`${exact.text ?? ''}b`));
	expect([warnings, reply.text?.endsWith('(shortened: the message was longer than Teams allows)')]).toEqual([
		[{ code: 'reply-shortened', path: 'text' }],
		true,
	]);
	expect(size(reply)).toBeLessThanOrEqual(LIMIT);
});

it('cuts no character in two', () => {
	const { reply } = fitReply(textReply(`a${'🚀'.repeat(10_000)}`));
	expect(/[\ud800-\udbff](?![\udc00-\udfff])/.test(reply.text ?? '')).toBe(false);
});

it('shortens the longest texts wherever they stand, with one note', () => {
	const long = fitReply(
		message(adaptive({ body: Array.from({ length: 100 }, (_, index) => block(`${index} ${'x'.repeat(500)}`)) })),
	);
	expect(JSON.stringify(long.reply)).toMatch(/"0 x.*"99 x.*shortened/);
	const several = fitReply(
		message(adaptive({ body: [block('first')] }), adaptive({ body: [block('x'.repeat(30_000))] })),
	);
	expect(JSON.stringify(several.reply.attachments)).toMatch(/"first".*"x{20000,}….*shortened/);
	const huge = fitReply(message(adaptive({ body: [block('title'), block('ü'.repeat(30_000)), block('end')] })));
	expect(JSON.stringify(huge.reply.attachments)).toMatch(/"title".*"ü{10000,}….*"end".*shortened/);
	const container = fitReply(message(adaptive({ body: [{ type: 'Container', items: [block('x'.repeat(30_000))] }] })));
	expect(JSON.stringify(container.reply.attachments)).toMatch(/x{20000,}….*shortened/);
	const connector = fitReply(
		message({
			contentType: 'application/vnd.microsoft.teams.card.o365connector',
			content: { '@type': 'MessageCard', title: 'T', text: 'x'.repeat(30_000) },
		}),
	);
	expect([JSON.stringify(connector.reply.attachments), connector.reply.text]).toEqual([
		expect.stringMatching(/"T".*x{20000,}….*shortened/),
		undefined,
	]);
	const both = fitReply({
		type: 'message',
		text: 'y'.repeat(40_000),
		attachments: [adaptive({ body: [block('kept')] })],
	});
	expect([JSON.stringify(both.reply.attachments), both.reply.text]).toEqual([
		expect.stringContaining('kept'),
		expect.stringMatching(/^y{10000,}/),
	]);
	for (const { reply } of [long, several, huge, container, connector, both]) {
		expect(size(reply)).toBeLessThanOrEqual(LIMIT);
		expect(JSON.stringify(reply).match(/shortened/g)).toHaveLength(1);
	}
});

it('names every place where something was taken out, cut or left out', () => {
	const submit = { type: 'Action.Submit' };
	const one = fitReply(
		message(
			adaptive({
				body: [
					block('x'),
					{ type: 'ActionSet', actions: [submit, submit] },
					{ type: 'Container', selectAction: submit, items: [block('y')] },
					{ type: 'Image', url: `data:${'A'.repeat(40_000)}` },
					block('END'),
				],
				actions: [{ type: 'Action.OpenUrl' }, submit],
			}),
		),
	);
	expect(one.warnings.map(replyWarningText)).toEqual([
		expect.stringMatching(
			/^body\[1\]\.actions\[0\.\.1\], body\[2\]\.selectAction, actions\[1\]: .*\[reply-actions-removed\]$/,
		),
		expect.stringMatching(/^body\[2\]: .*\[reply-shortened\]$/),
	]);
	expect(JSON.stringify(one.reply)).toContain('END');
	const two = fitReply({
		...message(adaptive({ body: [block('a')] }), adaptive({ body: [block('b'.repeat(30_000))], actions: [submit] })),
		summary: 's'.repeat(3_000),
	});
	expect(two.warnings.map(({ path }) => path)).toEqual([
		'attachments[1].content.actions[0]',
		'summary, attachments[1].content.body[0].text',
	]);
});

it('answers with the note alone where nothing else can be shown', () => {
	expect(fitReply(message(adaptive({ body: [{ type: 'Image', url: `data:${'A'.repeat(40_000)}` }] })))).toEqual({
		reply: textReply('… (shortened: the message was longer than Teams allows)'),
		warnings: [{ code: 'reply-shortened', path: '$' }],
	});
});

it('comes through two thousand cards', () => {
	const { reply } = fitReply(
		message(...Array.from({ length: 2_000 }, () => adaptive({ body: [block('x'.repeat(600))] }))),
	);
	expect(size(reply)).toBeLessThanOrEqual(LIMIT);
	expect(reply.attachments?.length).toBeGreaterThan(20);
});

it.each([
	[
		'submit and execute',
		{ actions: [{ type: 'Action.Submit' }, { type: 'Action.OpenUrl' }, { type: 'Action.Execute' }] },
		{ actions: [{ type: 'Action.OpenUrl' }] },
	],
	[
		'an action set that is left empty',
		{ body: [block('x'), { type: 'ActionSet', actions: [{ type: 'Action.Submit' }] }] },
		{ body: [block('x')] },
	],
	[
		'the tap on a container',
		{ body: [{ type: 'Container', selectAction: { type: 'Action.Submit' }, items: [] }] },
		{ body: [{ type: 'Container', items: [] }] },
	],
	[
		'imBack of a hero card',
		{
			buttons: [
				{ type: 'imBack', title: 'a' },
				{ type: 'openUrl', title: 'b' },
			],
		},
		{ buttons: [{ type: 'openUrl', title: 'b' }] },
	],
	[
		'HttpPOST of a MessageCard',
		{ potentialAction: [{ '@type': 'HttpPOST' }, { '@type': 'OpenUri' }] },
		{ potentialAction: [{ '@type': 'OpenUri' }] },
	],
])('removes %s', (_title, before, after) => {
	const { reply, warnings } = fitReply(message(adaptive(before)));
	expect([reply.attachments?.[0]?.content, codesOf(warnings)]).toEqual([
		{ type: 'AdaptiveCard', ...after },
		['reply-actions-removed'],
	]);
});

it('fits whatever is answered', () => {
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 20_000 }),
			fc.array(fc.nat(20_000), { maxLength: 5 }),
			(text, cards) => {
				const { reply } = fitReply({
					type: 'message',
					text,
					attachments: cards.map((length) => adaptive({ body: [block('"'.repeat(length)), block('b')] })),
				});
				expect(size(reply)).toBeLessThanOrEqual(LIMIT);
			},
		),
		{ numRuns: 50 },
	);
});
