import fc from 'fast-check';

import { encodeUrl } from '../../../src/cards/encode-url';
import { propertyRuns } from '../../support/property-runs';

it.each([
	['a space', 'https://x.example/My Folder/a', 'https://x.example/My%20Folder/a'],
	['letters beyond ASCII', 'https://x.example/ä?q=ü#ö', 'https://x.example/%C3%A4?q=%C3%BC#%C3%B6'],
	['JSON in the query', 'https://x.example/?q=[{"a":1}]', 'https://x.example/?q=%5B%7B%22a%22:1%7D%5D'],
	['other characters of no address', 'https://x.example/<>|\\^`', 'https://x.example/%3C%3E%7C%5C%5E%60'],
	['a percent sign of its own', 'https://x.example/100%/50%2', 'https://x.example/100%25/50%252'],
	[
		'what is encoded already, beside what is not',
		'https://x.example/a%20b c%C3%bc',
		'https://x.example/a%20b%20c%C3%bc',
	],
	['spaces around', ' https://x.example/ ', 'https://x.example/'],
	['a line break, which browsers drop', 'https://x.example/a\n\tb', 'https://x.example/ab'],
	['a no-break space', 'https://x.example/a\u00a0b', 'https://x.example/a%C2%A0b'],
	['an emoji', 'https://x.example/🚀', 'https://x.example/%F0%9F%9A%80'],
	['half a character', 'https://x.example/\ud83d', 'https://x.example/%EF%BF%BD'],
	['a host with other letters', 'https://bücher.example:8443/ä', 'https://xn--bcher-kva.example:8443/%C3%A4'],
	['user and password', 'https://a b:ü@x.example/', 'https://a%20b:%C3%BC@x.example/'],
	['a backslash behind the host', 'https://x.example\\a', 'https://x.example/a'],
	['mail with a subject', 'mailto:ada@example.com?subject=Hi there', 'mailto:ada@example.com?subject=Hi%20there'],
	['a link into Teams', 'msteams:/l/chat/0/0?message=ä b', 'msteams:/l/chat/0/0?message=%C3%A4%20b'],
	['an app with a host', 'vscode://file/My Folder', 'vscode://file/My%20Folder'],
])('encodes %s', (_title, address, expected) => {
	expect(encodeUrl(address)).toBe(expected);
});

it.each([
	'https://x.example',
	'https://[2001:db8::1]:8443/a?b=1&c=(2)#/route',
	"https://x.example/a;b=1,2/:c@d/!$&'()*+=~_-.?q=a/b?c#d?e/f",
	'https://x.example/#/room/#ops:x.example',
	'https://x.example/a%20b%c3%BC?q=%5B%7B%22a%22%3A1%7D%5D',
	'data:image/svg+xml;utf8,<svg xmlns="a b">',
	'https://x.example/${name}/a b',
	'icon:Calendar,filled',
	'/My Folder',
	'My Folder/a.png',
	'C:\\My Folder',
	'x.example:8080/My Folder',
	'https://a b.example/',
	'https://[not an address/a b',
	'',
])('leaves %j as it is', (address) => {
	expect(encodeUrl(address)).toBe(address);
});

const character = fc.oneof(
	fc.constantFrom(
		'%',
		'%2',
		'%20',
		'%zz',
		' ',
		'[',
		']',
		'{',
		'}',
		'"',
		'<',
		'>',
		'|',
		'\\',
		'^',
		'`',
		'#',
		'?',
		'@',
		':',
		'/',
		'$',
		"'",
		'\t',
		'\n',
		'ü',
		'漢',
		'🚀',
		'\ud83d',
		'\u00a0',
		'\u202e',
		'\u212a',
	),
	fc.string({ unit: 'binary', maxLength: 2 }),
);
const text = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
const start = fc.constantFrom(
	'https://x.example/',
	'http://x.example?',
	'HTTPS://bücher.example:81/',
	'https://u:p@[::1]/',
	'https://x.example',
	'https:',
	'mailto:',
	'tel:',
	'msteams:/l/',
	'app://host/',
	'data:',
	'',
	'x.example/',
);
const address = fc.tuple(start, text).map(([before, rest]) => before + rest);

const numRuns = propertyRuns(2_000);

it('changes nothing the second time', () => {
	fc.assert(
		fc.property(address, (url) => expect(encodeUrl(encodeUrl(url))).toBe(encodeUrl(url))),
		{ numRuns },
	);
});

it('gives addresses of RFC 3986 that lead where the given ones did', () => {
	fc.assert(
		fc.property(
			fc.constantFrom('https://x.example/', 'https://bücher.example:81/a?', 'http://[::1]/#', 'https://u@x.example/'),
			text,
			(before, rest) => {
				const url = before + rest;
				fc.pre(!/\$\{[^}]*\}/.test(url));
				const encoded = encodeUrl(url);
				expect(encoded).toMatch(/^https?:\/\/[^/]+(?:[\w.~:/?#@!$&'()*+,;=-]|%[\dA-Fa-f]{2})*$/);
				expect([new URL(encoded).host, new URL(encoded).protocol]).toEqual([new URL(url).host, new URL(url).protocol]);
			},
		),
		{ numRuns },
	);
});

it('leaves every valid address alone, byte for byte', () => {
	const valid = fc.webUrl({ withQueryParameters: true, withFragments: true }).filter((url) => !/\$\{/.test(url));
	fc.assert(
		fc.property(valid, (url) => expect(encodeUrl(url)).toBe(url)),
		{ numRuns },
	);
	const escaped = fc
		.string()
		.map((value) => `https://x.example/${encodeURIComponent(value.toString().replace(/\p{Surrogate}/gu, ''))}`);
	fc.assert(
		fc.property(escaped, (url) => expect(encodeUrl(url)).toBe(url)),
		{ numRuns },
	);
});
