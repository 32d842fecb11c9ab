import type { Finding } from '../../../../src/cards/finding';

import { expandTemplate } from '../../../../src/cards/template/expand';

const DATA = { name: 'Ann', n: 5, list: [1, 2, 3], o: { k: 1 }, none: null, text: '20' };

function expanded(text: unknown): { readonly value: unknown; readonly findings: readonly Finding[] } {
	const { card, findings } = expandTemplate({ body: [{ text }] }, DATA);
	expect(card).toMatchObject({ body: [expect.anything()] });
	return { value: (card as { readonly body: readonly { readonly text: unknown }[] }).body[0]?.text, findings };
}

describe('an unknown function', () => {
	it('is an error with its path and the nearest name, and the binding stays', () => {
		const { value, findings } = expanded('Hi ${toUper(name)}!');
		expect(value).toBe('Hi ${toUper(name)}!');
		expect(findings).toEqual([
			{
				severity: 'error',
				code: 'template-unknown-function',
				path: 'body[0].text',
				message: 'Templates do not have a function toUper.',
				fix: 'Did you mean toUpper?',
			},
		]);
	});

	it.each([
		['lenght(name)', 'Did you mean length?'],
		['FormatDatetime(name)', 'Did you mean formatDateTime?'],
		['sortby(list)', 'Did you mean sortBy?'],
		['qqqqqqqq(1)', 'Use one of the functions in docs/templates.md, or compute the value in the workflow.'],
		['utcNow()', 'Put the time into the data, for example with {{ $now.toUTC().toISO() }}.'],
	])('suggests what to do about %s', (call, fix) => {
		expect(expanded(`\${${call}}`).findings).toMatchObject([{ code: 'template-unknown-function', fix }]);
	});

	it.each(['constructor(1)', 'toString()', 'hasOwnProperty(name)', '__proto__()', 'notEquals(1, 2)', 'eval(name)'])(
		'%s is none',
		(call) => {
			expect(expanded(`\${${call}}`).findings).toMatchObject(
				call.startsWith('notEquals') ? [] : [{ severity: 'error', code: 'template-unknown-function' }],
			);
		},
	);

	it('is found wherever it stands, also where the data would never lead', () => {
		const template = {
			body: [
				{ $data: '${none}', $when: '${false && [{a: nope1(1)}][nope2(2)].x}', a: '${list[nope3(1)]}' },
				{ $data: [], b: ['x ${nope4()} y'] },
			],
		};
		const { findings } = expandTemplate(template, DATA);
		expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual([
			'template-unknown-function body[0].a',
			'template-unknown-function body[0].$when',
			'template-unknown-function body[1].b[0]',
		]);
	});

	it('leaves an element out when its condition or its data cannot be known', () => {
		const { card, findings } = expandTemplate(
			{ body: [{ $when: '${nope()}', a: 1 }, { $data: '${nope()}', a: 2 }, { a: 3 }] },
			DATA,
		);
		expect(card).toEqual({ body: [{ a: 3 }] });
		expect(findings.map(({ path }) => path)).toEqual(['body[0].$when', 'body[1].$data']);
	});
});

describe('an expression that cannot be read', () => {
	it.each([
		['${1 +}', 'it ends too early'],
		['${(1}', 'it ends too early'],
		['${1 2}', '"2" is unexpected at character 3'],
		['${list[}', 'it ends too early'],
		['${a..b}', '".b" is unexpected at character 3'],
		['${name ? 1}', 'it ends too early'],
		['${{1: 2}}', '"1: 2}" is unexpected at character 2'],
		["${'a}", 'begins like a binding, but it is'],
		['${a ; b}', '"; b" is unexpected at character 3'],
		['${name.toUpper()}', '()" is unexpected'],
		['${1(2)}', '(2)" is unexpected'],
		['${name', 'begins like a binding, but it is'],
		['${}', 'begins like a binding, but it is'],
		['${a\n}', 'begins like a binding, but it is'],
	])('%s is an error and stays', (text, why) => {
		const { value, findings } = expanded(text);
		expect(value).toBe(text);
		expect(findings).toMatchObject([{ severity: 'error', code: 'template-syntax', path: 'body[0].text' }]);
		expect(findings[0]?.message).toContain(why);
	});

	it.each([
		['toUpper()', 'toUpper takes 1 to 2 values, but got 0.'],
		['exists(1, 2)', 'exists takes 1 value, but got 2.'],
		['concat()', 'concat takes 1 or more values, but got 0.'],
		['if(1, 2)', 'if takes 3 values, but got 2.'],
		['select(list, 1, 2)', 'The second value of select must be a name that stands for each entry in turn.'],
	])('a call with the wrong count or kind of values is one: %s', (call, message) => {
		expect(expanded(`\${${call}}`).findings).toMatchObject([{ severity: 'error', code: 'template-syntax', message }]);
	});

	it('leaves the other bindings of the text alone', () => {
		expect(expanded('${name} ${1 +} ${n}').value).toBe('Ann ${1 +} 5');
	});

	it('takes what official grammar refuses but everybody means', () => {
		expect(['${10%3}', '`${name}`', '${1 <> 2}'].map((text) => expanded(text).value)).toEqual([1, '`Ann`', true]);
	});
});

