import type { IDataObject } from 'n8n-workflow';
import type { RunRequest } from '../../../../../support/action';
import type { ScriptedTeams } from '../../../../../support/scripted-teams';

import { mentionItem, runWorkflow } from '../../../../../support/action';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

let teams: ScriptedTeams;

beforeAll(async () => void (teams = await startScriptedTeams()));

afterAll(async () => await teams.close());

let count = 0;
const fresh = () => `late${(count += 1)}`;

/** What Bull says of a job that Redis has forgotten. */
const MISSING = new Error('Missing key for job 7 SECRETQUEUE. updateProgress');

/** Rejects the first `times` replies. */
function refusing(times: number): () => Promise<void> {
	let left = times;
	return async () => {
		if ((left -= 1) >= 0) throw MISSING;
	};
}

const reply = (more: IDataObject = {}, node: object = {}) => ({
	parameters: { operation: 'reply', text: 'PONG', ...more },
	...node,
});
const CONTINUE = { onError: 'continueRegularOutput' } as const;
const RETRY = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;

async function run(channel: string, request: Pick<RunRequest, 'actions' | 'takeReply'>, deadlineMs = 4_000) {
	const {
		run: done,
		replies,
		output,
	} = await runWorkflow({
		items: [mentionItem('replyNode', deadlineMs)],
		withTrigger: true,
		credential: { webhookUrl: teams.urlOf(channel), allowedHosts: '127.0.0.1' },
		...request,
	});
	return {
		status: done.status,
		replies: replies.map((body) => (body as IDataObject).text ?? (body as IDataObject).type),
		json: output[0]?.json ?? {},
		posted: teams.received(channel).length,
		all: JSON.stringify(done),
	};
}

describe('a reply that n8n does not take', () => {
	it.each(['error', 'drop'])(
		'fails with an error that names the queue, where late replies are not posted (%s)',
		async (lateReply) => {
			const { json, posted, all } = await run(fresh(), {
				actions: [reply({ lateReply }, CONTINUE)],
				takeReply: refusing(1),
			});
			expect(json).toMatchObject({
				message: expect.stringContaining('queue') as string,
				details: { code: 'reply-not-handed-over', outcome: 'notSent' },
			});
			expect([posted, all.includes('could not read the parameters'), all.includes('SECRETQUEUE')]).toEqual([
				0,
				false,
				false,
			]);
		},
	);

	it('is posted to the channel as a late one where that is set up', async () => {
		const { json, posted, replies } = await run(fresh(), {
			actions: [reply({ lateReply: 'send' })],
			takeReply: refusing(9),
		});
		expect([json.outcome, posted, replies]).toEqual(['lateSent', 1, []]);
	});

	it('is handed over again by Retry On Fail, and counts as answered only then', async () => {
		const { json, posted, replies } = await run(fresh(), {
			actions: [reply({}, RETRY), reply()],
			takeReply: refusing(2),
		});
		expect([json.outcome, posted, replies]).toEqual(['alreadyReplied', 0, ['PONG']]);
		const alone = await run(fresh(), { actions: [reply({}, RETRY)], takeReply: refusing(1) });
		expect([alone.json.outcome, alone.replies]).toEqual(['replied', ['PONG']]);
	});

	it('may be given by the next Reply', async () => {
		const { json, replies } = await run(fresh(), {
			actions: [reply({}, CONTINUE), reply({ text: 'SECOND' })],
			takeReply: refusing(1),
		});
		expect([json.outcome, replies]).toEqual(['replied', ['SECOND']]);
	});

	it('does not wait for a queue that says nothing', async () => {
		const { json, posted } = await run(
			fresh(),
			{
				actions: [reply({ lateReply: 'send', options: { replyMargin: 0 } })],
				takeReply: async () => await new Promise(() => undefined),
			},
			200,
		);
		expect([json.outcome, posted]).toEqual(['lateSent', 1]);
	});
});

describe('a late reply', () => {
	it.each([
		['send', 'lateSent', 1],
		['drop', 'lateDropped', 0],
	])('needs no queue: %s', async (lateReply, outcome, times) => {
		const { json, posted } = await run(fresh(), { actions: [reply({ lateReply })], takeReply: refusing(9) }, -1);
		expect([json.outcome, posted]).toEqual([outcome, times]);
	});

	it('that fails says that it is late, not what became of the mark', async () => {
		const { json } = await run(
			fresh(),
			{ actions: [reply({ lateReply: 'error' }, CONTINUE)], takeReply: refusing(9) },
			-1,
		);
		expect(json).toMatchObject({ details: { code: 'reply-late' } });
	});

	it.each([0, 1, 2])(
		'is posted once under Retry On Fail, also where the first post fails: %d replies refused',
		async (refused) => {
			const channel = fresh();
			teams.script(channel, [{ status: 404 }]);
			const { json, posted, replies } = await run(channel, {
				actions: [reply({ lateReply: 'send' }, RETRY)],
				takeReply: refusing(refused),
			});
			// If n8n takes the second try in time, it is a reply; if n8n refuses that too, it is a late reply.
			expect([json.outcome, posted, replies]).toEqual(
				refused === 2 ? ['lateSent', 2, []] : refused === 1 ? ['replied', 1, ['PONG']] : ['replied', 0, ['PONG']],
			);
		},
	);
});
