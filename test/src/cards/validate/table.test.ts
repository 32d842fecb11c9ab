import type { Shape } from '../../../../src/cards/validate/table';

import { readFileSync } from 'node:fs';

import { generateTable, TABLE_FILE } from '../../../../scripts/generate-card-table';
import { groupNamed, typeNamed } from '../../../../src/cards/validate/table';
import { ENUMS, GROUPS, TYPES } from '../../../../src/cards/validate/table.generated';

const types = Object.keys(TYPES).flatMap((key) => typeNamed(key) ?? []);

function inner(shape: Shape): Shape {
	return shape.items === undefined ? shape : inner(shape.items);
}

it('is what the installed libraries give', () => {
	expect(readFileSync(TABLE_FILE, 'utf8')).toBe(generateTable());
});

it('knows the whole of Adaptive Cards and of Teams', () => {
	const members = types.reduce((sum, type) => sum + type.members.size, 0);
	const values = Object.values(ENUMS).reduce((sum, text) => sum + text.split(' ').length, 0);
	console.log(
		`table: ${groupNamed('element').size} elements, ${groupNamed('action').size} actions, ${types.length} types with ${members} members, ${Object.keys(ENUMS).length} enums with ${values} values`,
	);
	expect(groupNamed('element').size).toBeGreaterThanOrEqual(34);
	expect(groupNamed('action').size).toBeGreaterThanOrEqual(9);
	expect(members).toBeGreaterThan(1_000);
});

it('names only types and groups that there are', () => {
	const shapes = types.flatMap((type) => [...type.members.values()].map(({ shape }) => inner(shape)));
	expect(shapes.flatMap(({ type }) => type ?? []).filter((name) => typeNamed(name) === undefined)).toEqual([]);
	expect(shapes.flatMap(({ group }) => group ?? []).filter((name) => groupNamed(name).size === 0)).toEqual([]);
	expect(
		Object.values(GROUPS)
			.flatMap((text) => text.split(' '))
			.filter((name) => typeNamed(name)?.typed !== true),
	).toEqual([]);
	expect(shapes.filter((shape) => Object.keys(shape).length === 0)).toEqual([]);
});

it('knows the version that brought an element', () => {
	const since = (key: string) => typeNamed(key)?.since;
	expect(
		['TextBlock', 'Media', 'ActionSet', 'RichTextBlock', 'Action.Execute', 'Table', 'Carousel', 'CodeBlock'].map(since),
	).toEqual([0, 1, 2, 2, 4, 5, 6, 0]);
});

it('has no type or group of a name that every object has', () => {
	expect([typeNamed('constructor'), typeNamed('__proto__'), groupNamed('toString').size]).toEqual([
		undefined,
		undefined,
		0,
	]);
});