describe('what the data lacks', () => {
	it.each([
		['${nick}', '${nick}', 'nick'],
		['Hi ${o.nick.x}!', 'Hi ${o.nick.x}!', 'o.nick.x'],
		['${toUpper(nick)}', '${NICK}', 'nick'],
		['${list[0].x}', '${list[0].x}', 'list[0].x'],
		["${o['q'].x}", "${o['q'].x}", "o['q'].x"],
	])('%s stays as the official engine leaves it, with a warning', (text, value, name) => {
		const read = expanded(text);
		expect(read.value).toBe(value);
		expect(read.findings).toMatchObject([
			{
				severity: 'warning',
				code: 'template-undefined',
				path: 'body[0].text',
				message: `The data does not have "${name}"; the card shows the binding instead.`,
			},
		]);
	});

	it.each([
		['${list[9]}', '${list[9]}'],
		['${list[0 - 1]}', '${list[0 - 1]}'],
		['${name[0]}', '${name[0]}'],
		['${list[true]}', '${list[true]}'],
		['${list[o].x}', '${list[o].x}'],
		['x ${first(createArray())}', 'x ${first(createArray())}'],
		["x ${o['q']}", "x ${o['q']}"],
		['${first(createArray())}', undefined],
	])('%s has no value either', (text, value) => {
		const read = expanded(text);
		expect(read.value).toBe(value);
		expect(read.findings).toMatchObject([{ severity: 'warning', code: 'template-undefined', path: 'body[0].text' }]);
	});

	it('is reported once for a place, however often it repeats', () => {
		const { findings } = expandTemplate({ body: [{ $data: '${list}', text: '${nick} ${nick} ${other}' }] }, DATA);
		expect(findings.map(({ message }) => message)).toEqual([
			'The data does not have "nick"; the card shows the binding instead.',
			'The data does not have "other"; the card shows the binding instead.',
		]);
	});

	it.each([
		'${exists(nick)}',
		'${nick == null}',
		'${empty(nick)}',
		"${coalesce(nick, 'x')}",
		"${nick ?? 'x'}",
		'${if(nick, 1, 2)}',
		'${not(nick)}',
		'${or(nick, true)}',
		'${bool(list[9])}',
		'${list[9] == 1}',
	])('is no finding where it is asked for: %s', (text) => {
		expect(expanded(text).findings).toEqual([]);
	});

	it('is no finding for null, which is empty in texts', () => {
		expect(expanded('a${none}b')).toEqual({ value: 'ab', findings: [] });
		expect(expanded('${none}')).toEqual({ value: null, findings: [] });
	});
});

