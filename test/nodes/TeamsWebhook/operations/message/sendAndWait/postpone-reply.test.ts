import type { IDataObject } from 'n8n-workflow';
import type { ScriptedTeams } from '../../../../../support/scripted-teams';

import { mentionItem, runWorkflow } from '../../../../../support/action';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

let teams: ScriptedTeams;

beforeAll(async () => void (teams = await startScriptedTeams()));

afterAll(async () => await teams.close());

const LATE = { type: 'teamsReplyLate' };
const ASK = { operation: 'sendAndWait', message: 'Deploy?' };

/** What n8n is given as the answer of a run whose nodes have these parameters. */
async function repliesOf(actions: readonly IDataObject[], more: Partial<Parameters<typeof runWorkflow>[0]> = {}) {
	const { replies, run } = await runWorkflow({
		items: [mentionItem()],
		withTrigger: true,
		actions: actions.map((parameters) => ({ parameters })),
		credential: { webhookUrl: teams.urlOf('ask'), allowedHosts: '127.0.0.1' },
		...more,
	});
	return { replies, status: run.status };
}

it('tells whoever has mentioned the webhook that the answer comes later, when the wait begins', async () => {
	expect(await repliesOf([ASK])).toEqual({ replies: [LATE], status: 'waiting' });
});

it('says nothing where Reply has answered, where the last node answers, and without a mention', async () => {
	const reply = { operation: 'reply', text: 'I ask.' };
	expect(await repliesOf([reply, ASK])).toMatchObject({ replies: [{ text: 'I ask.' }], status: 'waiting' });
	expect((await repliesOf([ASK], { items: [mentionItem('lastNode')] })).replies).toEqual([]);
	expect((await repliesOf([ASK], { items: [{ a: 1 }], withTrigger: false })).replies).toEqual([]);
	expect((await repliesOf([ASK], { mode: 'manual' })).replies).toEqual([]);
});

it('waits all the same where n8n does not take it', async () => {
	const takeReply = async () => await Promise.reject(new Error('no Redis'));
	expect(await repliesOf([ASK], { takeReply })).toEqual({ replies: [], status: 'waiting' });
});
