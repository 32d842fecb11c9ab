import type { Sleep } from '../../ports';

/** Waits, and ends at once when the signal is aborted, even if `sleep` ignores signals. True: the whole time has passed. */
export async function pause(sleep: Sleep, ms: number, signal: AbortSignal | undefined): Promise<boolean> {
	if (signal === undefined) {
		await sleep(ms);
		return true;
	}
	if (signal.aborted) return false;
	let stop = () => undefined as void;
	const aborted = new Promise<void>((resolve) => (stop = resolve));
	signal.addEventListener('abort', stop);
	try {
		// A sleep that honours the signal may reject; whether it was aborted is checked below.
		await Promise.race([sleep(ms, signal).catch(() => undefined), aborted]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
	return !signal.aborted;
}
