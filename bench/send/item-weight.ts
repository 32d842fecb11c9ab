import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

import { textsOf } from './messages';

/** Heap that one input item and one output item of Send take by themselves, in bytes: what no node can do without. */
export function itemPairBytes(items: number): number {
	setFlagsFromString('--expose-gc');
	const collect = runInNewContext('gc') as () => void;
	const texts = textsOf(items);
	collect();
	const before = process.memoryUsage().heapUsed;
	const pairs = texts.map((text, item) => ({
		input: { json: { text }, pairedItem: { item } },
		output: { json: outputOf(text), pairedItem: { item } },
	}));
	collect();
	return (process.memoryUsage().heapUsed - before) / pairs.length;
}

/** An output as Send makes it, with a run id of its own. */
function outputOf(text: string): unknown {
	const output = {
		outcome: 'accepted',
		statusCode: 202,
		attempts: 1,
		bytes: text.length,
		parts: 1,
		runIds: [`085${text}`],
		destination: { kind: 'workflows', host: 'localhost:4443' },
		warnings: [],
	};
	// Strings that JSON.parse makes are not shared with others, as in the node.
	return JSON.parse(JSON.stringify(output));
}
