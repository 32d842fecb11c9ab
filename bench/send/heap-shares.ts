import type { Inspector } from '../../test/support/inspector';

import { PACKAGE_NAME } from '../../scripts/lib/package';

/** Live bytes by the code that has made them. */
export interface HeapShares {
	/** What the package has made: its output items, and what it needs while it sends. V8 inlines functions, so these two cannot be separated. */
	readonly package: number;
	/** Everything else: n8n, its input items, and the HTTP client. */
	readonly others: number;
}

/** Chosen: bytes between two samples; finer ones slow the process down without another result. */
const SAMPLING_BYTES = 512;

interface ProfileNode {
	readonly callFrame: { readonly url: string };
	readonly selfSize: number;
	readonly children?: readonly ProfileNode[];
}

/** From here on the process notes which code makes what it keeps. */
export async function startSampling(inspector: Inspector): Promise<void> {
	await inspector.call('HeapProfiler.startSampling', { samplingInterval: SAMPLING_BYTES });
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

/** What V8 itself makes, as for `map` and `JSON.parse`, is made by who has called it. */
function makerOf(url: string, caller: keyof HeapShares): keyof HeapShares {
	if (url === '') return caller;
	return url.includes(`/node_modules/${PACKAGE_NAME}/`) ? 'package' : 'others';
}
