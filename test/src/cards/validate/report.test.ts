import type { Finding, FindingCode, MessageTarget } from '../../../../src/cards/finding';

import fc from 'fast-check';

import { pathOf } from '../../../../src/cards/validate/card-position';
import { ERRORS_MAX, FINDINGS_MAX, CardReport } from '../../../../src/cards/validate/report';
import { severityOf } from '../../../../src/cards/validate/rules';
import { validateCard } from '../../../../src/cards/validate/validate-card';

const RUNS = Number(process.env.FINDINGS_RUNS ?? 200);
const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];
const CODES: readonly FindingCode[] = [
	'action-url-not-absolute',
	'card-too-large',
	'mention-id-unsupported',
	'element-unknown',
	'member-missing',
	'member-too-new',
	'element-too-new',
];
const KINDS: readonly FindingCode[] = ['member-too-new', 'element-too-new'];

/** How many findings a line stands for. */
function countOf({ code, message }: Finding): number {
	const [, counted] = /^(?:There are )?(\d+) (?:\w+ need version|more places have|more findings)/.exec(message) ?? [];
	return code === 'card-too-large' && counted === undefined ? 1 : Number(counted ?? 1);
}

function sum(findings: readonly Finding[]): number {
	return findings.reduce((all, finding) => all + countOf(finding), 0);
}

interface Added {
	readonly code: FindingCode;
	readonly minor: number;
}

function reportOf(target: MessageTarget, added: readonly Added[]): CardReport {
	const report = new CardReport(target);
	added.forEach(({ code, minor }, index) => {
		const kind = {
			name: String(minor),
			together: (count: number, places: string) => ({
				message: `${count} members need version 1.${minor}: ${places}.`,
				fix: 'x',
			}),
		};
		report.add(
			code,
			{ parent: undefined, key: `at${index}` },
			() => ({ message: `${code} of ${minor}`, fix: 'x' }),
			KINDS.includes(code) ? kind : undefined,
		);
	});
	return report;
}

describe('a report of findings in any order', () => {
	const added = fc.array(fc.record({ code: fc.constantFrom(...CODES), minor: fc.integer({ min: 1, max: 6 }) }), {
		maxLength: 400,
		size: 'max',
	});

	it('is no longer than the limit, begins with the errors, and counts every one of them', () => {
		fc.assert(
			fc.property(added, fc.constantFrom(...TARGETS), (all, target) => {
				const list = reportOf(target, all).list();
				const errors = list.filter(({ severity }) => severity === 'error');
				const isError = ({ code }: Added) => severityOf(code, target) === 'error';
				expect(list.length).toBeLessThanOrEqual(FINDINGS_MAX);
				expect(list.slice(0, errors.length)).toEqual(errors);
				for (const code of CODES)
					expect(sum(errors.filter((finding) => finding.code === code))).toBe(
						all.filter((one) => one.code === code && isError(one)).length,
					);
				expect(sum(list)).toBe(all.length);
				for (const { message } of errors) expect(message).not.toContain('more findings');
			}),
			{ numRuns: RUNS },
		);
	});

	it('lists the first errors one by one, in order', () => {
		fc.assert(
			fc.property(added, (all) => {
				const errors = all.flatMap(({ code }, index) =>
					severityOf(code, 'workflows') === 'error' ? [`at${index}`] : [],
				);
				const listed = reportOf('workflows', all)
					.list()
					.filter(({ severity }) => severity === 'error')
					.map(({ path }) => path);
				expect(listed.slice(0, ERRORS_MAX)).toEqual(errors.slice(0, ERRORS_MAX));
			}),
			{ numRuns: RUNS },
		);
	});
});

describe('a card with many findings in any order', () => {
	const piece = fc.constantFrom('error', 'warning', 'heading', 'shown', 'table', 'good');
	const elementOf = {
		error: () => ({ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'x', url: '' }] }),
		warning: () => ({ type: 'TextBlok' }),
		heading: () => ({ type: 'TextBlock', text: 'x', style: 'heading' }),
		shown: () => ({ type: 'TextBlock', text: 'x', fontType: 'Monospace' }),
		table: () => ({ type: 'Table', rows: [] }),
		good: () => ({ type: 'TextBlock', text: 'x'.repeat(500) }),
	};

	it('has every error in the list, the size among them, and counts what is too new', () => {
		fc.assert(
			fc.property(
				fc.array(piece, { maxLength: 300, size: 'max' }),
				fc.constantFrom('1.2', '1.4'),
				(pieces, version) => {
					const card = { type: 'AdaptiveCard', version, body: pieces.map((name) => elementOf[name]()) };
					const found = validateCard(card, 'workflows');
					const ofCode = (code: FindingCode) => sum(found.filter((finding) => finding.code === code));
					const count = (name: string) => pieces.filter((one) => one === name).length;
					expect(ofCode('action-url-not-absolute')).toBe(count('error'));
					expect(ofCode('card-too-large')).toBe(Buffer.byteLength(JSON.stringify(card)) > 28 * 1024 ? 1 : 0);
					const hidden = ofCode('findings-more');
					expect(ofCode('member-too-new')).toBe(count('heading'));
					expect(ofCode('element-too-new')).toBe(count('table'));
					expect(ofCode('element-unknown') + hidden).toBe(count('warning'));
				},
			),
			{ numRuns: RUNS },
		);
	});
});

