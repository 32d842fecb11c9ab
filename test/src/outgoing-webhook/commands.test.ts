import type { CommandField } from '../../../src/outgoing-webhook/commands';
import type { PlainText } from '../../../src/outgoing-webhook/own-mention';

import { commandsFor, createCommandTable, matchCommand } from '../../../src/outgoing-webhook/commands';
import { parseUsage } from '../../../src/outgoing-webhook/usage';

const ADA = '0f0e0d0c-1111-4222-8333-444455556666';
const asker = { userIds: [ADA, '29:1x7vExample'], channelId: '19:abcdef@thread.tacv2' };
const field = (fields: Partial<CommandField>): CommandField => ({
	name: '',
	aliases: '',
	usage: '',
	description: '',
	allowedUsers: undefined,
	allowedChannels: undefined,
	...fields,
});
const table = (...fields: Array<Partial<CommandField>>) => createCommandTable(fields.map(field));
const match = (commands: ReturnType<typeof table>, text: string, names: PlainText['names'] = []) =>
	matchCommand(commands, { text, names }, asker);

describe('matching', () => {
	const commands = table(
		{ name: 'deploy', aliases: 'ship, roll out' },
		{ name: 'deploy prod' },
		{ name: '🚀' },
		{ name: 'развернуть' },
	);
	const withStatus = table(
		{ name: 'deploy', aliases: 'ship, roll out' },
		{ name: 'deploy prod' },
		{ name: '🚀' },
		{ name: 'развернуть' },
		{ name: 'status' },
	);

	it.each([
		['its name', 'deploy api v2', 0, ['api', 'v2'], 'api v2'],
		['other letters', 'DEPLOY api', 0, ['api'], 'api'],
		['full-width letters', 'ｄｅｐｌｏｙ', 0, [], ''],
		['an alias', 'Ship api', 0, ['api'], 'api'],
		['an alias of two words, however they are parted', 'roll\u00a0 out api', 0, ['api'], 'api'],
		['the longest name', 'deploy prod api', 1, ['api'], 'api'],
		['an emoji', '🚀 now', 2, ['now'], 'now'],
		['letters that are not Latin', 'РАЗВЕРНУТЬ "a b"', 3, ['a b'], '"a b"'],
	])('finds a command by %s', (_title, text, index, args, argsText) => {
		expect(match(commands, text)).toMatchObject({ kind: 'run', index, words: { args, argsText } });
	});

	it.each([['deployment'], ['please deploy'], ['roll'], ['xhelp'], ['help me']])('finds none in %j', (text) => {
		expect(match(commands, text)).toMatchObject({ kind: 'none', words: { command: null }, asksForHelp: false });
	});

	it.each([
		['status?', 4, []],
		['Status!', 4, []],
		['status...', 4, []],
		['status…', 4, []],
		['deploy: web', 0, ['web']],
		['deploy, web', 0, ['web']],
		['/deploy web', 0, ['web']],
		['!deploy web', 0, ['web']],
		['／deploy： web', 0, ['web']],
		['¡Deploy! web', 0, ['web']],
		['/roll out: web', 0, ['web']],
		['deploy! prod. web', 1, ['web']],
		['🚀!', 2, []],
		['развернуть; а', 3, ['а']],
	])('finds the command of %j, where nothing else matches', (text, index, args) => {
		expect(match(withStatus, text)).toMatchObject({ kind: 'run', index, words: { args } });
	});

	it('gives a name with punctuation of its own precedence', () => {
		const both = table({ name: 'status' }, { name: 'status?' }, { name: '/status' }, { name: '!' });
		expect(['status', 'status?', '/status', '!status', '!'].map((text) => match(both, text))).toMatchObject(
			[0, 1, 2, 0, 3].map((index) => ({ kind: 'run', index })),
		);
	});

	it.each([['//deploy'], ['/!deploy'], ['.deploy'], ['?'], ['/'], ['deploy-web'], ['status?!x']])(
		'finds none in %j',
		(text) => {
			expect(match(withStatus, text).kind).toBe('none');
		},
	);

	it.each([[''], ['help'], ['HELP'], [' \u200b'], ['help!'], ['/help'], ['Help?']])(
		'takes %j for a request for help',
		(text) => {
			expect(match(commands, text)).toMatchObject({ kind: 'none', asksForHelp: true });
		},
	);

	it('leaves "help" to a command of that name', () => {
		expect(match(table({ name: 'Help' }), 'help')).toMatchObject({ kind: 'run', words: { command: 'Help' } });
	});
});

