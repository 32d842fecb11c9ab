import { parseFields } from '../../../src/connector/fields';
import { readSettings } from '../../../src/connector/settings';

const fields = parseFields([
	{ name: 'text', label: 'Text', required: true },
	{ name: 'one', label: 'One', type: 'choice', options: 'a\nb' },
	{ name: 'many', label: 'Many', type: 'choices', options: 'a\nb\nc' },
	{ name: 'box', label: 'Box', type: 'checkbox' },
]);
const valid = { text: ' Oslo ', one: 'b', many: ['c', 'a', 'a'], box: true };

it('takes the values of the fields, trimmed and in order, and nothing else', () => {
	const posted = JSON.parse('{"__proto__":{"x":1},"constructor":1,"other":"x"}') as object;
	expect(readSettings(fields, { ...posted, ...valid })).toEqual({
		ok: true,
		value: { text: 'Oslo', one: 'b', many: ['a', 'c'], box: true },
	});
});

it('takes no value that is only inherited', () => {
	expect(readSettings(fields, Object.create(valid))).toEqual({ ok: false, problems: { text: 'Fill this in.' } });
});

it('takes what was left alone for empty', () => {
	expect(readSettings(fields, { text: 'x' })).toEqual({
		ok: true,
		value: { text: 'x', one: '', many: [], box: false },
	});
});

it.each([
	['text', { text: '' }, 'Fill this in.'],
	['text', { text: 5 }, 'Write plain text.'],
	['text', { text: 'a\u0007b' }, 'Write plain text.'],
	['text', { text: 'a\nb' }, 'Write plain text.'],
	['text', { text: 'x'.repeat(1_001) }, 'Use at most 1000 characters.'],
	['one', { one: 'c' }, 'Choose one from the list.'],
	['one', { one: ['a'] }, 'Choose one from the list.'],
	['many', { many: ['a', 'x'] }, 'Choose from the list.'],
	['many', { many: 'a' }, 'Choose from the list.'],
	['many', { many: [['a']] }, 'Choose from the list.'],
	['box', { box: 'true' }, 'Tick the box or leave it empty.'],
])('refuses for %s: %j', (name, changed, problem) => {
	expect(readSettings(fields, { ...valid, ...changed })).toEqual({ ok: false, problems: { [name]: problem } });
});

it('takes 1,000 characters', () => {
	expect(readSettings(fields, { ...valid, text: 'x'.repeat(1_000) }).ok).toBe(true);
});

it('wants required choices and boxes', () => {
	const required = parseFields([
		{ name: 'many', label: 'x', type: 'choices', options: 'a', required: true },
		{ name: 'box', label: 'x', type: 'checkbox', required: true },
	]);
	expect(readSettings(required, {})).toEqual({
		ok: false,
		problems: { many: 'Choose at least one.', box: 'Tick this box.' },
	});
});

it.each([[null], [undefined], ['x'], [5], [[]]])('takes %j for nothing filled in', (posted) => {
	expect(readSettings(fields, posted)).toEqual({ ok: false, problems: { text: 'Fill this in.' } });
});
