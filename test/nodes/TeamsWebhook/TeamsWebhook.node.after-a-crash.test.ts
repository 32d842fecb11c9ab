import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type * as n8n from 'n8n-workflow';
import type { ScriptedTeams } from '../../support/scripted-teams';
import type { Fault, SeamNode } from '../../support/seams';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { sendItems } from '../../../nodes/TeamsWebhook/operations/message/send/execute';
import { FAILURE_TEXT } from '../../../nodes/TeamsOutgoingWebhookTrigger/options';
import { RUN_IN_FLIGHT } from '../../../src/limits';
import { mentionItem, runWorkflow } from '../../support/action';
import { startScriptedTeams } from '../../support/scripted-teams';
import { createOutside, runSend } from '../../support/seams';
import { PING, sign } from '../../support/signing';
import { callTrigger, started } from '../../support/trigger';
import { ROOT } from '../../support/root';

/** Waits are over at once, unless time stands still. */
const mockTime = { stands: false };

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8n>('n8n-workflow'),
	sleep: async () => await (mockTime.stands ? new Promise(() => undefined) : Promise.resolve()),
}));
jest.mock('../../../nodes/shared/transport', () => {
	const actual = jest.requireActual<Readonly<Record<string, (context: IExecuteFunctions) => unknown>>>(
		'../../../nodes/shared/transport',
	);
	return {
		...actual,
		createTransport: (context: IExecuteFunctions) =>
			(Reflect.get(context, 'transport') as unknown) ?? actual.createTransport?.(context),
	};
});

const page = (name: string): string => readFileSync(join(ROOT, 'docs', name), 'utf8');

/** The rows of the table under "After a crash": what ends, and what each heading says of it. */
function tableOf(
	name: string,
): ReadonlyArray<{ readonly what: string; readonly says: Readonly<Record<string, string>> }> {
	const section = /\n## After a crash\n([\s\S]*?)(?:\n## |$)/.exec(page(name))?.[1] ?? '';
	const lines = section
		.split('\n')
		.filter((line) => line.startsWith('|'))
		.map((line) => line.slice(2, -2).split(' | '));
	const [[, ...headings] = [], , ...rows] = lines;
	return rows.map(([what = '', ...cells]) => ({
		what,
		says: Object.fromEntries(headings.map((heading, index) => [heading, cells[index] ?? ''])),
	}));
}

type Setup = Pick<SeamNode, 'withKey' | 'pace'>;
type Check = (setup: Setup, says: string) => Promise<void>;

const SETUPS: Readonly<Record<string, Setup>> = {
	'No key': { withKey: false, pace: 'limits' },
	'Send Once Key, limits kept': { withKey: true, pace: 'limits' },
	'Send Once Key, Pace Off': { withKey: true, pace: 'off' },
};

const TEXTS = Array.from({ length: 8 }, (_, index) => `m${index}`);

let points = 0;

/**
 * What one run says of each item, how often each message was taken by then, and how often after the same items were
 * sent again.
 */
async function sendTwice(
	setup: Setup,
	fault: Fault | undefined,
	{ destinations = 1, ...more }: { readonly destinations?: number } & Pick<SeamNode, 'maxWait'> = {},
) {
	points += 1;
	const node: SeamNode = {
		texts: TEXTS,
		urls: Array.from(
			{ length: destinations },
			(_, index) =>
				`https://prod-${index}.westeurope.logic.azure.com/workflows/crash${points}/triggers/manual/paths/invoke?sig=x`,
		),
		retryOnFail: false,
		...setup,
	};
	const outside = createOutside();
	const first = await runSend(sendItems, { ...node, ...more }, outside, fault);
	const then = new Map(outside.taken);
	const second = await runSend(sendItems, node, outside);
	const said = ({ items = [] }: { readonly items?: readonly IDataObject[] | undefined }): readonly string[] =>
		items.map((json) => (json.outcome ?? (json.details as IDataObject).code) as string);
	const twice = (taken: ReadonlyMap<string, number>): number => [...taken.values()].filter((times) => times > 1).length;
	return {
		waits: first.waits,
		items: first.items ?? [],
		first: said(first),
		second: said(second),
		takenFirst: then.size,
		twiceFirst: twice(then),
		lost: TEXTS.filter((text) => !outside.taken.has(text)),
		twice: twice(outside.taken),
	};
}

