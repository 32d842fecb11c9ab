import type { Sleep } from '../../ports';

import { LANE_LOOK_MS } from '../../limits';
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

/** How a lane may grow beyond its first width: up to `most` tasks at once. */
interface Growth {
	readonly most: number;
	readonly sleep: Sleep;
}

/** Chosen: a task is slow if it takes longer than half of {@link LANE_LOOK_MS}. */
const ENDS_PER_LOOK = 2;

interface Lane {
	width: number;
	running: number;
	/** Tasks that have ended since the lane was last looked at. */
	ended: number;
	isWatched: boolean;
	readonly waiting: Array<() => void>;
}

/**
 * Creates lanes in which at most `width` tasks run at once. With `growth`, a lane doubles its width while tasks are waiting
 * and the running ones are slow: fewer than {@link ENDS_PER_LOOK} of them per place ended within {@link LANE_LOOK_MS}.
 * More tasks at once help only when the other side is what takes time.
 */
export function createLanes(width: number, growth?: Growth): Lanes {
	const lanes = new Map<string, Lane>();
	const watch = async (lane: Lane, { most, sleep }: Growth): Promise<void> => {
		lane.isWatched = true;
		while (lane.width < most && lane.waiting.length > 0) {
			lane.ended = 0;
			await sleep(LANE_LOOK_MS);
			if (lane.ended < lane.running * ENDS_PER_LOOK) widen(lane, most);
		}
		lane.isWatched = false;
	};
	const leave = (name: string, lane: Lane): void => {
		lane.ended += 1;
		const next = lane.waiting.shift();
		// A finished task hands its room over directly, so that no other can take it.
		if (next !== undefined) return next();
		lane.running -= 1;
		if (lane.running === 0) lanes.delete(name);
	};
	const enter = async (name: string, end?: AbortSignal): Promise<Leave> => {
		const lane = lanes.get(name) ?? { width, running: 0, ended: 0, isWatched: false, waiting: [] };
		lanes.set(name, lane);
		if (lane.running < lane.width) lane.running += 1;
		else {
			const called = turn(lane.waiting, end);
			if (growth !== undefined && !lane.isWatched) void watch(lane, growth);
			await called;
		}
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

function widen(lane: Lane, most: number): void {
	lane.width = Math.min(most, lane.width * 2);
	while (lane.running < lane.width && lane.waiting.length > 0) {
		lane.running += 1;
		lane.waiting.shift()?.();
	}
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
