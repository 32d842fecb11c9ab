import { cardContent, textContent } from '../../../src/cards/content';
import { buildEnvelope } from '../../../src/cards/envelope';
import { adaptiveCard } from '../../../src/cards/message';

describe('envelope', () => {
	it('sends text as a card to flows and as text to connectors', () => {
		const text = textContent('hi');
		expect(JSON.parse(buildEnvelope(text, 'workflows'))).toMatchObject({
			type: 'message',
			attachments: [
				{
					contentUrl: null,
					content: { version: '1.4', body: [{ text: 'hi', wrap: true }], msteams: { width: 'Full' } },
				},
			],
		});
		expect(JSON.parse(buildEnvelope(text, 'connector'))).toEqual({ text: 'hi' });
		expect(JSON.parse(buildEnvelope(textContent('hi', false), 'workflows'))).not.toMatchObject({
			attachments: [{ content: { msteams: { width: 'Full' } } }],
		});
	});

	it('puts the summary where a notification looks for it, and text before cards', () => {
		const content = { ...cardContent([adaptiveCard([])]), text: 'hi', summary: 'S' };
		expect(JSON.parse(buildEnvelope(content, 'workflows'))).toMatchObject({
			summary: 'S',
			attachments: [{ content: { body: [{ text: 'hi' }] } }, { content: { body: [] } }],
		});
		expect(JSON.parse(buildEnvelope(content, 'reply'))).toMatchObject({
			type: 'message',
			summary: 'S',
			text: 'hi',
			attachments: [{ content: { body: [] } }],
		});
	});

	it('names the thread for flows only', () => {
		const content = { ...textContent('hi'), replyToId: '17' };
		expect(JSON.parse(buildEnvelope(content, 'workflows'))).toMatchObject({ type: 'message', replyToId: '17' });
		for (const target of ['connector', 'reply'] as const) expect(buildEnvelope(content, target)).not.toContain('17');
	});
});
