import type { WorkflowFile } from '../../scripts/lib/n8n-client';
import type { Endpoint } from './endpoint';
import type { HeapShares } from './heap-shares';
import type { Inspector } from '../../test/support/inspector';
import type { BenchN8n } from './bench-n8n';

import { setTimeout as delay } from 'node:timers/promises';

import { startEndpoint } from './endpoint';
import { readHeapShares, startSampling } from './heap-shares';
import { inspect } from '../../test/support/inspector';
import { itemPairBytes } from './item-weight';
import { textsOf } from './messages';
import { residentBytes } from './resident';
import { startBenchN8n } from './bench-n8n';
import { httpWorkflow, oursWorkflow } from './workflows';

const FEW = 1_000;
const MANY = 10_000;
const SAMPLE_MS = 20;
const MEGABYTE = 1024 ** 2;

/** When the heap is read, as a share of the messages that have arrived. */
const NEAR_THE_END = 0.9;

interface Memory {
	readonly items: number;
	readonly arrived: number;
	/** Answer of n8n to the request that started it; not 200 where the node failed. */
	readonly status: number;
	/** Most memory of the process, less what it had before; `undefined` if there is no /proc. */
	readonly peakBytes: number | undefined;
	/** Live heap when nine of ten messages had arrived, less what was live before; `undefined` if it came too late. */
	readonly liveBytes: number | undefined;
	/** Which code allocated those. */
	readonly shares: HeapShares | undefined;
	/** Live heap after the execution, less what was live before. */
	readonly leftBytes: number;
}

/** Sends 1,000 and 10,000 cards through Send and through HTTP Request, each in an n8n of its own, and watches its memory. */
export async function measureMemory(): Promise<void> {
	const endpoint = await startEndpoint();
	try {
		console.log(
			`\nMemory of n8n while it sends; nothing of the executions is stored${process.platform === 'linux' ? '' : '; resident memory is read from /proc, which is only on Linux'}`,
		);
		console.log(
			'| What | items | arrived | n8n answers | peak RSS MB | live heap at 90 % MB | left afterwards MB |\n|---|---|---|---|---|---|---|',
		);
		for (const [name, file] of [
			['Send', oursWorkflow('ours', { pace: 'off' }, 'none')],
			['HTTP Request', httpWorkflow('http', endpoint.flowUrl, 'none')],
		] as const) {
			const few = await inFreshN8n(endpoint, file, FEW);
			const many = await inFreshN8n(endpoint, file, MANY);
			for (const memory of [few, many]) console.log(row(name, memory));
			if (name === 'Send')
				for (const what of ['package', 'others'] as const)
					console.log(
						`| made by: ${what}, per further item | | | | | ${perItem(few.shares?.[what], many.shares?.[what])} | |`,
					);
			console.log(
				`| ${name}, per further item | | | | ${perItem(few.peakBytes, many.peakBytes)} | ${perItem(few.liveBytes, many.liveBytes)} | ${perItem(few.leftBytes, many.leftBytes)} |`,
			);
		}
		console.log(
			`\nan input and an output item by themselves  ${(itemPairBytes(MANY) / 1024).toFixed(2)} KB of live heap`,
		);
	} finally {
		await endpoint.stop();
	}
}

async function inFreshN8n(endpoint: Endpoint, file: WorkflowFile, items: number): Promise<Memory> {
	const bench = await startBenchN8n({ endpoint, engine: 'undici', isInspected: true });
	try {
		await bench.publish(file, endpoint.flowUrl);
		// Code is loaded and connections are made before anything is counted.
		await bench.post(file.name, textsOf(FEW / 10));
		const inspector = await inspect(bench.n8n.log());
		try {
			return await watch({ bench, endpoint, inspector, path: file.name, items });
		} finally {
			inspector.close();
		}
	} finally {
		await bench.stop();
	}
}

async function watch({
	bench,
	endpoint,
	inspector,
	path,
	items,
}: {
	readonly bench: BenchN8n;
	readonly endpoint: Endpoint;
	readonly inspector: Inspector;
	readonly path: string;
	readonly items: number;
}): Promise<Memory> {
	await endpoint.reset();
	const liveBefore = await inspector.liveBytes();
	const residentBefore = residentBytes();
	await startSampling(inspector);
	let status: number | undefined;
	const answered = bench.post(path, textsOf(items)).then((answer) => (status = answer));
	let peak = residentBefore;
	let liveNear: number | undefined;
	let shares: HeapShares | undefined;
	while (status === undefined) {
		peak = peak === undefined ? undefined : Math.max(peak, residentBytes() ?? 0);
		if (liveNear === undefined && (await endpoint.count()) >= items * NEAR_THE_END && status === undefined) {
			liveNear = await inspector.liveBytes();
			shares = await readHeapShares(inspector);
		}
		await delay(SAMPLE_MS);
	}
	await answered;
	const { distinct } = await endpoint.report();
	return {
		items,
		arrived: distinct,
		status,
		peakBytes: peak === undefined || residentBefore === undefined ? undefined : peak - residentBefore,
		liveBytes: liveNear === undefined ? undefined : liveNear - liveBefore,
		shares,
		leftBytes: (await inspector.liveBytes()) - liveBefore,
	};
}

function row(name: string, { items, arrived, status, peakBytes, liveBytes, leftBytes }: Memory): string {
	return `| ${name} | ${items} | ${arrived} | ${status} | ${megabytes(peakBytes)} | ${megabytes(liveBytes)} | ${megabytes(leftBytes)} |`;
}

function megabytes(bytes: number | undefined): string {
	return bytes === undefined ? 'not measured' : (bytes / MEGABYTE).toFixed(1);
}

function perItem(few: number | undefined, many: number | undefined): string {
	return few === undefined || many === undefined
		? 'not measured'
		: `${((many - few) / (MANY - FEW) / 1024).toFixed(2)} KB`;
}
