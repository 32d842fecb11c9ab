import fc from 'fast-check';

import { parseActivity } from '../../../src/outgoing-webhook/activity';

/**
 * A model of how Teams writes a message, independent of how we read it: what was typed and who was mentioned becomes
 * the text of an activity, encoded or decoded, with entities and the HTML copy (teams.md A.4, A.5). What is read must
 * be what was typed, character by character, and the mentions those that were made.
 */

/** `RUNS=20000` for the long run by hand. */
const numRuns = Number(process.env.RUNS ?? 300);

interface Person {
	readonly id: string;
	readonly name: string;
	/** How newer clients write a name of several words: a tag and an entity for each. */
	readonly split: boolean;
}

type Part = string | Person;

interface Shape {
	readonly form: 'encoded' | 'decoded';
	readonly copy: boolean;
	readonly ownListed: boolean;
}

const OWN: Person = { id: '28:n8n', name: 'n8n', split: false };

const escapeHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const tagsOf = ({ name, split }: Person) => (split ? name.split(' ') : [name]);

function write(parts: readonly Part[], { form, copy, ownListed }: Shape) {
	const encode = form === 'encoded' ? escapeHtml : (text: string) => text;
	const space = form === 'encoded' ? '&nbsp;' : '\u00a0';
	const element = (tag: string) => `<at>${encode(tag)}</at>`;
	const text = parts
		.map((part) =>
			typeof part === 'string' ? encode(part).replace(/^ /, space) : tagsOf(part).map(element).join(space),
		)
		.join('');
	let item = 0;
	const span = (tag: string) =>
		`<span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="${(item += 1) - 1}">${escapeHtml(tag)}</span>`;
	const html = parts
		.map((part) =>
			typeof part === 'string'
				? escapeHtml(part).replaceAll('\n', '<br>').replace(/^ /, '&nbsp;')
				: tagsOf(part).map(span).join('&nbsp;'),
		)
		.join('');
	const listed = parts.flatMap((part) =>
		typeof part === 'string' || (part === OWN && !ownListed)
			? []
			: tagsOf(part).map((tag) => ({
					type: 'mention',
					mentioned: { id: part.id, name: part.split ? part.name : tag },
					text: element(tag),
				})),
	);
	return {
		type: 'message',
		text: `${text}\n`,
		entities: listed,
		attachments: copy ? [{ contentType: 'text/html', content: `<div><div>${html}</div>\n</div>` }] : [],
	};
}

function read(activity: object) {
	const parsed = parseActivity(Buffer.from(JSON.stringify(activity)));
	if (parsed.kind !== 'message') throw new Error('no message');
	return parsed;
}

/** What people see: mentions by name, never two run together, without our own. */
function expected(parts: readonly Part[]): string {
	const own = parts.indexOf(OWN);
	const shown = (some: readonly Part[]) =>
		some
			.map((part, index) =>
				typeof part === 'string' ? part : `${typeof some[index - 1] === 'object' ? ' ' : ''}${part.name}`,
			)
			.join('')
			.replaceAll('\u00a0', ' ')
			.trim();
	return [shown(parts.slice(0, own)), shown(parts.slice(own + 1))].filter((side) => side !== '').join(' ');
}

const peopleIn = (parts: readonly Part[]) =>
	parts.flatMap((part) => (typeof part === 'string' || part === OWN ? [] : [{ name: part.name, id: part.id }]));

/** Where names stand in the text, as the names themselves. */
function namesIn({ mention, names }: ReturnType<typeof read>): readonly string[] {
	return names.map(({ start, end }) => mention.text.slice(start, end));
}

const PLAIN = [
	'a',
	'b',
	' ',
	'  ',
	'\n',
	'<',
	'>',
	'/',
	'"',
	"'",
	'=',
	'-',
	'web',
	'<web>',
	'<T',
	'x<y AND z>1',
	'<p AND z>',
	'<at',
	'at>',
	'</',
	'<i>',
	'<i',
	'Bo',
	'Zoe Example',
	'n8n',
	'é',
	'👩‍🚀',
	'\u200b',
	'28:',
	',',
	'!',
	'(',
	'<!--',
	'<1>',
	'< b >',
	'&',
	'&;',
	'& ',
];
const MARKUP = [
	'<at>',
	'</at>',
	'<b>',
	'</b>',
	'<br>',
	'<p>',
	'</td>',
	'<at>Bo</at>',
	'<at>n8n</at>',
	'<at id="0">',
	'<img alt="x" src="y">',
	'<img alt="🚀">',
	"<emoji alt='🚀'>",
	'&lt;',
	'&amp;',
	'&nbsp;',
	'&#160;',
	'&lt;at&gt;',
	'<span itemscope="">',
	'</span>',
	'"',
	'<a href="',
];

