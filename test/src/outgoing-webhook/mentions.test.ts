import { parseActivity, readMessage } from '../../../src/outgoing-webhook/activity';
import { splitCommand } from '../../../src/outgoing-webhook/command';
import { createCommandTable, matchCommand } from '../../../src/outgoing-webhook/commands';

/** Who is mentioned, and how Teams lists it: by default with the name in the tag. */
const entity = (id: string, name: string, tag = name) => ({
	type: 'mention',
	mentioned: { id, name },
	text: `<at>${tag}</at>`,
});

const bo = entity('29:bo', 'Bo');
const cy = entity('29:cy', 'Cy');
const own = entity('28:n8n', 'n8n');
const zoe = [entity('29:zoe', 'Zoe'), entity('29:zoe', 'Example')];

interface Said {
	readonly entities?: readonly object[];
	readonly html?: string;
	readonly webhookName?: string;
	readonly channelData?: object;
}

function read(text: string, { entities = [], html, webhookName, channelData }: Said = {}) {
	const attachments = html === undefined ? [] : [{ contentType: 'text/html', content: html }];
	const parsed = parseActivity(
		Buffer.from(JSON.stringify({ type: 'message', text, entities, attachments, channelData })),
	);
	if (parsed.kind !== 'message') throw new Error('no message');
	return webhookName === undefined ? parsed : readMessage(parsed.activity, webhookName);
}

const textRead = (text: string, said: Said = {}) => read(text, said).mention.text;
const mentionsOf = (text: string, said: Said = {}) => read(text, said).mention.message.mentions;

const field = { aliases: '', usage: '', description: '', allowedUsers: undefined, allowedChannels: undefined };

function run(text: string, usage: string, said: Said = {}) {
	const commands = createCommandTable(['deploy', 'assign', 'status', 'ask'].map((name) => ({ ...field, name, usage })));
	const { mention, ...where } = read(text, said);
	const match = matchCommand(commands, { text: mention.text, ...where }, { userIds: [], channelId: null });
	return match.kind === 'run'
		? { command: match.words.command, params: match.params, args: match.words.args }
		: { command: null, kind: match.kind };
}

describe('a name in several tags', () => {
	it('is one mention and one argument when the tags have one id', () => {
		const text = '<at>n8n</at>&nbsp;assign <at>Zoe</at>&nbsp;<at>Example</at> T-1';
		expect(run(text, '<who> <ticket>', { entities: zoe })).toMatchObject({
			command: 'assign',
			params: { who: 'Zoe Example', ticket: 'T-1' },
		});
		expect(mentionsOf(text, { entities: zoe })).toEqual([{ name: 'Zoe Example', id: '29:zoe' }]);
	});

	it.each([
		[
			'the whole name at each tag',
			[entity('29:zoe', 'Zoe Example', 'Zoe'), entity('29:zoe', 'Zoe Example', 'Example')],
			'Zoe Example',
		],
		[
			'a longer name at each tag',
			[entity('29:zoe', 'Zoe M. Example', 'Zoe'), entity('29:zoe', 'Zoe M. Example', 'Example')],
			'Zoe M. Example',
		],
		['no name', [entity('29:zoe', '', 'Zoe'), entity('29:zoe', '', 'Example')], 'Zoe Example'],
	])('is one mention where the entities give %s', (_title, entities, name) => {
		expect(mentionsOf('<at>n8n</at> <at>Zoe</at> <at>Example</at>', { entities })).toEqual([{ name, id: '29:zoe' }]);
	});

	it.each([
		['no space', '<at>Zoe</at><at>Example</at>'],
		['several spaces', '<at>Zoe</at>&nbsp; <at>Example</at>'],
		['a decoded no-break space', '<at>Zoe</at>\u00a0<at>Example</at>'],
	])('has one space with %s between its tags', (_title, tags) => {
		expect(run(`<at>n8n</at> assign ${tags} T-1`, '<who> <ticket>', { entities: zoe }).params).toEqual({
			who: 'Zoe Example',
			ticket: 'T-1',
		});
	});

	it('stays two with different ids, and with words between', () => {
		expect(
			run('<at>n8n</at> assign <at>Bo</at>&nbsp;<at>Cy</at>', '<who> <ticket>', { entities: [bo, cy] }).params,
		).toEqual({ who: 'Bo', ticket: 'Cy' });
		expect(run('<at>n8n</at> assign <at>Bo</at><at>Cy</at>', '<who> <ticket>', { entities: [bo, cy] }).params).toEqual({
			who: 'Bo',
			ticket: 'Cy',
		});
		expect(mentionsOf('<at>n8n</at> <at>Zoe</at> and <at>Example</at>', { entities: zoe })).toHaveLength(2);
	});

	it('begins anew where the name does: a person who is mentioned twice', () => {
		expect(mentionsOf('<at>n8n</at> <at>Bo</at> <at>Bo</at>', { entities: [bo, bo] })).toHaveLength(2);
		expect(
			mentionsOf('<at>n8n</at> <at>Zoe</at> <at>Example</at> <at>Zoe</at> <at>Example</at>', {
				entities: [...zoe, ...zoe],
			}),
		).toEqual([
			{ name: 'Zoe Example', id: '29:zoe' },
			{ name: 'Zoe Example', id: '29:zoe' },
		]);
		expect(
			mentionsOf('<at>n8n</at> <at>Bo</at> <at>Bo</at>', {
				entities: [entity('29:b', 'Bo Bo', 'Bo'), entity('29:b', 'Bo Bo', 'Bo')],
			}),
		).toEqual([{ name: 'Bo Bo', id: '29:b' }]);
	});

	it('is joined for the webhook itself, listed or by Name in Teams', () => {
		const listed = [entity('28:bot', 'Build'), entity('28:bot', 'Bot')];
		expect([
			textRead('<at>Build</at>&nbsp;<at>Bot</at> status', { entities: listed }),
			mentionsOf('<at>Build</at>&nbsp;<at>Bot</at> status', { entities: listed }),
		]).toEqual(['status', []]);
		expect(textRead('<at>Build</at>&nbsp;<at>Bot</at> status', { webhookName: 'build  bot' })).toBe('status');
	});
});

