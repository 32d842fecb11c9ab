import type { Finding } from '../../../../src/cards/finding';
import type { Attachment } from '../../../../src/cards/message';

import fc from 'fast-check';
import MarkdownIt from 'markdown-it';

import { previewHtml } from '../../../../src/cards/preview/html';
import { previewMarkdown } from '../../../../src/cards/preview/markdown';

interface Parser {
	onopentag: (tag: { readonly name: string; readonly attributes: Readonly<Record<string, string>> }) => void;
	ontext: (text: string) => void;
	onerror: (error: Error) => void;
	write(text: string): Parser;
	close(): void;
}

/** An XML parser comes with n8n-workflow; the page is well-formed. */
const sax = jest.requireActual<{ parser(strict: boolean, options?: object): Parser }>('sax');

/** The most a viewer may do: raw HTML, links it finds by itself. */
const viewer = new MarkdownIt({ html: true, linkify: true });

const TAGS = new Set([
	'html',
	'head',
	'meta',
	'title',
	'style',
	'body',
	'main',
	'section',
	'h2',
	'p',
	'dl',
	'dt',
	'dd',
	'div',
	'span',
	'code',
	'pre',
	'br',
	'strong',
	'em',
	'ul',
	'li',
]);
const ATTRIBUTES =
	/^(?:lang=en|charset=utf-8|http-equiv=Content-Security-Policy|content=default-src 'none'; style-src 'unsafe-inline'|name=(?:viewport|referrer|format-detection)|content=(?:width=device-width, initial-scale=1|no-referrer|telephone=no)|dir=auto|class=(?:strong|subtle|note|marker|findings|row|columns|cell|action|button|error|warning|group(?: (?:accent|attention|good|warning|emphasis))?))$/;

/** Everything on the page that we did not write, and all its text. */
function parse(html: string): { readonly foreign: string[]; readonly text: string } {
	const foreign: string[] = [];
	let text = '';
	const parser = sax.parser(true);
	parser.onopentag = ({ name, attributes }) => {
		if (!TAGS.has(name)) foreign.push(name);
		for (const [attribute, value] of Object.entries(attributes))
			if (!ATTRIBUTES.test(`${attribute}=${value}`)) foreign.push(`${name} ${attribute}=${value}`);
	};
	parser.ontext = (piece) => {
		text += piece;
	};
	parser.onerror = (error) => {
		foreign.push(error.message);
		throw error;
	};
	parser.write(html).close();
	return { foreign, text };
}

const adaptive = (body: readonly unknown[], actions: readonly unknown[] = []): Attachment => ({
	contentType: 'application/vnd.microsoft.card.adaptive',
	content: { type: 'AdaptiveCard', version: '1.4', body, actions },
});
const connector = (content: Readonly<Record<string, unknown>>): Attachment => ({
	contentType: 'application/vnd.microsoft.teams.card.o365connector',
	content,
});

/** Each kind of element with the given text in every place that holds one. */
const everything = (text: string): readonly Attachment[] => [
	adaptive(
		[
			{ type: 'TextBlock', text },
			{
				type: 'TextBlock',
				text: `**${text}** _${text}_\n- ${text}\n1. ${text}`,
				weight: 'Bolder',
				selectAction: { type: 'Action.OpenUrl', url: text },
			},
			{ type: 'TextBlock', text, isSubtle: true },
			{ type: 'RichTextBlock', inlines: [text, { type: 'TextRun', text }] },
			{ type: 'FactSet', facts: [{ title: text, value: text }] },
			{
				type: 'Table',
				rows: [
					{
						type: 'TableRow',
						cells: [
							{
								type: 'TableCell',
								items: [
									{ type: 'TextBlock', text },
									{ type: 'FactSet', facts: [{ title: text, value: text }] },
									{ type: 'CodeBlock', codeSnippet: text },
									{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: text, url: text }] },
									{ type: 'ColumnSet', columns: [{ items: [{ type: 'TextBlock', text }] }] },
								],
							},
						],
					},
				],
			},
			{ type: 'ColumnSet', columns: [{ type: 'Column', items: [{ type: 'TextBlock', text }] }] },
			{
				type: 'Container',
				style: text,
				items: [{ type: 'Container', style: 'good', items: [{ type: 'TextBlock', text }] }],
			},
			{ type: 'ImageSet', images: [{ type: 'Image', url: text, altText: text }] },
			{ type: 'ActionSet', actions: [{ type: text, title: text, url: text }] },
			{ type: 'Input.Text', label: text },
			{ type: 'Input.ChoiceSet', label: text, choices: [{ title: text, value: 'x' }] },
			{ type: 'CodeBlock', codeSnippet: text, language: text },
			{ type: text, title: text },
			{ type: 'Badge', text },
			{ type: 'CompoundButton', title: text, description: text },
			{ type: 'Carousel', pages: [{ type: 'CarouselPage', items: [{ type: 'TextBlock', text }] }] },
		],
		[{ type: 'Action.ShowCard', title: text, card: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text }] } }],
	),
	connector({
		title: text,
		text,
		sections: [
			{
				title: text,
				text,
				activityTitle: text,
				activitySubtitle: text,
				activityText: text,
				activityImage: text,
				heroImage: { image: text, title: text },
				images: [{ image: text, title: text }],
				facts: [{ name: text, value: text }],
				potentialAction: [{ '@type': 'OpenUri', name: text, targets: [{ os: 'default', uri: text }] }],
			},
			{ markdown: false, text },
		],
		potentialAction: [
			{
				'@type': 'ActionCard',
				name: text,
				inputs: [{ '@type': text, title: text }],
				actions: [{ '@type': 'HttpPOST', name: text, target: text }],
			},
			{ '@type': 'ViewAction', name: text, target: [text] },
		],
	}),
	{ contentType: text, contentUrl: text },
];

