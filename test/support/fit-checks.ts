import type { Content } from '../../src/cards/content';
import type { Finding } from '../../src/cards/finding';
import type { Parts } from '../../src/cards/size/fit';

/** A text, number or truth value of a message and where it stands, found without the code under test. */
interface Leaf {
	readonly path: string;
	readonly name: string;
	readonly value: unknown;
}

/** A word that a test has put into a text. */
const WORD = /k\d+_\d+q/g;

/** Entities of mentions go with their tags; they are checked by themselves. */
const BESIDES = /(^|\.)msteams\.entities/;

/** Every leaf of a message, in order. Paths as findings name them. */
export function leavesOf({ text, summary, attachments }: Content): readonly Leaf[] {
	const leaves: Leaf[] = [];
	const visit = (value: unknown, path: string, name: string): void => {
		if (typeof value === 'object' && value !== null) {
			for (const [key, member] of Object.entries(value)) {
				const below = Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
				visit(member, below, Array.isArray(value) ? name : key);
			}
		} else if (value !== undefined) leaves.push({ path, name, value });
	};
	visit(summary, 'summary', 'summary');
	visit(text, 'text', 'text');
	attachments.forEach(({ content }, index) =>
		visit(content, attachments.length === 1 ? '' : `attachments[${index}].content`, ''),
	);
	return leaves;
}

/** A path as names and indexes, or as ranges of these. */
type Tokens = readonly string[];

function tokensOf(path: string): Tokens {
	return path.match(/\[[^\]]*\]|[^.[\]]+/g) ?? [];
}

/** Whether this is the path that a warning names, or that of something in it. `$` is the whole. */
function isUnder(given: Tokens, pattern: Tokens): boolean {
	return (
		pattern[0] === '$' ||
		(pattern.length <= given.length &&
			pattern.every((token, at) => token === given[at] || isInRanges(token, given[at] ?? '')))
	);
}

/** Whether warnings name this path, or something that contains it. */
export function isNamedBy(path: string, named: readonly string[]): boolean {
	return named.some((name) => isUnder(tokensOf(path), tokensOf(name)));
}

/** `[3..5,8]` and the place `[4]`. */
function isInRanges(token: string, index: string): boolean {
	if (!/^\[[\d.,]+\]$/.test(token) || !/^\[\d+\]$/.test(index)) return false;
	const place = Number(index.slice(1, -1));
	return token
		.slice(1, -1)
		.split(',')
		.some((range) => {
			const [from = NaN, to = from] = range.split('..').map(Number);
			return place >= from && place <= to;
		});
}

/** The paths that warnings of these codes name. */
export function namedBy(findings: readonly Finding[], ...codes: readonly string[]): readonly string[] {
	return findings.filter(({ code }) => codes.includes(code)).flatMap(({ path }) => path.split(', '));
}

/** Complaints about a fitted message: what is missing without a warning, was cut in two, or comes in another order. */
export function complaints(
	given: Content,
	{ parts, findings }: { readonly parts: Parts; readonly findings: readonly Finding[] },
	wholes: ReadonlyMap<string, string>,
): readonly string[] {
	const named = namedBy(findings, 'content-cut', 'content-left-out');
	const leaves = leavesOf(given).map((leaf) => ({ ...leaf, tokens: tokensOf(leaf.path) }));
	const sent = parts.flatMap((part) => leavesOf(part)).filter(({ path }) => !BESIDES.test(path));
	const words = new Set(sent.flatMap(({ value }) => wordsIn(value)));
	const written = sent.flatMap(({ value }) => (typeof value === 'string' ? [value] : [])).join('\u0000');
	return [
		...missing(leaves, sent, words, named),
		...idleNames(leaves, sent, named),
		...broken(written, wholes),
		...disorder(given, parts),
		...mentions(parts, given),
		...stranded(parts, given, findings),
	];
}

interface GivenLeaf extends Leaf {
	readonly tokens: Tokens;
}

function wordsIn(value: unknown): readonly string[] {
	return typeof value === 'string' ? (value.match(WORD) ?? []) : [];
}

function missing(
	leaves: readonly GivenLeaf[],
	sent: readonly Leaf[],
	words: ReadonlySet<string>,
	named: readonly string[],
): readonly string[] {
	const left = new Map<string, number>();
	// A text among inlines may have become an element of its own.
	const keyOf = ({ name, value }: Leaf) => `${name === 'inlines' ? 'text' : name}=${JSON.stringify(value)}`;
	for (const leaf of sent) left.set(keyOf(leaf), (left.get(keyOf(leaf)) ?? 0) + 1);
	const patterns = named.map(tokensOf);
	return leaves.flatMap((leaf) => {
		if (BESIDES.test(leaf.path)) return [];
		const key = keyOf(leaf);
		const count = left.get(key) ?? 0;
		// What is named may be there all the same, in part.
		if (patterns.some((pattern) => isUnder(leaf.tokens, pattern))) return [];
		left.set(key, count - 1);
		if (count > 0) return [];
		// A text may have been divided, or have a number behind it: then its words count.
		const inWords = wordsIn(leaf.value);
		return inWords.length > 0 && inWords.every((word) => words.has(word))
			? []
			: [`missing: ${leaf.path} = ${String(leaf.value).slice(0, 80)}`];
	});
}

