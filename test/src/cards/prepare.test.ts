import type { MessageTarget } from '../../../src/cards/finding';

import { cardContent, textContent } from '../../../src/cards/content';
import { ADAPTIVE_CARD_TYPE } from '../../../src/cards/message';
import { findingText, prepareMessage } from '../../../src/cards/prepare';

const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
const card = (content: object) => ({
	contentType: ADAPTIVE_CARD_TYPE,
	content: { type: 'AdaptiveCard', version: '1.4', ...content },
});
const options = (target: MessageTarget = 'workflows') =>
	({ target, onTooLarge: 'truncate', onInvalid: 'fail' }) as const;
const prepareCards = (cards: ReadonlyArray<ReturnType<typeof card>>, target?: MessageTarget) =>
	prepareMessage({ content: cardContent(cards), findings: [] }, options(target));
const prepareText = (text: string, target?: MessageTarget) =>
	prepareMessage({ content: textContent(text), findings: [] }, options(target)).findings;

describe('a card that is too large, with many warnings', () => {
	it('is shortened: the size is its only error, and nothing hides it', () => {
		const { parts, findings } = prepareCards([
			card({ body: Array.from({ length: 120 }, () => block('x'.repeat(250), { style: 'heading' })) }),
		]);
		expect(parts).toHaveLength(1);
		expect(findings.map(({ severity, code }) => [severity, code])).toEqual([
			['warning', 'member-too-new'],
			['warning', 'card-shortened'],
			['warning', 'content-cut'],
		]);
	});

	it('is shortened with more findings than are listed, too', () => {
		const { findings } = prepareCards([
			card({ body: Array.from({ length: 150 }, () => block('x'.repeat(250), { colour: 'good' })) }),
		]);
		expect(findings.map(({ code }) => code)).toEqual([
			...Array.from({ length: 98 }, () => 'member-unknown'),
			'findings-more',
			'card-shortened',
			'content-cut',
		]);
	});

	it('fails for a real error, which the text of the error names, wherever it stands', () => {
		const body = [
			...Array.from({ length: 150 }, () => block('x'.repeat(250), { colour: 'good' })),
			{ type: 'ActionSet', actions: [{ type: 'Action.OpenUrl', title: 'x', url: '' }] },
		];
		expect(() => prepareCards([card({ body })])).toThrow(
			expect.objectContaining({
				code: 'card-invalid',
				message: 'The card has a mistake: nothing was sent.',
				description: expect.stringContaining('body[150].actions[0].url: The address is empty.') as string,
			}) as Error,
		);
	});
});

describe('a tag in a text', () => {
	it('warns that nobody is mentioned, for every target', () => {
		for (const target of ['workflows', 'connector', 'reply'] as const) {
			expect(prepareText('Hi <at>Bob</at>, and <at>Bob</at>', target).map(findingText)).toEqual([
				'text: `<at>Bob</at>` mentions nobody: plain text cannot mention people. [mention-without-entity]',
			]);
		}
	});

	it.each(['Hi Bob', 'a < at b', '<at>Bob', '&lt;at&gt;Bob&lt;/at&gt;', ''])('is not seen in %j', (text) => {
		expect(prepareText(text)).toEqual([]);
	});

	it('warns five times at most, and shortens long names', () => {
		const found = prepareText(Array.from({ length: 9 }, (_, index) => `<at>${'n'.repeat(90)}${index}</at>`).join(' '));
		expect(found).toHaveLength(5);
		expect(found.every(({ message }) => message.length < 120)).toBe(true);
	});
});

describe('people in several cards', () => {
	const withPeople = (from: number, count: number) => {
		const entities = Array.from({ length: count }, (_, index) => ({
			type: 'mention',
			text: `<at>P${from + index}</at>`,
			mentioned: { id: `p${from + index}@example.com`, name: 'P' },
		}));
		return card({ body: [block(entities.map(({ text }) => text).join(' '))], msteams: { entities } });
	};
	const codes = (cards: ReadonlyArray<ReturnType<typeof card>>, target: MessageTarget) =>
		prepareCards(cards, target).findings.map(({ code, path }) => `${code} ${path}`);

	it.each([
		['workflows', 15, 15, []],
		['connector', 15, 15, ['mentions-too-many attachments']],
		['reply', 15, 15, ['mentions-too-many attachments']],
		['reply', 10, 10, []],
		['reply', 10, 11, ['mentions-too-many attachments']],
		['connector', 21, 3, ['mentions-too-many attachments[0].content.msteams.entities']],
		[
			'workflows',
			21,
			21,
			[
				'mentions-too-many attachments[0].content.msteams.entities',
				'mentions-too-many attachments[1].content.msteams.entities',
			],
		],
	] as const)('count for %s as its messages do: %i and %i', (target, first, second, expected) => {
		expect(codes([withPeople(0, first), withPeople(first, second)], target)).toEqual(expected);
	});

	it('are told apart by who they are', () => {
		expect(codes([withPeople(0, 15), withPeople(0, 15)], 'reply')).toEqual([]);
	});
});
