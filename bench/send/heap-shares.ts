import type { Inspector } from '../../test/support/inspector';

import { PACKAGE_NAME } from '../../scripts/lib/package';

/** Live bytes by the code that allocated them. */
export interface HeapShares {
	/**
	 * What the package allocated: its output items, and what it needs while it sends. V8 inlines functions, so these
	 * two cannot be separated.
	 */
	readonly package: number;
	/** Everything else: n8n, its input items, and the HTTP client. */
	readonly others: number;
}

/** Chosen: bytes between two samples; a finer interval slows the process down and does not change the result. */
const SAMPLING_BYTES = 512;

interface ProfileNode {
	readonly callFrame: { readonly url: string };
	readonly selfSize: number;
	readonly children?: readonly ProfileNode[];
}

/** From here on the process records which code allocates what stays alive; a sample every `samplingInterval` bytes. */
export async function startSampling(inspector: Inspector, samplingInterval = SAMPLING_BYTES): Promise<void> {
	await inspector.call('HeapProfiler.startSampling', { samplingInterval });
}

/** Who allocated what is live now, since {@link startSampling}. To be called right after garbage collection. */
export async function readHeapShares(inspector: Inspector): Promise<HeapShares> {
	const { profile } = await inspector.call<{ profile: { head: ProfileNode } }>('HeapProfiler.getSamplingProfile');
	const sums = { package: 0, others: 0 };
	const add = ({ callFrame, selfSize, children = [] }: ProfileNode, caller: keyof HeapShares): void => {
		const maker = makerOf(callFrame.url, caller);
		sums[maker] += selfSize;
		children.forEach((child) => add(child, maker));
	};
	add(profile.head, 'others');
	return sums;
}

/** What V8 itself allocates, as in `map` and `JSON.parse`, counts for the code that called it. */
function makerOf(url: string, caller: keyof HeapShares): keyof HeapShares {
	if (url === '') return caller;
	return url.includes(`/node_modules/${PACKAGE_NAME}/`) ? 'package' : 'others';
}
