import { ENUMS, GROUPS, SHARED, TYPES } from './table.generated';

/** How a string is checked: no further, for mentions and functions (`visible`), not at all (`code`), or as an address. */
export type TextKind = 'plain' | 'visible' | 'code' | 'url' | 'image' | 'icon' | 'open-url';

/** What a member accepts; several of these can be set. */
export interface Shape {
	readonly text?: TextKind;
	readonly number?: true;
	readonly boolean?: true;
	/** An object that the sources do not describe. */
	readonly object?: true;
	readonly any?: true;
	/** The values of an enum, in lower case; renderers ignore case. */
	readonly values?: ReadonlyMap<string, string>;
	/** The only type that is allowed here. */
	readonly type?: string;
	/** The types that are allowed here. */
	readonly group?: string;
	/** What each element of an array is. */
	readonly items?: Shape;
}

/** One member of a type. */
export interface Member {
	readonly required: boolean;
	/** The minor version of Adaptive Cards 1.x that brought it, 0 if no source says so. */
	readonly since: number;
	readonly shape: Shape;
}

/** One kind of object in a card. */
export interface CardType {
	readonly key: string;
	/** True if the object names itself with `type`. */
	readonly typed: boolean;
	readonly since: number;
	readonly members: ReadonlyMap<string, Member>;
	readonly required: readonly string[];
}

/** Strings about which we know more than the sources' type; addresses come from the comments of the source. */
const TEXT_KINDS: Readonly<Record<string, TextKind>> = {
	'TextBlock.text': 'visible',
	'TextRun.text': 'visible',
	'RichTextBlock.inlines': 'visible',
	'Fact.title': 'visible',
	'Fact.value': 'visible',
	'mention.text': 'code',
	'Action.OpenUrl.url': 'open-url',
};

const decodedTypes = new Map<string, CardType>();
const decodedGroups = new Map<string, ReadonlySet<string>>();
const NO_TYPES: ReadonlySet<string> = new Set();

/** The type called `key`, decoded from the generated table on first use. */
export function typeNamed(key: string): CardType | undefined {
	const known = decodedTypes.get(key);
	if (known !== undefined || !Object.hasOwn(TYPES, key)) return known;
	const decoded = decodeType(key, TYPES[key] ?? '');
	decodedTypes.set(key, decoded);
	return decoded;
}

/** The names of the types in a group. */
export function groupNamed(name: string): ReadonlySet<string> {
	const known = decodedGroups.get(name);
	if (known !== undefined || !Object.hasOwn(GROUPS, name)) return known ?? NO_TYPES;
	const decoded = new Set((GROUPS[name] ?? '').split(' '));
	decodedGroups.set(name, decoded);
	return decoded;
}

/** The minor version in `1.5`; 0 for anything that is not a version of Adaptive Cards 1.x. */
export function minorOf(version: string): number {
	return /^1\.\d{1,3}$/.test(version) ? Number(version.slice(2)) : 0;
}

function decodeType(key: string, text: string): CardType {
	const words = text.split(' ');
	const sharing = words.find((word) => word.startsWith('+'));
	const since = words.find((word) => word.startsWith('@'));
	const own = words.filter((word) => word.includes(':'));
	const shared = sharing === undefined ? [] : (SHARED[sharing.slice(1)] ?? '').split(' ');
	const members = new Map([...shared, ...own].map((word) => decodeMember(key, word)));
	const required = [...members].filter(([, member]) => member.required).map(([name]) => name);
	return {
		key,
		typed: words.includes('typed'),
		since: since === undefined ? 0 : minorOf(since.slice(1)),
		members,
		required,
	};
}

function decodeMember(key: string, word: string): [string, Member] {
	const colon = word.indexOf(':');
	const at = word.lastIndexOf('@');
	const required = word[colon - 1] === '!';
	const name = word.slice(0, required ? colon - 1 : colon);
	const shape = decodeShape(word.slice(colon + 1, at === -1 ? undefined : at), TEXT_KINDS[`${key}.${name}`]);
	return [name, { required, since: at === -1 ? 0 : minorOf(word.slice(at + 1)), shape }];
}

function decodeShape(text: string, kind: TextKind | undefined): Shape {
	if (text.startsWith('[')) return { items: decodeShape(text.slice(1, -1), kind) };
	return Object.assign({}, ...text.split('|').map((word) => decodeWord(word, kind))) as Shape;
}

function decodeWord(word: string, kind: TextKind | undefined): Shape {
	switch (word) {
		case 'string':
		case 'url':
		case 'image':
		case 'icon':
			return { text: kind ?? (word === 'string' ? 'plain' : word) };
		case 'number':
			return { number: true };
		case 'boolean':
			return { boolean: true };
		case 'object':
			return { object: true };
		case 'any':
			return { any: true };
		default:
			return decodeName(word);
	}
}

function decodeName(name: string): Shape {
	if (Object.hasOwn(GROUPS, name)) return { group: name };
	if (Object.hasOwn(ENUMS, name))
		return { values: new Map((ENUMS[name] ?? '').split(' ').map((value) => [value.toLowerCase(), value])) };
	return { type: name };
}
