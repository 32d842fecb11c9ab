import type { MessageRead } from '../../../src/outgoing-webhook/activity';
import type { AdmissionRules } from '../../../src/outgoing-webhook/admit';
import type { FixedText } from '../../../src/replaceable-texts';

import { parseActivity } from '../../../src/outgoing-webhook/activity';
import { admit } from '../../../src/outgoing-webhook/admit';
import { parseAllowList } from '../../../src/outgoing-webhook/allow-list';
import { createCommandTable } from '../../../src/outgoing-webhook/commands';
import { createSeenMessages } from '../../../src/outgoing-webhook/seen-messages';
import { ENGLISH_TEXTS, FIXED_TEXTS, readTexts } from '../../../src/outgoing-webhook/texts';
import { SEEN_MESSAGES_MAX } from '../../../src/limits';
import { activityBody } from '../../../simulator/activity';

const NOW = Date.parse('2026-10-21T08:00:00.000Z');
const MINUTE = 60_000;
const off = { kind: 'off' } as const;
const RULES: AdmissionRules = {
	maxAgeMs: 5 * MINUTE,
	ignoreDuplicates: true,
	tenants: off,
	teams: off,
	channels: off,
	users: off,
	commands: undefined,
	unknownCommand: 'output',
	texts: ENGLISH_TEXTS,
};

function said(text: string, atMs = NOW): MessageRead {
	const parsed = parseActivity(Buffer.from(activityBody({ webhookName: 'n8n', text, atMs })));
	if (parsed.kind !== 'message') throw new Error('no message');
	return parsed;
}

const context = (nowMs = NOW) => ({ seen: createSeenMessages(() => nowMs), scope: 'w', nowMs });
const ask = (rules: Partial<AdmissionRules>, text = 'ping', message = said(text)) =>
	admit(message, { ...RULES, ...rules }, context());
const code = (admission: ReturnType<typeof admit>) =>
	admission.kind === 'refuse' ? admission.code : admission.note?.code;

describe('age', () => {
	it.each([
		['as old as it may be', 5 * MINUTE, 'start'],
		['a millisecond older', 5 * MINUTE + 1, 'answer'],
		['as far in the future as it may be', -5 * MINUTE, 'start'],
		['a millisecond further', -5 * MINUTE - 1, 'answer'],
	])('judges a message %s', (_title, ageMs, kind) =>
		expect(admit(said('x', NOW - ageMs), RULES, context()).kind).toBe(kind),
	);

	it('answers an old message with the seconds, and a future one too', () => {
		expect(admit(said('x', NOW - 400_000), RULES, context())).toMatchObject({
			reply: { text: expect.stringContaining("too old, or this server's clock is off by 400 s") as string },
			note: { code: 'message-stale' },
		});
		expect(admit(said('x', NOW + 400_000), RULES, context())).toMatchObject({
			reply: { text: expect.stringContaining("from the future, or this server's clock is off by 400 s") as string },
		});
	});

	it.each([
		[null],
		['yesterday'],
		['2026-10-21'],
		['2026-10-21T08:00:00'],
		['2026-13-21T08:00:00Z'],
		['1761033600000'],
	])('refuses the timestamp %j', (timestamp) => {
		const { mention, names } = said('x');
		const odd = { names, mention: { ...mention, message: { ...mention.message, timestamp } } };
		expect(ask({}, '', odd)).toEqual({ kind: 'refuse', code: 'message-undated' });
		expect(ask({ maxAgeMs: 0 }, '', odd).kind).toBe('start');
	});
});

