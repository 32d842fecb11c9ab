import type { CardMember, CardModel, Words } from './model';

import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** More names than this are a catalogue (the icons), which would only make the table large. */
const ENUM_MAX_VALUES = 200;

/** What the walk over the type declarations carries around. */
interface Reading {
	readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
	readonly aliases: ReadonlyMap<string, ts.TypeNode>;
	readonly model: CardModel;
	readonly source: ts.SourceFile;
}

/** What a type declaration says, sorted by kind. */
interface Found {
	readonly words: Set<string>;
	readonly literals: string[];
	readonly interfaces: Set<string>;
}

/** Reads the type declarations of `@microsoft/teams.cards`: every object that can be reached from an AdaptiveCard, with members and enums. */
export function readTeamsTypes(declarationFile: string): CardModel {
	const source = ts.createSourceFile('core.d.ts', readFileSync(declarationFile, 'utf8'), ts.ScriptTarget.ES2022, true);
	const interfaces = new Map(source.statements.filter(ts.isInterfaceDeclaration).map((node) => [node.name.text, node]));
	const aliases = new Map(
		source.statements.filter(ts.isTypeAliasDeclaration).map((node) => [node.name.text, node.type]),
	);
	const reading: Reading = {
		interfaces,
		aliases,
		source,
		model: { types: new Map(), enums: new Map(), groups: new Map() },
	};
	nameGroup(reading, 'CardElementArray', 'element');
	nameGroup(reading, 'ActionArray', 'action');
	typeFor(reading, ['IAdaptiveCard'], '');
	return reading.model;
}

/** The two large groups get their names here; every other group is named after the member in which it came first. */
function nameGroup(reading: Reading, alias: string, name: string): void {
	const names =
		reading.aliases
			.get(alias)
			?.getText(reading.source)
			.match(/\bI[A-Z]\w*/g) ?? [];
	const keys = new Set(names.map((one) => discriminator(reading, one) ?? ''));
	if (keys.size < 2 || keys.has(''))
		throw new Error(`${alias} is no longer an array of typed objects; look at core.d.ts`);
	reading.model.groups.set(name, [...keys].sort());
}

function wordsOf(reading: Reading, node: ts.TypeNode, name: string): Words {
	const found: Found = { words: new Set(), literals: [], interfaces: new Set() };
	collect(reading, node, name, found);
	if (found.literals.length > 0 && !found.words.has('string')) found.words.add(enumFor(reading, found.literals, name));
	if (found.interfaces.size > 0) found.words.add(objectFor(reading, [...found.interfaces], name));
	return [...found.words];
}

function collect(reading: Reading, node: ts.TypeNode, name: string, found: Found): void {
	if (ts.isUnionTypeNode(node)) for (const part of node.types) collect(reading, part, name, found);
	else if (ts.isParenthesizedTypeNode(node)) collect(reading, node.type, name, found);
	else if (ts.isArrayTypeNode(node)) found.words.add(`[${wordsOf(reading, node.elementType, name).join('|')}]`);
	else if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) found.literals.push(node.literal.text);
	else if (ts.isTypeReferenceNode(node)) collectReference(reading, node.getText(reading.source), name, found);
	else found.words.add(node.getText(reading.source));
}

function collectReference(reading: Reading, reference: string, name: string, found: Found): void {
	const alias = reading.aliases.get(reference);
	const declared = reading.interfaces.get(reference);
	if (alias !== undefined) {
		const words = wordsOf(reading, alias, isStringUnion(alias) ? reference : name);
		for (const word of words) found.words.add(word);
	} else if (declared !== undefined && declared.heritageClauses === undefined) found.interfaces.add(reference);
	else found.words.add('object');
}

function isStringUnion(node: ts.TypeNode): boolean {
	return ts.isLiteralTypeNode(node) || (ts.isUnionTypeNode(node) && node.types.every(ts.isLiteralTypeNode));
}

function enumFor(reading: Reading, values: readonly string[], name: string): string {
	if (values.length > ENUM_MAX_VALUES) return 'string';
	const { enums } = reading.model;
	const same = [...enums].find(([, known]) => known.join() === values.join());
	if (same !== undefined) return same[0];
	const capital = capitalised(name);
	const free = enums.has(capital) ? `${capital}2` : capital;
	enums.set(free, values);
	return free;
}

/** One interface is a type; several with a `type` of their own are a group; several without are merged. */
function objectFor(reading: Reading, names: readonly string[], name: string): string {
	const kinds = new Set(names.map((one) => discriminator(reading, one)));
	if (kinds.size === 1) return typeFor(reading, names, name);
	const keys = [...kinds]
		.map((kind) =>
			typeFor(
				reading,
				names.filter((one) => discriminator(reading, one) === kind),
				name,
			),
		)
		.sort();
	const { groups } = reading.model;
	const same = [...groups].find(([, known]) => known.join() === keys.join());
	if (same !== undefined) return same[0];
	const free = groups.has(name) ? `${name}2` : name;
	groups.set(free, keys);
	return free;
}

function discriminator(reading: Reading, name: string): string | undefined {
	const type = reading.interfaces.get(name)?.members.find((member) => memberName(member) === 'type');
	const node = type !== undefined && ts.isPropertySignature(type) ? type.type : undefined;
	return node !== undefined && ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)
		? node.literal.text
		: undefined;
}

function typeFor(reading: Reading, names: readonly string[], usedFor: string): string {
	const kind = discriminator(reading, names[0] ?? '');
	const key = kind ?? (names.length === 1 ? names.join().slice(1) : capitalised(usedFor));
	const { types } = reading.model;
	if (types.has(key)) return key;
	const members = new Map<string, CardMember>();
	types.set(key, { key, typed: kind !== undefined, members });
	const drafts = names.flatMap((name) =>
		[...(reading.interfaces.get(name)?.members ?? [])].filter(ts.isPropertySignature),
	);
	for (const name of new Set(drafts.map(memberName))) {
		if (name === 'type' && kind !== undefined) continue;
		members.set(
			name,
			memberFor(
				reading,
				name,
				drafts.filter((node) => memberName(node) === name),
				names.length,
			),
		);
	}
	return key;
}

function memberFor(reading: Reading, name: string, nodes: readonly ts.PropertySignature[], owners: number): CardMember {
	const union = ts.factory.createUnionTypeNode(nodes.flatMap((node) => node.type ?? []));
	const words =
		nodes.length === 1 && nodes[0]?.type !== undefined
			? wordsOf(reading, nodes[0].type, name)
			: wordsOf(reading, union, name);
	const required = nodes.length === owners && nodes.every((node) => node.questionToken === undefined);
	const comment = nodes
		.map((node) =>
			ts
				.getJSDocCommentsAndTags(node)
				.map((part) => part.getText(reading.source))
				.join(' '),
		)
		.join(' ');
	return { name, required, words: words.map((word) => (word === 'string' ? stringWord(name, comment, words) : word)) };
}

function capitalised(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}

function memberName(node: ts.TypeElement): string {
	return node.name !== undefined && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name)) ? node.name.text : '';
}

/** The comments say which strings are addresses, and which of those are images. */
function stringWord(name: string, comment: string, words: Words): string {
	if (words.includes('BackgroundImage')) return 'image';
	if (!/(?:url|poster)$/i.test(name)) return 'string';
	if (/<icon-name>/.test(comment)) return 'icon';
	return /Data URI|\bimage\b/.test(comment) ? 'image' : 'url';
}
