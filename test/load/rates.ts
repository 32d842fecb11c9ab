import { setTimeout as delay } from 'node:timers/promises';

/** How long the bare rate is measured, and with how many requests at a time. */
const BARE_MS = 10_000;

/** See {@link BARE_MS}. */
const BARE_AT_A_TIME = 16;

/** How often work begins in a second, and for how long. */
interface Pace {
	readonly rate: number;
	readonly forMs: number;
}

/** Begins work at a rate, however long the answers take, and waits for all of it. Returns how often it began. */
export async function atRate(one: () => Promise<void>, { rate, forMs }: Pace): Promise<number> {
	const [startMs, all] = [Date.now(), [] as Array<Promise<void>>];
	while (Date.now() < startMs + forMs) {
		all.push(one());
		await delay(Math.max(0, startMs + (all.length * 1_000) / rate - Date.now()));
	}
	await Promise.all(all);
	return all.length;
}

/** How many requests a second n8n's own Webhook and Respond answer; `bareWorkflow` of the benches must be published. */
export async function bareRate(webhookUrl: string): Promise<number> {
	let done = 0;
	const endMs = Date.now() + BARE_MS;
	const worker = async () => {
		while (Date.now() < endMs) {
			const response = await fetch(`${webhookUrl}/webhook/bare`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: '{"text":"x"}',
			});
			await response.arrayBuffer();
			done += 1;
		}
	};
	await Promise.all(Array.from({ length: BARE_AT_A_TIME }, worker));
	return (done * 1_000) / BARE_MS;
}
