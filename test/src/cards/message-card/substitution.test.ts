import fc from 'fast-check';

import { checkSubstitution } from '../../../../src/cards/message-card/substitution';

const FORM = 'application/x-www-form-urlencoded';
const INPUTS = [
	{ '@type': 'TextInput', id: 'why' },
	{ '@type': 'TextInput', id: 'who' },
	{ '@type': 'DateInput', id: 'day' },
	{ '@type': 'MultichoiceInput', id: 'how', choices: [{ display: 'Low', value: 'low' }] },
	{
		'@type': 'MultichoiceInput',
		id: 'odd',
		choices: [
			{ display: 'x', value: 'say "x"' },
			{ display: 'y', value: 'R&D' },
		],
	},
];

const cardOf = (body: string, bodyContentType?: string) => ({
	potentialAction: [
		{ '@type': 'ActionCard', inputs: INPUTS, actions: [{ '@type': 'HttpPOST', body, bodyContentType }] },
	],
});
const found = (body: string, type?: string) =>
	checkSubstitution(cardOf(body, type)).map(({ code, path }) => `${code} ${path}`);

const UNESCAPED = 'message-card-input-unescaped potentialAction[0].actions[0].body';
const UNKNOWN = 'message-card-input-unknown potentialAction[0].actions[0].body';

it.each([
	['a text in JSON', '{"a":"{{why.value}}"}', undefined, [UNESCAPED]],
	['two texts in JSON', '{"a":"{{why.value}}","b":"{{ who.value }}"}', 'application/json', [UNESCAPED, UNESCAPED]],
	['a text as the whole JSON', '{{why.value}}', undefined, [UNESCAPED]],
	['a date and a choice in JSON', '{"a":"{{day.value}}","b":"{{how.value}}"}', undefined, []],
	['a choice with quotes in JSON', '{"b":"{{odd.value}}"}', undefined, [UNESCAPED]],
	['a text last in a form', 'id=88&how={{how.value}}&why={{why.value}}', FORM, []],
	['a text before other fields', 'why={{why.value}}&id=88', FORM, [UNESCAPED]],
	['two texts in a form', 'why={{why.value}}&who={{who.value}}', FORM, [UNESCAPED]],
	['a choice with & before others', 'odd={{odd.value}}&day={{day.value}}', FORM, [UNESCAPED]],
	['an input that is not there', 'x={{Why.value}}', FORM, [UNKNOWN]],
	['no input', '{"a":1}', undefined, []],
])('%s', (_, body, type, expected) => {
	expect(found(body, type)).toEqual(expected);
});

it('looks into sections too, and knows that a button without inputs has none', () => {
	const card = { sections: [{}, { potentialAction: [{ '@type': 'HttpPOST', body: '{{why.value}}' }] }] };
	expect(checkSubstitution(card).map(({ code, path }) => `${code} ${path}`)).toEqual([
		'message-card-input-unknown sections[1].potentialAction[0].body',
	]);
});

it('never throws', () => {
	fc.assert(
		fc.property(
			fc.object({
				key: fc.constantFrom(
					'potentialAction',
					'sections',
					'actions',
					'inputs',
					'body',
					'@type',
					'id',
					'choices',
					'value',
				),
				maxDepth: 5,
			}),
			(card) => expect(() => checkSubstitution(card)).not.toThrow(),
		),
	);
});

it('looks at a long body once, whatever is in it', () => {
	const bodies = [
		`{{${' '.repeat(1_000_000)}`,
		`{{${'.value '.repeat(30_000)}`,
		'{{'.repeat(100_000),
		`{{${' '.repeat(50)}`.repeat(4_000),
	];
	expect(bodies.map((body) => found(body))).toEqual([[], [], [], []]);
});
