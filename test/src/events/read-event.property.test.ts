import type { EventVector } from '../../support/events';

import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { cardContent } from '../../../src/cards/content';
import { prepareMessage } from '../../../src/cards/prepare';
import { budgetOf } from '../../../src/cards/size/budget';
import { caught } from '../../../src/caught';
import { isPlainObject } from '../../../src/json';
import { readEvent } from '../../../src/events/read-event';
import { MESSAGE_MAX_BYTES } from '../../../src/limits';
import { eventVectors, itemOf, LOOKS } from '../../support/events';
import { propertyRuns } from '../../support/property-runs';
import { ROOT } from '../../support/root';

const VECTORS = eventVectors();
const BUDGET = budgetOf('workflows', MESSAGE_MAX_BYTES);
const REAL = { ...LOOKS, fits: (card: Parameters<typeof LOOKS.fits>[0]) => BUDGET.fits(cardContent([card])) };

const HOSTILE = '<at>All</at> **x** [a](javascript:alert(1)) ${x} {{DATE(2026-01-01T00:00:00Z)}} \u202e\u0000 \ud800';

const OTHERS: readonly unknown[] = [
	null,
	0,
	-1,
	1e21,
	true,
	'',
	'text',
	HOSTILE,
	[],
	{},
	[null],
	[[]],
	{ a: { b: [1] } },
];

const NAMES = ['toString', 'constructor', '__proto__', 'name', 'status', 'text', 'alerts', 'x'];

/** One change: where, as a share of all places, and what. */
const change = fc.record({
	place: fc.double({ min: 0, max: 0.999_999, noNaN: true }),
	what: fc.constantFrom('remove', 'retype', 'rename', 'enlarge', 'hostile'),
	other: fc.constantFrom(...OTHERS),
	name: fc.constantFrom(...NAMES),
});

type Change = typeof change extends fc.Arbitrary<infer Value> ? Value : never;

interface Place {
	readonly holder: Record<string, unknown>;
	readonly name: string;
}

/** Every member of every object and list; here a list is an object whose members are its indexes. */
function placesIn(value: unknown): readonly Place[] {
	if (typeof value !== 'object' || value === null) return [];
	const holder = value as Record<string, unknown>;
	return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
}

function larger(value: unknown): unknown {
	if (Array.isArray(value) && value.length < 100)
		return Array.from({ length: 60 }, () => structuredClone(value) as unknown[]).flat();
	if (isPlainObject(value))
		return { ...value, ...Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`member${at}`, `value${at}`])) };
	return `${String(value).slice(0, 100)} `.repeat(2_000);
}

function apply(root: unknown, { place, what, other, name }: Change): void {
	const places = placesIn(root);
	const found = places[Math.floor(place * places.length)];
	if (found === undefined) return;
	const before = found.holder[found.name];
	if (what === 'remove' || what === 'rename') Reflect.deleteProperty(found.holder, found.name);
	const written = what === 'rename' && !Array.isArray(found.holder) ? name : found.name;
	if (what === 'remove') return;
	const after =
		what === 'retype'
			? structuredClone(other)
			: what === 'hostile'
				? HOSTILE
				: what === 'enlarge'
					? larger(before)
					: before;
	Object.defineProperty(found.holder, written, { value: after, enumerable: true, configurable: true, writable: true });
}

function changed(vector: EventVector, changes: readonly Change[]): { readonly item: unknown; readonly body: unknown } {
	const holder = { body: structuredClone(vector.body) };
	for (const each of changes) apply(holder.body, each);
	// As it arrives: JSON has no holes in lists.
	const body: unknown = JSON.parse(JSON.stringify(holder.body));
	return { item: itemOf({ ...vector, body }), body };
}

