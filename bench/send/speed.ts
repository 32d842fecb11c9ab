import type { Child } from './child';
import type { LoopOrder } from './bare-loop';
import type { Endpoint } from './endpoint';
import type { Engine, BenchN8n } from './bench-n8n';

import { median } from '../figures';
import { startChild } from './child';
import { spanMs, startEndpoint } from './endpoint';
import { bodyOf, textsOf } from './messages';
import { startBenchN8n } from './bench-n8n';
import { httpWorkflow, oursWorkflow } from './workflows';

const CARDS = 500;
const ROUNDS = 15;
const IN_FLIGHT = 8;

interface Figures {
	/** The node as n8n counts it, or the loop as it counts itself. */
	readonly wholeMs: number;
	/** From the first to the last arrival. */
	readonly sendingMs: number;
	readonly connections: number;
}

interface Contender {
	readonly name: string;
	readonly run: () => Promise<number>;
}

/** Times 500 cards through Send, through HTTP Request and from a bare loop, in turns, once with each engine of Send. */
export async function measureSpeed(): Promise<void> {
	const endpoint = await startEndpoint();
	const loop = startChild<LoopOrder>('bare-loop.ts', endpoint.env);
	try {
		for (const engine of ['undici', 'helper'] as const) {
			const bench = await startBenchN8n({ endpoint, engine });
			try {
				report(engine, await measure(endpoint, await contendersOf(bench, endpoint, loop)));
			} finally {
				await bench.stop();
			}
		}
	} finally {
		await loop.stop();
		await endpoint.stop();
	}
}

async function contendersOf(
	bench: BenchN8n,
	endpoint: Endpoint,
	loop: Child<LoopOrder>,
): Promise<readonly Contender[]> {
	const texts = textsOf(CARDS);
	const bodies = texts.map(bodyOf);
	const viaN8n = async (path: string, workflowId: string) => {
		const status = await bench.post(path, texts);
		if (status !== 200) throw new Error(`${path}: n8n answered ${status}`);
		return (await bench.newestRun(workflowId)).executionTime;
	};
	const ours = await bench.publish(oursWorkflow('ours', { pace: 'off' }, 'all'), endpoint.flowUrl);
	const http = await bench.publish(httpWorkflow('http', endpoint.flowUrl, 'all'), endpoint.flowUrl);
	const bare = (inFlight: number) => ({
		name: `bare loop, ${inFlight} in flight`,
		run: async () => await loop.ask<number>({ url: endpoint.flowUrl, bodies, inFlight }),
	});
	return [
		{ name: 'Send', run: async () => await viaN8n('ours', ours) },
		{ name: 'HTTP Request', run: async () => await viaN8n('http', http) },
		bare(1),
		bare(IN_FLIGHT),
	];
}

/** Rounds in turns; the first of each contender warms up and does not count. */
async function measure(
	endpoint: Endpoint,
	contenders: readonly Contender[],
): Promise<ReadonlyMap<string, readonly Figures[]>> {
	const figures = new Map<string, Figures[]>(contenders.map(({ name }) => [name, []]));
	const sizes = new Set<number>();
	for (let round = 0; round <= ROUNDS; round += 1) {
		for (const { name, run } of contenders) {
			await endpoint.reset();
			const wholeMs = await run();
			const arrived = await endpoint.report();
			if (arrived.distinct !== CARDS || arrived.taken !== CARDS)
				throw new Error(`${name}: ${arrived.taken} messages arrived, ${arrived.distinct} different ones`);
			sizes.add(arrived.bytes);
			if (round > 0) figures.get(name)?.push({ wholeMs, sendingMs: spanMs(arrived), connections: arrived.connections });
		}
	}
	if (sizes.size !== 1) throw new Error(`the contenders sent different bodies: ${[...sizes].join(', ')} bytes`);
	return figures;
}

function report(engine: Engine, figures: ReadonlyMap<string, readonly Figures[]>): void {
	const of = (name: string, read: (figures: Figures) => number) => median((figures.get(name) ?? []).map(read));
	const whole = ({ wholeMs }: Figures) => wholeMs;
	const sending = ({ sendingMs }: Figures) => sendingMs;
	console.log(
		`\n${CARDS} cards, Send with ${engine === 'undici' ? 'undici' : "n8n's helper"}, medians of ${ROUNDS} rounds in turns`,
	);
	console.log('| What | node ms | first to last arrival ms | connections |\n|---|---|---|---|');
	for (const name of figures.keys())
		console.log(
			`| ${name} | ${of(name, whole).toFixed(0)} | ${of(name, sending).toFixed(0)} | ${of(name, ({ connections }) => connections)} |`,
		);
	const ratio = of('HTTP Request', whole) / of('Send', whole);
	console.log(
		`\nHTTP Request / Send                       ${ratio.toFixed(2)} (target: at least ${engine === 'undici' ? 4 : 1})`,
	);
	if (engine === 'helper') return;
	for (const inFlight of [1, IN_FLIGHT])
		console.log(
			`sending part / bare loop, ${inFlight} in flight     ${(of('Send', sending) / of(`bare loop, ${inFlight} in flight`, sending)).toFixed(2)}${inFlight === 1 ? ' (target: at most 1.3)' : ''}`,
		);
}