describe('duplicates', () => {
	it('answers the second with a neutral text, unless another scope has it or the check is off', () => {
		const shared = context();
		const again = (scope: string, rules = RULES) => admit(said('x'), rules, { ...shared, scope }).kind;
		expect([again('a'), again('a'), again('b'), again('a', { ...RULES, ignoreDuplicates: false })]).toEqual([
			'start',
			'answer',
			'start',
			'start',
		]);
		expect(code(admit(said('x'), RULES, { ...shared, scope: 'a' }))).toBe('message-duplicate');
	});

	const inMessage = (
		message: MessageRead,
		change: { readonly id?: string | null; readonly channelId?: string | null },
	) => {
		const { mention } = message;
		const id = change.id === undefined ? mention.message.id : change.id;
		const channelId = change.channelId === undefined ? mention.channel.id : change.channelId;
		return {
			...message,
			mention: { ...mention, message: { ...mention.message, id }, channel: { ...mention.channel, id: channelId } },
		};
	};

	it.each([
		['twice the greatest age', 1 * MINUTE, 2 * MINUTE],
		['ten minutes where the age is not checked', 0, 10 * MINUTE],
	])('are remembered for %s', (_what, maxAgeMs, keptMs) => {
		let nowMs = NOW;
		const seen = createSeenMessages(() => nowMs);
		const again = (atMs: number) => {
			nowMs = atMs;
			return admit(said('x'), { ...RULES, maxAgeMs }, { seen, scope: 'w', nowMs: NOW }).kind;
		};
		expect([again(NOW), again(NOW + keptMs - 1)]).toEqual(['start', 'answer']);
		// The second one is remembered anew.
		expect(again(NOW + keptMs - 1 + keptMs)).toBe('start');
	});

	it('are those of one channel, and messages without an id are none', () => {
		const shared = context();
		const kindOf = (message: MessageRead) => admit(message, RULES, shared).kind;
		expect([
			kindOf(said('x')),
			kindOf(inMessage(said('x'), { channelId: '19:other@thread.tacv2' })),
			kindOf(inMessage(said('x'), { channelId: null })),
			kindOf(inMessage(said('x'), { channelId: null })),
			kindOf(inMessage(said('x'), { id: null })),
			kindOf(inMessage(said('x'), { id: null })),
		]).toEqual(['start', 'start', 'start', 'answer', 'start', 'start']);
	});

	it('are noted without an explanation, and not for the audit', () => {
		const shared = context();
		admit(said('x'), RULES, shared);
		const again = admit(said('x'), RULES, shared);
		expect(again.kind === 'answer' && again.note).toStrictEqual({ code: 'message-duplicate', always: false });
	});

	it('are looked up without being noted', () => {
		let nowMs = NOW;
		const seen = createSeenMessages(() => nowMs);
		expect([seen.has('a'), seen.has('a'), seen.note('a', 10), seen.has('a'), seen.has('b')]).toEqual([
			false,
			false,
			false,
			true,
			false,
		]);
		nowMs += 10;
		expect(seen.has('a')).toBe(false);
	});

	it('that have run out are forgotten with the next one', () => {
		let nowMs = NOW;
		const seen = createSeenMessages(() => nowMs);
		seen.note('a', 10);
		nowMs += 10;
		seen.note('b', 10);
		expect(seen.size).toBe(1);
	});

	it('a memory keeps a key for as long as it says, from the last time', () => {
		let nowMs = NOW;
		const seen = createSeenMessages(() => nowMs);
		expect(seen.note('a', 10)).toBe(false);
		nowMs += 9;
		expect(seen.note('a', 10)).toBe(true);
		nowMs += 10;
		expect(seen.note('a', 10)).toBe(false);
	});

	it('keeps a bounded number, the newest', () => {
		const seen = createSeenMessages(() => NOW);
		for (let index = 0; index <= SEEN_MESSAGES_MAX; index += 1) seen.note(String(index), 1_000);
		expect([seen.size, seen.note(String(SEEN_MESSAGES_MAX), 1_000), seen.note('0', 1_000)]).toEqual([
			SEEN_MESSAGES_MAX,
			true,
			false,
		]);
	});
});

describe('filters', () => {
	it.each([
		['tenants', 'aaaabbbb-cccc-4ddd-8eee-ffff00001111'],
		['teams', '19:fedcba9876543210fedcba9876543210@thread.tacv2'],
		['channels', '19:0123456789abcdef0123456789abcdef@thread.tacv2'],
		['users', '0f0e0d0c-1111-4222-8333-444455556666'],
	] as const)('admits by %s, refuses others politely, and everyone while the list is broken', (list, id) => {
		const other = id.replace(/[0f]/, 'e');
		expect(ask({ [list]: parseAllowList(id, list) }).kind).toBe('start');
		expect(ask({ [list]: parseAllowList(other, list) })).toMatchObject({
			kind: 'answer',
			reply: { text: expect.stringMatching(/^Sorry/) as string },
			note: { code: 'filter-refused' },
		});
		expect(ask({ [list]: parseAllowList('', list) })).toMatchObject({
			kind: 'answer',
			note: { code: 'filter-broken', explanation: `the list of allowed ${list} is set but empty` },
		});
		expect(ask({ [list]: parseAllowList(`${id}, x`, list) })).toMatchObject({
			note: { explanation: expect.stringContaining('entry 2') as string },
		});
	});
});