/** Calls `work` for every wait of a run. */
async function everyWait(setup: Setup, work: (at: number) => Promise<void>): Promise<void> {
	const { waits } = await sendTwice(setup, undefined);
	for (let at = 1; at <= waits; at += 1) await work(at);
}

const goesOn: Check = async (setup) => {
	// Send uses neither n8n's queue nor the process that took the call: see `contextOf`.
	const { first, twiceFirst } = await sendTwice(setup, undefined);
	expect([first, twiceFirst]).toEqual([TEXTS.map(() => 'accepted'), 0]);
};

const processEnds: Check = async (setup, says) => {
	const most = setup.withKey ? (setup.pace === 'limits' ? 1 : Number(/\d+/.exec(says)?.[0])) : TEXTS.length;
	await everyWait(setup, async (at) => {
		const { lost, twice, takenFirst } = await sendTwice(setup, { at, kind: 'crash' });
		expect([at, lost, twice <= most, setup.withKey || twice === takenFirst]).toEqual([at, [], true, true]);
	});
};

const postgresForAMoment: Check = async (setup) => {
	await everyWait(setup, async (at) => {
		const { first, second, lost, twiceFirst } = await sendTwice(setup, { at, kind: 'moment' });
		expect([at, lost, twiceFirst, first]).toEqual([at, [], 0, TEXTS.map(() => 'accepted')]);
		if (setup.withKey) expect([at, second]).toEqual([at, TEXTS.map(() => 'skipped')]);
	});
};

const postgresForLong: Check = async (setup) => {
	await everyWait(setup, async (at) => {
		// With no wait allowed, a message must not have to wait for its pace either.
		const { first, items, lost, takenFirst, twice } = await sendTwice(
			setup,
			{ at, kind: 'gone' },
			{ maxWait: 0, destinations: 2 },
		);
		const warned = items.filter((json) => JSON.stringify(json.warnings ?? []).includes('could not record')).length;
		expect([
			at,
			lost,
			takenFirst,
			first.filter((code) => !['accepted', 'send-once-unavailable', 'credential-store-unavailable'].includes(code)),
		]).toEqual([at, [], first.filter((code) => code === 'accepted').length, []]);
		// A message may be there twice only if a warning said that it could not be recorded.
		if (setup.withKey) expect([at, twice <= warned]).toEqual([at, true]);
	});
};

const SEND: Readonly<Record<string, Check>> = {
	'worker, or main in regular mode': processEnds,
	'main or webhook processor in queue mode': goesOn,
	Redis: goesOn,
	'Postgres, for a moment': postgresForAMoment,
	'Postgres, for longer than *Max Wait*': postgresForLong,
};

describe('docs/incoming-webhook.md', () => {
	const rows = tableOf('incoming-webhook.md');

	it('has a test for each row and column', () => {
		expect(rows.map(({ what }) => what)).toEqual(Object.keys(SEND));
		for (const { says } of rows) expect(Object.keys(says)).toEqual(Object.keys(SETUPS));
	});

	it('names as many messages as are under way', () => {
		const says = `at most 64 messages are sent again (256 with n8n's own HTTP client)`
			.replace('64', String(RUN_IN_FLIGHT.undici))
			.replace('256', String(RUN_IN_FLIGHT.n8n));
		expect(rows[0]?.says['Send Once Key, Pace Off']).toContain(says);
		const options = page('incoming-webhook.md');
		expect(options).toContain(`up to ${RUN_IN_FLIGHT.undici} messages at once in one run`);
		expect(options).toContain(`a run sends up to ${RUN_IN_FLIGHT.n8n} at once`);
	});

	describe.each(rows)('$what', ({ what, says }) => {
		it.each(Object.entries(says))('%s: %s', async (column, cell) => {
			const setup = SETUPS[column];
			if (setup === undefined) throw new Error(`no column ${column}`);
			await SEND[what]?.(setup, cell);
		});
	});
});

