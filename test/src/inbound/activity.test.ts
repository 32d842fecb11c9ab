import { parseActivity } from '../../../src/inbound/activity';
import { vectors } from '../../support/signing';

interface ActivityVector {
	readonly title: string;
	readonly activity: unknown;
	readonly expected: unknown;
}

const parse = (value: unknown) => parseActivity(Buffer.from(JSON.stringify(value)));

it.each(vectors<ActivityVector>('activities'))('reads $title', ({ activity, expected }) => {
	expect(parse(activity)).toEqual({ kind: 'message', mention: expected });
});

it.each([
	['nothing', Buffer.alloc(0), 'body-empty'],
	['text that is no JSON', Buffer.from('ping'), 'body-not-activity'],
	['bytes that are not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), 'body-not-activity'],
	['null', Buffer.from('null'), 'body-not-activity'],
	['an empty type', Buffer.from('{"type":""}'), 'body-not-activity'],
])('refuses %s', (_title, body, reason) => {
	expect(parseActivity(body)).toEqual({ kind: 'invalid', reason });
});

it('takes members that are not what they should be as missing', () => {
	const activity = { type: 'message', text: 7, from: 'x', entities: {}, attachments: 'x', channelData: [], conversation: null, id: 3 };
	expect(parse(activity)).toMatchObject({ kind: 'message', mention: { text: '', from: { id: null }, message: { id: null, mentions: [] } } });
});

it('does not read inherited members', () => {
	expect(parseActivity(Buffer.from('{"type":"message","__proto__":{"text":"x"}}'))).toMatchObject({ mention: { text: '' } });
});