describe('commands', () => {
	const field = {
		aliases: 'ship',
		usage: '<service>',
		description: 'Deploys',
		allowedUsers: undefined,
		allowedChannels: undefined,
	};
	const commands = createCommandTable([
		{ ...field, name: 'deploy' },
		{ ...field, name: 'purge', aliases: '', allowedUsers: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' },
	]);

	it('starts on the output of the command, with an audit note', () => {
		expect(ask({ commands }, 'ship api')).toMatchObject({
			kind: 'start',
			output: 1,
			params: { service: 'api' },
			note: { code: 'command-accepted', command: 'deploy', always: true },
		});
	});

	it('hands over no parameters of a command that has none', () => {
		const plain = createCommandTable([{ ...field, name: 'status', aliases: '', usage: '' }]);
		expect(ask({ commands: plain }, 'status')).not.toHaveProperty('params');
	});

	it('starts on output 0 for other messages', () =>
		expect(ask({ commands }, 'hello')).toMatchObject({
			kind: 'start',
			output: 0,
			words: { command: null, args: ['hello'] },
		}));

	it('answers a missing argument in the thread', () => {
		expect(ask({ commands }, 'deploy')).toMatchObject({
			kind: 'answer',
			reply: { text: '"deploy" needs &lt;service&gt;. Usage: deploy &lt;service&gt;' },
			note: { code: 'command-arguments-missing' },
		});
	});

	it('refuses people who may not use a command', () =>
		expect(ask({ commands }, 'purge all')).toMatchObject({
			kind: 'answer',
			note: { code: 'command-user-refused', command: 'purge' },
		}));

	it.each([
		['help', 'What I can do'],
		['', 'What I can do'],
		['nonsense', 'I do not know this command'],
	])('answers %j with the commands the asker may run', (text, heading) => {
		const admission = ask({ commands, unknownCommand: 'help' }, text);
		const card = JSON.stringify(admission);
		expect(admission).toMatchObject({
			kind: 'answer',
			reply: { attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }] },
		});
		for (const part of [heading, '**deploy** <service>', 'Deploys', 'Also: ship']) expect(card).toContain(part);
		expect(card).not.toContain('purge');
	});

	it('says so where the asker may run nothing', () => {
		const none = createCommandTable([{ ...field, name: 'purge', allowedUsers: '' }]);
		expect(ask({ commands: none, unknownCommand: 'help' }, 'help')).toMatchObject({
			reply: { text: 'You cannot run any commands here.' },
		});
	});

	it('keeps the help within what Teams takes', () => {
		const many = createCommandTable(
			Array.from({ length: 400 }, (_, index) => ({
				...field,
				aliases: '',
				name: `command${index}`,
				description: 'ü'.repeat(100),
			})),
		);
		const admission = ask({ commands: many, unknownCommand: 'help' }, 'help');
		if (admission.kind !== 'answer') throw new Error('no answer');
		expect(Buffer.byteLength(JSON.stringify(admission.reply))).toBeLessThanOrEqual(28 * 1024);
		expect(JSON.stringify(admission.reply)).toContain('shortened');
	});
});

describe('texts', () => {
	const named = Object.fromEntries(
		Object.entries<FixedText>(FIXED_TEXTS).map(([name, { placeholders = [] }]) => [
			name,
			`<${name}>${placeholders.map((each) => ` {${each}}`).join('')}`,
		]),
	);
	const texts = readTexts(named);
	const command = {
		name: '*deploy*',
		aliases: 'ship_it',
		usage: '<service>',
		description: '',
		allowedUsers: undefined,
		allowedChannels: undefined,
	};
	const commands = createCommandTable([
		command,
		{ ...command, name: 'purge', aliases: '', allowedUsers: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' },
		{ ...command, name: 'wipe', aliases: '', allowedChannels: '19:other@thread.tacv2' },
		{ ...command, name: 'broken', aliases: '', allowedUsers: 'Ada' },
	]);
	const closed = createCommandTable([{ ...command, allowedUsers: 'Ada' }]);
	const answered = (rules: Partial<AdmissionRules>, text = 'x', message = said(text)) => {
		const admission = admit(message, { ...RULES, unknownCommand: 'help', ...rules, texts }, context());
		if (admission.kind !== 'answer') throw new Error(`no answer: ${admission.kind}`);
		return admission.reply.text ?? JSON.stringify(admission.reply.attachments);
	};
	const other = (list: 'tenants' | 'teams' | 'channels' | 'users') => ({
		[list]: { kind: 'ids', ids: new Set(['nobody']) } as const,
	});

	it.each<[string, string, () => string]>([
		['tenantRefused', '<tenantRefused>', () => answered(other('tenants'))],
		['teamRefused', '<teamRefused>', () => answered(other('teams'))],
		['channelRefused', '<channelRefused>', () => answered(other('channels'))],
		['userRefused', '<userRefused>', () => answered(other('users'))],
		['misconfigured, by a filter', '<misconfigured>', () => answered({ users: parseAllowList('', 'users') })],
		['misconfigured, by a command', '<misconfigured>', () => answered({ commands }, 'broken')],
		['commandUserRefused', '<commandUserRefused> purge', () => answered({ commands }, 'purge')],
		['commandChannelRefused', '<commandChannelRefused> wipe', () => answered({ commands }, 'wipe')],
		['usage', '<usage> \\*deploy\\* &lt;service&gt; &lt;service&gt;', () => answered({ commands }, '*deploy*')],
		['noCommands', '<noCommands>', () => answered({ commands: closed }, 'help')],
		['tooOld', '<tooOld> 400', () => answered({}, 'x', said('x', NOW - 400_000))],
		['fromFuture', '<fromFuture> 400', () => answered({}, 'x', said('x', NOW + 400_000))],
	])('%s is what people read', (_title, text, read) => expect(read()).toBe(text));

	it('stand in the help card', () => {
		expect(answered({ commands }, 'help')).toMatch(/"<helpTitle>".*"<helpAliases> ship_it"/);
		expect(answered({ commands }, 'nonsense')).toContain('"<unknownTitle>"');
	});

	it('tell of a message that came before', () => {
		const shared = context();
		const again = () => admit(said('x'), { ...RULES, texts }, shared);
		again();
		expect(again()).toMatchObject({ reply: { text: '<seenBefore>' } });
	});
});
