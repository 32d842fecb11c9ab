import { Pool } from 'undici';

/** Bodies to post to one URL, with a limit of requests under way. */
export interface LoopOrder {
	readonly url: string;
	readonly bodies: readonly string[];
	readonly inFlight: number;
}

const IDLE_MS = 4_000;

const pools = new Map<number, Pool>();

/** Posts every body and nothing else, over a pool that is kept between orders as ours is. Returns milliseconds. */
async function post({ url, bodies, inFlight }: LoopOrder): Promise<number> {
	const { origin, pathname, search } = new URL(url);
	const pool =
		pools.get(inFlight) ?? new Pool(origin, { connections: inFlight, pipelining: 1, keepAliveTimeout: IDLE_MS });
	pools.set(inFlight, pool);
	let next = 0;
	const worker = async () => {
		for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
			const { statusCode, body: answer } = await pool.request({
				path: pathname + search,
				method: 'POST',
				headers: { 'content-type': 'application/json; charset=utf-8' },
				body,
			});
			await answer.text();
			if (statusCode !== 202) throw new Error(`the endpoint answered ${statusCode}`);
		}
	};
	const startedMs = performance.now();
	await Promise.all(Array.from({ length: inFlight }, worker));
	return performance.now() - startedMs;
}

process.on('message', (order: LoopOrder) => {
	void post(order).then((ms) => process.send?.(ms));
});
// The process ends with the one that started it.
process.on('disconnect', () => process.exit(0));
