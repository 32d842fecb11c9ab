import type { Content } from '../../../../src/cards/content';
import type { MessageTarget } from '../../../../src/cards/finding';
import type { OnTooLarge } from '../../../../src/cards/size/fit';

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import fc from 'fast-check';

import { countBytes } from '../../../../src/cards/size/bytes';
import { fit } from '../../../../src/cards/size/fit';
import { check } from '../../../../src/cards/prepare';
import { TeamsWebhookError } from '../../../../src/errors';
import { complaints, leavesOf, namedBy } from '../../../support/fit-checks';
import { randomContent } from '../../../support/random-card';
import { ROOT } from '../../../support/root';

const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];
const WAYS: readonly OnTooLarge[] = ['truncate', 'split', 'fail'];
const LIMIT = 28 * 1024;

/** `RUNS=20000` asks for more, by hand. */
const RUNS = Number(process.env.RUNS ?? 40);

/** The whole is sent, or what is missing is named, or the message fails with a code; then nothing is sent. */
function problemsOf(
	given: Content,
	target: MessageTarget,
	onTooLarge: OnTooLarge,
	maxBytes: number,
	wholes: ReadonlyMap<string, string>,
): readonly string[] {
	const fitted = tryFit(given, target, onTooLarge, maxBytes);
	if (fitted instanceof TeamsWebhookError) {
		const isRight = fitted.code === 'card-too-large' && (onTooLarge === 'fail' || maxBytes < 4_000 || !hasText(given));
		return isRight ? [] : [`failed: ${fitted.code}`];
	}
	const large = fitted.parts
		.filter((part) => countBytes(part, target) > maxBytes)
		.map((part) => `too large: ${countBytes(part, target)} of ${maxBytes}`);
	const count =
		fitted.parts.length === 0 ? ['no part'] : target === 'reply' && fitted.parts.length > 1 ? ['two replies'] : [];
	const changed = onTooLarge === 'fail' && fitted.findings.length > 0 ? ['changed'] : [];
	const newer =
		JSON.stringify(fitted.parts).includes('"ActionSet"') && !JSON.stringify(given).includes('"ActionSet"')
			? ['a newer element']
			: [];
	const untyped = fitted.parts
		.flatMap(({ attachments }) => attachments)
		.filter(({ contentType, content: card }) => contentType.endsWith('adaptive') && card?.type !== 'AdaptiveCard')
		.map(() => 'a card without its type');
	return [...large, ...untyped, ...count, ...changed, ...newer, ...complaints(given, fitted, wholes)];
}

function tryFit(
	given: Content,
	target: MessageTarget,
	onTooLarge: OnTooLarge,
	maxBytes: number,
): ReturnType<typeof fit> | TeamsWebhookError {
	try {
		return fit(given, { target, onTooLarge, maxBytes });
	} catch (error) {
		if (error instanceof TeamsWebhookError) return error;
		throw error;
	}
}

function hasText(content: Content): boolean {
	return leavesOf(content).some(
		({ name, value, path }) =>
			name === 'text' && /^text$|body|sections/.test(path) && typeof value === 'string' && value.trim() !== '',
	);
}

describe('whatever is sent, nothing disappears without a word', () => {
	const checkEverywhere = (seed: number, maxBytes: number) => {
		const { content, marked } = randomContent(seed);
		for (const target of TARGETS) {
			const given = check({ content, findings: [] }, target).content;
			for (const way of WAYS)
				expect({ target, way, problems: problemsOf(given, target, way, maxBytes, marked.wholes) }).toEqual({
					target,
					way,
					problems: [],
				});
		}
	};

	it('of random messages', () => {
		fc.assert(fc.property(fc.nat(), fc.constantFrom(1_200, 2_500, 6_000, LIMIT), checkEverywhere), { numRuns: RUNS });
	});

	/**
	 * Each of these once revealed a mistake: paths in a divided element, people of a heading, tables without rows,
	 * cards that went as a whole, parts without a type, a link cut where a part had room for half of it.
	 */
	it.each([
		[3785654992, 1_200],
		[2582638890, 6_000],
		[2973059425, 2_500],
		[425341744, 1_200],
		[2792166144, 1_200],
		[1467604104, 1_200],
		[1437692300, 1_200],
	])('of the random message %i', checkEverywhere);

	it.each(corpus())('of the card %s', (_name, card) => {
		const content: Content = { attachments: [card], fullWidth: true };
		for (const target of TARGETS)
			for (const way of WAYS)
				for (const maxBytes of [600, 1_500, LIMIT])
					expect({ target, way, maxBytes, problems: problemsOf(content, target, way, maxBytes, new Map()) }).toEqual({
						target,
						way,
						maxBytes,
						problems: [],
					});
	});

	it('and warnings stay short', () => {
		const facts = Array.from({ length: 5_000 }, (_, index) => ({
			title: `k${index}_0q`,
			value: 'x'.repeat(index % 7),
		}));
		const { findings } = fit(
			{
				attachments: [
					{
						contentType: 'application/vnd.microsoft.card.adaptive',
						content: { type: 'AdaptiveCard', body: [{ type: 'FactSet', facts }] },
					},
				],
				fullWidth: true,
			},
			{ target: 'workflows', onTooLarge: 'truncate' },
		);
		expect(namedBy(findings, 'content-left-out').join().length).toBeLessThan(200);
	});
});

/** Every card of the vectors, with a word behind each of its texts, so that a test can tell them apart. */
function corpus(): ReadonlyArray<[string, Content['attachments'][number]]> {
	const vectors = join(ROOT, 'test', 'vectors');
	const files = ['cards', 'card-corpus/known-good'].flatMap((folder) =>
		readdirSync(join(vectors, folder)).map((name) => join(vectors, folder, name)),
	);
	const cards = files.flatMap((file) => {
		const json = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
		return [json, json.card, json.messageCard]
			.filter((value): value is Record<string, unknown> => typeof value === 'object' && value !== null)
			.filter((value) => value.type === 'AdaptiveCard' || value['@type'] === 'MessageCard')
			.map((value): [string, Content['attachments'][number]] => [file.slice(vectors.length), attachmentOf(value)]);
	});
	return cards;
}

function attachmentOf(card: Record<string, unknown>): Content['attachments'][number] {
	let texts = 0;
	const mark = (value: unknown, name: string): unknown => {
		if (Array.isArray(value)) return value.map((entry) => mark(entry, name));
		if (typeof value === 'object' && value !== null)
			return Object.fromEntries(
				Object.entries(value).map(([key, member]) => [key, key === 'msteams' ? member : mark(member, key)]),
			);
		if (typeof value === 'string' && ['text', 'title', 'altText', 'codeSnippet'].includes(name))
			return [...Array.from({ length: 4 }, (_, at) => `k${texts}_${at}q`), value, `k${texts++}_4q`].join(' ');
		return value;
	};
	const contentType =
		card.type === 'AdaptiveCard'
			? 'application/vnd.microsoft.card.adaptive'
			: 'application/vnd.microsoft.teams.card.o365connector';
	return { contentType, content: mark(card, '') as Record<string, unknown> };
}