const finding = (text: string): Finding => ({
	severity: 'warning',
	code: 'message-card-lost',
	path: text,
	message: text,
	fix: text,
});

const HOSTILE = [
	'"><script>alert(1)</script>',
	'javascript:alert(1)',
	'</style></p></code></pre><img src=x onerror=alert(1)>',
	"' onmouseover='alert(1)",
	']]> <!-- --> <![CDATA[ &lt;script&gt; &#60;b&#62;',
	'![x](https://evil.example/pixel.png)',
	'[x](https://evil.example) <https://evil.example> https://evil.example www.evil.example a@evil.example //localhost/x mailto:a@evil.example',
	'[x]: https://evil.example\n\n[x]',
	'` `` ``` ![x](https://evil.example/p.png) `',
	'b`![x](https://evil.example/x) a://`![x](https://evil.example/x)',
	'https://a****b`![x](https://evil.example/x)',
	'https://a****b`<img/src=https://evil.example/x>',
	'```\n![x](https://evil.example/x)\n```\n~~~',
	'    ![x](https://evil.example/x)\n\t<b>',
	'\u202e\u2066\u0000\u001b[31m\ud800 end',
	'| a | b |\n|---|---|\n| ![x](//evil.example/x) | `|` |',
	'# h\n===\n---\n> q\n1) x\n+ y',
	'\\![x](https://evil.example) \\\\![x](https://evil.example)',
];

/** What a viewer makes of the Markdown that the cards did not get from us. */
function foreignInMarkdown(markdown: string): string[] {
	const html = viewer.render(markdown);
	return [...html.matchAll(/<\/?([a-z][a-z0-9]*)\b[^>]*>/gi)]
		.filter(
			([tag, name]) =>
				!/^(?:h2|p|ul|ol|li|strong|em|code|pre|hr)$/.test(name ?? '') || !/^<\/?[a-z0-9]+(?: start="\d+")?>$/.test(tag),
		)
		.map(([tag]) => tag);
}

it.each(HOSTILE)('shows %j as text only', (text) => {
	const page = parse(previewHtml(everything(text), [finding(text)]));
	expect(page.foreign).toEqual([]);
	expect(foreignInMarkdown(previewMarkdown(everything(text), [finding(text)]))).toEqual([]);
});

it('drops what reorders or hides text, and half characters', () => {
	const text = 'a\u202eb\u2066c\u0000d\u001b[31m\ud800e';
	for (const preview of [
		previewHtml(everything(text), [finding(text)]),
		previewMarkdown(everything(text), [finding(text)]),
	]) {
		expect(preview).not.toMatch(/[\u202a-\u202e\u2066-\u2069\0\x1b]|\p{Cs}/u);
		expect(preview).toContain('abc');
	}
});

it('escapes both quotes, and keeps a mark without a partner', () => {
	const html = previewHtml([adaptive([{ type: 'TextBlock', text: `"it's" 5*3 _x` }])], []);
	expect(html).toContain('&quot;it&#39;s&quot; 5*3 _x</p>');
});