describe('text that arrives decoded', () => {
	it.each([
		['deploy <web> v2'],
		['List<String>'],
		['x<y AND z>1'],
		['x<p AND z>1, a<i and b>c, <p a=b>'],
		['Map<K, List<V>> <- <3 >_<'],
		['if (a<b && c>d) {'],
		['</b> <b <> </> <!-- x --> <1>'],
		['std::vector<i> and <s>'],
		['<at>, </at> and <at id="7">'],
		['say <at>hello</at> to <at></at>'],
		['<https://x.example/a?b=1&c=2>'],
		['a <name@x.example> b'],
	])('keeps %j', (typed) => {
		expect(textRead(`<at>n8n</at> ${typed}`)).toBe(typed);
		expect(mentionsOf(`<at>n8n</at> ${typed}`)).toEqual([]);
	});

	it('keeps the word for the command', () => {
		expect(run('<at>n8n</at> deploy <web> v2', '<service> [version]').params).toEqual({
			service: '<web>',
			version: 'v2',
		});
	});

	it.each([
		['tags', '<b>bold</b> <p> <br> <img alt="x"> <table>'],
		['entities', '&lt;b&gt; &amp;amp; &nbsp; AT&amp;T'],
		['a mention of somebody who is mentioned too', 'say <at>Bo</at> to '],
	])('keeps %s that were typed where the HTML copy shows them', (_title, typed) => {
		const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
		const html = `<div><div><span itemscope="" itemtype="http://schema.skype.com/Mention" itemid="0">n8n</span>&nbsp;${escaped}<span itemscope="" itemid="1">Bo</span></div>\n</div>`;
		const message = read(`<at>n8n</at> ${typed}<at>Bo</at>\n`, { entities: [bo], html });
		expect(message.mention.text).toBe(`${typed}Bo`);
		expect(message.names).toEqual([{ start: typed.length, end: typed.length + 2 }]);
	});

	it('gives names that look like markup to their person, who does not become the webhook', () => {
		const eve = 'x</at> deploy prod';
		const said = { entities: [entity('29:eve', eve)] };
		const text = `<at>${eve}</at> <at>n8n</at>`;
		expect([textRead(text, said), mentionsOf(text, said), run(text, '', said).command]).toEqual([
			eve,
			[{ name: eve, id: '29:eve' }],
			null,
		]);
		for (const name of ['Bo <b>', '<at>Bo', 'Bo <External>', 'A&amp;B', '</at>'])
			expect(textRead(`<at>n8n</at> ask <at>${name}</at>`, { entities: [entity('29:x', name)] })).toBe(`ask ${name}`);
	});

	it('takes a tag without an entity at the start for the webhook, and elsewhere for text', () => {
		expect(textRead('<at>n8n</at> ask <at>Zoe</at> x', { entities: [bo] })).toBe('ask <at>Zoe</at> x');
		expect(run('<at>n8n</at> <at>deploy</at> prod', '').command).toBeNull();
	});
});