describe('what is told in one line', () => {
	const headings = (count: number, version = '1.4') =>
		validateCard(
			{
				type: 'AdaptiveCard',
				version,
				body: Array.from({ length: count }, () => ({ type: 'TextBlock', text: 'x', style: 'heading' })),
			},
			'workflows',
		);

	it('names the first three places and counts the others', () => {
		expect(headings(2)[0]?.message).toBe(
			'2 members need version 1.5: body[0].style, body[1].style. The card is 1.4, so they may be ignored.',
		);
		expect(headings(3)[0]?.message).toBe(
			'3 members need version 1.5: body[0].style, body[1].style, body[2].style. The card is 1.4, so they may be ignored.',
		);
		expect(headings(12)).toEqual([
			expect.objectContaining({
				path: 'body[0].style',
				message:
					'12 members need version 1.5: body[0].style, body[1].style, body[2].style and 9 more. The card is 1.4, so they may be ignored.',
			}),
		]);
	});

	it('is told as before where there is one', () => {
		expect(headings(1)[0]?.message).toBe(
			'`TextBlock.style` came with version 1.5; the card is 1.4, so it may be ignored.',
		);
	});

	it('tells each version by itself', () => {
		const text = { type: 'TextBlock', text: 'x' };
		const body = [
			{ ...text, isVisible: true, style: 'heading' },
			{ ...text, height: 'auto', isVisible: true },
			{ ...text, style: 'heading', height: 'auto' },
		];
		expect(
			validateCard({ type: 'AdaptiveCard', version: '1.0', body }, 'workflows').map(({ message, fix }) => [
				message.split(':')[0],
				fix,
			]),
		).toEqual([
			['2 members need version 1.2', 'Set `version` to 1.2.'],
			['2 members need version 1.5', 'Remove them, or make sure the card is clear without them.'],
			['2 members need version 1.1', 'Set `version` to 1.1.'],
		]);
	});

	it('shows the end of long paths', () => {
		let inner: unknown = [
			{ type: 'TextBlock', text: 'x', style: 'heading' },
			{ type: 'TextBlock', text: 'x', style: 'heading' },
		];
		for (let level = 0; level < 50; level += 1) inner = [{ type: 'Container', items: inner }];
		const [found] = validateCard({ type: 'AdaptiveCard', version: '1.4', body: inner }, 'workflows');
		const shown = /: (\S+), (\S+)\. /.exec(found?.message ?? '')?.slice(1) ?? [];
		expect(shown.map((path) => path.length)).toEqual([80, 80]);
		expect(shown.every((path) => /^\.\.\..*items\[0\]\.items\[[01]\]\.style$/.test(path))).toBe(true);
		expect(found?.path.length).toBeGreaterThan(400);
	});

	it('leaves a path of 80 characters whole, and shortens one of 81', () => {
		const shownOf = (length: number) => {
			const report = new CardReport('workflows');
			const kind = { name: 'x', together: (_count: number, places: string) => ({ message: places, fix: 'x' }) };
			for (let count = 0; count < 2; count += 1)
				report.add(
					'member-too-new',
					{ parent: undefined, key: 'a'.repeat(length) },
					() => ({ message: 'one', fix: 'x' }),
					kind,
				);
			return report.list()[0]?.message.split(', ')[0];
		};
		expect(pathOf({ parent: undefined, key: 'aa' })).toBe('aa');
		expect([shownOf(80), shownOf(81)]).toEqual(['a'.repeat(80), `...${'a'.repeat(77)}`]);
	});

	it('holds the errors of one code beyond the first ones, with the first of their messages', () => {
		const actions = Array.from({ length: ERRORS_MAX + 5 }, (_, index) => ({
			type: 'Action.OpenUrl',
			title: 'x',
			url: index < ERRORS_MAX ? '' : '/a',
		}));
		const errors = validateCard({ type: 'AdaptiveCard', version: '1.4', actions }, 'workflows').filter(
			({ severity }) => severity === 'error',
		);
		expect(errors).toHaveLength(ERRORS_MAX + 1);
		expect(errors.at(-2)).toMatchObject({ path: `actions[${ERRORS_MAX - 1}].url`, message: 'The address is empty.' });
		expect(errors.at(-1)).toMatchObject({
			code: 'action-url-not-absolute',
			path: `actions[${ERRORS_MAX}].url`,
			message: `5 more places have this kind of mistake: actions[${ERRORS_MAX}].url, actions[${ERRORS_MAX + 1}].url, actions[${ERRORS_MAX + 2}].url and 2 more. The first: The address is not absolute.`,
		});
	});
});
