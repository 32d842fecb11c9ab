/** One run of a node as n8n stores it, as far as it is used here. */
export interface NodeRun {
	/** Milliseconds n8n counted for the node. */
	readonly executionTime: number;
	/** Milliseconds since 1970. */
	readonly startTime: number;
	/** The `json` of every output item. */
	readonly output: readonly unknown[];
}

interface StoredRun {
	readonly executionTime: number;
	readonly startTime: number;
	readonly data?: { readonly main?: ReadonlyArray<ReadonlyArray<{ readonly json: unknown }> | null> };
}

/** Reads the first run of a node out of the flatted data of an execution. Throws if it did not run. */
export async function nodeRun(executionData: string, node: string): Promise<NodeRun> {
	const { parse } = await import('flatted');
	const { resultData } = parse(executionData) as {
		readonly resultData: {
			readonly runData: Readonly<Record<string, readonly StoredRun[]>>;
			readonly error?: { readonly message?: string };
		};
	};
	const run = resultData.runData[node]?.[0];
	if (run === undefined) throw new Error(`the node "${node}" did not run: ${resultData.error?.message ?? 'no error'}`);
	return {
		executionTime: run.executionTime,
		startTime: run.startTime,
		output: (run.data?.main?.[0] ?? []).map(({ json }) => json),
	};
}
