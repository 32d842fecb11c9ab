import type { Finding, MessageTarget } from '../../../../src/cards/finding';

import fc from 'fast-check';

import { countedBytes, jsonBytes } from '../../../../src/cards/validate/json-size';
import { FINDINGS_MAX } from '../../../../src/cards/validate/report';
import { suggestion } from '../../../../src/cards/validate/suggest';
import { TYPES } from '../../../../src/cards/validate/table.generated';
import { validateCard } from '../../../../src/cards/validate/validate-card';

const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];
const DEEP = 10_000;

function body(...items: readonly unknown[]): unknown {
	return { type: 'AdaptiveCard', version: '1.4', body: items };
}

function nested(depth: number, innermost: unknown): unknown {
	let value = innermost;
	for (let level = 0; level < depth; level += 1) value = { type: 'Container', items: [value] };
	return value;
}

function codes(findings: readonly Finding[]): string[] {
	return findings.map(({ code }) => code);
}

describe('any JSON', () => {
	const key = fc.constantFrom(
		'type',
		'version',
		'body',
		'items',
		'text',
		'url',
		'actions',
		'msteams',
		'entities',
		'mentioned',
		'id',
		'fallback',
		'$data',
		'__proto__',
		'constructor',
		'choices.data',
	);
	const leaf = fc.oneof(
		fc.constantFrom(
			...Object.keys(TYPES),
			'1.4',
			'<at>x</at>',
			'<at',
			'${',
			'${x}',
			'https://example.com',
			'data:,',
			'toString',
			'__proto__',
		),
		fc.string(),
		fc.double(),
		fc.boolean(),
		fc.constant(null),
	);
	const { tree } = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ maxDepth: 6 },
			leaf,
			fc.array(tie('tree'), { maxLength: 5 }),
			fc.dictionary(fc.oneof(key, fc.string()), tie('tree'), { maxKeys: 6 }),
		),
	}));

	it('never throws, and gives findings with all five members', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.jsonValue(),
					tree,
					tree.map((value) => ({
						type: 'AdaptiveCard',
						version: '1.4',
						body: [value],
						msteams: value,
						actions: value,
					})),
				),
				fc.constantFrom(...TARGETS),
				(value, target) => {
					for (const finding of validateCard(value, target))
						expect(Object.values(finding).every((member) => typeof member === 'string' && member !== '')).toBe(true);
				},
			),
			{ numRuns: 1_000 },
		);
	});

	it('does not throw for what no JSON holds either', () => {
		const loop: Record<string, unknown> = { type: 'Container' };
		loop.items = [loop];
		for (const value of [
			undefined,
			1n,
			Symbol('x'),
			() => 1,
			new Date(),
			new Map(),
			body(undefined, 1n, Symbol('x'), () => 1, Number.NaN),
		])
			expect(() => validateCard(value, 'workflows')).not.toThrow();
		expect(codes(validateCard(body(loop), 'workflows'))).toContain('card-too-large');
	});

	it('leaves the card as it was', () => {
		const card = body({ type: 'TextBlok' }, { type: 'TextBlock', text: '<at>x</at>' });
		const before = JSON.stringify(card);
		validateCard(card, 'workflows');
		expect(JSON.stringify(card)).toBe(before);
	});
});

describe('deep and wide', () => {
	it(`looks into containers ${DEEP} deep`, () => {
		const found = validateCard(body(nested(DEEP, { type: 'TextBlok' })), 'workflows');
		expect(codes(found)).toEqual(['card-too-large', 'element-unknown']);
		expect(found[1]?.path).toBe(`body[0]${'.items[0]'.repeat(DEEP)}.type`);
	});

	it(`looks into objects nobody knows, ${DEEP} deep`, () => {
		let value: unknown = '${x}';
		for (let level = 0; level < DEEP; level += 1) value = [{ a: value }];
		expect(
			codes(validateCard({ type: 'AdaptiveCard', version: '1.4', resources: { strings: { value } } }, 'reply')),
		).toEqual(['template-left', 'card-too-large']);
	});

	it(`looks at ${DEEP} elements side by side`, () => {
		const many = Array.from({ length: DEEP }, () => ({ type: 'TextBlock', text: 'x' }));
		expect(codes(validateCard(body(...many), 'workflows'))).toEqual(['card-too-large']);
	});

	it('takes long hostile texts', () => {
		for (const text of [
			'<at>'.repeat(100_000),
			'<at '.repeat(100_000),
			'${'.repeat(100_000),
			'</at>'.repeat(100_000),
			' '.repeat(400_000),
			'a.'.repeat(200_000),
			'data:'.repeat(80_000),
		]) {
			for (const member of ['text', 'url', 'color', 'zzz'])
				expect(
					codes(
						validateCard(
							body({ type: 'TextBlock', text: 'x', [member]: text, ...(member === 'url' ? { type: 'Image' } : {}) }),
							'workflows',
						),
					),
				).toContain('card-too-large');
		}
	});
});

