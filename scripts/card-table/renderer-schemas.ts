import type { CardMember, CardModel, CardType, Words } from './model';

import { createRequire } from 'node:module';

type Renderer = typeof import('adaptivecards');

/** What this file reads of a property definition of the official renderer. */
interface SchemaProperty {
	readonly name: string;
	readonly targetVersion: { toString(): string };
	readonly values?: ReadonlyArray<{ readonly value: string | number }>;
	readonly enumType?: Readonly<Record<number, string>>;
}

/** What this file reads of an object of the official renderer. */
interface SchemaOwner {
	getSchema(): { getCount(): number; getItemAt(index: number): SchemaProperty };
	getJsonTypeName?(): string;
}

/** Classes whose name is not the name of the interface in `@microsoft/teams.cards`. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
	TableColumnDefinition: 'ColumnDefinition',
	ChoiceSetInputDataQuery: 'Data.Query',
};

/** Not for Teams (Action.Http and its headers), or modelled as something else (DataQuery as an action). */
const LEFT_OUT: readonly string[] = ['HttpAction', 'HttpHeader', 'DataQuery', 'HostCapabilities'];

/** What a member of a property class accepts; enums are read from the property itself. */
const WORDS: ReadonlyArray<{ readonly property: string; readonly word: string }> = [
	{ property: 'BoolProperty', word: 'boolean' },
	{ property: 'NumProperty', word: 'number' },
	{ property: 'StringProperty', word: 'string' },
	{ property: 'PixelSizeProperty', word: 'string' },
	{ property: 'ActionProperty', word: 'selectAction' },
	{ property: 'SerializableObjectProperty', word: 'object' },
];

/** The official renderer: its bundle, because Node cannot load the entry of the package. */
export function officialRenderer(): Renderer {
	return createRequire(__filename)('adaptivecards/dist/adaptivecards.js') as Renderer;
}

/** Adds to `model` what the official renderer `adaptivecards` knows: versions of elements and members, more members, more enum values. */
export function addRendererSchemas(model: CardModel): void {
	const renderer = officialRenderer();
	const since = registeredVersions(renderer);
	for (const [className, value] of Object.entries(renderer)) {
		const read = LEFT_OUT.includes(className) ? undefined : readSchema(className, value);
		const known = read === undefined ? undefined : model.types.get(read.key);
		if (read === undefined || known === undefined) continue;
		const members = new Map(known.members);
		for (const property of read.properties) members.set(property.name, merged(model, known, property));
		if (!known.members.has('type')) members.delete('type');
		model.types.set(read.key, { ...known, members, ...(since.has(read.key) ? { since: since.get(read.key) } : {}) });
	}
}

function registeredVersions({ GlobalRegistry: { elements, actions } }: Renderer): Map<string, string> {
	const versions = new Map<string, string>();
	for (const registry of [elements, actions]) {
		for (let index = 0; index < registry.getItemCount(); index += 1) {
			const item = registry.getItemAt(index);
			if (item !== undefined) versions.set(item.typeName, item.schemaVersion.toString());
		}
	}
	return versions;
}

/** Abstract classes throw when they are constructed: they have no schema of their own. */
function readSchema(className: string, value: unknown): { key: string; properties: SchemaProperty[] } | undefined {
	if (typeof value !== 'function' || !('getSchema' in ((value.prototype ?? {}) as object))) return undefined;
	try {
		const object = new (value as new () => SchemaOwner)();
		const schema = object.getSchema();
		const properties = Array.from({ length: schema.getCount() }, (_, index) => schema.getItemAt(index));
		return { key: object.getJsonTypeName?.() ?? OTHER_NAMES[className] ?? className, properties };
	} catch {
		return undefined;
	}
}

function merged(model: CardModel, type: CardType, property: SchemaProperty): CardMember {
	const known = type.members.get(property.name);
	const version = property.targetVersion.toString();
	const since = version === '1.0' ? {} : { since: version };
	const values = enumValues(property);
	if (known === undefined)
		return { name: property.name, required: false, words: ownWords(model, type.key, property, values), ...since };
	for (const word of known.words) addValues(model, word, values);
	return { ...known, ...since };
}

function enumValues(property: SchemaProperty): string[] {
	return (property.values ?? []).flatMap(({ value }) =>
		typeof value === 'number' ? (property.enumType?.[value] ?? []) : value,
	);
}

function ownWords(model: CardModel, key: string, property: SchemaProperty, values: readonly string[]): Words {
	if (values.length === 0)
		return [WORDS.find(({ property: name }) => name === property.constructor.name)?.word ?? 'any'];
	const capital = property.name.charAt(0).toUpperCase() + property.name.slice(1);
	const same = [...model.enums].find(
		([enumName, known]) =>
			known.join().toLowerCase() === values.join().toLowerCase() ||
			(enumName === capital && values.every((value) => known.includes(value))),
	);
	const name = same?.[0] ?? `${key}.${property.name}`;
	if (same === undefined) model.enums.set(name, values);
	return [name];
}

function addValues(model: CardModel, word: string, values: readonly string[]): void {
	const known = model.enums.get(word);
	if (known === undefined) return;
	const more = values.filter((value) => !known.some((one) => one.toLowerCase() === value.toLowerCase()));
	model.enums.set(word, [...known, ...more]);
}