it('lets no text add anything to the page that we did not write', () => {
	const pieces = fc.constantFrom(
		'<',
		'>',
		'"',
		"'",
		'&',
		'<b>',
		'</p>',
		'<!--',
		']]>',
		'&lt;',
		'`',
		'``',
		'*',
		'**',
		'_',
		'!',
		'[',
		']',
		'(',
		')',
		'![x](http://e.example)',
		'http://e.example',
		'www.e.example',
		'a@e.example',
		'\\',
		'\n',
		' ',
		'    ',
		'- ',
		'1. ',
		'|',
		'~',
		'#',
		':',
		'/',
		'<at>',
		'</at>',
		'x',
		'\u202e',
		'\ud83d',
	);
	fc.assert(
		fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
			const text = parts.join('');
			expect(parse(previewHtml(everything(text), [finding(text)])).foreign).toEqual([]);
			expect(foreignInMarkdown(previewMarkdown(everything(text), [finding(text)]))).toEqual([]);
		}),
		{ numRuns: 400 },
	);
});

it('loads nothing, and says so', () => {
	const html = previewHtml(everything('https://evil.example/'), []);
	expect(html).toContain(
		'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'"/>',
	);
	expect(html).toContain('prefers-color-scheme:dark');
	expect(html).not.toMatch(
		/<(?:script|img|a|link|iframe|form|base|object|svg)\b|\b(?:src|href|action|style)=|url\(|@import/i,
	);
});

it('shows every text of every element, and every address', () => {
	const marks = everything('TEXT').map((attachment) => {
		let count = 0;
		return JSON.parse(JSON.stringify(attachment).replace(/TEXT/g, () => `mark${(count += 1)}x`)) as Attachment;
	});
	for (const attachment of marks) {
		// Not shown: where images lie, what a group looks like, the language of code, and the value of a choice.
		const hidden = new Set<string>();
		JSON.stringify(attachment, (name, value: unknown) => {
			if (['image', 'activityImage', 'style', 'language'].includes(name) && typeof value === 'string')
				hidden.add(value);
			if (typeof value === 'object' && value !== null && 'altText' in value && 'url' in value)
				hidden.add(String(value.url));
			return value;
		});
		const page = parse(previewHtml([attachment], [])).text;
		const markdown = previewMarkdown([attachment], []);
		for (const [mark] of JSON.stringify(attachment).matchAll(/mark\d+x/g)) {
			expect([mark, page.includes(mark)]).toEqual([mark, !hidden.has(mark)]);
			expect([mark, markdown.includes(mark)]).toEqual([mark, !hidden.has(mark)]);
		}
	}
});

const SAMPLE = [
	adaptive(
		[
			{ type: 'Container', style: 'attention', items: [{ type: 'TextBlock', text: 'Disk 91 %', weight: 'Bolder' }] },
			{
				type: 'TextBlock',
				text: 'Host **db-1**, see [runbook](https://wiki.example.com/a_b)\n- free *space*\n- or <at>Bo Example</at>\n\n2 * 3 * 4 snake_case_name',
			},
			{
				type: 'FactSet',
				facts: [
					{ title: 'Since', value: '08:00' },
					{ title: '', value: 'x' },
				],
			},
			{ type: 'Image', url: 'https://example.com/x.png', altText: 'CPU' },
			{
				type: 'Table',
				rows: [
					{ cells: [{ items: [{ type: 'TextBlock', text: 'a' }] }, { items: [{ type: 'TextBlock', text: 'b|c' }] }] },
				],
			},
			{ type: 'CodeBlock', codeSnippet: 'x = `1`\n  y' },
			{ type: 'Chart.Line', title: 'Load' },
			{ type: 'Rating' },
			{ type: 'Input.Toggle', title: 'Agree' },
		],
		[
			{ type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com/' },
			{ type: 'Action.Submit', title: 'Send' },
		],
	),
];

it('reads as the card does, in Markdown', () => {
	expect(
		previewMarkdown(SAMPLE, [
			{ severity: 'error', code: 'message-card-empty', path: 'body[0].text', message: 'Wrong.', fix: 'Mend it.' },
		]),
	).toBe(`## Adaptive Card

**Disk 91 %**

Host **db\\-1**, see runbook ${'`(https://wiki.example.com/a_b)`'}

- free _space_
- or \\@Bo Example

2 \\* 3 \\* 4 snake\\_case\\_name

- **Since** 08\\:00
- **—** x

\\[image\\: CPU\\]

- a │ b\\|c

\`\`\`
x = \`1\`
  y
\`\`\`

\\[Chart\\.Line\\: Load\\]

\\[Rating\\]

\\[Input\\.Toggle\\: Agree\\]

▸ **Open** → \`https://example.com/\`

▸ **Send \\[Action\\.Submit\\]**

---

## Findings

- **error** \`body[0].text\` Wrong\\. Mend it\\. (message\\-card\\-empty)
`);
});

it('reads as the card does, in HTML', () => {
	const html = previewHtml([...SAMPLE, { contentType: 'image/png', contentUrl: 'https://example.com/x.png' }], []);
	expect(html).toContain(
		'<h2>1. Adaptive Card</h2><div class="group attention"><p class="strong" dir="auto">Disk 91 %</p></div>',
	);
	expect(html).toContain(
		'<p dir="auto">Host <strong>db-1</strong>, see runbook (https://wiki.example.com/a_b)</p><p dir="auto"><span class="marker">•</span> free <em>space</em></p>',
	);
	expect(html).toContain('<div class="row"><div class="cell"><div class="group"><p dir="auto">a</p></div></div>');
	expect(html).toContain(
		'<p class="action"><span class="button" dir="auto">Open</span> <code>https://example.com/</code></p>',
	);
	expect(html).toContain(
		'<h2>2. Attachment</h2><p class="note" dir="auto">[image/png]</p><p dir="auto">https://example.com/x.png</p>',
	);
	expect(html).toContain('<p>No findings.</p>');
});

it('reads a MessageCard', () => {
	const card = connector({
		title: 'Leave',
		sections: [{ markdown: false, text: '<b>3</b> days', facts: [{ name: 'From', value: '2 Nov' }] }],
		potentialAction: [
			{
				'@type': 'ActionCard',
				name: 'Decline',
				inputs: [{ '@type': 'TextInput', id: 'why', title: 'Reason' }],
				actions: [{ '@type': 'HttpPOST', name: 'Send', target: 'https://example.com/' }],
			},
		],
	});
	expect(previewMarkdown([card], [])).toBe(
		'## MessageCard\n\n**Leave**\n\n**3** days\n\n- **From** 2 Nov\n\n▸ **Decline \\[ActionCard\\]**\n\n\\[TextInput\\: Reason\\]\n\n▸ **Send \\[HttpPOST\\]** → `https://example.com/`\n\n---\n\n## Findings\n\nNo findings.\n',
	);
});

it('never throws, whatever a card is', () => {
	const members = fc.constantFrom(
		'type',
		'text',
		'items',
		'body',
		'actions',
		'columns',
		'facts',
		'title',
		'value',
		'rows',
		'cells',
		'inlines',
		'card',
		'selectAction',
		'sections',
		'potentialAction',
		'@type',
		'images',
		'targets',
		'target',
		'inputs',
		'pages',
		'__proto__',
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'medium' },
			fc.constantFrom(
				'TextBlock',
				'Container',
				'ColumnSet',
				'FactSet',
				'Table',
				'ActionSet',
				'RichTextBlock',
				'Action.ShowCard',
				null,
				7,
				true,
			),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(members, tie('tree'), { maxKeys: 6 }),
		),
	}));
	fc.assert(
		fc.property(fc.dictionary(members, tree), (content) => {
			for (const attachment of [adaptive([]), connector({})]) {
				expect(parse(previewHtml([{ ...attachment, content }], [])).foreign).toEqual([]);
				expect(previewMarkdown([{ ...attachment, content }], [])).toContain('## Findings');
			}
		}),
		{ numRuns: 500 },
	);
});

it('ends for deep cards, and takes time in proportion to the text', () => {
	let deep: unknown = { type: 'TextBlock', text: 'x' };
	for (let level = 0; level < 5_000; level += 1)
		deep = { type: 'Container', items: [deep], selectAction: { type: 'Action.ShowCard', card: { body: [] } } };
	expect(previewMarkdown([adaptive([deep])], [])).toContain('…');
	for (const text of [
		'['.repeat(100_000),
		'![](x'.repeat(30_000),
		'*'.repeat(100_000),
		'`'.repeat(100_000),
		'<at'.repeat(50_000),
		'a'.repeat(300_000),
		' '.repeat(200_000),
		'\n '.repeat(50_000),
		'a *b* '.repeat(20_000),
		'@'.repeat(100_000),
	]) {
		expect(previewMarkdown([adaptive([{ type: 'TextBlock', text }])], []).length).toBeGreaterThan(0);
		expect(previewHtml([adaptive([{ type: 'TextBlock', text }])], []).length).toBeGreaterThan(0);
	}
});
