import type { MessageCardForm, SectionForm } from '../../../../src/cards/message-card/form';

import { checkMessageCard } from '../../../../src/cards/message-card/check';
import { buildMessageCard } from '../../../../src/cards/message-card/form';

const EMPTY: MessageCardForm = { title: '', text: '', summary: '', themeColor: '', sections: [], actions: [] };
const SECTION: SectionForm = {
	title: '',
	activityTitle: '',
	activitySubtitle: '',
	activityText: '',
	activityImage: '',
	text: '',
	heroImage: '',
	facts: [],
	images: [],
	startGroup: false,
};

it('makes a card of everything, in which neither host finds anything', () => {
	const section: SectionForm = {
		title: 'Details',
		activityTitle: '**Ada**',
		activitySubtitle: '3 days',
		activityText: 'asks',
		activityImage: ' https://example.com/ada.png ',
		text: 'text',
		heroImage: 'https://example.com/hero.png',
		facts: [
			{ name: 'From', value: '2 *Nov*' },
			{ name: '', value: ' ' },
		],
		images: [
			{ url: 'https://example.com/a.png', title: '' },
			{ url: 'https://example.com/b.png', title: 'b' },
			{ url: ' ', title: 'none' },
		],
		startGroup: true,
	};
	const card = buildMessageCard({
		...EMPTY,
		title: 'Leave',
		text: 'Ada *asks*',
		summary: 'S',
		themeColor: '#0B6A0B',
		sections: [section, SECTION],
		actions: [{ kind: 'OpenUri', name: 'Open', url: 'https://example.com/', body: '', inputs: [] }],
	});
	expect(card).toEqual({
		'@type': 'MessageCard',
		'@context': 'https://schema.org/extensions',
		summary: 'S',
		themeColor: '0B6A0B',
		title: 'Leave',
		text: 'Ada *asks*',
		sections: [
			{
				startGroup: true,
				title: 'Details',
				activityImage: 'https://example.com/ada.png',
				activityTitle: '**Ada**',
				activitySubtitle: '3 days',
				activityText: 'asks',
				heroImage: { image: 'https://example.com/hero.png' },
				text: 'text',
				facts: [{ name: 'From', value: '2 \\*Nov\\*' }],
				images: [{ image: 'https://example.com/a.png' }, { image: 'https://example.com/b.png', title: 'b' }],
			},
		],
		potentialAction: [{ '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://example.com/' }] }],
	});
	expect([checkMessageCard(card), checkMessageCard(card, 'outlook')]).toEqual([[], []]);
});

it.each([
	[{ title: 'T', text: 'x' }, 'T'],
	[{ text: 'first\nsecond' }, 'first'],
	[{ sections: [{ ...SECTION, activityTitle: 'A' }] }, 'A'],
	[{ title: '😀'.repeat(121) }, '😀'.repeat(120)],
])('takes the summary from the first text there is', (form, summary) => {
	expect(buildMessageCard({ ...EMPTY, ...form }).summary).toBe(summary);
});

it.each([[EMPTY], [{ ...EMPTY, sections: [{ ...SECTION, startGroup: true }] }]])(
	'refuses a form that shows nothing',
	(form) => {
		expect(() => buildMessageCard(form)).toThrow(expect.objectContaining({ code: 'card-empty' }) as Error);
	},
);
