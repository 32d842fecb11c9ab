import type { IDataObject } from 'n8n-workflow';
import type { ScriptedTeams } from '../../../support/scripted-teams';

import { mentionItem, runWorkflow } from '../../../support/action';
import { startScriptedTeams } from '../../../support/scripted-teams';

let teams: ScriptedTeams;

beforeAll(async () => void (teams = await startScriptedTeams()));

afterAll(async () => await teams.close());

let count = 0;

const ANSWER = '## Result\n\n| a | b |\n|---|---|\n| c | `d*` |';
const AS_WRITTEN = { markdown: 'asWritten' };

/** What one run replied and posted: the texts of replies, and the texts of each card. */
async function run(parameters: IDataObject, text = ANSWER, deadlineMs = 4_000) {
	const channel = `markdown${(count += 1)}`;
	const {
		run: done,
		replies,
		output,
	} = await runWorkflow({
		items: [{ ...mentionItem('replyNode', deadlineMs), output: text }],
		withTrigger: true,
		actions: [{ parameters: { text: '={{ $json.output }}', ...parameters } }],
		credential: { webhookUrl: teams.urlOf(channel), allowedHosts: '127.0.0.1' },
	});
	const posted = teams.received(channel).map((body) => {
		const { attachments } = JSON.parse(body) as {
			attachments: ReadonlyArray<{ readonly content: { readonly body: ReadonlyArray<{ readonly text: string }> } }>;
		};
		return attachments.flatMap(({ content }) => content.body.map(({ text: shown }) => shown));
	});
	return {
		replies: replies.map((body) => (body as { readonly text: string }).text),
		all: JSON.stringify(done),
		posted,
		json: output[0]?.json ?? {},
	};
}

it('a reply shows what a model wrote as Teams draws a message', async () => {
	expect((await run({ operation: 'reply' })).replies).toEqual(['**Result**\n\n**a │ b**\n\n- **c** │ `d*`']);
	expect((await run({ operation: 'reply', options: AS_WRITTEN })).replies).toEqual([ANSWER]);
});

it('a text that is sent, and a late reply, as Teams draws a card', async () => {
	const shown = '**Result**\n\n**a │ b**\n\n- **c** │ d\\*';
	expect((await run({ operation: 'send' })).posted).toEqual([[shown]]);
	expect((await run({ operation: 'send', options: AS_WRITTEN })).posted[0]?.[0]).toContain('## Result');
	const late = { operation: 'reply', lateReply: 'send' };
	expect((await run(late, ANSWER, -1)).posted).toEqual([['<at>Ada x</at>', shown]]);
	expect((await run({ ...late, options: AS_WRITTEN }, ANSWER, -1)).posted[0]?.[1]).toContain('## Result');
});

it('validate shows the same', async () => {
	const message = async (options: IDataObject) =>
		JSON.stringify((await run({ resource: 'card', operation: 'validate', options })).json.message);
	expect([await message({}), await message(AS_WRITTEN)]).toEqual([
		expect.not.stringContaining('## '),
		expect.stringContaining('## Result'),
	]);
});

it('fails for a value that is not in the list', async () => {
	expect((await run({ operation: 'send', options: { markdown: 'html' } })).all).toContain('option-invalid');
});

it('a long answer is shortened in the thread, and sent in parts when it is late: every word arrives once', async () => {
	const words = (text: string) => text.match(/word\d+x/g) ?? [];
	const long = Array.from({ length: 900 }, (_, n) => `# word${n}x\n\n- ${'text '.repeat(8)}`).join('\n\n');
	const { replies } = await run({ operation: 'reply' }, long);
	expect([replies[0]?.includes('shortened'), replies[0]?.startsWith('**word0x**')]).toEqual([true, true]);
	const late = { operation: 'reply', lateReply: 'send' };
	const { posted, json } = await run(late, long, -1);
	expect([json.outcome, posted.length > 1]).toEqual(['lateSent', true]);
	expect(words(posted.flat().join('\n'))).toEqual(words(long));
	const shortened = await run({ ...late, options: { onTooLarge: 'truncate' } }, long, -1);
	expect([shortened.json.outcome, shortened.posted.length]).toEqual(['lateSent', 1]);
});