/** Complains of warnings about what is there, which would hide the others. */
function idleNames(leaves: readonly GivenLeaf[], sent: readonly Leaf[], named: readonly string[]): readonly string[] {
	const values = new Set(sent.map(({ name, value }) => `${name} ${String(value)}`));
	// A summary goes with each of several requests, the background of a container with each of its halves: it may be missing in one of them.
	return named
		.filter((name) => !/(^|\.)(summary|backgroundImage|selectAction)$/.test(name))
		.flatMap((name) => {
			const pattern = tokensOf(name);
			const texts = leaves.filter(({ value, tokens }) => wordsIn(value).length > 0 && isUnder(tokens, pattern));
			return texts.length > 0 && texts.every(({ name: at, value }) => values.has(`${at} ${String(value)}`))
				? [`names what is there: ${name}`]
				: [];
		});
}

/** Words, links, mentions and the like are there as a whole or not at all. */
function broken(written: string, wholes: ReadonlyMap<string, string>): readonly string[] {
	const pieces = [...written.matchAll(WORD)].flatMap(({ 0: word, index }) => {
		const whole = wholes.get(word) ?? word;
		return written.startsWith(whole, index - whole.indexOf(word)) ? [] : [`broken: ${whole}`];
	});
	const halves = written.replace(WORD, '').match(/k\d+_/g) ?? [];
	const graphemes = /\p{Cs}/u.test(written) ? ['a surrogate pair was cut'] : [];
	return [...pieces, ...halves.map((half) => `half a word: ${half}`), ...graphemes];
}

/** Text and bodies are read in the order they were given. Buttons at the bottom of a card may stand with what they show. */
function disorder(given: Content, parts: Parts): readonly string[] {
	const inOrder = (content: Content) =>
		leavesOf(content)
			.filter(
				({ path }) =>
					/^text$|^(attachments\[\d+\]\.content\.)?(body|sections)\[/.test(path) &&
					!/selectAction|backgroundImage/.test(path),
			)
			.flatMap(({ value }) => wordsIn(value));
	const before = inOrder(given);
	const place = new Map(before.map((word, index) => [word, index]));
	const first = [...new Set(parts.flatMap(inOrder))].flatMap((word) => place.get(word) ?? []);
	return first.every((at, index) => index === 0 || at > (first[index - 1] ?? -1)) ? [] : ['another order'];
}

/** In one card a tag has its entity where it had one, and no entity is without its tag. */
function mentions(parts: Parts, given: Content): readonly string[] {
	const entitiesOf = (content: unknown) =>
		leavesOf({ attachments: [{ contentType: '', content: content as Record<string, unknown> }], fullWidth: true })
			.filter(({ path, name }) => BESIDES.test(path) && name === 'text')
			.map(({ value }) => String(value));
	const known = new Set(given.attachments.flatMap(({ content }) => entitiesOf(content)));
	return parts.flatMap(({ attachments }) =>
		attachments.flatMap(({ content }) => {
			const entities = new Set(entitiesOf(content));
			const texts = leavesOf({ attachments: [{ contentType: '', content: content ?? {} }], fullWidth: true })
				.filter(({ path }) => !BESIDES.test(path))
				.map(({ value }) => String(value))
				.join('\n');
			return [
				...[...known].filter((tag) => texts.includes(tag) && !entities.has(tag)).map((tag) => `no entity for ${tag}`),
				...[...entities].filter((tag) => !texts.includes(tag)).map((tag) => `no tag for ${tag}`),
			];
		}),
	);
}

function stranded(parts: Parts, given: Content, findings: readonly Finding[]): readonly string[] {
	const warned = findings.some(({ code }) => code === 'target-stranded');
	const idsOf = (content: unknown) =>
		leavesOf({ attachments: [{ contentType: '', content: content as Record<string, unknown> }], fullWidth: true });
	const isTarget = ({ path, name }: Leaf) => name === 'elementId' || /targetElements\[\d+\]$/.test(path);
	const inOneCard = given.attachments.map(({ content }) => idsOf(content));
	return parts.flatMap(({ attachments }) =>
		attachments.flatMap(({ content }) => {
			const leaves = idsOf(content);
			const own = new Set(leaves.filter(({ name }) => name === 'id').map(({ value }) => value));
			const lost = leaves
				.filter((leaf) => isTarget(leaf) && !own.has(leaf.value))
				.filter(({ value }) =>
					inOneCard.some(
						(card) =>
							card.some((leaf) => leaf.name === 'id' && leaf.value === value) &&
							card.some((leaf) => isTarget(leaf) && leaf.value === value),
					),
				);
			return lost.length > 0 && !warned ? [`no warning for target ${String(lost[0]?.value)}`] : [];
		}),
	);
}