describe('the list of findings', () => {
	const unknown = (count: number) => body(...Array.from({ length: count }, () => ({ type: 'TextBlok' })));

	it(`holds ${FINDINGS_MAX} findings`, () => {
		expect(codes(validateCard(unknown(FINDINGS_MAX), 'workflows'))).toEqual(
			Array.from({ length: FINDINGS_MAX }, () => 'element-unknown'),
		);
	});

	it('ends with the number of those left out', () => {
		const found = validateCard(unknown(FINDINGS_MAX + 1), 'workflows');
		expect(found).toHaveLength(FINDINGS_MAX);
		expect(found.at(-1)).toMatchObject({
			severity: 'warning',
			code: 'findings-more',
			path: '$',
			message: 'There are 2 more findings.',
		});
	});

	it('never leaves an error out, whatever its place', () => {
		const many = Array.from({ length: FINDINGS_MAX + 5 }, () => ({ type: 'TextBlok', text: 'x'.repeat(300) }));
		const found = validateCard(
			{ type: 'AdaptiveCard', version: '1.4', body: many, actions: [{ type: 'Action.OpenUrl', url: '' }] },
			'workflows',
		);
		expect(found.slice(0, 2).map(({ severity, code }) => [severity, code])).toEqual([
			['error', 'action-url-not-absolute'],
			['error', 'card-too-large'],
		]);
		expect(found).toHaveLength(FINDINGS_MAX);
		expect(found.at(-1)).toMatchObject({
			severity: 'warning',
			code: 'findings-more',
			message: 'There are 8 more findings.',
		});
	});

	it('begins with the errors, of which the version is the first, and goes on in the order of the card', () => {
		const found = validateCard(
			{
				type: 'AdaptiveCard',
				version: '1.6',
				selectAction: 1,
				body: [{ type: 'Container', items: [{ type: 'Nothing' }] }, { type: 'TextBlock' }],
				actions: [{ type: 'Action.OpenUrl', url: '' }],
			},
			'workflows',
		);
		expect(found.map(({ path }) => path)).toEqual([
			'version',
			'actions[0].url',
			'selectAction',
			'body[0].items[0].type',
			'body[1].text',
		]);
	});
});

describe('size', () => {
	const sized = (bytes: number) => {
		const card = (text: string) => body({ type: 'TextBlock', text });
		return card('x'.repeat(bytes - Buffer.byteLength(JSON.stringify(card('')))));
	};

	it('takes a card of 28 KB and no byte more', () => {
		expect(codes(validateCard(sized(28 * 1024), 'workflows'))).toEqual([]);
		expect(codes(validateCard(sized(28 * 1024 + 1), 'workflows'))).toEqual(['card-too-large']);
	});

	it('counts the bytes that JSON has', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const plain: unknown = JSON.parse(JSON.stringify(value));
				expect([jsonBytes(plain), countedBytes(plain)]).toEqual([
					Buffer.byteLength(JSON.stringify(plain)),
					Buffer.byteLength(JSON.stringify(plain)),
				]);
			}),
			{ numRuns: 500 },
		);
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme' }), (text) =>
				expect(countedBytes(text)).toBe(Buffer.byteLength(JSON.stringify(text))),
			),
		);
	});
});

describe('suggestions', () => {
	const names = ['TextBlock', 'Table', 'Image', 'Input.Text', 'Action.OpenUrl', 'Icon', 'wrap'];

	it.each([
		['TextBlok', 'TextBlock'],
		['textBlock', 'TextBlock'],
		['TxetBlock', 'TextBlock'],
		['Tabel', 'Table'],
		['OpenUrl', 'Action.OpenUrl'],
		['wrpa', 'wrap'],
	])('takes %s for %s', (name, meant) => {
		expect(suggestion(name, names)).toBe(meant);
	});

	it.each(['Hologram', 'x', '', 'Text'.repeat(20), 'Mage9x'])('has none for %s', (name) => {
		expect(suggestion(name, names)).toBeUndefined();
	});
});