describe('the own mention', () => {
	it.each([
		['first', '<at>n8n</at> status', 'status', [own]],
		['in the middle', 'please <at>n8n</at> status', 'please status', [own]],
		['at the end', 'status <at>n8n</at>', 'status', [own]],
		['behind a person', '<at>Bo</at> and <at>n8n</at> status', 'Bo and status', [bo, own]],
		['before a person', 'tell <at>n8n</at> and <at>Bo</at>', 'tell and Bo', [own, bo]],
		['with a name of a person', '<at>n8n</at> greet <at>n8n</at>', 'greet n8n', [own, entity('29:x', 'n8n')]],
		['under another name than its tag', '<at>N8N bot</at> status', 'status', [own]],
		['untagged', 'n8n status', 'status', [own]],
	])('is found by its 28: id %s', (_title, text, expected, entities) => {
		expect(textRead(text, { entities })).toBe(expected);
		expect(mentionsOf(text, { entities })).toEqual(
			entities.filter((each) => each !== own).map(({ mentioned }) => ({ name: mentioned.name, id: mentioned.id })),
		);
	});

	it('is not taken for a bot that is mentioned beside it, nor a person for it', () => {
		const polly = entity('28:polly', 'Polly');
		expect([
			textRead('<at>n8n</at> ask <at>Polly</at>', { entities: [polly] }),
			mentionsOf('<at>n8n</at> ask <at>Polly</at>', { entities: [polly] }),
		]).toEqual(['ask Polly', [{ name: 'Polly', id: '28:polly' }]]);
		expect(textRead('<at>Bo</at> hi', { entities: [bo] })).toBe('Bo hi');
	});

	it.each([
		['a comma', '<at>n8n</at>, deploy web'],
		['a colon', '<at>n8n</at>: deploy web'],
		['a colon behind a space', '<at>n8n</at>&nbsp;: deploy web'],
		['a dash', '<at>n8n</at> – deploy web'],
		['no space', '<at>n8n</at>,deploy web'],
		['an exclamation mark at the end', 'deploy web <at>n8n</at>!'],
		['a full stop behind a space at the end', 'deploy web <at>n8n</at> .'],
		['a comma before it', 'deploy web, <at>n8n</at>'],
		['a dash before it', 'deploy web - <at>n8n</at>...'],
		['brackets', '(<at>n8n</at>) deploy web'],
		['full-width punctuation', '<at>n8n</at>，deploy web'],
		['no tag', 'n8n, deploy web'],
	])('takes %s with it', (title, text) => {
		const channelData = title === 'no tag' ? { onBehalfOf: '[{"mentionType":"webhook","displayName":"n8n"}]' } : {};
		expect(textRead(text, { channelData })).toBe('deploy web');
		expect(run(text, '<service> [version]', { channelData })).toMatchObject({ command: 'deploy', args: ['web'] });
	});

	it.each([
		['an option', '<at>n8n</at> --help', '--help'],
		['a question', 'is it up? <at>n8n</at>', 'is it up?'],
		['a slash', '<at>n8n</at> /status', '/status'],
		['a domain', '<at>n8n</at>.example is down', '.example is down'],
		['a dash between words', 'run <at>n8n</at> — x', 'run — x'],
	])('leaves %s', (_title, text, expected) => expect(textRead(text)).toBe(expected));
});

