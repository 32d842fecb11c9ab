import { minimalMention, namelessText, parseActivity } from '../../../src/outgoing-webhook/activity';
import { splitCommand } from '../../../src/outgoing-webhook/command';
import { vectors } from '../../support/signing';

interface ActivityVector {
	readonly title: string;
	readonly activity: unknown;
	readonly expected: unknown;
}

const parse = (value: unknown) => parseActivity(Buffer.from(JSON.stringify(value)));

const corpus = vectors<ActivityVector>('activities');

it('has a corpus of at least 40 activities', () => expect(corpus.length).toBeGreaterThanOrEqual(40));

it.each(corpus)('reads $title', ({ activity, expected }) => {
	const parsed = parse(activity);
	if (parsed.kind !== 'message') throw new Error('no message');
	expect({ ...parsed.mention, ...splitCommand(parsed.mention.text, parsed.names) }).toEqual(expected);
	expect(parsed.activity).toEqual(activity);
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
	const activity = {
		type: 'message',
		text: 7,
		from: 'x',
		entities: {},
		attachments: 'x',
		channelData: [],
		conversation: null,
		id: 3,
	};
	expect(parse(activity)).toMatchObject({
		kind: 'message',
		mention: { text: '', from: { id: null }, message: { id: null, mentions: [] } },
	});
});

it('does not read inherited members', () => {
	expect(parseActivity(Buffer.from('{"type":"message","__proto__":{"text":"x"}}'))).toMatchObject({
		mention: { text: '' },
	});
});

it('leaves names, the HTML copy and mentions out of a minimal mention, and keeps its shape', () => {
	const parsed = parse({
		type: 'message',
		text: 'x',
		from: { id: '29:1', name: 'Ada', aadObjectId: 'a' },
		entities: [{ type: 'mention', mentioned: { name: 'Bo', id: '29:2' } }],
		attachments: [{ contentType: 'text/html', content: '<p>Bo</p>' }],
	});
	if (parsed.kind !== 'message') throw new Error('no message');
	const minimal = minimalMention(parsed.mention);
	expect(JSON.stringify(minimal)).not.toMatch(/Ada|Bo/);
	expect(Object.keys(minimal.message)).toEqual(Object.keys(parsed.mention.message));
	expect(minimal.from).toEqual({ id: '29:1', name: null, aadObjectId: 'a' });
});

it('numbers mentioned people in a text without names, and leaves pictures and typed words alone', () => {
	const mention = (id: string, name: string) => ({
		type: 'mention',
		mentioned: { id, name },
		text: `<at>${name}</at>`,
	});
	const parsed = parse({
		type: 'message',
		text: '<at>n8n</at>&nbsp;ask <at>Bo Li</at>, <at>Ada</at> and <at>Bo Li</at> about <img alt="logo" src="x"> for Ada\n',
		entities: [mention('29:2', 'Bo Li'), mention('29:1', 'Ada'), mention('29:2', 'Bo Li')],
	});
	if (parsed.kind !== 'message') throw new Error('no message');
	expect(parsed.mention.text).toBe('ask Bo Li, Ada and Bo Li about logo for Ada');
	expect(namelessText(parsed)).toBe('ask @person1, @person2 and @person1 about logo for Ada');
});

it('refuses what is nested deeper than anything real', () => {
	const nested = (levels: number) =>
		Buffer.from(`{"type":"message","text":"x","value":${'['.repeat(levels)}${']'.repeat(levels)}}`);
	expect([
		parseActivity(nested(150)).kind,
		parseActivity(nested(250)).kind,
		parseActivity(nested(20_000)).kind,
	]).toEqual(['message', 'invalid', 'invalid']);
});
