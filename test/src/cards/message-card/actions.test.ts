import type { ActionForm } from '../../../../src/cards/message-card/actions';

import { toPotentialActions } from '../../../../src/cards/message-card/actions';
import { checkMessageCard } from '../../../../src/cards/message-card/check';

const ROW: ActionForm = {
	kind: 'HttpPOST',
	name: ' Decline ',
	url: ' https://app.example.com/decline ',
	body: '{"a":"{{why.value}}"}',
	inputs: [],
};
const WHY = { kind: 'TextInput', id: 'why', title: 'Reason', choices: '', isMultiline: true } as const;

function codeOf(row: Partial<ActionForm>): unknown {
	try {
		return toPotentialActions([ROW, { ...ROW, ...row }]);
	} catch (error) {
		return error;
	}
}

it('makes a button that opens a page', () => {
	expect(toPotentialActions([{ ...ROW, kind: 'OpenUri', inputs: [WHY] }])).toEqual([
		{ '@type': 'OpenUri', name: 'Decline', targets: [{ os: 'default', uri: 'https://app.example.com/decline' }] },
	]);
});

it('makes a button that posts, as JSON unless the body holds name=value pairs', () => {
	const post = { '@type': 'HttpPOST', name: 'Decline', target: 'https://app.example.com/decline' };
	expect(toPotentialActions([ROW])).toEqual([{ ...post, body: ROW.body }]);
	expect(toPotentialActions([{ ...ROW, body: '' }])).toEqual([post]);
	expect(toPotentialActions([{ ...ROW, body: 'reason={{why.value}}&x=1' }])).toEqual([
		{ ...post, body: 'reason={{why.value}}&x=1', bodyContentType: 'application/x-www-form-urlencoded' },
	]);
	expect(toPotentialActions([{ ...ROW, body: '{{why.value}}=1' }])).toEqual([{ ...post, body: '{{why.value}}=1' }]);
});

it('asks with inputs in an ActionCard, and warns that typed text goes into JSON', () => {
	const inputs = [
		WHY,
		{ ...WHY, id: 'day', kind: 'DateInput', title: 'Day' },
		{ ...WHY, id: 'how', kind: 'MultichoiceInput', title: 'How', choices: 'Low, Medium,\nHigh,,' },
		{ ...WHY, id: 'short', isMultiline: false },
	] as const;
	const potentialAction = toPotentialActions([{ ...ROW, inputs }]);
	expect(potentialAction).toEqual([
		{
			'@type': 'ActionCard',
			name: 'Decline',
			inputs: [
				{ '@type': 'TextInput', id: 'why', title: 'Reason', isMultiline: true },
				{ '@type': 'DateInput', id: 'day', title: 'Day' },
				{
					'@type': 'MultichoiceInput',
					id: 'how',
					title: 'How',
					choices: [
						{ display: 'Low', value: 'Low' },
						{ display: 'Medium', value: 'Medium' },
						{ display: 'High', value: 'High' },
					],
				},
				{ '@type': 'TextInput', id: 'short', title: 'Reason' },
			],
			actions: [{ '@type': 'HttpPOST', name: 'Decline', target: 'https://app.example.com/decline', body: ROW.body }],
		},
	]);
	expect(checkMessageCard({ text: 'x', potentialAction }).map(({ code, path }) => `${code} ${path}`)).toEqual([
		'message-card-input-unescaped potentialAction[0].actions[0].body',
	]);
});

it('sends all inputs as a form, texts last, which nothing typed can break', () => {
	const inputs = [
		WHY,
		{ ...WHY, id: 'how', kind: 'MultichoiceInput', title: 'How', choices: 'Low, High' },
		{ ...WHY, id: 'day', kind: 'DateInput', title: 'Day' },
	] as const;
	const potentialAction = toPotentialActions([
		{
			...ROW,
			bodyFrom: 'inputs',
			fields: [
				{ name: 'request id', value: '88&{{why.value}}' },
				{ name: ' ', value: 'x' },
			],
			inputs,
		},
	]);
	expect(potentialAction).toMatchObject([
		{
			actions: [
				{
					body: 'request%20id=88%26%7B%7Bwhy.value%7D%7D&how={{how.value}}&day={{day.value}}&why={{why.value}}',
					bodyContentType: 'application/x-www-form-urlencoded',
				},
			],
		},
	]);
	expect(checkMessageCard({ text: 'x', potentialAction })).toEqual([]);
	expect(toPotentialActions([{ ...ROW, bodyFrom: 'inputs', fields: [{ name: 'a', value: 'b' }] }])).toMatchObject([
		{ '@type': 'HttpPOST', body: 'a=b' },
	]);
});

it('gives each kind of input only the members that it has', () => {
	const every = {
		value: 'v',
		isRequired: true,
		isMultiline: true,
		maxLength: 200,
		includeTime: true,
		isMultiSelect: true,
		isExpanded: true,
		choices: 'v',
	};
	const inputs = (['TextInput', 'DateInput', 'MultichoiceInput'] as const).map((kind) => ({
		kind,
		id: kind,
		title: 't',
		...every,
	}));
	const base = { title: 't', value: 'v', isRequired: true };
	expect(toPotentialActions([{ ...ROW, inputs }])).toMatchObject([
		{
			inputs: [
				{ '@type': 'TextInput', id: 'TextInput', ...base, isMultiline: true, maxLength: 200 },
				{ '@type': 'DateInput', id: 'DateInput', ...base, includeTime: true },
				{
					'@type': 'MultichoiceInput',
					id: 'MultichoiceInput',
					...base,
					choices: [{ display: 'v', value: 'v' }],
					isMultiSelect: true,
					style: 'expanded',
				},
			],
		},
	]);
});

it.each([
	['an ID with a brace', { bodyFrom: 'inputs', inputs: [{ ...WHY, id: 'a}' }] } as const],
	['no name', { name: ' ' }],
	['no address', { url: '' }],
	['a relative address', { url: '/decline' }],
	['another protocol', { url: 'ftp://example.com/' }],
	['an input without an ID', { inputs: [{ ...WHY, id: '' }] }],
])('refuses a row with %s, and says which', (_, row) => {
	expect(codeOf(row)).toMatchObject({
		name: 'TeamsWebhookError',
		code: 'message-card-action-invalid',
		message: expect.stringContaining('ction 2') as unknown,
	});
});