const typed = (units: readonly string[]) => fc.string({ unit: fc.constantFrom(...units), maxLength: 12 });

const plainName = fc.constantFrom<Person>(
	{ id: '29:bo', name: 'Bo', split: false },
	{ id: '29:zoe', name: 'Zoe Example', split: true },
	{ id: '29:cy', name: 'Cy  Van Dyke', split: false },
	{ id: '29:ann', name: 'Ann Beth Chi', split: true },
	{ id: '29:bo2', name: 'Bo', split: false },
);
const oddName = typed([...PLAIN, ...MARKUP])
	.map((name): Person => ({ id: `29:${name.length}`, name: name.replace(/\s+/g, ' ').trim(), split: false }))
	.filter(({ name }) => name !== '' && name.toLowerCase() !== 'n8n');

/** Our mention stands between words, so that no punctuation belongs to it; two mentions of one person do not touch. */
const message = (units: readonly string[], person: fc.Arbitrary<Person>) =>
	fc
		.tuple(fc.array(fc.tuple(typed(units), person), { maxLength: 4 }), typed(units), fc.nat({ max: 4 }), fc.boolean())
		.map(([pairs, last, at, first]): readonly Part[] => {
			const parts = [...pairs.flatMap(([text, who]): Part[] => [`${text} and `, who]), last].filter(
				(part) => part !== '',
			);
			const index = first ? 0 : Math.min(at, parts.length);
			const after = parts.slice(index);
			const before = parts.slice(0, index);
			return [...before, ...(before.length === 0 ? [] : [' x ']), OWN, ' y ', ...after];
		});

/** To the person who types, neighbouring typed parts are one. */
const joined = (parts: readonly Part[]) =>
	parts.reduce<Part[]>(
		(all, part) =>
			typeof part === 'string' && typeof all.at(-1) === 'string'
				? [...all.slice(0, -1), `${all.at(-1) as string}${part}`]
				: [...all, part],
		[],
	);

function expectRead(parts: readonly Part[], shape: Shape): void {
	const result = read(write(joined(parts), shape));
	expect(result.mention.text).toBe(expected(joined(parts)));
	expect(result.mention.message.mentions).toEqual(peopleIn(parts));
	expect(namesIn(result)).toEqual(peopleIn(parts).map(({ name }) => name));
}

it('reads what was typed where the text is encoded, with and without an HTML copy', () => {
	fc.assert(
		fc.property(
			message([...PLAIN, ...MARKUP], fc.oneof(plainName, oddName)),
			fc.boolean(),
			fc.boolean(),
			(parts, copy, ownListed) => expectRead(parts, { form: 'encoded', copy, ownListed }),
		),
		{ numRuns },
	);
});

it('reads what was typed where the text is decoded and the HTML copy is there, markup and all', () => {
	fc.assert(
		fc.property(message([...PLAIN, ...MARKUP], fc.oneof(plainName, oddName)), fc.boolean(), (parts, ownListed) =>
			expectRead(parts, { form: 'decoded', copy: true, ownListed }),
		),
		{ numRuns },
	);
});

it('reads what was typed where the text is decoded and nothing but the tags that Teams writes is taken for markup', () => {
	fc.assert(
		fc.property(message(PLAIN, plainName), fc.boolean(), (parts, ownListed) => {
			// Typed like the tag of somebody who is mentioned: only the HTML copy could tell.
			fc.pre(
				!/<at>\s*(?:bo|n8n|zoe example)\s*<\/at>/i.test(
					joined(parts)
						.filter((part) => typeof part === 'string')
						.join('\n'),
				),
			);
			expectRead(parts, { form: 'decoded', copy: false, ownListed });
		}),
		{ numRuns },
	);
});