describe('usage', () => {
	it.each([
		['deploy api v2', { service: 'api', version: 'v2' }],
		['deploy api', { service: 'api' }],
		['deploy "my api" v2 because  of\nthat', { service: 'my api', version: 'v2', note: 'because  of\nthat' }],
		['deploy api v2 "one note"', { service: 'api', version: 'v2', note: 'one note' }],
		['deploy api v2 "one" note', { service: 'api', version: 'v2', note: '"one" note' }],
		['deploy web – because late', { service: 'web', version: '–', note: 'because late' }],
		['deploy: web –force', { service: 'web', version: '--force' }],
	])('gives the params of %j', (text, params) => {
		expect(match(table({ name: 'deploy', usage: '<service> [version] [note...]' }), text)).toMatchObject({
			kind: 'run',
			params,
		});
	});

	it('says which argument is missing', () => {
		expect(match(table({ name: 'deploy', usage: '<service> <version>' }), 'deploy api')).toMatchObject({
			kind: 'missing',
			parameter: 'version',
		});
	});

	it('gives no params without a usage', () => {
		expect(match(table({ name: 'deploy' }), 'deploy x')).toMatchObject({ kind: 'run', params: undefined });
	});

	it.each(['service', '<a', '<a> <a>', '[a] <b>', '<a...> <b>', '<a b>', '<>', '<__proto__>'])(
		'refuses %j',
		(usage) => {
			expect(() => parseUsage(usage)).toThrow(expect.objectContaining({ code: 'command-usage-invalid' }) as Error);
		},
	);
});

describe('who may use a command', () => {
	it.each([
		['a user who is not listed', { allowedUsers: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' }, 'command-user-refused'],
		['a channel that is not listed', { allowedChannels: '19:other1@thread.tacv2' }, 'command-channel-refused'],
		['everyone, while a list holds a name', { allowedUsers: `${ADA}, Ada Example` }, 'command-list-broken'],
		['everyone, while a list is set but empty', { allowedChannels: '' }, 'command-list-broken'],
	])('refuses %s, and keeps the command out of the help', (_title, fields, reason) => {
		const commands = table({ name: 'deploy', ...fields });
		expect(match(commands, 'deploy')).toMatchObject({ kind: 'refused', reason });
		expect(commandsFor(commands, asker)).toEqual([]);
	});

	it.each([
		'deploy prod',
		'deploy "" prod',
		'deploy “” prod',
		'deploy \u200d prod',
		'deploy \u034fprod',
		'deploy \ufe00prod',
		'deploy pr\u{e0020}od',
		'deploy \u3164 prod',
		'deploy: prod',
		'/deploy prod!',
		'!deploy, prod;',
		`deploy pr${'\u034f'.repeat(300)}od`,
	])('does not let %j through the open command it begins with', (text) => {
		const commands = table(
			{ name: 'deploy', usage: '[target...]' },
			{ name: 'deploy prod', allowedUsers: 'aaaabbbb-cccc-4ddd-8eee-ffff00001111' },
		);
		expect(match(commands, text)).toMatchObject({ kind: 'refused', reason: 'command-user-refused' });
	});

	it('does not let the name of a person be a command, or shift the arguments', () => {
		const commands = table({ name: 'deploy prod' }, { name: 'grant', usage: '<user> <role>' });
		expect(match(commands, 'deploy prod who is this', [{ start: 0, end: 11 }]).kind).toBe('none');
		expect(match(commands, 'grant Eve admin reader', [{ start: 6, end: 15 }])).toMatchObject({
			params: { user: 'Eve admin', role: 'reader' },
		});
	});

	it('comes through a word of 128 K combining marks', () => {
		expect(match(table({ name: 'a' }), `a${'\u0301\u0327'.repeat(65_000)}`).kind).toBe('none');
	});

	it('admits by Entra object id and by Teams id', () => {
		expect(match(table({ name: 'a', allowedUsers: ADA.toUpperCase() }), 'a').kind).toBe('run');
		expect(
			match(table({ name: 'a', allowedUsers: '29:1x7vExample', allowedChannels: asker.channelId }), 'a').kind,
		).toBe('run');
	});
});

describe('the table', () => {
	it.each([
		['a name twice', [{ name: 'a' }, { name: 'A' }], 'command-name-twice'],
		['an alias that is a name', [{ name: 'a' }, { name: 'b', aliases: 'x, ａ' }], 'command-name-twice'],
		['no name', [{ name: ' ' }], 'command-name-missing'],
		['a name nobody can see', [{ name: '\u200b' }], 'command-name-missing'],
	])('refuses %s', (_title, fields, code) => {
		expect(() => table(...fields)).toThrow(expect.objectContaining({ code }) as Error);
	});

	it('lets an alias repeat its own name', () =>
		expect(match(table({ name: 'a', aliases: 'A,,a' }), 'a').kind).toBe('run'));
});
