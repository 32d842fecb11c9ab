import type { Now, Sleep } from '../../src/ports';

import { paceWindows } from '../../src/incoming-webhook/pace/pace-rules';
import { createPacer } from '../../src/incoming-webhook/pace/schedule';
import { shortestMs } from './connector-limits';

const CARDS = 200;
const PER_300_S = 25;

/** Longer than any wait here: Max Wait is another matter. */
const MAX_WAIT_MS = 600_000;

/** Sends 200 cards through the pace of a flow with 25 messages in 300 s, on a clock that jumps to the next wake-up. */
export async function measureWindow(): Promise<void> {
	let nowMs = 0;
	const now: Now = () => nowMs;
	const sleep: Sleep = async (ms) => {
		nowMs += ms;
	};
	const pacer = createPacer(now, sleep);
	const windows = paceWindows(
		{ kind: 'workflows', lane: 'https://flow.example/' },
		{ group: 'owner', per300s: PER_300_S },
	);
	const atMs: number[] = [];
	for (let card = 0; card < CARDS; card += 1) {
		const place = await pacer.takeSlot({ lane: 'https://flow.example/', windows, maxWaitMs: MAX_WAIT_MS });
		if (!place.ok) throw new Error(`card ${card} got no place: ${place.reason}`);
		atMs.push(nowMs);
	}
	const tookMs = (atMs.at(-1) ?? Number.NaN) - (atMs[0] ?? Number.NaN);
	const shortest = shortestMs(CARDS, [
		{ ms: 1_000, messages: 4 },
		{ ms: 300_000, messages: PER_300_S },
	]);
	console.log(`\n${CARDS} cards, 4 per second and ${PER_300_S} per 300 s, on a scaled clock`);
	console.log(`Send's pace                               ${(tookMs / 1_000).toFixed(1)} s`);
	console.log(`shortest time the limits allow            ${(shortest / 1_000).toFixed(1)} s`);
	console.log(`ratio                                     ${(tookMs / shortest).toFixed(3)} (target: at most 1.05)`);
}
