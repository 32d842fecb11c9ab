import { expandTemplate } from '../../../../src/cards/template/expand';
import {
	EXPRESSION_MAX_CHARACTERS,
	EXPRESSION_MAX_LEVELS,
	FINDINGS_MAX,
	LIST_MAX_VALUES,
	NESTING_MAX_LEVELS,
	OUTPUT_MAX_CHARACTERS,
	OUTPUT_MAX_VALUES,
	TEXT_MAX_CHARACTERS,
} from '../../../../src/cards/template/template-limits';

function nested(levels: number, inner: unknown): unknown {
	let value = inner;
	for (let level = 0; level < levels; level += 1) value = { a: value };
	return value;
}

function list(length: number): readonly number[] {
	return Array.from({ length }, (_value, index) => index);
}

function isGivenUp(template: unknown, data: unknown): boolean {
	const { card, findings } = expandTemplate(template, data);
	const given = findings.filter(({ code }) => code === 'template-too-large');
	expect(given.every(({ severity }) => severity === 'error')).toBe(true);
	if (given.length > 0) expect(card).toBeUndefined();
	return given.length > 0;
}

it('takes templates up to the deepest nesting, and no deeper', () => {
	expect([
		isGivenUp(nested(NESTING_MAX_LEVELS, 'x'), {}),
		isGivenUp(nested(NESTING_MAX_LEVELS + 1, 'x'), {}),
		isGivenUp(nested(100_000, '${x}'), {}),
	]).toEqual([false, true, true]);
});

it('takes values up to the deepest nesting, and no deeper', () => {
	const template = '${deep}';
	expect([
		isGivenUp(template, { deep: nested(NESTING_MAX_LEVELS, 1) }),
		isGivenUp(template, { deep: nested(NESTING_MAX_LEVELS + 1, 1) }),
		isGivenUp(template, { deep: nested(100_000, 1) }),
	]).toEqual([false, true, true]);
});

it('takes cards up to the most values, and no more', () => {
	const repeat = { $data: '${list}', a: 1 };
	expect([
		isGivenUp('${list}', { list: list(OUTPUT_MAX_VALUES - 1) }),
		isGivenUp('${list}', { list: list(OUTPUT_MAX_VALUES) }),
		isGivenUp([repeat], { list: list(OUTPUT_MAX_VALUES) }),
	]).toEqual([false, true, true]);
});

it('names the place where a card grew too large', () => {
	const { findings } = expandTemplate(
		{ body: [{ type: 'x' }, { items: [{ $data: '${list}', text: '${$root.list}' }] }] },
		{ list: list(1_000) },
	);
	expect(findings).toMatchObject([
		{
			code: 'template-too-large',
			path: 'body[1].items[0].text',
			message: `The template is too large: the card would have more than ${OUTPUT_MAX_VALUES} values.`,
		},
	]);
});

it('takes cards up to the most characters, and no more', () => {
	const texts = (length: number): unknown => ({ a: 'a'.repeat(length) });
	expect([
		isGivenUp('${a}', texts(OUTPUT_MAX_CHARACTERS)),
		isGivenUp('${a}', texts(OUTPUT_MAX_CHARACTERS + 1)),
		isGivenUp('a'.repeat(OUTPUT_MAX_CHARACTERS + 1), {}),
	]).toEqual([false, true, true]);
});

it('refuses an expression that is too long', () => {
	const long = (length: number): string => `\${${'1'.padStart(length, ' ')}}`;
	expect(expandTemplate(long(EXPRESSION_MAX_CHARACTERS), {})).toEqual({ card: 1, findings: [] });
	expect(expandTemplate(long(EXPRESSION_MAX_CHARACTERS + 1), {}).findings).toMatchObject([
		{ severity: 'error', code: 'template-syntax' },
	]);
});

it.each([
	['brackets', (many: number) => `${'('.repeat(many)}1${')'.repeat(many)}`, EXPRESSION_MAX_LEVELS - 1],
	['a chain of operators', (many: number) => `1${' + 1'.repeat(many)}`, EXPRESSION_MAX_LEVELS - 1],
	['powers', (many: number) => `1${' ^ 1'.repeat(many)}`, EXPRESSION_MAX_LEVELS - 1],
	['signs', (many: number) => `${'-'.repeat(many)}1`, EXPRESSION_MAX_LEVELS - 1],
	['decisions', (many: number) => `true${' ? 1 : 2'.repeat(many)}`, EXPRESSION_MAX_LEVELS - 1],
])('refuses an expression that nests too deep: %s', (_name, write, most) => {
	expect(expandTemplate(`\${${write(most)}}`, {}).findings).toEqual([]);
	expect(expandTemplate(`\${${write(most + 2)}}`, {}).findings).toMatchObject([
		{ severity: 'error', code: 'template-too-large', path: '$' },
	]);
});

it.each([
	['a path', `a${'.a'.repeat(1_900)}`],
	['indexes', `a${'[0]'.repeat(1_300)}`],
	['lists', `${'['.repeat(1_900)}${']'.repeat(1_900)}`],
	['calls', `${'not('.repeat(700)}1${')'.repeat(700)}`],
	['nots', '!'.repeat(3_990) + '1'],
])('survives %s of thousands', (_name, expression) => {
	expect(expandTemplate(`\${${expression}}`, {}).findings).toMatchObject([
		{ severity: 'error', code: 'template-too-large' },
	]);
});

