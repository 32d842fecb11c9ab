import fc from 'fast-check';

import { emailBody } from '../../../../src/cards/email/email-body';
import { buildEmailHtml, scriptBlock } from '../../../../src/cards/email/email-html';
import { checkEmailMembers, withEmailMembers } from '../../../../src/cards/email/email-members';
import { prepareEmail } from '../../../../src/cards/email/prepare-email';
import { ADAPTIVE_CARD_TYPE, CONNECTOR_CARD_TYPE } from '../../../../src/cards/message';

interface Parser {
	onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
	write(text: string): Parser;
	close(): void;
}

/** An XML parser; the body is well-formed except for its line breaks. */
const sax = jest.requireActual<{ parser(strict: boolean): Parser }>('sax');

const CARD = {
	'@type': 'MessageCard',
	'@context': 'https://schema.org/extensions',
	summary: 'Leave request 88',
	title: 'Leave **88**',
	originator: '11111111-2222-4333-8444-555555555555',
	sections: [
		{
			activityTitle: 'Ada <Example>',
			facts: [{ name: 'From', value: '2 Nov' }],
			images: [{ image: 'https://example.com/a.png' }],
			potentialAction: [
				{ '@type': 'OpenUri', name: 'Policy', targets: [{ os: 'default', uri: 'https://example.com/policy' }] },
			],
		},
	],
	potentialAction: [
		{ '@type': 'HttpPOST', name: 'Approve', target: 'https://example.com/approve' },
		{ '@type': 'OpenUri', name: 'Open "it"', targets: [{ os: 'default', uri: 'https://example.com/?a=1&b="2"' }] },
		{ '@type': 'OpenUri', name: 'Bad', targets: [{ os: 'default', uri: 'javascript:alert(1)' }] },
	],
};

const attachment = (content: Readonly<Record<string, unknown>>, contentType: string = CONNECTOR_CARD_TYPE) => ({
	contentType,
	content,
});
const draft = (...attachments: ReadonlyArray<ReturnType<typeof attachment>>) => ({
	content: { attachments, fullWidth: true },
	findings: [],
});

/** The text of the script in a page, as a browser finds it: up to the first end tag, whatever stands in it. */
const scriptOf = (html: string) => /<script type="([^"]+)">([\s\S]*?)<\/script/i.exec(html) ?? [];

it('puts the card into the head as Outlook expects it, and what others read into the body', () => {
	const html = buildEmailHtml({ card: attachment(CARD), body: '' });
	const [, type, json = ''] = scriptOf(html);
	expect(type).toBe('application/ld+json');
	expect(JSON.parse(json)).toEqual(CARD);
	expect(html.indexOf('<script')).toBeLessThan(html.indexOf('</head>'));
	expect(html).toMatch(
		/^<!DOCTYPE html>\n<html>\n<head>\n<meta http-equiv="Content-Type" content="text\/html; charset=utf-8">\n<script /,
	);
	expect(html).toContain(
		'<body><p><strong>Leave <strong>88</strong></strong></p><p><strong>Ada &lt;Example&gt;</strong></p><table><tr><td><strong>From</strong></td><td>2 Nov</td></tr></table><p><a href="https://example.com/?a=1&amp;b=%222%22">Open &quot;it&quot;</a></p><p><a href="https://example.com/policy">Policy</a></p></body>',
	);
});

