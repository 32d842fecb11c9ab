import type { CardMember, CardModel, CardType } from './card-table/model';

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { correct } from './card-table/corrections';
import { addRendererSchemas } from './card-table/renderer-schemas';
import { readTeamsTypes } from './card-table/teams-types';

const ROOT = join(__dirname, '..');

/** The committed table. */
export const TABLE_FILE = join(ROOT, 'src/cards/validate/table.generated.ts');

/** The groups whose common members are written once. */
const SHARING_GROUPS = ['element', 'action'] as const;

/** The text of the table as the installed libraries give it. */
export function generateTable(): string {
	const teamsCards = dirname(require.resolve('@microsoft/teams.cards/package.json'));
	const model = readTeamsTypes(join(teamsCards, 'dist/core.d.ts'));
	addRendererSchemas(model);
	correct(model);
	refuseDoubleNames(model);
	const shared = new Map(SHARING_GROUPS.map((group) => [group, commonMembers(model, group)]));
	return [
		header(),
		'',
		...enumLines(model),
		'',
		...groupLines(model),
		'',
		...sharedLines(shared),
		'',
		...typeLines(model, shared),
		'',
	].join('\n');
}

/** Members are told apart by bare names: an enum, a type and a group may not share one. */
function refuseDoubleNames(model: CardModel): void {
	const names = [...model.enums.keys(), ...model.types.keys(), ...model.groups.keys()];
	const double = names.filter((name, index) => names.indexOf(name) !== index);
	if (double.length > 0) throw new Error(`Two things in the table are called ${double.join(', ')}`);
}

function commonMembers(model: CardModel, group: string): readonly string[] {
	const written = (model.groups.get(group) ?? []).map((key) =>
		[...(model.types.get(key)?.members.values() ?? [])].map(memberText),
	);
	return (written[0] ?? []).filter((text) => written.every((texts) => texts.includes(text)));
}

function memberText(member: CardMember): string {
	return `${member.name}${member.required ? '!' : ''}:${member.words.join('|')}${member.since === undefined ? '' : `@${member.since}`}`;
}

function typeText(type: CardType, model: CardModel, shared: ReadonlyMap<string, readonly string[]>): string {
	const group = SHARING_GROUPS.find((name) => model.groups.get(name)?.includes(type.key));
	const common = (group === undefined ? undefined : shared.get(group)) ?? [];
	const own = [...type.members.values()]
		.map(memberText)
		.filter((text) => !common.includes(text))
		.sort();
	return [
		type.typed ? 'typed' : '',
		type.since === undefined ? '' : `@${type.since}`,
		group === undefined ? '' : `+${group}`,
		...own,
	]
		.filter((word) => word !== '')
		.join(' ');
}

function header(): string {
	const versions = ['@microsoft/teams.cards', 'adaptivecards']
		.map((name) => `${name} ${versionOf(name)}`)
		.join(' and ');
	return [
		`// Made by scripts/generate-card-table.ts from ${versions} (both MIT, Microsoft Corporation); do not edit.`,
		'// Elements, members, enums and requirements come from the types of the first; versions, further members and values from the schemas of the second.',
		'// "typed": the object names itself in `type`; "+": has the members that its group shares; "@": the version that brought it.',
		'// A member is written name, "!" when it must be there, ":" what it takes, "@" the version that brought it; table.ts reads this.',
	].join('\n');
}

function versionOf(name: string): string {
	const { version } = JSON.parse(readFileSync(require.resolve(`${name}/package.json`), 'utf8')) as { version: string };
	return version;
}

function enumLines(model: CardModel): string[] {
	return constant(
		'ENUMS',
		'Values of each enum.',
		[...model.enums].map(([name, values]) => [name, values.join(' ')]),
	);
}

function groupLines(model: CardModel): string[] {
	return constant(
		'GROUPS',
		'Types that may stand in the same place.',
		[...model.groups].map(([name, keys]) => [name, keys.join(' ')]),
	);
}

function sharedLines(shared: ReadonlyMap<string, readonly string[]>): string[] {
	return constant(
		'SHARED',
		'Members that all types of a group have.',
		[...shared].map(([name, texts]) => [name, [...texts].sort().join(' ')]),
	);
}

function typeLines(model: CardModel, shared: ReadonlyMap<string, readonly string[]>): string[] {
	return constant(
		'TYPES',
		'Members of each type, and the version that brought it.',
		[...model.types.values()].map((type) => [type.key, typeText(type, model, shared)]),
	);
}

function constant(name: string, what: string, rows: ReadonlyArray<readonly [string, string]>): string[] {
	const sorted = [...rows].sort(([left], [right]) => (left < right ? -1 : 1));
	return [
		`/** ${what} */`,
		`export const ${name}: Readonly<Record<string, string>> = {`,
		...sorted.map(([key, text]) => `\t'${key}': '${text}',`),
		'};',
	];
}

function main(): void {
	const fresh = generateTable();
	if (!process.argv.includes('--check')) return writeFileSync(TABLE_FILE, fresh);
	if (readFileSync(TABLE_FILE, 'utf8') === fresh) return;
	console.error('src/cards/validate/table.generated.ts is stale: run node --import tsx scripts/generate-card-table.ts');
	process.exitCode = 1;
}

if (require.main === module) main();