describe('Name in Teams', () => {
	it.each([
		['the second of two webhooks', '<at>jenkins</at> <at>n8n</at> status', 'jenkins status', 'n8n'],
		[
			'without case, and with white space collapsed',
			'<at>jenkins</at> <at>Build  Bot</at> status',
			'jenkins status',
			' build bot ',
		],
		['in the middle', 'ask <at>jenkins</at> or <at>n8n</at>', 'ask <at>jenkins</at> or', 'n8n'],
		['without a tag', 'N8N: status', 'status', 'n8n'],
		['nothing, where it is another name', '<at>n8n</at> status', 'status', 'jenkins'],
	])('finds %s', (_title, text, expected, webhookName) => expect(textRead(text, { webhookName })).toBe(expected));

	it('does not take a person of that name', () => {
		const person = { entities: [entity('29:x', 'n8n')], webhookName: 'n8n' };
		expect([
			textRead('<at>n8n</at> ask <at>bot</at>', person),
			mentionsOf('<at>n8n</at> ask <at>bot</at>', person),
		]).toEqual(['n8n ask', [{ name: 'n8n', id: '29:x' }]]);
	});

	it('lets the command stand behind the mentions before ours', () => {
		expect(run('<at>jenkins</at> <at>n8n</at> status', '', { webhookName: 'n8n' })).toMatchObject({
			command: 'status',
			args: [],
		});
		expect(run('<at>Bo</at>, <at>n8n</at> deploy web', '<service>', { entities: [bo] })).toMatchObject({
			command: 'deploy',
			params: { service: 'web' },
		});
		const { mention, names, calledAt } = read('<at>jenkins</at> <at>n8n</at> status now', { webhookName: 'n8n' });
		expect(splitCommand(mention.text, names, calledAt)).toEqual({ command: 'status', args: ['now'], argsText: 'now' });
		expect(run('<at>n8n</at> <at>Bo</at> deploy web', '', { entities: [bo] }).command).toBeNull();
	});
});

describe('pictures', () => {
	it.each([
		['<img alt="deploy web (GIF Image)">', 'deploy web (GIF Image)'],
		['<customemoji id="x" alt="deploy" source="y"></customemoji>', 'deploy'],
		["<img src='x' alt='deploy'>", 'deploy'],
	])('name no command: %s', (picture, alt) => {
		const text = `<at>n8n</at>&nbsp;${picture}`;
		const { mention, names } = read(text);
		expect([mention.text, run(text, '').command, splitCommand(mention.text, names).command]).toEqual([alt, null, null]);
	});

	it.each([
		['<emoji id="1f680_rocket" alt="🚀" title="Rocket"></emoji>', '🚀'],
		['<customemoji id="x" alt="🦄"></customemoji>', '🦄'],
		["<img alt='👩‍🚀' src='x'>", '👩‍🚀'],
		['<img title="alt=\'x\'" alt="1️⃣"/>', '1️⃣'],
		['<IMG ALT="🇳🇴">', '🇳🇴'],
		['<at><img alt="🚀"></at>', '🚀'],
		['<img src="x">', ''],
	])('are kept as their emoji: %s', (picture, emoji) => {
		const { mention, names } = read(`<at>n8n</at>&nbsp;${picture} now`);
		expect([mention.text, names]).toEqual([`${emoji} now`.trim(), []]);
	});
});

describe('blocks', () => {
	it.each([
		['a line break', 'ask a<br>b'],
		['a closed line break', 'ask a<br />b'],
		['paragraphs', '<p>ask a</p><p>b</p>'],
		['paragraphs around the own mention', '<p><at>n8n</at></p><p>ask a</p><div>b</div>', ''],
		['a list', '<ul><li>ask a</li><li>b</li></ul>'],
		['a table', '<table><tbody><tr><td>ask a</td><td>b</td></tr></tbody></table>'],
		['a heading', '<h1>ask a</h1>b'],
	])('are white space: %s', (_title, text, before = '<at>n8n</at> ') => {
		expect(run(`${before}${text}`, '<first> <second>')).toMatchObject({
			command: 'ask',
			params: { first: 'a', second: 'b' },
		});
	});

	it('leave formatting without a trace', () =>
		expect(
			textRead('<at>n8n</at> <b>bo</b>ld <span style="color:red">a</span> <a href="https://x.example">b</a>'),
		).toBe('bold a b'));
});
