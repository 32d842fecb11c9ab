/** Runs tasks in lanes: in one lane in order, a few at a time; lanes never wait for each other. */
export interface Lanes {
	/** Starts a task once the lane has room for it; first come, first served. Rejects as the task does. */
	run<Result>(lane: string, task: () => Promise<Result>): Promise<Result>;
}

interface Lane {
	running: number;
	readonly waiting: Array<() => void>;
}

/** Creates lanes in which at most `width` tasks run at once. */
export function createLanes(width: number): Lanes {
	const lanes = new Map<string, Lane>();
	const enter = async (name: string): Promise<Lane> => {
		const lane = lanes.get(name) ?? { running: 0, waiting: [] };
		lanes.set(name, lane);
		if (lane.running < width) lane.running += 1;
		// Who leaves hands its room over, so nobody comes in between.
		else await new Promise<void>((resolve) => lane.waiting.push(resolve));
		return lane;
	};
	const leave = (name: string, lane: Lane): void => {
		const next = lane.waiting.shift();
		if (next !== undefined) return next();
		lane.running -= 1;
		if (lane.running === 0) lanes.delete(name);
	};
	return {
		async run(name, task) {
			const lane = await enter(name);
			try {
				return await task();
			} finally {
				leave(name, lane);
			}
		},
	};
}
