import fc from 'fast-check';

import { toMentions, withMention, withTags } from '../../../src/cards/mention';
import { propertyRuns } from '../../support/property-runs';

const ADA = { id: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada' };

it('adds tag and entity, and keeps what the card has', () => {
	const card = {
		contentType: 'application/vnd.microsoft.card.adaptive',
		content: {
			type: 'AdaptiveCard',
			body: [{ type: 'TextBlock', text: 'x' }],
			msteams: { width: 'Full', entities: [{ type: 'mention' }] },
		},
	};
	expect(withMention(card, ADA).content).toEqual({
		type: 'AdaptiveCard',
		body: [
			{ type: 'TextBlock', text: '<at>Ada</at>', wrap: true },
			{ type: 'TextBlock', text: 'x' },
		],
		msteams: {
			width: 'Full',
			entities: [{ type: 'mention' }, { type: 'mention', text: '<at>Ada</at>', mentioned: ADA }],
		},
	});
});

it('mentions somebody without a name, and leaves other cards alone', () => {
	const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: {} };
	expect(withMention(card, { ...ADA, name: 'Ada [Sign in](https://evil.example)\n\n# Outage' }).content).toMatchObject({
		body: [{ text: '<at>Ada Sign inhttps://evil.example Outage</at>' }],
	});
	expect(withMention(card, { ...ADA, name: ' <> ' }).content).toMatchObject({ body: [{ text: '<at>there</at>' }] });
	const connector = { contentType: 'application/vnd.microsoft.teams.card.o365connector', content: {} };
	expect(withMention(connector, ADA)).toBe(connector);
});

it('uses no tag twice that mentions somebody else, and knows a person by the id in any case', () => {
	const entity = { type: 'mention', text: '<at>Ada</at>', mentioned: { id: 'ADA@example.com', name: 'Ada' } };
	const card = {
		contentType: 'application/vnd.microsoft.card.adaptive',
		content: { body: [], msteams: { entities: [entity] } },
	};
	expect(withMention(card, ADA).content).toMatchObject({
		body: [{ text: '<at>Ada 2</at>' }],
		msteams: { entities: [entity, { text: '<at>Ada 2</at>', mentioned: { id: ADA.id } }] },
	});
	expect(withMention(card, { id: 'ada@Example.com', name: 'A. Lovelace' }).content).toEqual({
		body: [{ type: 'TextBlock', text: '<at>Ada</at>', wrap: true }],
		msteams: { entities: [entity] },
	});
});

it('mentions a person once, whatever the case of the address, under each name that was given', () => {
	const { mentions, findings } = toMentions([
		{ id: 'Bo@example.com', name: 'Bo' },
		{ id: 'bo@EXAMPLE.com ', name: 'Bo Example' },
		{ id: ADA.id, name: 'Ada' },
		{ id: ADA.id.toUpperCase(), name: 'Ada' },
	]);
	expect(findings).toEqual([]);
	expect(mentions.map(({ entity }) => entity.mentioned)).toEqual([{ id: 'Bo@example.com', name: 'Bo' }, ADA]);
	expect(withTags('<at>Bo Example</at> <at>Bo</at> <at>Ada</at>', mentions)).toBe(
		'<at>Bo</at> <at>Bo</at> <at>Ada</at>',
	);
});

it('gives each of two people whose names look alike the tag that was written for them', () => {
	const { mentions } = toMentions([
		{ id: 'one@example.com', name: '[Bo]' },
		{ id: 'two@example.com', name: 'Bo' },
	]);
	expect(withTags('<at>[Bo]</at> and <at>Bo</at>', mentions)).toBe('<at>Bo</at> and <at>Bo 2</at>');
	expect(mentions.map(({ entity }) => [entity.text, entity.mentioned.id])).toEqual([
		['<at>Bo</at>', 'one@example.com'],
		['<at>Bo 2</at>', 'two@example.com'],
	]);
});

it.each([
	['😀'.repeat(51), '😀'.repeat(50)],
	[`${'a'.repeat(99)}😀`, 'a'.repeat(99)],
	[`${'a'.repeat(98)}👨‍👩‍👧‍👦`, 'a'.repeat(98)],
	[`${'a'.repeat(99)}e\u0301`, 'a'.repeat(99)],
	['a'.repeat(101), 'a'.repeat(100)],
	['a'.repeat(100), 'a'.repeat(100)],
	['e\u0301'.repeat(50), 'e\u0301'.repeat(50)],
])('cuts a name that is too long between two characters: %s', (name, expected) => {
	const [mention] = toMentions([{ id: 'bo@example.com', name }]).mentions;
	expect(mention?.entity).toEqual({
		type: 'mention',
		text: `<at>${expected}</at>`,
		mentioned: { id: 'bo@example.com', name: expected },
	});
	expect(mention?.entity.text).not.toMatch(/\p{Surrogate}/u);
});

it('lets each tag that was written mention its own person, whatever people are called', () => {
	const piece = fc.constantFrom(
		'Bo',
		'bo',
		'BO',
		'Ada',
		' 2',
		'[',
		']',
		'(',
		')',
		'*',
		'_',
		'`',
		'\\',
		'$&',
		"$'",
		'$1',
		'.',
		'+',
		'?',
		'^',
		'|',
		'<',
		'>',
		'<at>',
		'</at>',
		'&',
		'#',
		' ',
		'\n',
		'é',
		'e\u0301',
		'👨‍👩‍👧‍👦',
		'\u202e',
		'a'.repeat(60),
	);
	const name = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join('').trim());
	// A name that holds a whole tag cannot be told apart from two tags.
	const names = fc.uniqueArray(
		name.filter((written) => !/<\/?at>/.test(written)),
		{ minLength: 1, maxLength: 6 },
	);
	fc.assert(
		fc.property(names, fc.array(fc.nat(), { minLength: 1, maxLength: 8 }), (written, order) => {
			const { mentions } = toMentions(written.map((each, index) => ({ id: `p${index}@example.com`, name: each })));
			const asked = order.map((at) => at % written.length);
			const tags = withTags(asked.map((at) => `<at>${written[at] ?? ''}</at>`).join(' - '), mentions).split(' - ');
			const people = new Map(mentions.map(({ entity }) => [entity.text, entity.mentioned.id]));
			expect(tags.map((tag) => people.get(tag))).toEqual(asked.map((at) => `p${at}@example.com`));
			expect(people.size).toBe(written.length);
		}),
		{ numRuns: propertyRuns(1_500) },
	);
});

it('mentions nobody else, whatever stands between the tags', () => {
	const piece = fc.constantFrom(
		'<at>',
		'</at>',
		'<at>Bo</at>',
		'<at>[Bo]</at>',
		'<at>Eve</at>',
		'<AT>Bo</AT>',
		'Bo',
		'[Bo]',
		'<',
		'>',
		' ',
		'\n',
	);
	const { mentions } = toMentions([
		{ id: 'one@example.com', name: '[Bo]' },
		{ id: 'two@example.com', name: 'Bo' },
	]);
	fc.assert(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const tagged = withTags(pieces.join(''), mentions);
			expect(tagged.replaceAll('<at>Bo</at>', '').replaceAll('<at>Bo 2</at>', '')).not.toMatch(/<\/?at[\s>/]/i);
		}),
		{ numRuns: propertyRuns(1_500) },
	);
});
