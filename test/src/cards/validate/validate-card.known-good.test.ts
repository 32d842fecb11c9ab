import type { MessageTarget } from '../../../../src/cards/finding';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { officialRenderer } from '../../../../scripts/card-table/renderer-schemas';
import { highestVersion } from '../../../../src/cards/validate/rules';
import { GROUPS, TYPES } from '../../../../src/cards/validate/table.generated';
import { validateCard } from '../../../../src/cards/validate/validate-card';
import { ROOT } from '../../../support/root';

/** A card without mistakes; `allow` names what it cannot be without, such as a button that only a bot can hear. */
interface KnownGood {
	readonly allow?: readonly string[];
	readonly card: { readonly version: string; readonly body?: readonly unknown[] };
}

const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];
const FOLDER = join(ROOT, 'test', 'vectors/card-corpus/known-good');
const files = readdirSync(FOLDER).sort();

function read(file: string): KnownGood {
	return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as KnownGood;
}

/** A version above the target's is a finding in itself, and must be the only one. */
function findings({ card, allow = [] }: KnownGood, target: MessageTarget) {
	const tooHigh = Number(card.version.slice(2)) > highestVersion(target) ? ['card-version-too-high'] : [];
	return validateCard(card, target).filter(({ code }) => !allow.includes(code) && !tooHigh.includes(code));
}

it(`knows ${files.length} good cards`, () => {
	console.log(`known-good corpus: ${files.length} cards, ${files.length * TARGETS.length} checks`);
	expect(files.length).toBeGreaterThanOrEqual(50);
});

it.each(files)('finds nothing in %s for any target', (file) => {
	for (const target of TARGETS)
		expect({ target, findings: findings(read(file), target) }).toEqual({ target, findings: [] });
});

it('covers every element, action and part of the table', () => {
	const text = files.map((file) => readFileSync(join(FOLDER, file), 'utf8')).join('\n');
	const typed = Object.entries(TYPES)
		.filter(([, members]) => members.startsWith('typed'))
		.map(([key]) => key);
	const named = new Set([...text.matchAll(/"type": "([^"]+)"/g)].map((match) => match[1]));
	expect(typed.filter((key) => !named.has(key))).toEqual([]);
	expect(typed.length).toBeGreaterThan(Object.keys(GROUPS).length);
});

it('covers every version', () => {
	expect([...new Set(files.map((file) => read(file).card.version))].sort()).toEqual([
		'1.0',
		'1.1',
		'1.2',
		'1.3',
		'1.4',
		'1.5',
		'1.6',
	]);
});

describe('the official renderer', () => {
	const renderer = officialRenderer();
	const known = (name: string) =>
		renderer.GlobalRegistry.elements.findByName(name) ?? renderer.GlobalRegistry.actions.findByName(name);
	const others = new Set(
		[
			...(GROUPS.element ?? '').split(' '),
			...(GROUPS.action ?? '').split(' '),
			...(GROUPS.inlines ?? '').split(' '),
		].filter((name) => known(name) === undefined),
	);
	const isForTeamsOnly = (file: string) =>
		file.startsWith('teams-') ||
		[...JSON.stringify(read(file)).matchAll(/"type":"([^"]+)"/g)].some((match) => others.has(match[1] ?? ''));
	const official = files.filter((file) => !isForTeamsOnly(file));

	it.each(official)('parses %s without an event', (file) => {
		const context = new renderer.SerializationContext(renderer.Versions.v1_6);
		const card = new renderer.AdaptiveCard();
		card.hostConfig = new renderer.HostConfig({ actions: { maxActions: 20 } });
		card.parse(read(file).card, context);
		const events = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index)).map(
			(event) => event.message,
		);
		const failures = card.validateProperties().validationEvents.map((event) => event.message);
		expect([...events, ...failures]).toEqual([]);
	});

	it('knows most of the corpus', () => {
		console.log(`known-good corpus: ${official.length} cards parsed by adaptivecards`);
		expect(official.length).toBeGreaterThan(30);
	});
});
