import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { highestVersion } from '../../../../src/cards/validate/rules';
import { typeNamed } from '../../../../src/cards/validate/table';
import { GROUPS } from '../../../../src/cards/validate/table.generated';
import { validateCard } from '../../../../src/cards/validate/validate-card';
import { ROOT } from '../../../support/root';

/** Every good card is broken at every place, in each of a few ways; each must give one more finding, at that place. */
const FOLDER = join(ROOT, 'test', 'vectors/card-corpus/known-good');
const cards = readdirSync(FOLDER)
	.sort()
	.map((file) => ({ file, text: readFileSync(join(FOLDER, file), 'utf8') }));

/** Members whose contents no source describes. */
const OPEN = ['data', 'requires', 'strings', 'resourceReference', 'tokenExchangeResource'];

/** Changing these breaks something else as well: a mention, a target of a toggle, the meaning of the whole. */
const LINKED = ['id', 'type', 'version', '$schema', 'elementId', 'targetElements', 'mentionType', 'codeSnippet'];

type JsonObject = Record<string, unknown>;

interface Spot {
	readonly path: string;
	readonly owner: JsonObject;
	readonly key: string;
}

interface Card {
	readonly card: JsonObject;
	readonly allow?: readonly string[];
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function step(path: string, key: string): string {
	const own = /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
	return path === '' && own.startsWith('.') ? own.slice(1) : `${path}${own}`;
}

/** Every object in the card with its path, the root included. */
function objects(value: unknown, path = ''): Array<{ readonly path: string; readonly object: JsonObject }> {
	if (Array.isArray(value)) return value.flatMap((item, index) => objects(item, `${path}[${index}]`));
	if (!isObject(value)) return [];
	return [
		{ path, object: value },
		...Object.entries(value).flatMap(([key, inner]) => (OPEN.includes(key) ? [] : objects(inner, step(path, key)))),
	];
}

function spots(card: JsonObject): Spot[] {
	return objects(card).flatMap(({ path, object }) =>
		Object.keys(object).map((key) => ({ path: step(path, key), owner: object, key })),
	);
}

/** What the break adds to the findings of the whole card. */
function added(before: readonly string[], after: readonly string[]): string[] {
	const known = [...before];
	return after.filter((finding) => {
		const index = known.indexOf(finding);
		if (index !== -1) known.splice(index, 1);
		return index === -1;
	});
}

function findings(card: JsonObject): string[] {
	const tooHigh = Number(String(card.version).slice(2)) > highestVersion('workflows');
	return validateCard(card, 'workflows')
		.map(({ code, path }) => `${code} ${path}`)
		.filter((finding) => !(tooHigh && finding.startsWith('card-version-too-high')));
}

/** Applies a break, collects what it adds, and takes it back. */
function broken(card: JsonObject, { owner, key }: Pick<Spot, 'owner' | 'key'>, value: unknown): string[] {
	const before = findings(card);
	const kept = { ...owner };
	owner[key] = value;
	const result = added(before, findings(card));
	for (const name of Object.keys(owner)) delete owner[name];
	Object.assign(owner, kept);
	return result;
}

interface Result {
	readonly wanted: string;
	readonly found: readonly string[];
}

function run(breaks: (card: JsonObject, text: string) => readonly Result[], title: string): void {
	it(title, () => {
		const results = cards.flatMap(({ file, text }) =>
			breaks((JSON.parse(text) as Card).card, text).map((result) => ({ file, ...result })),
		);
		console.log(`systematic mutations, ${title}: ${results.length}`);
		expect(results.length).toBeGreaterThan(50);
		expect(results.filter(({ wanted, found }) => found.length !== 1 || found[0] !== wanted)).toEqual([]);
	});
}

const actions = new Set((GROUPS.action ?? '').split(' '));

run(
	(card, text) =>
		spots(card)
			.filter(
				({ key, path, owner }) =>
					key === 'type' &&
					path !== 'type' &&
					typeof owner.type === 'string' &&
					!/^(?:signin|required|mention)$/.test(owner.type) &&
					!text.includes('targetElements'),
			)
			.map((spot) => {
				const code = actions.has(String(spot.owner.type)) ? 'action-unknown' : 'element-unknown';
				return { wanted: `${code} ${spot.path}`, found: broken(card, spot, `${String(spot.owner.type)}x`) };
			}),
	'one letter too many in a type',
);

run(
	(card) =>
		objects(card).map(({ path, object }) => ({
			wanted: `member-unknown ${step(path, 'zzz')}`,
			found: broken(card, { owner: object, key: 'zzz' }, { type: 'Nothing', list: ['${'] }),
		})),
	'an unknown member in an object',
);

run(
	(card, text) =>
		spots(card)
			.filter(
				({ key, owner }) =>
					!LINKED.includes(key) &&
					owner[key] !== null &&
					!isObject(owner[key]) &&
					!Array.isArray(owner[key]) &&
					!text.includes('"mention"'),
			)
			.map((spot) => ({ wanted: `member-type ${spot.path}`, found: broken(card, spot, [[]]) })),
	'an array instead of a text, number or truth value',
);

run(
	(card, text) =>
		spots(card)
			.filter(
				({ key, owner }) =>
					!LINKED.includes(key) &&
					!OPEN.includes(key) &&
					(isObject(owner[key]) || Array.isArray(owner[key])) &&
					!text.includes('"mention"') &&
					!text.includes('targetElements'),
			)
			.map((spot) => ({ wanted: `member-type ${spot.path}`, found: broken(card, spot, 7) })),
	'a number instead of an object or array',
);

run(
	(card) =>
		spots(card)
			.filter(
				({ key, owner }) =>
					!LINKED.includes(key) && typeof owner[key] === 'string' && !String(owner[key]).includes('<at'),
			)
			.map((spot) => ({ wanted: `template-left ${spot.path}`, found: broken(card, spot, 'a ${b} c') })),
	'a template instead of a text',
);

run(
	(card) =>
		spots(card)
			.filter(
				({ key, owner }) =>
					typeof owner[key] === 'string' && typeNamed(String(owner.type))?.members.get(key)?.shape.values !== undefined,
			)
			.map((spot) => ({ wanted: `enum-unknown ${spot.path}`, found: broken(card, spot, 'no such value') })),
	'a value that an enum does not have',
);

run(
	(card, text) =>
		spots(card)
			.filter(
				({ key, owner }) =>
					typeNamed(String(owner.type))?.members.get(key)?.required === true &&
					!text.includes('"mention"') &&
					!text.includes('targetElements'),
			)
			.map((spot) => ({ wanted: `member-missing ${spot.path}`, found: broken(card, spot, null) })),
	'nothing instead of a required member',
);