describe('a function that fails', () => {
	it.each([
		['1 / 0', 'div(): the divisor must not be 0'],
		['mod(1, 0)', 'mod(): the divisor must not be 0'],
		['toUpper(n)', 'toUpper(): value 1 must be text, not a number'],
		['formatNumber(text, 2)', 'formatNumber(): value 1 must be a number, not text'],
		['formatNumber(n, 99)', 'formatNumber(): decimals must be a whole number between 0 and 20'],
		["formatNumber(n, 2, 'x y')", 'formatNumber(): the locale is not valid; write it like nb-NO'],
		["toUpper(name, '!')", 'toUpper(): the locale is not valid; write it like nb-NO'],
		["formatDateTime('2026-01-01', 'MMM', '!')", 'formatDateTime(): the locale is not valid; write it like nb-NO'],
		['skip(list, 1.5)', 'skip(): value 2 must be a whole number, not a number'],
		['sum(createArray(1, name))', 'sum(): value 1 must be a list of numbers, not a list'],
		['sum(createArray())', 'sum(): the list is empty'],
		['max(createArray())', 'max(): the list is empty'],
		['max(name)', 'max(): values must be numbers, or lists of numbers'],
		['setProperty(list, name, 1)', 'setProperty(): value 1 must be an object, not a list'],
		["addProperty(o, 'k', 1)", 'addProperty(): the object already has this property'],
		['merge(o, 1)', 'merge(): values must be objects, or lists of objects'],
		["year('03/04/2026')", 'year(): value 1 must be a date like 2026-01-31 or 2026-01-31T12:00:00Z, not text'],
		["year('2026-02-30')", 'year(): value 1 must be a date like 2026-01-31 or 2026-01-31T12:00:00Z, not text'],
		["addDays('2026-01-01', 1e)", undefined],
		["addDays('2026-01-01', 99999999999)", 'addDays(): the date is out of range'],
		[
			"addToTime('2026-01-01', 1, 'Fortnight')",
			'addToTime(): the unit must be one of Second, Minute, Hour, Day, Week, Month, Year',
		],
		["json('{')", 'json(): the text is not JSON'],
		["int('x')", 'int(): the value is not a number'],
		["uriHost('nowhere')", 'uriHost(): the text is not an absolute address'],
		["uriComponentToString('%')", 'uriComponentToString(): the text is not percent-encoded'],
		["dataUriToString('x')", 'dataUriToString(): the text is not a data URI'],
		['substring(name, 5)', 'substring(): the start or the length is outside the text'],
		['subArray(list, 0, 9)', 'subArray(): the start or the end is outside the list'],
		["replace(name, '', 'x')", 'replace(): value 2 must not be empty'],
		['range(1, 0)', 'range(): value 2 must be greater than 0'],
		['round(n, 16)', 'round(): decimals must be between 0 and 15'],
		['sqrt(-1)', 'sqrt(): the square root needs a number of 0 or more'],
		['exp(10, 400)', 'exp(): the result is not a number'],
		['name < n', 'less(): text and a number cannot be compared; use int() or float() for numbers in strings'],
		['n + none', 'add(): numbers and strings can be added, not an empty value'],
		['n + list', 'add(): numbers and strings can be added, not a list'],
		['select(n, x, x)', 'select(): value 1 must be a list or an object, not a number'],
		['select(list, x, x / 0)', 'div(): the divisor must not be 0'],
		['count(n)', 'count(): value 1 must be a list, text or an object, not a number'],
		['take(n, 1)', 'take(): value 1 must be a list or text, not a number'],
		['reverse(n)', 'reverse(): value 1 must be a list or text, not a number'],
		['indicesAndValues(n)', 'indicesAndValues(): value 1 must be a list or an object, not a number'],
		['indexOf(name, n)', 'indexOf(): it takes a list and a value, or two strings'],
		['getProperty(o, n)', 'getProperty(): the name of the property must be text'],
		['toUpper(toLower(n))', 'toLower(): value 1 must be text, not a number'],
		['{a: 1 / 0}', 'div(): the divisor must not be 0'],
	])('%s is a warning that says why, and the binding stays', (expression, why) => {
		const text = `\${${expression}}`;
		const { value, findings } = expanded(text);
		expect(value).toBe(text);
		if (why === undefined) expect(findings).toMatchObject([{ code: 'template-syntax' }]);
		else
			expect(findings).toMatchObject([
				{
					severity: 'warning',
					code: 'template-function-failed',
					path: 'body[0].text',
					message: `${text} cannot be evaluated: ${why}.`,
				},
			]);
	});

	it('never shows the data', () => {
		const { findings } = expandTemplate(
			{ a: '${int(secret)}', b: '${toUpper(list)}', c: '${json(secret)}' },
			{ secret: 'hunter2', list: ['hunter2'] },
		);
		expect(findings).toHaveLength(3);
		expect(JSON.stringify(findings)).not.toContain('hunter2');
	});

	it('counts as false in a condition, and leaves the element out', () => {
		expect(
			expandTemplate(
				{ body: [{ $when: '${1 / 0 == 1}' }, { $when: '${text > 3}' }, { $when: '${and(true, 1 / 0)}' }] },
				DATA,
			),
		).toMatchObject({
			card: { body: [] },
			findings: [{ code: 'template-function-failed', path: 'body[1].$when' }],
		});
	});
});

describe('$when', () => {
	it.each([
		['${name}', 'text'],
		['${n}', 'a number'],
		['${nick}', 'an empty value'],
		['${list}', 'a list'],
		['x ${n}', 'text'],
		['yes', 'text'],
		[1, 'a number'],
		[{ a: 1 }, 'an object'],
	])('%p is no condition', (when, what) => {
		const { card, findings } = expandTemplate({ body: [{ $when: when, a: 1 }] }, DATA);
		expect(card).toEqual({ body: [] });
		expect(findings).toMatchObject([
			{
				severity: 'warning',
				code: 'template-when-not-boolean',
				path: 'body[0].$when',
				message: `$when is ${what}, neither true nor false; the element is left out.`,
			},
		]);
	});

	it('may be written as true, false or null', () => {
		expect(
			expandTemplate(
				[
					{ $when: true, a: 1 },
					{ $when: false, a: 2 },
					{ $when: null, a: 3 },
				],
				DATA,
			),
		).toEqual({ card: [{ a: 1 }, { a: 3 }], findings: [] });
	});
});

describe('paths', () => {
	it('are $ for the root, and quote unusual names', () => {
		const path = (template: unknown): unknown => expandTemplate(template, {}).findings[0]?.path;
		expect([path('${a}'), path(['${a}']), path({ 'a b': { 'c.d': ['${a}'] } }), path({ 'x-y': '${a}' })]).toEqual([
			'$',
			'[0]',
			'["a b"]["c.d"][0]',
			'x-y',
		]);
	});
});
