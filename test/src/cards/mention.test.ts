import { withMention } from '../../../src/cards/mention';

const ADA = { id: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada' };

it('adds tag and entity, and keeps what the card has', () => {
	const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'x' }], msteams: { width: 'Full', entities: [{ type: 'mention' }] } } };
	expect(withMention(card, ADA).content).toEqual({
		type: 'AdaptiveCard',
		body: [{ type: 'TextBlock', text: '<at>Ada</at>', wrap: true }, { type: 'TextBlock', text: 'x' }],
		msteams: { width: 'Full', entities: [{ type: 'mention' }, { type: 'mention', text: '<at>Ada</at>', mentioned: ADA }] },
	});
});

it('mentions somebody without a name, and leaves other cards alone', () => {
	const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: {} };
	expect(withMention(card, { ...ADA, name: 'Ada [Sign in](https://evil.example)\n\n# Outage' }).content).toMatchObject({ body: [{ text: '<at>Ada Sign inhttps://evil.example Outage</at>' }] });
	expect(withMention(card, { ...ADA, name: ' <> ' }).content).toMatchObject({ body: [{ text: '<at>there</at>' }] });
	const connector = { contentType: 'application/vnd.microsoft.teams.card.o365connector', content: {} };
	expect(withMention(connector, ADA)).toBe(connector);
});
