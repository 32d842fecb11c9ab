import type { BenchN8n, Engine } from './bench-n8n';
import type { Child } from './child';
import type { Endpoint } from './endpoint';
import type { LoopOrder } from './bare-loop';

import { setTimeout as delay } from 'node:timers/promises';

import { DEFAULT_N8N_VERSION } from '../../scripts/lib/cache';
import { median } from '../figures';
import { spread } from '../processes';
import { writeTable } from '../table';
import { startBenchN8n } from './bench-n8n';
import { startChild } from './child';
import { spanMs, startEndpoint } from './endpoint';
import { bodyOf, textsOf } from './messages';
import { httpWorkflow, oursWorkflow } from './workflows';

const CARDS = 500;
const ROUNDS = 9;

/** After this time, sockets that the endpoint has closed are gone on the other side too. */
const CLOSED_MS = 100;

/** What differs while the same cards are sent. */
interface Condition {
	readonly engine: Engine;
	/** How long the endpoint takes to answer. */
	readonly delayMs: number;
	/** Whether connections of an earlier round are still open. n8n's client never keeps one. */
	readonly isWarm: boolean;
}

const CONDITIONS: readonly Condition[] = [
	{ engine: 'undici', delayMs: 0, isWarm: true },
	{ engine: 'undici', delayMs: 0, isWarm: false },
	{ engine: 'undici', delayMs: 50, isWarm: true },
	{ engine: 'undici', delayMs: 50, isWarm: false },
	{ engine: 'helper', delayMs: 0, isWarm: false },
];

/** One sending of all cards. */
interface Figures {
	/** The node as n8n counts it, or the loop as it counts itself. */
	readonly wholeMs: number;
	/** From the first to the last arrival. */
	readonly sendingMs: number;
	/** Connections that were opened for it, and those that it used. */
	readonly opened: number;
	readonly used: number;
}

/** What a round sends with; `loop` takes as many connections as Send has used. */
interface Contenders {
	readonly send: () => Promise<number>;
	readonly http: () => Promise<number>;
	readonly loop: (connections: number) => Promise<number>;
}

interface Round {
	readonly send: Figures;
	readonly http: Figures;
	readonly loop: Figures;
}

/**
 * Times 500 cards through Send, through HTTP Request, and from a bare loop with as many connections as Send has used, in
 * turn: with and without open connections, to an endpoint that answers at once or after 50 ms. Writes the table.
 */
export async function measureSpeed(): Promise<void> {
	const endpoint = await startEndpoint();
	const loop = startChild<LoopOrder>('bare-loop.ts', endpoint.env);
	const rows: string[][] = [];
	try {
		for (const engine of ['undici', 'helper'] as const) {
			const bench = await startBenchN8n({ endpoint, engine });
			try {
				const contenders = await contendersOf(bench, endpoint, loop);
				for (const condition of CONDITIONS.filter((each) => each.engine === engine))
					rows.push(rowOf(condition, await measure(endpoint, contenders, condition)));
			} finally {
				await bench.stop();
			}
		}
	} finally {
		await loop.stop();
		await endpoint.stop();
	}
	writeTable({
		name: 'send-speed',
		command: 'npm run bench -- send:speed',
		versions: [`n8n ${DEFAULT_N8N_VERSION}`],
		head: [
			'Send with',
			'answers after',
			'connections',
			'Send',
			'HTTP Request',
			'bare loop',
			'used (opened) by Send',
			'HTTP Request / Send',
			'sending part / bare loop',
		],
		rows,
	});
}

async function contendersOf(bench: BenchN8n, endpoint: Endpoint, loop: Child<LoopOrder>): Promise<Contenders> {
	const texts = textsOf(CARDS);
	const bodies = texts.map(bodyOf);
	const viaN8n = async (path: string, workflowId: string) => {
		const status = await bench.post(path, texts);
		if (status !== 200) throw new Error(`${path}: n8n answered ${status}`);
		return (await bench.newestRun(workflowId)).executionTime;
	};
	const ours = await bench.publish(oursWorkflow('ours', { pace: 'off' }, 'all'), endpoint.flowUrl);
	const http = await bench.publish(httpWorkflow('http', endpoint.flowUrl, 'all'), endpoint.flowUrl);
	return {
		send: async () => await viaN8n('ours', ours),
		http: async () => await viaN8n('http', http),
		loop: async (inFlight) => await loop.ask<number>({ url: endpoint.flowUrl, bodies, inFlight }),
	};
}

/** The counted rounds; the first warms up and does not count. */
async function measure(
	endpoint: Endpoint,
	{ send, http, loop }: Contenders,
	{ delayMs, isWarm }: Condition,
): Promise<readonly Round[]> {
	await endpoint.delay(delayMs);
	const timed = async (run: () => Promise<number>): Promise<Figures> => {
		if (isWarm) await run();
		else {
			await endpoint.close();
			await delay(CLOSED_MS);
		}
		await endpoint.reset();
		const wholeMs = await run();
		const arrived = await endpoint.report();
		if (arrived.distinct !== CARDS || arrived.taken !== CARDS)
			throw new Error(`${arrived.taken} messages arrived, ${arrived.distinct} different ones`);
		return { wholeMs, sendingMs: spanMs(arrived), opened: arrived.connections, used: arrived.sockets };
	};
	const rounds: Round[] = [];
	for (let round = 0; round <= ROUNDS; round += 1) {
		const sent = await timed(send);
		rounds.push({ send: sent, http: await timed(http), loop: await timed(async () => await loop(sent.used)) });
	}
	return rounds.slice(1);
}

function rowOf({ engine, delayMs, isWarm }: Condition, rounds: readonly Round[]): string[] {
	const of = (read: (round: Round) => number) => median(rounds.map(read)).toFixed(0);
	return [
		engine === 'undici' ? 'undici' : "n8n's HTTP client",
		`${delayMs} ms`,
		isWarm ? 'open' : 'none',
		`${of(({ send }) => send.wholeMs)} ms, sending part ${of(({ send }) => send.sendingMs)} ms`,
		`${of(({ http }) => http.wholeMs)} ms`,
		`${of(({ loop }) => loop.sendingMs)} ms`,
		`${of(({ send }) => send.used)} (${of(({ send }) => send.opened)})`,
		`**${spread(rounds.map(({ send, http }) => http.wholeMs / send.wholeMs))}**`,
		`**${spread(rounds.map(({ send, loop }) => send.sendingMs / loop.sendingMs))}**`,
	];
}
