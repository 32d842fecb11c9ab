import fc from 'fast-check';

import { parseFormFields } from '../../../src/approval/form-field';
import { readSubmission } from '../../../src/approval/submission';
import { APPROVAL_COMMENT_MAX_CHARACTERS } from '../../../src/limits';
import { propertyRuns } from '../../support/property-runs';
import { linkQuestion } from '../../support/question';

const NOW = Date.parse('2026-10-21T08:00:00.000Z');
const common = { responder: null, via: 'link', respondedAt: '2026-10-21T08:00:00.000Z' };
const approval = linkQuestion().question;
const freeText = linkQuestion({ responseType: 'freeText' }).question;

const form = linkQuestion({
	responseType: 'customForm',
	fields: parseFormFields([
		{ fieldLabel: 'Reason', fieldType: 'textarea', requiredField: true },
		{ fieldLabel: 'Amount', fieldName: 'amount', fieldType: 'number' },
		{ fieldLabel: 'Mail', fieldType: 'email' },
		{ fieldLabel: 'Day', fieldType: 'date' },
		{
			fieldLabel: 'Place',
			fieldType: 'dropdown',
			fieldOptions: { values: [{ option: 'Oslo' }, { option: 'Bergen' }] },
		},
		{ fieldLabel: 'Extras', fieldType: 'checkbox', fieldOptions: { values: [{ option: 'A' }, { option: 'B' }] } },
	]),
}).question;

const read = (question: typeof approval, body: unknown) => readSubmission(question, body, NOW);

it.each([
	[{ decision: 'approve' }, { approved: true, ...common }],
	[
		{ decision: 'decline', comment: '  too late ' },
		{ approved: false, comment: 'too late', ...common },
	],
	[
		{ data: { decision: 'approve', comment: '' }, files: {} },
		{ approved: true, ...common },
	],
])('reads %j', (body, data) => expect(read(approval, body)).toEqual({ kind: 'answer', data }));

it.each([
	undefined,
	null,
	'approve',
	{},
	{ decision: ['approve', 'decline'] },
	{ decision: ['approve'] },
	{ decision: 'yes' },
	{ approved: 'true' },
	{ data: { decision: 'approve' } },
])('refuses %j as a decision', (body) => expect(read(approval, body)).toEqual({ kind: 'refused' }));

it('knows no decline where there is no button for it', () =>
	expect(read({ ...approval, decline: null }, { decision: 'decline' })).toEqual({ kind: 'refused' }));

it('says that a comment is too long', () =>
	expect(read(approval, { decision: 'approve', comment: 'x'.repeat(APPROVAL_COMMENT_MAX_CHARACTERS + 1) })).toEqual({
		kind: 'incomplete',
		problems: { comment: 'tooLong' },
	}));

it('reads a text, and asks for one', () => {
	expect(read(freeText, { text: 'a\r\nb' })).toEqual({
		kind: 'answer',
		data: { approved: true, text: 'a\nb', ...common },
	});
	expect(read(freeText, { text: '  ' })).toEqual({ kind: 'incomplete', problems: { text: 'missing' } });
});

it('reads a form, by the names of its fields', () => {
	const body = {
		'field-0': 'why',
		'field-1': '1,5',
		'field-2': 'a@b.example',
		'field-3': '2026-02-28',
		'field-4': 'Oslo',
		'field-5': ['B', 'A'],
	};
	expect(read(form, body)).toMatchObject({
		data: {
			fields: { Reason: 'why', amount: 1.5, Mail: 'a@b.example', Day: '2026-02-28', Place: 'Oslo', Extras: ['B', 'A'] },
		},
	});
	expect(read(form, { 'field-0': 'why' })).toMatchObject({
		data: { fields: { Reason: 'why', amount: null, Mail: '', Day: '', Place: '', Extras: [] } },
	});
});

it('says what is wrong with each field', () =>
	expect(
		read(form, { 'field-1': 'x', 'field-2': 'no', 'field-3': '2026-13-01', 'field-4': 'Paris', 'field-5': ['A', 'C'] }),
	).toEqual({
		kind: 'incomplete',
		problems: {
			'field-0': 'missing',
			'field-1': 'wrongValue',
			'field-2': 'wrongValue',
			'field-3': 'wrongValue',
			'field-4': 'wrongValue',
			'field-5': 'wrongValue',
		},
	}));

it.each(['1,000', '1.000', '-12,345', '0x10', '1e3', '9007199254740993', '1 000', 'Infinity', '1,2,3'])(
	'does not guess what number %s is',
	(text) =>
		expect(read(form, { 'field-0': 'why', 'field-1': text })).toEqual({
			kind: 'incomplete',
			problems: { 'field-1': 'wrongValue' },
		}),
);

it.each<[string, number]>([
	['0,125', 0.125],
	['-3', -3],
	['1000', 1_000],
	['1.50', 1.5],
])('reads %s as %d', (text, amount) =>
	expect(read(form, { 'field-0': 'why', 'field-1': text })).toMatchObject({ data: { fields: { amount } } }),
);

it.each(['2026-02-30', '2026-13-01', '26-01-01', '2026-1-1'])('knows that %s is no day', (day) =>
	expect(read(form, { 'field-0': 'why', 'field-3': day })).toMatchObject({ problems: { 'field-3': 'wrongValue' } }),
);

it('never throws, and takes nothing but the word for an approval', () => {
	fc.assert(
		fc.property(fc.anything(), (body) => {
			for (const question of [approval, freeText, form]) readSubmission(question, body, NOW);
			const submission = readSubmission(approval, { decision: body }, NOW);
			if (submission.kind === 'answer') expect(body).toMatch(/^(?:approve|decline)$/);
		}),
		{ numRuns: propertyRuns(500) },
	);
});
