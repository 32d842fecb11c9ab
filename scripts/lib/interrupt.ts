/** Says that a start was ended from outside. */
export class Interrupted extends Error {
	constructor() {
		super('interrupted');
		this.name = 'Interrupted';
	}
}

/**
 * Chosen: a terminal sends the signal to every process, and npm passes it on, so a second one within this time is the
 * same signal.
 */
const SAME_SIGNAL_MS = 1_000;

/** A signal that is aborted when somebody ends the program; if they do so again later, it ends at once. */
export function onInterrupt(): AbortSignal {
	const controller = new AbortController();
	let firstMs = 0;
	for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(name, () => {
			if (controller.signal.aborted && Date.now() - firstMs > SAME_SIGNAL_MS) process.exit(1);
			if (!controller.signal.aborted) firstMs = Date.now();
			controller.abort(new Interrupted());
		});
	}
	return controller.signal;
}

/** Waits until {@link onInterrupt} aborts its signal. */
export async function untilInterrupted(signal: AbortSignal): Promise<void> {
	if (signal.aborted) return;
	await new Promise<void>((resolve) => {
		const keepAlive = setInterval(() => undefined, 60_000);
		signal.addEventListener('abort', () => {
			clearInterval(keepAlive);
			resolve();
		});
	});
}
