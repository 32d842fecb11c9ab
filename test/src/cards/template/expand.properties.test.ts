import fc from 'fast-check';

import { expandTemplate } from '../../../../src/cards/template/expand';
import { FUNCTION_NAMES } from '../../../../src/cards/template/functions/table';
import { expandOfficially } from './oracle';

const RUNS = { numRuns: 300 };

/** Whatever a hostile or careless sender may put into a text. */
const nasty = fc.oneof(
	fc.string(),
	fc.constantFrom('${secret}', '"', '\\', '\n', "'}", '${', '}', '`', '\\${a}', '","x":"', '__proto__', '{{x}}'),
	fc.string({ unit: 'binary' }),
);

/** Pieces that look like expressions, right and wrong. */
const word = fc.oneof(
	fc.constantFrom(...FUNCTION_NAMES),
	fc.constantFrom(
		'a',
		'list',
		'o',
		'$data',
		'$root',
		'$index',
		'__proto__',
		'constructor',
		'1',
		'2.5',
		"'x'",
		'"',
		"'",
		'(',
		')',
		'[',
		']',
		'{',
		'}',
		',',
		'.',
		':',
		'?',
		'+',
		'-',
		'*',
		'/',
		'%',
		'^',
		'&',
		'&&',
		'||',
		'!',
		'==',
		'!=',
		'<',
		'=>',
		'??',
		' ',
		'\\',
		'${',
	),
);
const expression = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));
const call = fc
	.tuple(
		fc.constantFrom(...FUNCTION_NAMES),
		fc.array(
			fc.constantFrom(
				'a',
				'list',
				'o',
				'x',
				'1',
				"'2026-01-01'",
				'missing',
				'__proto__',
				'constructor',
				'$data',
				'-1',
				'0.5',
				"''",
			),
			{ maxLength: 4 },
		),
	)
	.map(([name, args]) => `${name}(${args.join(', ')})`);
const text = fc.oneof(
	expression.map((inner) => `\${${inner}}`),
	call.map((inner) => `\${${inner}}`),
	call.map((inner) => `x \${${inner}} y`),
	nasty,
);
const template = fc.letrec((tie) => ({
	node: fc.oneof(
		{ maxDepth: 4 },
		text,
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.array(tie('node'), { maxLength: 3 }),
		tie('object'),
	),
	object: fc.record(
		{
			type: fc.constant('T'),
			text,
			$data: fc.oneof(text, fc.constantFrom('${list}', '${o}'), tie('node')),
			$when: fc.oneof(text, fc.boolean()),
			items: tie('node'),
		},
		{ requiredKeys: ['type'] },
	),
})).node;
const data = fc.record({
	a: fc.jsonValue(),
	list: fc.array(fc.jsonValue(), { maxLength: 4 }),
	o: fc.dictionary(fc.string(), fc.jsonValue()),
});

function keysIn(value: unknown): readonly string[] {
	if (Array.isArray(value)) return value.flatMap(keysIn);
	return typeof value === 'object' && value !== null
		? Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)])
		: [];
}

function prototypesOf(value: unknown): readonly unknown[] {
	if (typeof value !== 'object' || value === null) return [];
	return [Object.getPrototypeOf(value) as unknown, ...Object.values(value).flatMap(prototypesOf)];
}

it('never throws for any template and any data, and what comes out is JSON', () => {
	fc.assert(
		fc.property(template, data, (written, given) => {
			const before = JSON.stringify([written, given]);
			const { card, findings } = expandTemplate(written, given);
			if (card !== undefined) expect(JSON.parse(JSON.stringify(card))).toEqual(card);
			expect(findings.every(({ path, message, fix }) => path !== '' && message !== '' && fix !== '')).toBe(true);
			expect(JSON.stringify([written, given])).toBe(before);
		}),
		{ numRuns: 1_500 },
	);
});

it('never throws for values that are no JSON', () => {
	const anything = fc.anything({
		withBigInt: true,
		withDate: true,
		withMap: true,
		withNullPrototype: true,
		withObjectString: true,
		withSet: true,
		withSparseArray: true,
		withTypedArray: true,
	});
	fc.assert(
		fc.property(anything, anything, call, (written, given, inner) => {
			expect(() =>
				JSON.stringify(
					expandTemplate([written, `\${${inner}}`, 'x ${a}', '${$data}'], { a: given, list: given, o: given }),
				),
			).not.toThrow();
		}),
		RUNS,
	);
});

it('takes nothing from prototypes, and gives nothing to them', () => {
	const hostile = JSON.parse(
		'{"__proto__": {"polluted": 1}, "a": {"__proto__": {"polluted": 2}, "constructor": 3}}',
	) as unknown;
	const written = JSON.parse(
		'{"__proto__": {"polluted": 4}, "all": "${$data}", "set": "${setProperty(a, \'__proto__\', a)}", "made": "${{__proto__: a}}", "merged": "${merge($data, a)}", "json": "${json(text)}", "own": "${a.constructor}", "none": "${a.toString}"}',
	) as unknown;
	const { card } = expandTemplate(written, {
		...(hostile as object),
		a: (hostile as { a: unknown }).a,
		text: '{"__proto__": {"polluted": 5}}',
	});
	expect(keysIn(card)).not.toContain('__proto__');
	expect(keysIn(card)).not.toContain('polluted');
	expect(new Set(prototypesOf(card))).toEqual(new Set([Object.prototype]));
	expect(card).toMatchObject({ own: 3, none: '${a.toString}' });
	expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});

