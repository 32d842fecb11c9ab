import { parseFields } from '../../../src/connector/fields';

const field = { name: 'city', label: 'City' };

it('reads every type with its default', () => {
	const fields = parseFields([
		field,
		{ name: 'one', label: 'One', type: 'choice', options: 'a = A\nb', default: 'b', help: 'x', required: true },
		{ name: 'many', label: 'Many', type: 'choices', options: 'a\nb\nc', default: 'c, a' },
		{ name: 'box', label: 'Box', type: 'checkbox', default: 'true' },
	]);
	expect(fields.map(({ type, default: value }) => [type, value])).toEqual([
		['text', ''],
		['choice', 'b'],
		['choices', ['c', 'a']],
		['checkbox', true],
	]);
	expect(fields[1]).toMatchObject({
		choices: [
			{ value: 'a', label: 'A' },
			{ value: 'b', label: 'b' },
		],
		help: 'x',
		required: true,
	});
});

it('reads choices whose label holds an equals sign', () => {
	const [one] = parseFields([{ ...field, type: 'choice', options: 'a = 1 = 2\n\n  b  \r\n', default: 'a' }]);
	expect(one?.choices).toEqual([
		{ value: 'a', label: '1 = 2' },
		{ value: 'b', label: 'b' },
	]);
});

it.each([
	['a name of an object', [{ name: '__proto__', label: 'x' }], /name of field 1/],
	['a name every object has', [{ name: 'constructor', label: 'x' }], /name of field 1/],
	['a name with markup', [{ name: 'a"><script>', label: 'x' }], /name of field 1/],
	['a name that begins like ours', [{ name: '_name', label: 'x' }], /name of field 1/],
	['a name twice, but for case', [field, { name: 'City', label: 'x' }], /Two fields/],
	['no label', [{ name: 'a', label: ' ' }], /no label/],
	['an unknown type', [{ ...field, type: 'file' }], /unknown type/],
	['no choices', [{ ...field, type: 'choice', options: ' \n ' }], /no choices/],
	['a choice without label', [{ ...field, type: 'choice', options: 'a =' }], /without a value or label/],
	['a choice twice', [{ ...field, type: 'choices', options: 'a\na = b' }], /same value/],
	['a default that is no choice', [{ ...field, type: 'choice', options: 'a', default: 'b' }], /default/],
	['a default one of which is no choice', [{ ...field, type: 'choices', options: 'a', default: 'a,b' }], /default/],
	['too many fields', Array.from({ length: 51 }, (_, index) => ({ name: `f${index}`, label: 'x' })), /51 fields/],
	[
		'too many choices',
		[{ ...field, type: 'choice', options: Array.from({ length: 501 }, (_, index) => String(index)).join('\n') }],
		/more than 500/,
	],
])('refuses %s', (_title, rows, message) => {
	expect(() => parseFields(rows)).toThrow(message);
});

it('takes 50 fields and 500 choices', () => {
	const options = Array.from({ length: 500 }, (_, index) => String(index)).join('\n');
	expect(
		parseFields(Array.from({ length: 50 }, (_, index) => ({ name: `f${index}`, label: 'x', type: 'choice', options }))),
	).toHaveLength(50);
});

it.each([[undefined], [''], [{}]])('takes %j for a page without fields', (rows) => {
	expect(parseFields(rows)).toEqual([]);
});
