import { WebSocket } from 'undici';

/** A process seen through its inspector. */
export interface Inspector {
	/** Bytes of the heap that are in use once garbage has been collected. */
	liveBytes(): Promise<number>;
	/** One call of the inspector's protocol. */
	call<Result>(method: string, params?: object): Promise<Result>;
	close(): void;
}

/** Connects to the first inspector a log speaks of; n8n starts no other process before it has printed the line. */
export async function inspect(log: string): Promise<Inspector> {
	const url = /Debugger listening on (ws:\/\/\S+)/.exec(log)?.[1];
	if (url === undefined) throw new Error('the process has no inspector');
	const socket = new WebSocket(url);
	const waiting = new Map<
		number,
		{ readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
	>();
	let lastId = 0;
	socket.addEventListener('message', ({ data }) => {
		const { id, result, error } = JSON.parse(String(data)) as {
			readonly id?: number;
			readonly result?: unknown;
			readonly error?: { readonly message: string };
		};
		const waiter = id === undefined ? undefined : waiting.get(id);
		if (id === undefined || waiter === undefined) return;
		waiting.delete(id);
		if (error === undefined) waiter.resolve(result);
		else waiter.reject(new Error(error.message));
	});
	const call = async <Result>(method: string, params: object = {}): Promise<Result> =>
		await new Promise<Result>((resolve, reject) => {
			lastId += 1;
			// The protocol says what each method returns; the caller names it.
			waiting.set(lastId, { resolve: (value) => resolve(value as Result), reject });
			socket.send(JSON.stringify({ id: lastId, method, params }));
		});
	await new Promise<void>((resolve, reject) => {
		socket.addEventListener('open', () => resolve(), { once: true });
		socket.addEventListener('error', () => reject(new Error('the inspector did not answer')), { once: true });
	});
	return {
		call,
		liveBytes: async () => {
			await call('HeapProfiler.collectGarbage');
			return (await call<{ usedSize: number }>('Runtime.getHeapUsage')).usedSize;
		},
		close: () => socket.close(),
	};
}
