import type { RunningN8n } from '../../../scripts/lib/n8n-process';

import { keep } from './keeper';

const told: string[] = [];

const ports = { pause: async () => undefined, tell: (line: string) => void told.push(line) };

beforeEach(() => void told.splice(0));

/** A process that ends when it is told to. */
function fakeProcess() {
	let end = () => undefined as void;
	const ended = new Promise<void>((resolve) => (end = resolve));
	const running: RunningN8n = { baseUrl: '', log: () => '', ended, stop: async () => end(), kill: async () => end() };
	return { running, end };
}

it('starts a process again whenever it has ended, also when it could not be started at first', async () => {
	const processes = [fakeProcess(), fakeProcess(), fakeProcess()];
	const starts = [0, 'fails', 1, 2];
	const keeper = await keep(async () => {
		const next = starts.shift();
		const started = typeof next === 'number' ? processes[next] : undefined;
		if (started === undefined) throw new Error('Redis is away');
		return started.running;
	}, ports);
	for (const [index, each] of processes.slice(0, 2).entries()) {
		await each.running.kill();
		await keeper.whole();
		expect(keeper.running()).toBe(processes[index + 1]?.running);
		expect(keeper.ends()).toBe(index + 1);
	}
	await keeper.stop();
	expect([keeper.ends(), starts.length, told]).toEqual([
		2,
		0,
		['  a start failed, and is repeated: Error: Redis is away'],
	]);
});

it('says why a process cannot be started any more', async () => {
	const first = fakeProcess();
	let count = 0;
	const keeper = await keep(async () => {
		count += 1;
		if (count > 1) throw new Error('the port is taken');
		return first.running;
	}, ports);
	first.end();
	await new Promise((resolve) => setImmediate(resolve));
	await expect(keeper.whole()).rejects.toThrow('the port is taken');
	expect([count, told.length]).toEqual([11, 9]);
	await keeper.stop();
});
