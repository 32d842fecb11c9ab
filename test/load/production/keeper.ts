import type { RunningN8n } from '../../../scripts/lib/n8n-process';

import { setTimeout as delay } from 'node:timers/promises';

import { say } from '../../../scripts/lib/steps';

/** The pause between two starts; Docker waits at least as long. */
const PAUSE_MS = 100;

/** How it waits, and how it reports a failed start. */
interface KeeperPorts {
	readonly pause: () => Promise<unknown>;
	readonly tell: (line: string) => void;
}

const PORTS: KeeperPorts = { pause: async () => await delay(PAUSE_MS), tell: say };

/** Chosen: failed starts in a row before the process is given up. */
const STARTS_MAX = 10;

/** One process that is started again whenever it has ended. */
export interface Keeper {
	/** The process of the last start that succeeded. */
	running(): RunningN8n;
	/** Waits until it runs. Rejects when it cannot be started any more. */
	whole(): Promise<void>;
	/** How often it has ended. */
	ends(): number;
	/** Ends it for good. */
	stop(): Promise<void>;
}

/** Starts a process, and again whenever it ends, until it is stopped. */
export async function keep(start: () => Promise<RunningN8n>, ports = PORTS): Promise<Keeper> {
	let running = await start();
	let ends = 0;
	let isStopped = false;
	let whole = Promise.resolve();
	const watch = () =>
		void running.ended.then(() => {
			if (isStopped) return;
			ends += 1;
			whole = again();
			// Whoever waits for it learns of the failure; if nobody does, it must not crash this program.
			whole.catch(() => undefined);
		});
	const again = async () => {
		running = await startAgain(start, () => isStopped, ports);
		watch();
	};
	watch();
	return {
		running: () => running,
		whole: async () => await whole,
		ends: () => ends,
		async stop() {
			isStopped = true;
			await whole.catch(() => undefined);
			await running.stop();
		},
	};
}

/** A start fails while Redis or Postgres are away. */
async function startAgain(
	start: () => Promise<RunningN8n>,
	isStopped: () => boolean,
	{ pause, tell }: KeeperPorts,
): Promise<RunningN8n> {
	for (let count = 1; ; count += 1) {
		await pause();
		const started = await start().then(
			(running) => ({ ok: true as const, running }),
			(error: unknown) => ({ ok: false as const, error }),
		);
		if (started.ok) return started.running;
		if (isStopped() || count === STARTS_MAX) throw started.error;
		tell(`  a start failed, and is repeated: ${String(started.error).slice(0, 200)}`);
	}
}
