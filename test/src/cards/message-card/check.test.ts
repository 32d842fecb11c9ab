import fc from 'fast-check';

import { checkMessageCard } from '../../../../src/cards/message-card/check';

const open = { '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: 'https://example.com/' }] };
const post = {
	'@type': 'HttpPOST',
	name: 'Post',
	target: 'https://example.com/',
	headers: [{ name: 'a', value: 'b' }],
	body: '{}',
	bodyContentType: 'application/json',
};
const form = {
	'@type': 'ActionCard',
	name: 'Form',
	inputs: [
		{
			'@type': 'MultichoiceInput',
			id: 'a',
			title: 'A',
			choices: [{ display: 'a', value: 'a' }],
			isMultiSelect: false,
			style: 'compact',
		},
		{ '@type': 'DateInput', id: 'd', includeTime: true },
	],
	actions: [post],
};

const VALID = {
	'@type': 'MessageCard',
	'@context': 'https://schema.org/extensions',
	summary: 'Build',
	themeColor: '0B6A0B',
	title: 'Build',
	text: 'done',
	sections: [
		{
			activityTitle: 'a',
			activityImage: 'data:image/png;base64,AA',
			activityImageType: 'avatar',
			heroImage: { image: 'https://example.com/x.png' },
			images: [{ image: 'https://example.com/x.png', title: 'x' }],
			facts: [{ name: 'a', value: 'b' }],
			markdown: true,
			startGroup: true,
			potentialAction: [open, open, open, open, open],
		},
	],
	potentialAction: [open, post, form, { '@type': 'ViewAction', name: 'Old', target: ['https://example.com/'] }],
	expectedActors: ['a@example.com'],
	hideOriginalBody: false,
	correlationId: null,
};

const found = (card: unknown) =>
	checkMessageCard(card).map(({ severity, code, path }) => `${severity} ${code} ${path}`);
const many = <T>(count: number, entry: T) => Array.from({ length: count }, () => entry);

it('finds nothing in a card that uses everything', () => {
	expect(found(VALID)).toEqual([]);
	expect(found({ text: 'enough' })).toEqual([]);
	expect(found({ summary: 'enough' })).toEqual([]);
});

it.each([
	['neither summary nor text', { title: 'x', text: '', summary: null }, ['error message-card-empty $']],
	['no object', 'text', ['error message-card-type $']],
	['a list', [VALID], ['error message-card-type $']],
	['another type', { ...VALID, '@type': 'AdaptiveCard' }, ['warning message-card-type @type']],
	['ten sections', { text: 'x', sections: many(10, {}) }, []],
	['eleven sections', { text: 'x', sections: many(11, {}) }, ['warning message-card-too-many sections']],
	['four actions', { text: 'x', potentialAction: many(4, open) }, []],
	['five actions', { text: 'x', potentialAction: many(5, open) }, ['warning message-card-too-many potentialAction']],
	[
		'six actions in a section',
		{ text: 'x', sections: [{ potentialAction: many(6, open) }] },
		['warning message-card-too-many sections[0].potentialAction'],
	],
	[
		'five actions in an ActionCard',
		{ text: 'x', potentialAction: [{ ...form, actions: many(5, open) }] },
		['warning message-card-too-many potentialAction[0].actions'],
	],
	['five images', { text: 'x', sections: [{ images: many(5, { image: 'https://example.com/x.png' }) }] }, []],
	[
		'six images',
		{ text: 'x', sections: [{ images: many(6, { image: 'https://example.com/x.png' }) }] },
		['warning message-card-too-many sections[0].images'],
	],
	[
		'a button with another address',
		{ text: 'x', potentialAction: [{ ...open, targets: [{ os: 'default', uri: 'tel:1' }] }] },
		['warning message-card-url potentialAction[0].targets[0].uri'],
	],
	[
		'a button without an address',
		{ text: 'x', potentialAction: [{ ...open, targets: [] }] },
		['warning message-card-url potentialAction[0]'],
	],
	[
		'a post to nowhere',
		{ text: 'x', potentialAction: [{ ...post, target: '/x' }] },
		['warning message-card-url potentialAction[0].target'],
	],
	[
		'a relative image',
		{ text: 'x', sections: [{ activityImage: 'a.png' }] },
		['warning message-card-url sections[0].activityImage'],
	],
	[
		'unknown members',
		{ text: 'x', Title: 'x', sections: [{ 'a b': 1 }] },
		['warning message-card-member-unknown Title', 'warning message-card-member-unknown sections[0]["a b"]'],
	],
	[
		'wrong types',
		{ text: 7, sections: { a: 1 }, hideOriginalBody: 'yes', expectedActors: [1] },
		[
			'warning message-card-type text',
			'warning message-card-type sections',
			'warning message-card-type hideOriginalBody',
			'warning message-card-type expectedActors',
		],
	],
	['entries that are no objects', { text: 'x', sections: ['a', null] }, ['warning message-card-type sections[0]']],
	[
		'a hero image by address',
		{ text: 'x', sections: [{ heroImage: 'https://example.com/x.png' }] },
		['warning message-card-type sections[0].heroImage'],
	],
	[
		'an unknown action',
		{ text: 'x', potentialAction: [{ '@type': 'InvokeAddInCommand', name: 'x' }, { name: 'y' }] },
		[
			'warning message-card-action-unknown potentialAction[0]',
			'warning message-card-action-unknown potentialAction[1]',
		],
	],
	[
		'an ActionCard in another',
		{ text: 'x', potentialAction: [{ ...form, actions: [form] }] },
		['warning message-card-action-unknown potentialAction[0].actions[0]'],
	],
	[
		'an unknown input',
		{ text: 'x', potentialAction: [{ ...form, inputs: [{ '@type': 'TimeInput' }] }] },
		['warning message-card-action-unknown potentialAction[0].inputs[0]'],
	],
])('%s', (_, card, expected) => {
	expect(found(card)).toEqual(expected);
});

it('never throws, and its only errors are those of refused cards', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				fc.jsonValue(),
				fc.dictionary(fc.constantFrom('text', 'sections', 'potentialAction', '__proto__'), fc.jsonValue()),
			),
			(card) => {
				const errors = checkMessageCard(card).filter(({ severity }) => severity === 'error');
				expect(errors.every(({ path }) => path === '$')).toBe(true);
			},
		),
		{ numRuns: 1000 },
	);
	expect(checkMessageCard({ text: 'x', sections: many(200_000, 1) })).toHaveLength(200_001);
});

