import { endError } from '../../time-limit';

/** Frees the room in a lane. To be called once. */
export type Leave = () => void;

/** Runs tasks in lanes: in order within a lane, a few at a time; lanes never wait for each other. */
export interface Lanes {
	/** Waits until the lane has room; first come, first served. Rejects with the reason of `end` once that is aborted. */
	enter(lane: string, end?: AbortSignal): Promise<Leave>;
	/** Starts a task once the lane has room for it. Rejects as the task does. */
	run<Result>(lane: string, task: () => Promise<Result>): Promise<Result>;
}

interface Lane {
	running: number;
	readonly waiting: Array<() => void>;
}

/** Creates lanes in which at most `width` tasks run at once. */
export function createLanes(width: number): Lanes {
	const lanes = new Map<string, Lane>();
	const leave = (name: string, lane: Lane): void => {
		const next = lane.waiting.shift();
		// A finished task hands its room over directly, so that no other can take it.
		if (next !== undefined) return next();
		lane.running -= 1;
		if (lane.running === 0) lanes.delete(name);
	};
	const enter = async (name: string, end?: AbortSignal): Promise<Leave> => {
		const lane = lanes.get(name) ?? { running: 0, waiting: [] };
		lanes.set(name, lane);
		if (lane.running < width) lane.running += 1;
		else await turn(lane.waiting, end);
		return () => leave(name, lane);
	};
	return {
		enter,
		async run(name, task) {
			const leaveLane = await enter(name);
			try {
				return await task();
			} finally {
				leaveLane();
			}
		},
	};
}

/** Resolves when a finished task calls the first waiting one; a task that has given up is not called. */
async function turn(waiting: Array<() => void>, end: AbortSignal | undefined): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		if (end?.aborted === true) return reject(endError(end));
		const called = (): void => {
			end?.removeEventListener('abort', giveUp);
			resolve();
		};
		const giveUp = (): void => {
			waiting.splice(waiting.indexOf(called), 1);
			if (end !== undefined) reject(endError(end));
		};
		waiting.push(called);
		end?.addEventListener('abort', giveUp, { once: true });
	});
}
