import type { CardObjectRegistry, SerializableObject, TargetVersion } from 'adaptivecards';

import Ajv from 'ajv';
import draft6 from 'ajv/dist/refs/json-schema-draft-06.json';

import schema from './fixtures/adaptive-card-1.4.schema.json';

/** Its `main` cannot be loaded by Node; the bundle beside it can. */
const renderer = jest.requireActual<typeof import('adaptivecards')>('adaptivecards/dist/adaptivecards');

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
ajv.addMetaSchema(draft6);
ajv.addFormat('uri', true);
ajv.addFormat('uri-reference', true);
const isCard = ajv.compile(schema);

const TEXT = { type: 'TextBlock', text: 'Disk full', wrap: true };

function card(...body: readonly object[]): object {
	return { type: 'AdaptiveCard', version: '1.4', body };
}

function complaints(value: object): string[] {
	isCard(value);
	return (isCard.errors ?? [])
		.map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`)
		.filter((line) => !line.includes('must match "then"'));
}

describe('schema of Adaptive Cards 1.4', () => {
	it('accepts a card with nested elements and an action', () => {
		const facts = { type: 'FactSet', facts: [{ title: 'Host', value: 'db-1' }] };
		const columns = { type: 'ColumnSet', columns: [{ type: 'Column', width: 'stretch', items: [TEXT, facts] }] };
		const value = {
			...card({ type: 'Container', style: 'attention', bleed: true, items: [columns] }),
			actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' }],
		};
		expect(complaints(value)).toEqual([]);
	});

	it.each([
		[
			'an unknown member of an element',
			card({ ...TEXT, colour: 'good' }),
			'/body/0 must NOT have additional properties',
		],
		[
			'an unknown member deep inside',
			card({ type: 'Container', items: [{ ...TEXT, style: 'heading' }] }),
			'/body/0/items/0 must NOT have additional properties',
		],
		[
			'an element of a later version',
			card({ type: 'Table', rows: [] }),
			'/body/0/type must be equal to one of the allowed values',
		],
		[
			'a value that is not one of the list',
			card({ ...TEXT, size: 'huge' }),
			'/body/0/size must be equal to one of the allowed values',
		],
		[
			'a number where a text belongs',
			card({ type: 'FactSet', facts: [{ title: 'Hosts', value: 2 }] }),
			'/body/0/facts/0/value must be string',
		],
		['an element without what it needs', card({ type: 'Image' }), "/body/0 must have required property 'url'"],
		['a card without a version', { type: 'AdaptiveCard', body: [TEXT] }, " must have required property 'version'"],
		[
			'a button as a selectAction that opens a card',
			card({ type: 'Container', items: [], selectAction: { type: 'Action.ShowCard' } }),
			'/body/0/selectAction/type must be equal to one of the allowed values',
		],
	])('refuses %s', (_what, value, complaint) => {
		expect(complaints(value)).toEqual([complaint]);
	});

	it('has the members that the official renderer knows in 1.4', () => {
		const kinds = [
			...registered(renderer.GlobalRegistry.elements),
			...registered(renderer.GlobalRegistry.actions),
		].filter(({ name }) => name !== 'TextRun');
		const difference = kinds.flatMap(({ name, members }) => {
			const ours = membersOf(name);
			return [
				...members.filter((member) => !ours.includes(member)).map((member) => `${name} -${member}`),
				...ours.filter((member) => !members.includes(member)).map((member) => `${name} +${member}`),
			];
		});
		expect(difference.filter((line) => !isExplained(line))).toEqual([]);
		expect(kinds).toHaveLength(20);
	});
});

interface Kind {
	readonly name: string;
	readonly members: readonly string[];
}

/** The elements or actions that came with 1.4 or earlier, with those of their members that did too. */
function registered<T extends SerializableObject>(registry: CardObjectRegistry<T>): Kind[] {
	const isOld = (version: TargetVersion) => version === '*' || version.compareTo(renderer.Versions.v1_4) <= 0;
	return Array.from({ length: registry.getItemCount() }, (_, index) => registry.getItemAt(index))
		.filter(({ schemaVersion }) => isOld(schemaVersion))
		.map(({ typeName, objectType }) => {
			const known = new objectType().getSchema();
			const properties = Array.from({ length: known.getCount() }, (_, index) => known.getItemAt(index));
			return {
				name: typeName,
				members: properties.filter(({ targetVersion }) => isOld(targetVersion)).map(({ name }) => name),
			};
		});
}

function membersOf(name: string): string[] {
	const definition = (schema.definitions as Record<string, { properties?: object }>)[name];
	return Object.keys(definition?.properties ?? {});
}

/** Children and fallbacks, which the renderer reads outside its table; and members that it takes although 1.4 does not name them there. */
const EXPLAINED =
	/\+(?:fallback|items|columns|actions|inlines|card)$|-(?:lang|horizontalAlignment|orientation|rtl)$|^Action\.\w+ -id$/;

function isExplained(line: string): boolean {
	return EXPLAINED.test(line);
}