/** Words that our code writes: those in its texts. */
const OURS = new Set(
	readdirSync(join(ROOT, 'src', 'events'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.flatMap(
			(name) =>
				readFileSync(join(ROOT, 'src', 'events', name), 'utf8').match(/'[^'\n]*'|`[^`]*`|\b[A-Z][a-z]+(?=:)/g) ?? [],
		)
		.flatMap((text) => wordsIn(text)),
);

const DATES = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|am|pm|and|more)$/;

function wordsIn(text: string): readonly string[] {
	return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** Texts and addresses of a card, without the marks that show data as it is. */
function textsOf(value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(textsOf);
	if (!isPlainObject(value)) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		typeof member === 'string'
			? ['text', 'title', 'value', 'url', 'altText'].includes(name)
				? [member.replace(/\u200b/g, '').replace(/\\([^])/g, '$1')]
				: []
			: textsOf(member),
	);
}

function leavesOf(value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(leavesOf);
	if (isPlainObject(value)) return Object.entries(value).flatMap(([name, member]) => [name, ...leavesOf(member)]);
	return [String(value)];
}

/** Words of a card that neither the payload nor our code has; numbers and dates are calculated. */
function inventedWords(card: unknown, payload: unknown): readonly string[] {
	const known = leavesOf(payload).join('\n').toLowerCase();
	return [...new Set(textsOf(card).flatMap((text) => wordsIn(decoded(text))))].filter(
		(word) => !/^\d+$/.test(word) && !DATES.test(word) && !OURS.has(word) && !known.includes(word),
	);
}

/** An address without its escapes. */
function decoded(text: string): string {
	const read = caught(() => decodeURIComponent(text));
	return read.ok ? read.value : text.replace(/%[\dA-F]{2}/gi, ' ');
}

/** Parts on a card, and those that its last line counts. */
function countedParts(card: unknown): number {
	const body =
		isPlainObject(card) && Array.isArray(card.body) ? (card.body as ReadonlyArray<Record<string, unknown>>) : [];
	const shown = body.filter(({ type, separator }) => type === 'Container' && separator === true).length;
	const lines = body.map(({ text }) => /^and (\d+) more$/.exec(String(text))?.[1] ?? '0');
	const first = body.findIndex(({ type, separator }) => type === 'Container' && separator === true);
	return shown + lines.slice(Math.max(0, first)).reduce((sum, count) => sum + Number(count), 0);
}

it('makes of any payload a card that Teams takes, of nothing but what is in it', () => {
	fc.assert(
		fc.property(fc.constantFrom(...VECTORS), fc.array(change, { minLength: 1, maxLength: 6 }), (vector, changes) => {
			const { item, body } = changed(vector, changes);
			const read = caught(() => readEvent(item, 'auto', REAL));
			if (!read.ok) {
				expect(read.error).toMatchObject({ code: 'event-empty' });
				expect(isPlainObject(body) && Object.keys(body).length > 0 && !Object.hasOwn(body, 'payload')).toBe(false);
				return;
			}
			const { attachment, event } = read.value;
			const draft = { content: cardContent([attachment]), findings: [] };
			prepareMessage(draft, { target: 'workflows', onInvalid: 'fail', onTooLarge: 'truncate' });
			expect(inventedWords(attachment.content, item)).toEqual([]);
			expect(JSON.stringify(attachment.content)).not.toMatch(/<\/?at>|\u202e/);
			// Under another name a secret may no longer look like one.
			if (changes.every(({ what }) => what !== 'rename'))
				expect(JSON.stringify(attachment.content)).not.toContain('abc123');
			expect(Object.values(event).every((member) => typeof member === 'string')).toBe(true);
		}),
		{ numRuns: propertyRuns(2_000) },
	);
});

it('counts every alert of a group, however many there are and however large', () => {
	const groups = VECTORS.filter(
		({ sender, name }) => ['alertmanager', 'grafana'].includes(sender) && !name.includes('legacy'),
	);
	fc.assert(
		fc.property(
			fc.constantFrom(...groups),
			fc.integer({ min: 2, max: 300 }),
			fc.integer({ min: 0, max: 50 }),
			fc.integer({ min: 0, max: 600 }),
			fc.integer({ min: 1, max: 300 }),
			(vector, count, truncatedAlerts, length, maxParts) => {
				const alerts = Array.from({ length: count }, (_, at) => ({
					status: at % 3 === 0 ? 'resolved' : 'firing',
					labels: { alertname: 'A', instance: `i-${at}` },
					annotations: { summary: 'x'.repeat(length) },
				}));
				const body = { ...(vector.body as object), alerts, truncatedAlerts };
				const { attachment, event } = readEvent(body, 'auto', { ...REAL, maxParts });
				expect(event.source).toBe(vector.sender);
				expect(countedParts(attachment.content)).toBe(count + truncatedAlerts);
				expect(BUDGET.fits(cardContent([attachment]))).toBe(true);
			},
		),
		{ numRuns: propertyRuns(300) },
	);
});