describe('docs/late-replies.md', () => {
	let teams: ScriptedTeams;
	let channels = 0;

	beforeAll(async () => void (teams = await startScriptedTeams()));
	afterAll(async () => await teams.close());

	/** n8n's queue refuses `refusals` times, and its database fails `unread` reads, before they work again. */
	interface ReplyCase {
		readonly deadlineMs?: number;
		readonly refusals?: number;
		readonly unread?: number;
		readonly node?: object;
		readonly options?: object;
	}

	/** One run of trigger and Reply: returns what Reply says of it, and how often it was posted. */
	async function reply(
		lateReply: string,
		{ deadlineMs = 4_000, refusals = 0, unread = 0, node = {}, options = {} }: ReplyCase = {},
	) {
		const channel = `row${(channels += 1)}`;
		let left = refusals;
		const takeReply = async (): Promise<void> => {
			if ((left -= 1) >= 0) throw new Error('Missing key for job 1. updateProgress');
		};
		let unreadLeft = unread;
		const credential = (): Record<string, unknown> => {
			if ((unreadLeft -= 1) >= 0) throw new Error('Connection terminated unexpectedly');
			return { webhookUrl: teams.urlOf(channel), allowedHosts: '127.0.0.1' };
		};
		const action = {
			parameters: { operation: 'reply', text: 'PONG', lateReply, options },
			onError: 'continueRegularOutput' as const,
			...node,
		};
		const { output } = await runWorkflow({
			items: [mentionItem('replyNode', deadlineMs)],
			withTrigger: true,
			actions: [action],
			takeReply,
			credential,
		});
		const json = output[0]?.json ?? {};
		return [json.outcome ?? (json.details as IDataObject).code, teams.received(channel).length];
	}

	const REPLY: Readonly<Record<string, () => Promise<void>>> = {
		'the worker, before it runs Reply': async () => {
			const again = { deadlineMs: -1 };
			expect([await reply('send', again), await reply('drop', again), await reply('error', again)]).toEqual([
				['lateSent', 1],
				['lateDropped', 0],
				['reply-late', 0],
			]);
		},
		'the main process or webhook processor that holds the connection': async () => {
			expect([await reply('send'), await reply('send', { deadlineMs: -1 })]).toEqual([
				['replied', 0],
				['lateSent', 1],
			]);
		},
		Redis: async () => {
			const retry = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1, onError: undefined };
			expect([
				await reply('send', { refusals: 9 }),
				await reply('error', { refusals: 9 }),
				await reply('error', { refusals: 1, node: retry }),
				await reply('send', { refusals: 9, deadlineMs: -1 }),
			]).toEqual([
				['lateSent', 1],
				['reply-not-handed-over', 0],
				['replied', 0],
				['lateSent', 1],
			]);
		},
		Postgres: async () => {
			const call = await callTrigger({
				rawBody: PING,
				authorization: sign(PING),
				credential: new Error('Connection terminated unexpectedly'),
			});
			expect([call.response.statusCode, started(call), call.warnings[0]]).toEqual([
				503,
				false,
				expect.stringContaining('credential-store-unavailable') as string,
			]);
			expect(await reply('error')).toEqual(['replied', 0]);
			// This is how n8n answers for an execution that it cannot begin.
			mockTime.stands = true;
			const begun = await callTrigger({ rawBody: PING, authorization: sign(PING) });
			mockTime.stands = false;
			begun.response.status(500).json({ message: 'Error in workflow' });
			expect(begun.response.body).toEqual({ type: 'message', text: FAILURE_TEXT });
			const late = { deadlineMs: -1, options: { maxWait: 1 } };
			expect([await reply('send', { ...late, unread: 3 }), await reply('send', { ...late, unread: Infinity })]).toEqual(
				[
					['lateSent', 1],
					['credential-store-unavailable', 0],
				],
			);
		},
	};

	it('has a test for each row', () => {
		expect(tableOf('late-replies.md').map(({ what }) => what)).toEqual(Object.keys(REPLY));
	});

	it.each(tableOf('late-replies.md'))('$what', async ({ what }) => {
		await REPLY[what]?.();
	});
});