it('finds no inherited name, whatever it is asked on', () => {
	const names = [
		...Object.getOwnPropertyNames(Object.prototype),
		...Object.getOwnPropertyNames(Array.prototype),
		...Object.getOwnPropertyNames(String.prototype),
	].filter((name) => /^[a-z_]\w*$/i.test(name));
	for (const name of names) {
		for (const start of ['$data', 'o', 'list', 'text', 'createArray(1)']) {
			expect(expandTemplate(`\${${start}.${name}}`, { o: {}, list: [1], text: 'abc' }).findings).toMatchObject([
				{ code: 'template-undefined' },
			]);
			expect(
				expandTemplate(`\${exists(getProperty(${start}, '${name}'))}`, { o: {}, list: [1], text: 'abc' }).card,
			).toBe(false);
		}
	}
});

it('puts values in as they are, and never reads them again', () => {
	fc.assert(
		fc.property(nasty, (value) => {
			const { card, findings } = expandTemplate(
				{
					whole: '${v}',
					part: 'a${v}b',
					made: '${concat(v, v)}',
					each: ['${list}'],
					rows: [{ $data: '${list}', text: '${$data}' }],
				},
				{ v: value, secret: 'S', list: [value] },
			);
			expect({ card, findings }).toEqual({
				card: { whole: value, part: `a${value}b`, made: value + value, each: [value], rows: [{ text: value }] },
				findings: [],
			});
		}),
		RUNS,
	);
});

it('inserts any JSON value whole', () => {
	fc.assert(
		fc.property(fc.jsonValue(), (value) => {
			fc.pre(!JSON.stringify(value).includes('__proto__'));
			expect(JSON.stringify(expandTemplate({ v: '${v}' }, { v: value }).card)).toBe(JSON.stringify({ v: value }));
		}),
		RUNS,
	);
});

it('leaves templates without bindings and reserved names alone', () => {
	fc.assert(
		fc.property(
			fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer(), fc.dictionary(fc.string(), fc.string()))),
			(written) => {
				fc.pre(!/\$\{|__proto__|"\$/.test(JSON.stringify(written)));
				expect(expandTemplate(written, {})).toEqual({ card: written, findings: [] });
			},
		),
		RUNS,
	);
});

const SIMPLE = fc.constantFrom(
	'n',
	'f',
	'name',
	'list',
	'o',
	't',
	'missing',
	'list[1]',
	'o.k',
	"o['k']",
	'$index',
	'$root.n',
	"'x y'",
	'2',
	'0.5',
);
const grown = fc.letrec<{ e: string }>((tie) => ({
	e: fc.oneof(
		{ maxDepth: 3, withCrossShrink: true },
		SIMPLE,
		fc
			.tuple(tie('e'), fc.constantFrom('+', '-', '*', '==', '!=', '<', '<=', '>', '>=', '&&'), tie('e'))
			.map(([left, operator, right]) => `${left} ${operator} ${right}`),
		tie('e').map((inner) => `(${inner})`),
		tie('e').map((inner) => `!${inner}`),
		tie('e').map((inner) => `-${inner}`),
		fc.tuple(tie('e'), tie('e'), tie('e')).map((parts) => `${parts[0]} ? ${parts[1]} : ${parts[2]}`),
		fc
			.tuple(fc.constantFrom('toUpper', 'count', 'empty', 'exists', 'not', 'isArray', 'trim', 'length'), tie('e'))
			.map(([name, inner]) => `${name}(${inner})`),
		fc
			.tuple(fc.constantFrom('equals', 'startsWith', 'and', 'skip', 'createArray'), tie('e'), tie('e'))
			.map(([name, left, right]) => `${name}(${left}, ${right})`),
	),
})).e;

it('agrees with the official engine on grown expressions, wherever that accepts them', () => {
	const given = { n: 5, f: 2.5, name: 'Ann', list: [1, 2, 3], o: { k: 1 }, t: true };
	let compared = 0;
	fc.assert(
		fc.property(grown, (inner) => {
			// Constants alone are texts there and values here.
			fc.pre(!/^\(*(?:'x y'|2|0\.5)\)*$/.test(inner));
			const written = { v: `\${${inner}}` };
			const official = expandOfficially(written, given);
			// Objects in texts are JSON here, and what is not a number fails.
			if ('refused' in official || /\[object Object\]|null/.test(JSON.stringify(official))) return;
			compared += 1;
			expect({ card: JSON.parse(JSON.stringify(expandTemplate(written, given).card)) as unknown }).toEqual(official);
		}),
		{ numRuns: 600 },
	);
	// A busy machine ends a property before its last run.
	expect(compared).toBeGreaterThan(20);
});

it('names every text that stays unfilled, as it was written', () => {
	const body = [{ text: '${a}' }, { text: 'x ${b} y' }, { text: '${nope(1)}' }];
	const { card, findings } = expandTemplate({ body }, { a: 1 });
	expect(card).toEqual({ body: [{ text: 1 }, body[1], body[2]] });
	expect(findings.map(({ path }) => path).sort()).toEqual(['body[1].text', 'body[2].text']);
});
