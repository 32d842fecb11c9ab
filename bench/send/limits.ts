import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { Endpoint } from './endpoint';
import type { EndpointReport } from './endpoint-process';
import type { BenchN8n } from './bench-n8n';

import { CONNECTOR_WINDOWS, shortestMs } from './connector-limits';
import { spanMs, startEndpoint } from './endpoint';
import { textsOf } from './messages';
import { startBenchN8n } from './bench-n8n';
import { httpWorkflow, oursWorkflow } from './workflows';

const CARDS = 200;

interface Losses {
	readonly report: EndpointReport;
	/** The status that n8n gives the execution. */
	readonly status: string;
	/** Outcomes of the output items, counted; HTTP Request has none. */
	readonly outcomes: string;
}

/** Sends 200 cards to connectors that keep to Teams' limits, with Send and with HTTP Request at their defaults. */
export async function measureLimits(): Promise<void> {
	const endpoint = await startEndpoint();
	try {
		const bench = await startBenchN8n({ endpoint, engine: 'undici' });
		try {
			const http = await send(bench, endpoint, httpWorkflow('http', endpoint.connectorUrl('http'), 'all'));
			report('HTTP Request', http);
			const ours = await send(bench, endpoint, oursWorkflow('ours', {}, 'all'));
			report('Send', ours);
			const shortest = shortestMs(CARDS, CONNECTOR_WINDOWS);
			console.log(`\nshortest time the limits allow            ${(shortest / 1_000).toFixed(1)} s`);
			console.log(
				`Send / shortest                           ${(spanMs(ours.report) / shortest).toFixed(3)} (target: at most 1.05)`,
			);
			console.log(`Send, lost                                ${CARDS - ours.report.distinct} (target: 0)`);
			console.log(
				`Send, closest five arrivals               ${closestMs(ours.report, 5).toFixed(0)} ms (a connector refuses less than 1000)`,
			);
		} finally {
			await bench.stop();
		}
	} finally {
		await endpoint.stop();
	}
}

async function send(bench: BenchN8n, endpoint: Endpoint, file: WorkflowFile): Promise<Losses> {
	const workflowId = await bench.publish(file, endpoint.connectorUrl(file.name));
	await endpoint.reset();
	await bench.post(file.name, textsOf(CARDS));
	const { status, output } = await bench.newestRun(workflowId);
	return { report: await endpoint.report(), status, outcomes: countOutcomes(output) };
}

/** The shortest time in which this many consecutive messages arrived. */
function closestMs({ arrivalsMs }: EndpointReport, messages: number): number {
	return Math.min(...arrivalsMs.slice(messages - 1).map((atMs, index) => atMs - (arrivalsMs[index] ?? Number.NaN)));
}

function countOutcomes(output: readonly unknown[]): string {
	const counts = new Map<string, number>();
	for (const json of output) {
		const outcome: unknown = Reflect.get(Object(json), 'outcome');
		if (typeof outcome === 'string') counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
	}
	return [...counts].map(([outcome, count]) => `${count} ${outcome}`).join(', ');
}

function report(name: string, { report: arrived, status, outcomes }: Losses): void {
	if (name === 'HTTP Request') {
		console.log(`\n${CARDS} cards to a connector that takes 4 per second and 60 per 30 s`);
		console.log(
			'| What | posted | lost | posted twice | first to last arrival s | attempts beyond one per card | execution | outcomes |\n|---|---|---|---|---|---|---|---|',
		);
	}
	console.log(
		`| ${name} | ${arrived.distinct} | ${CARDS - arrived.distinct} | ${arrived.taken - arrived.distinct} | ${(spanMs(arrived) / 1_000).toFixed(1)} | ${arrived.arrivalsMs.length - CARDS} | ${status} | ${outcomes} |`,
	);
}
