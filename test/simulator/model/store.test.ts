import type { Simulator } from '../../../simulator/simulator';

import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fileStorage, noStorage } from '../../../simulator/model/storage';
import { openStore } from '../../../simulator/model/store';
import { SORRY } from '../../../simulator/rules/reply';
import { fakeClock, newIncoming, postTo, startTestSimulator } from '../../support/simulator';

let folder = '';
const started: Simulator[] = [];

/** Starts a simulator on the folder; it is closed after the test in any case. */
async function start(): Promise<Simulator> {
	const simulator = await startTestSimulator({ storage: storage() });
	started.push(simulator);
	return simulator;
}

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'simulator-state-'))));
afterEach(async () => {
	for (const simulator of started.splice(0)) await simulator.close();
	rmSync(folder, { recursive: true, force: true });
});

const storage = () => fileStorage(folder, 'state.json');

it('finds everything again after a restart: URLs work, tokens sign, threads and runs are there', async () => {
	const first = await start();
	const { webhook, securityToken } = first.actions.createOutgoing({
		team: 'Platform',
		name: 'Kestrel',
		description: '',
		callbackUrl: 'http://127.0.0.1:9/',
	});
	const { path } = newIncoming(first);
	await postTo(first, path, '{"text":"x"}');
	await first.actions.say({ channel: 'Platform/General', text: '@Kestrel x' }).answered;
	const { messages, runs, requests } = first.store.state();
	await first.close();

	const second = await start();
	expect(second.store.state()).toMatchObject({ messages, runs, requests, tokens: { [webhook.id]: securityToken } });
	expect((await postTo(second, path, '{"text":"x"}')).status).toBe(202);
});

it('keeps the file for its owner alone, and leaves no draft', async () => {
	const simulator = await start();
	newIncoming(simulator);
	await simulator.close();
	expect(statSync(join(folder, 'state.json')).mode & 0o777).toBe(0o600);
	expect(existsSync(join(folder, 'state.json.draft'))).toBe(false);
});

it.each(['', '{', '{"format":2}', '[]', '{"format":1,"setup":{}}'])(
	'refuses to begin anew over a file that it cannot read: %s',
	(text) => {
		writeFileSync(join(folder, 'state.json'), text);
		expect(() => openStore(storage(), fakeClock())).toThrow('--reset');
	},
);

it('shows the error text for an answer that was awaited when it stopped', () => {
	const store = openStore(storage(), fakeClock());
	store.message({
		id: '1',
		channelId: 'c',
		rootId: '1',
		author: { kind: 'webhook', id: 'w', name: 'n' },
		text: '',
		textFormat: 'markdown',
		attachments: [],
		notes: [],
		answer: { state: 'waiting', reason: '', tookMs: null, requestId: 'r' },
	});
	store.close();
	expect(openStore(storage(), fakeClock()).state().messages).toMatchObject([
		{ text: SORRY, answer: { state: 'sorry' } },
	]);
});

it('gives every message an id of its own, also when the clock stands still or goes back', () => {
	const clock = fakeClock(1_000);
	const store = openStore(noStorage, clock);
	const ids = [store.newMessageId(), store.newMessageId()];
	clock.advance(-500);
	expect([...ids, store.newMessageId()]).toEqual(['1000', '1001', '1002']);
});

it('keeps the newest', () => {
	const store = openStore(noStorage, fakeClock(), { keep: { messages: 1, runs: 2, requests: 1 } });
	for (const id of ['1', '2', '3'])
		store.run({
			id,
			webhookId: 'w',
			webhookName: 'n',
			atMs: 0,
			status: 'succeeded',
			reasons: [],
			posted: 1,
			requestId: 'r',
		});
	expect(store.state().runs.map(({ id }) => id)).toEqual(['2', '3']);
});
