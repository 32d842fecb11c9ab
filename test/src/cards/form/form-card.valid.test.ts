import type { CardForm } from '../../../../src/cards/form/card-form';

import fc from 'fast-check';

import { buildFormCard } from '../../../../src/cards/form/form-card';
import { validateCard } from '../../../../src/cards/validate/validate-card';
import { EMPTY_FORM } from '../../../support/form';
import { parserComplaints, schemaComplaints } from '../../../support/official';

const HOSTILE = [
	'<at>Bo</at>',
	'</at>',
	'<at>',
	'${name}',
	'{{DATE(2026-01-01T00:00:00Z)}}',
	'"',
	"'",
	'\\',
	'\n',
	'\u202e',
	'\u0000',
	'<script>',
	'[x](javascript:alert(1))',
	'![i](http://evil.example)',
	'漢字',
	'👨‍👩‍👧‍👦',
	'constructor',
	'__proto__',
	'- ',
	'# ',
	'\ud800',
];

const text = fc
	.array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 8 })), { maxLength: 6 })
	.map((parts) => parts.join(''));
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null), fc.jsonValue({ maxDepth: 2 }));
const url = fc.oneof(
	text,
	fc.webUrl(),
	fc.constantFrom(
		'https://example.com/a?b=c&d=${e}',
		'HTTPS://EXAMPLE.COM',
		'mailto:a@example.com',
		'/relative',
		'javascript:alert(1)',
		'https://',
		'data:image/png;base64,AA',
		' https://example.com ',
	),
);
const id = fc.oneof(text, fc.uuid(), fc.emailAddress(), fc.constantFrom('28:bot', '29:x', '19:a@thread.tacv2', 'a@b'));
const facts = fc.array(fc.record({ title: text, value }), { maxLength: 4 });
const table = fc.record({
	heading: text,
	columns: fc.array(text, { minLength: 1, maxLength: 4 }),
	rows: fc.array(fc.array(value, { maxLength: 5 }), { maxLength: 4 }),
	more: fc.nat(50),
});

const form: fc.Arbitrary<CardForm> = fc.record({
	title: text,
	text,
	color: fc.constantFrom('default', 'accent', 'good', 'attention', 'warning'),
	factGroups: fc.array(facts, { maxLength: 3 }),
	moreItems: fc.nat(50),
	moreText: fc.constantFrom('and {count} more', 'og {count} til'),
	images: fc.array(fc.record({ url, altText: text }), { maxLength: 4 }),
	buttons: fc.array(fc.record({ title: text, url }), { maxLength: 9 }),
	mentions: fc.array(fc.record({ name: text, id }), { maxLength: 4 }),
	table: fc.option(table, { nil: undefined }),
	fullWidth: fc.boolean(),
	rightToLeft: fc.boolean(),
	escapeText: fc.boolean(),
	dates: fc.constantFrom(EMPTY_FORM.dates, { style: 'dateTime', locale: 'nb-NO', timeZone: 'Europe/Oslo' } as const),
});

function build(filled: CardForm): Readonly<Record<string, unknown>> {
	try {
		return buildFormCard(filled).attachment.content ?? {};
	} catch (error) {
		expect(error).toMatchObject({ code: 'card-empty' });
		return build({ ...filled, title: 'Not empty' });
	}
}

/** What a person wrote into title, text and addresses stays as it is, and the validator's hints about it are right; data gives none. */
const wanted = ({ code, path }: { readonly code: string; readonly path: string }) =>
	!['template-left', 'date-function'].includes(code) || /facts|columns/.test(path);

it.each(['workflows', 'connector', 'reply'] as const)(
	'every card of the form is one our validator has nothing against: %s',
	(target) => {
		fc.assert(
			fc.property(form, (filled) => expect(validateCard(build(filled), target).filter(wanted)).toEqual([])),
			{ numRuns: 700 },
		);
	},
);

it('every card of the form is one the official parser has nothing against', () => {
	fc.assert(
		fc.property(form, (filled) => expect(parserComplaints(build(filled))).toEqual([])),
		{ numRuns: 700 },
	);
});

it('every card of the form follows the schema of Adaptive Cards 1.4', () => {
	fc.assert(
		fc.property(form, (filled) => expect(schemaComplaints(build(filled))).toEqual([])),
		{ numRuns: 700 },
	);
});

it('mentions nobody but the people in the form, whatever the data says', () => {
	fc.assert(
		fc.property(form, (filled) => {
			const card = build(filled);
			const { entities = [] } = (card.msteams ?? {}) as {
				entities?: ReadonlyArray<{ text: string; mentioned: { id: string } }>;
			};
			const tags = [...JSON.stringify(card.body).matchAll(/<at>[^<]*<\/at>/gi)].map(
				([tag]) => JSON.parse(`"${tag}"`) as string,
			);
			expect(new Set(tags)).toEqual(new Set(entities.map((entity) => entity.text)));
			for (const { mentioned } of entities)
				expect(filled.mentions.map((person) => person.id.trim())).toContain(mentioned.id);
		}),
		{ numRuns: 1500 },
	);
});

it('the checks above know a bad card', () => {
	const bad = { type: 'AdaptiveCard', version: '1.4', body: [{ type: 'TextBlock' }, { type: 'Nothing' }] };
	expect(
		[validateCard(bad, 'workflows').length, parserComplaints(bad).length, schemaComplaints(bad).length].every(
			(count) => count > 0,
		),
	).toBe(true);
});
