import fc from 'fast-check';

import { escapeHtml, scriptJson } from '../../../src/html-escape';
import { parseFields } from '../../../src/connector/fields';
import { configurationPage } from '../../../src/connector/page';
import { FRAME_ANCESTORS, connectorHeaders } from '../../../src/connector/policy';

const NONCE = 'bm9uY2U=';

function pageOf(text: string): string {
	const fields = parseFields([
		{ name: 'a', label: text, help: text, default: text },
		{ name: 'b', label: text, type: 'choice', options: 'x\ny' },
		{ name: 'c', label: text, type: 'choices', options: 'x\ny', required: true },
		{ name: 'd', label: text, type: 'checkbox' },
	]);
	return configurationPage({
		title: text,
		introduction: text,
		configName: text,
		fields,
		nonce: NONCE,
		script: 'run();',
	});
}

/** Every tag, without the texts between and the values in them. */
const tagsOf = (html: string) =>
	[...html.matchAll(/<\/?[a-z][^\s>]*(?:\s+[a-z-]+(?:="[^"]*")?)*\s*>/gi)].map(([tag]) =>
		tag.replace(/="[^"]*"/g, '='),
	);

it('has the same tags whatever the texts are', () => {
	const plain = tagsOf(pageOf('plain'));
	expect(plain.length).toBeGreaterThan(60);
	fc.assert(
		fc.property(
			fc.string({
				minLength: 1,
				unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '!', '-', '=', '`', 's', 'script', '\u2028', '\\'),
			}),
			(text) => JSON.stringify(tagsOf(pageOf(`x${text}`))) === JSON.stringify(plain),
		),
	);
});

it('escapes texts, and leaves nothing in JSON that could end a script', () => {
	expect(escapeHtml('<a href="x" b=\'y\'>&`\0')).toBe('&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&#96;\ufffd');
	const json = scriptJson({ a: '</script><!--\u2028&' });
	expect(json).not.toMatch(/[<>&\u2028]/);
	expect(JSON.parse(json)).toEqual({ a: '</script><!--\u2028&' });
});

it('ties every field to its label, help and error', () => {
	const html = pageOf('x');
	const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
	const pointed = [...html.matchAll(/ (?:for|aria-describedby)="([^"]+)"/g)].flatMap(([, names = '']) =>
		names.split(' '),
	);
	expect(pointed.length).toBeGreaterThan(12);
	expect(pointed.filter((id) => !ids.has(id))).toEqual([]);
	expect([...html.matchAll(/<(?:input|select)/g)]).toHaveLength(6);
});

it('lets in exactly one script and one style', () => {
	const policy = connectorHeaders(NONCE)['Content-Security-Policy'] ?? '';
	expect(policy.split('; ').slice(0, 4)).toEqual([
		"default-src 'none'",
		`script-src 'nonce-${NONCE}'`,
		`style-src 'nonce-${NONCE}'`,
		"connect-src 'self'",
	]);
	expect(policy).not.toMatch(/unsafe|\*[ ;]|data:|blob:/);
	expect([...pageOf('x').matchAll(new RegExp(`nonce="${NONCE}"`, 'g'))]).toHaveLength(2);
});

it('may be framed by hosts of Teams and Outlook over https only, and by none that others can register', () => {
	for (const ancestor of FRAME_ANCESTORS)
		expect(ancestor).toMatch(
			/^https:\/\/(?:\*\.)?(?:teams\.(?:microsoft\.(?:com|us)|cloud\.microsoft|live\.com)|outlook(?:-dod)?\.(?:office(?:365)?\.(?:com|us)|cloud\.microsoft|live\.com)|webmail\.apps\.mil)$/,
		);
});