it.each([
	['a range', `\${range(0, ${LIST_MAX_VALUES + 1})}`],
	['lists of lists', '${foreach(big, a, foreach(big, b, foreach(big, c, 1)))}'],
	['the same list in itself', '${count(flatten(select(big, a, big)))}'],
	['a text in a text', `\${replace(replace(long, 'a', long), 'a', long)}`],
	['a text in a text, whatever its case', `\${replaceIgnoreCase(long, 'A', long)}`],
	['joined texts', '${length(join(select(big, a, long), long))}'],
	['doubled texts', `\${${'foreach(['.repeat(30)}long${'], x, concat(x, x))[0]'.repeat(30)}}`],
	['doubled lists', `\${count(${'foreach(['.repeat(30)}big${'], x, concat(x, x))[0]'.repeat(30)})}`],
])('gives up %s', (_name, template) => {
	expect(isGivenUp(template, { big: list(2_000), long: 'a'.repeat(2_000) })).toBe(true);
});

it.each([
	['a range', '${count(range(0, 5000000000))}'],
	['a flattened list', '${count(flatten(select(big, a, big)))}'],
	['a replaced text', "${length(replace(long, 'a', long))}"],
	['a replaced text, whatever its case', "${length(replaceIgnoreCase(long, 'A', long))}"],
	['a joined text', '${length(join(big, long))}'],
])('gives up before it makes what no memory holds: %s', (_name, template) => {
	expect(isGivenUp(template, { big: list(LIST_MAX_VALUES), long: 'a'.repeat(100_000) })).toBe(true);
});

it.each([
	['texts', '${length(concat(half, half, end))}', { half: 'a'.repeat(TEXT_MAX_CHARACTERS / 2) }, '', 'b'],
	['lists', '${count(concat(half, half, end))}', { half: list(LIST_MAX_VALUES / 2) }, [], [1]],
])('takes %s up to the longest that a function may make, and no longer', (_name, template, data, none, one) => {
	expect([isGivenUp(template, { ...data, end: none }), isGivenUp(template, { ...data, end: one })]).toEqual([
		false,
		true,
	]);
});

it('gives up repeats inside repeats', () => {
	const data = { big: list(1_000) };
	const inside = (levels: number): unknown =>
		levels === 0
			? 'x'
			: { $data: '${$root.big}', $when: levels === 1 ? '${$index < 0}' : '${true}', a: inside(levels - 1) };
	expect(isGivenUp(inside(3), data)).toBe(true);
});

it('looks for names in large objects only as long as the budget lasts', () => {
	const large = Object.fromEntries(list(50_000).map((index) => [`k${index}`, index]));
	expect(
		isGivenUp([{ $data: '${list}', $when: '${exists($root.large.nothing)}' }], { list: list(10_000), large }),
	).toBe(true);
});

it('compares large lists only as long as the budget lasts', () => {
	const rows = list(1_000).map((index) => ({ a: [1, 2, { b: index }] }));
	expect(isGivenUp('${count(where(rows, r, contains($root.rows, {a: [1, 2, {b: 0 - 1}]})))}', { rows })).toBe(true);
});

it('a text as long as the data may have passes through functions', () => {
	const long = 'a'.repeat(TEXT_MAX_CHARACTERS + 10);
	expect(expandTemplate('${length(toUpper(long))}', { long })).toEqual({ card: long.length, findings: [] });
	expect(expandTemplate('${count(skip(big, 0))}', { big: list(LIST_MAX_VALUES + 10) })).toEqual({
		card: LIST_MAX_VALUES + 10,
		findings: [],
	});
});

it.each([
	'${'.repeat(50_000),
	"${'".repeat(50_000),
	'${a'.repeat(50_000),
	`\${${"'\\\\".repeat(1_000)}`,
	'\\$'.repeat(50_000) + '${a',
	`\${${'{a:'.repeat(1_000)}`,
])('reads hostile texts soon', (text) => {
	expect(isGivenUp([text], {})).toBe(false);
});

it('reports no more findings than anybody reads', () => {
	const template = list(FINDINGS_MAX + 50).map((index) => `\${missing${index}}`);
	expect(expandTemplate(template, {}).findings).toHaveLength(FINDINGS_MAX);
});

it('data that contains itself is given up', () => {
	const loop: { self?: unknown; list: unknown[] } = { list: [] };
	loop.self = loop;
	loop.list.push(loop.list);
	expect([
		isGivenUp('${self}', loop),
		isGivenUp('${list}', loop),
		isGivenUp('x ${self}', loop),
		isGivenUp('${self.self.self == self}', loop),
		isGivenUp('${count(flatten(list))}', loop),
	]).toEqual([true, true, true, false, false]);
});

it('reports the error that ends it, even after more warnings than anybody reads', () => {
	const template = [
		...list(FINDINGS_MAX + 50).map((index) => `\${missing${index}}`),
		{ $data: '${big}', type: 'x', items: [{ $data: '${$root.big}', type: 'y' }] },
	];
	const { card, findings } = expandTemplate(template, { big: list(10_000) });
	expect([card, findings.length]).toEqual([undefined, FINDINGS_MAX]);
	expect(findings.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual([
		'template-too-large',
	]);
});
