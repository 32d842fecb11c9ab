import fc from 'fast-check';

import { labelKey, readDecision } from '../../../src/approval/decision';
import { propertyRuns } from '../../support/property-runs';

const ENGLISH = { approve: 'Approve', decline: 'Decline' };

it.each([
	['approve 1-ABCDEF', true, ''],
	['APPROVE 1-ABCDEF', true, ''],
	['/approve 1-ABCDEF', true, ''],
	['approve: 1-ABCDEF', true, ''],
	['  decline   1-ABCDEF   too  late ', false, 'too  late'],
	['decline 1-ABCDEF\nin two\nlines', false, 'in two\nlines'],
])('reads %p', (text, approved, comment) =>
	expect(readDecision(text, ENGLISH)).toEqual({ approved, code: '1-ABCDEF', comment }),
);

it.each(['', 'approve', '1-ABCDEF approve', 'approved 1-ABCDEF', 'please approve 1-ABCDEF', 'declin 1-ABCDEF'])(
	'finds no decision in %p',
	(text) => expect(readDecision(text, ENGLISH)).toBeUndefined(),
);

it('takes labels of any language and of several words, the longer one first', () => {
	const labels = { approve: 'Ja', decline: 'Ja, men ikke nå' };
	expect(readDecision('ja 1-ABCDEF', labels)).toMatchObject({ approved: true });
	expect(readDecision('JA, MEN IKKE NÅ 1-ABCDEF', labels)).toMatchObject({ approved: false, code: '1-ABCDEF' });
	expect(readDecision('Godkjenn 1-A', { approve: 'Godkjenn', decline: 'Avvis' })).toMatchObject({ approved: true });
	expect(readDecision('同意 1-A', { approve: '同意', decline: '拒绝' })).toMatchObject({ approved: true });
});

it.each([
	['¡Sí', 'sí 1-ABCDEF'],
	['/go', 'GO! 1-ABCDEF'],
	['Go now!', '/go now: 1-ABCDEF'],
	['Go /now', 'go /now 1-ABCDEF'],
])('knows the label %p in %p', (approve, text) =>
	expect(readDecision(text, { approve, decline: null })).toEqual({ approved: true, code: '1-ABCDEF', comment: '' }),
);

it.each([
	['a mark before a later word that the label does not have', 'Go now', 'go /now 1-ABCDEF'],
	['no mark before a later word that has one in the label', 'Go /now', 'go now 1-ABCDEF'],
	['a code alone, where the label has no words', ' ', '1-ABCDEF'],
	['a word that nobody sees, where the label is one', '\u200d', '\u200d 1-ABCDEF'],
	['empty quotes, where the label is nothing else', '""', '"" 1-ABCDEF'],
	['empty quotes, where the label is too long to be compared', 'x'.repeat(257), '"" 1-ABCDEF'],
])('finds no decision in %s', (_, approve, text) =>
	expect(readDecision(text, { approve, decline: null })).toBeUndefined(),
);

it('knows no decline where there is none', () =>
	expect(readDecision('decline 1-ABCDEF', { approve: 'Approve', decline: null })).toBeUndefined());

it('never calls a text approved that does not begin with the label', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			const decision = readDecision(text, ENGLISH);
			if (decision?.approved === true) expect(text.toLowerCase().replace(/\P{L}/gu, '')).toMatch(/^approve/);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

it.each([
	['Yes', 'yes?'],
	['Go', 'Go!'],
	['Sí', '¡sí'],
	['straße', 'STRASSE'],
	['Approve', 'Ａｐｐｒｏｖｅ'],
])('knows that %s and %s read alike when they are typed', (left, right) =>
	expect(labelKey(left)).toBe(labelKey(right)),
);

it.each([
	['Go now', 'Go /now'],
	['Yes', 'No'],
])('knows that %s and %s do not read alike when they are typed', (left, right) =>
	expect(labelKey(left)).not.toBe(labelKey(right)),
);

it('knows labels that nobody can type', () => {
	expect(['?', ' ', '\u200b', '…'].map(labelKey)).toEqual(['', '', '', '']);
	expect(labelKey('👍')).toBe('👍');
});

it('tells every two labels apart that differ in their key', () => {
	const label = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
	fc.assert(
		fc.property(label, label, (approve, decline) => {
			fc.pre(labelKey(approve) !== '' && labelKey(decline) !== '' && labelKey(approve) !== labelKey(decline));
			const typed = readDecision(`${decline} 1-ABCDEF`, { approve, decline });
			if (typed !== undefined && typed.code === '1-ABCDEF') expect(typed.approved).toBe(false);
		}),
		{ numRuns: propertyRuns(500) },
	);
});