it('takes a body as it is given, and the other script type for an Adaptive Card', () => {
	const html = buildEmailHtml({
		card: attachment({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hi' }] }, ADAPTIVE_CARD_TYPE),
		body: '<p>own</p>',
	});
	expect(scriptOf(html)[1]).toBe('application/adaptivecard+json');
	expect(html).toContain('<body><p>own</p></body>');
	expect(
		emailBody(attachment({ type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hi' }] }, ADAPTIVE_CARD_TYPE)),
	).toBe('<p>Hi</p>');
	expect(emailBody(attachment({ '@type': 'MessageCard' }))).toContain('Open it in Outlook');
});

it.each(['</script>', '</SCRIPT >', '<!--', '<!-- <script>', ']]>', '&lt;/script&gt;', '\u2028\u2029', '<script>'])(
	'no text of a card leaves its script: %s',
	(text) => {
		const block = scriptBlock(attachment({ ...CARD, text }));
		const [, , json = ''] = scriptOf(block);
		expect(JSON.parse(json)).toMatchObject({ text });
		expect(json).not.toMatch(/[<>&\u2028\u2029]/);
		expect(block.match(/<\/?script/gi)).toHaveLength(2);
	},
);

it('shows whatever a card says without a tag of its own', () => {
	const text = fc.oneof(
		fc.string(),
		fc.constantFrom('</p><img src=x onerror=alert(1)>', '"><a href="javascript:x">', '<b>', '&#60;script&#62;'),
	);
	fc.assert(
		fc.property(text, text, (one, two) => {
			const card = attachment({
				title: one,
				sections: [{ text: two, markdown: false, facts: [{ name: one, value: two }] }],
				potentialAction: [
					{ '@type': 'OpenUri', name: one, targets: [{ os: 'default', uri: `https://example.com/${two}` }] },
				],
			});
			const tags: string[] = [];
			const parser = sax.parser(true);
			parser.onopentag = ({ name, attributes }) => void tags.push(name, ...Object.keys(attributes));
			parser.write(`<body>${emailBody(card).replaceAll('<br>', '<br/>')}</body>`).close();
			expect(
				tags.filter((tag) => !['body', 'p', 'strong', 'table', 'tr', 'td', 'br', 'a', 'href', 'pre'].includes(tag)),
			).toEqual([]);
		}),
	);
});

it('sets the members of emails, and leaves what is not given', () => {
	const members = {
		originator: ' o ',
		expectedActors: ['ada@example.com'],
		correlationId: 'c',
		hideOriginalBody: false,
	};
	expect(withEmailMembers({ originator: 'old', a: 1 }, members)).toEqual({
		a: 1,
		originator: 'o',
		expectedActors: ['ada@example.com'],
		correlationId: 'c',
		hideOriginalBody: false,
	});
	expect(
		withEmailMembers(
			{ originator: 'old' },
			{ originator: '', expectedActors: [], correlationId: ' ', hideOriginalBody: undefined },
		),
	).toEqual({ originator: 'old' });
});

it.each([
	[{ originator: 'x', correlationId: '11111111-2222-4333-8444-555555555555', expectedActors: ['a@b'] }, []],
	[{}, ['email-originator-missing originator']],
	[{ originator: '' }, ['email-originator-missing originator']],
	[{ originator: 'x', correlationId: '4711' }, ['email-correlation-invalid correlationId']],
	[{ originator: 'x', expectedActors: ['a@b', 'Ada <a@b>'] }, ['email-actor-invalid expectedActors[1]']],
])('checks %j', (card, expected) => {
	expect(checkEmailMembers(card).map(({ code, path }) => `${code} ${path}`)).toEqual(expected);
});

it('checks a card for Outlook, and says that it does not know Adaptive Cards there', () => {
	expect(prepareEmail(draft(attachment(CARD)), '').findings.map(({ code }) => code)).toEqual(['message-card-url']);
	expect(
		prepareEmail(draft(attachment({ type: 'AdaptiveCard' }, ADAPTIVE_CARD_TYPE)), '').findings.map(({ code }) => code),
	).toEqual(['email-card-unchecked', 'email-originator-missing']);
	expect(
		prepareEmail(
			{ content: { attachments: [attachment({ title: 'x' })], summary: 'S', fullWidth: true }, findings: [] },
			'',
		).card.content,
	).toEqual({ summary: 'S', title: 'x' });
});

it.each([
	['no card', draft()],
	['two cards', draft(attachment(CARD), attachment(CARD))],
	['something else', draft(attachment({}, 'application/vnd.microsoft.card.hero'))],
	['a text', { content: { text: 'x', attachments: [], fullWidth: true }, findings: [] }],
])('refuses %s', (_, message) => {
	expect(() => prepareEmail(message, '')).toThrow(expect.objectContaining({ code: 'email-one-card' }) as Error);
});

it('refuses a card that is nested too deep', () => {
	let deep: Record<string, unknown> = {};
	for (let level = 0; level < 10_000; level += 1) deep = { a: deep };
	expect(() => prepareEmail(draft(attachment(deep)), '')).toThrow(
		expect.objectContaining({ code: 'card-too-large' }) as Error,
	);
});
