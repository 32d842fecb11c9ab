import type { MessageTarget } from '../../../../src/cards/finding';

import { PEOPLE_MENTIONED_MAX } from '../../../../src/limits';
import { validateCard } from '../../../../src/cards/validate/validate-card';

const TARGETS: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];
const block = (text: string, more: object = {}) => ({ type: 'TextBlock', text, wrap: true, ...more });
const facts = (count: number) => ({
	type: 'FactSet',
	facts: Array.from({ length: count }, (_, index) => ({ title: `label ${index}`, value: 'x' })),
});
const found = (card: object, target: MessageTarget = 'workflows') =>
	validateCard(card, target).map(({ code, message }) => `${code}: ${message.split(':')[0]}`);

/** Cards as public notifiers write them, with the members and the version that they use. */
describe('cards of other tools', () => {
	it('Alertmanager: a heading in a card of version 1.2 is one line', () => {
		const card = {
			$schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
			type: 'AdaptiveCard',
			version: '1.2',
			body: [
				block('Firing', { weight: 'Bolder', size: 'Medium', style: 'heading', color: 'attention' }),
				block('Labels'),
			],
			msteams: { width: 'full' },
		};
		expect(found(card)).toEqual([
			'member-too-new: `TextBlock.style` came with version 1.5; the card is 1.2, so it may be ignored.',
		]);
	});

	it('Apprise: a heading for each notification is one line, however many there are', () => {
		const entries = Array.from({ length: 40 }, (_, index) => [
			block(`Title ${index}`, { style: 'heading', weight: 'Bolder', size: 'Large', id: `title${index}` }),
			block('Body', { style: 'default', id: `body${index}` }),
		]).flat();
		expect(found({ type: 'AdaptiveCard', version: '1.4', body: entries, msteams: { width: 'full' } })).toEqual([
			'member-too-new: 80 members need version 1.5',
		]);
	});

	it('prometheus-msteams: a background image and facts of 1.2 are fine', () => {
		const card = {
			type: 'AdaptiveCard',
			version: '1.2',
			backgroundImage: { url: 'https://images.example/10x4', fillMode: 'RepeatHorizontally' },
			body: [
				block('Prometheus Alert (Firing)', { weight: 'bolder', size: 'medium' }),
				block('Disk', { isSubtle: true }),
				facts(20),
			],
		};
		for (const target of TARGETS) expect(found(card, target)).toEqual([]);
	});

	it('an old card with newer members has a line for each version, and a real warning is seen', () => {
		const alerts = Array.from({ length: 30 }, () => [
			block('Alert', { style: 'heading', isVisible: true, fontType: 'Default' }),
			{ type: 'Container', bleed: true, items: [block('x', { height: 'stretch', isSubtle: true })] },
			{
				type: 'ActionSet',
				actions: [{ type: 'Action.OpenUrl', title: 'Open', url: 'https://alerts.example/', style: 'default' }],
			},
		]).flat();
		expect(
			found({
				type: 'AdaptiveCard',
				version: '1.0',
				body: [...alerts, { type: 'Image', url: 'http://images.example/a.png' }],
			}),
		).toEqual([
			'member-too-new: 30 members need version 1.5',
			'member-too-new: 90 members need version 1.2',
			'member-too-new: 30 members need version 1.1',
			'element-too-new: 30 elements need version 1.2',
			'url-not-https: Teams loads images only over https.',
		]);
	});

	it('Grafana: the width in `msTeams` works', () => {
		for (const target of TARGETS)
			expect(
				found({ type: 'AdaptiveCard', version: '1.4', body: [block('x')], msTeams: { width: 'Full' } }, target),
			).toEqual([]);
	});

	it('`msTeams` means something on a card only', () => {
		expect(found({ type: 'AdaptiveCard', version: '1.4', body: [block('x', { msTeams: { width: 'Full' } })] })).toEqual(
			['member-unknown: `TextBlock` does not have a member `msTeams`; it is ignored.'],
		);
		expect(found({ type: 'AdaptiveCard', version: '1.4', body: [], msTeams: 'Full' })).toEqual([
			'member-type: `msTeams` is a string, and is ignored.',
		]);
	});
});

describe('people of one message', () => {
	const people = (count: number, idOf = (index: number) => `p${index}@example.com`) => {
		const entities = Array.from({ length: count }, (_, index) => ({
			type: 'mention',
			text: `<at>P${index}</at>`,
			mentioned: { id: idOf(index), name: `P${index}` },
		}));
		return {
			type: 'AdaptiveCard',
			version: '1.4',
			body: [block(entities.map(({ text }) => text).join(' '))],
			msteams: { entities },
		};
	};

	it('are fine up to the documented limit, and a warning beyond', () => {
		expect(found(people(PEOPLE_MENTIONED_MAX))).toEqual([]);
		expect(validateCard(people(PEOPLE_MENTIONED_MAX + 1), 'reply')).toEqual([
			{
				severity: 'warning',
				code: 'mentions-too-many',
				path: 'msteams.entities',
				message: 'The message mentions 21 people; Microsoft documents a limit of 20 for one message.',
				fix: 'Send several messages with at most 20 people each.',
			},
		]);
	});

	it('count once, however often and in whatever letter case they are named', () => {
		expect(found(people(30, (index) => (index % 2 === 0 ? ' Ada@Example.com' : 'ada@example.com')))).toEqual(
			expect.not.arrayContaining([expect.stringContaining('mentions-too-many')]),
		);
	});
});