describe('for Outlook', () => {
	const inOutlook = (card: unknown) =>
		checkMessageCard(card, 'outlook').map(
			({ code, path, message }) => `${code} ${path} ${/Teams|Outlook/.exec(message)?.[0] ?? ''}`,
		);

	it.each([
		['four actions in a section', { text: 'x', sections: [{ potentialAction: many(4, open) }] }, []],
		[
			'five',
			{ text: 'x', sections: [{ potentialAction: many(5, open) }] },
			['message-card-too-many sections[0].potentialAction Outlook'],
		],
		['ten sections', { text: 'x', sections: many(10, {}) }, []],
		['eleven', { text: 'x', sections: many(11, {}) }, ['message-card-too-many sections Outlook']],
		['six images', { text: 'x', sections: [{ images: many(6, { image: 'https://example.com/x.png' }) }] }, []],
		[
			'a post to http',
			{ text: 'x', potentialAction: [{ ...post, target: 'http://example.com/' }] },
			['message-card-url potentialAction[0].target Outlook'],
		],
		[
			'a button for an app',
			{ text: 'x', potentialAction: [{ ...open, targets: [{ os: 'iOS', uri: 'example://4711' }] }] },
			[],
		],
		[
			'a button for a script',
			{ text: 'x', potentialAction: [{ ...open, targets: [{ os: 'default', uri: 'javascript:alert(1)' }] }] },
			['message-card-url potentialAction[0].targets[0].uri Outlook'],
		],
		[
			'an add-in',
			{
				text: 'x',
				potentialAction: [
					{
						'@type': 'InvokeAddInCommand',
						name: 'Open',
						addInId: 'a',
						desktopCommandId: 'b',
						initializationContext: {},
					},
				],
			},
			[],
		],
		['neither summary nor text', { title: 'x' }, ['message-card-empty $ Outlook']],
	])('%s', (_, card, expected) => {
		expect(inOutlook(card)).toEqual(expected);
	});
});
