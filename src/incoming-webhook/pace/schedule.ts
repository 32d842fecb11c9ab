import type { Now, Sleep } from '../../ports';
import type { Window } from './time-slots';

import { forgetOldest } from '../../forget-oldest';
import { HOLD_MAX_MS, PACE_GROUPS_MAX, PACE_QUEUE_MAX } from '../../limits';
import { pause } from './pause';
import { firstFreeMs } from './time-slots';

/** Chosen: forgetting costs a walk over all groups, so it is done only this often. */
const PRUNE_EVERY_MS = 1_000;

/** A window that all messages of a group share. */
export interface PaceWindow extends Window {
	readonly group: string;
}

/** A message that asks for a slot. */
export interface PaceSlotRequest {
	/** Messages of one lane keep their order; `hold` stops a lane. */
	readonly lane: string;
	readonly windows: readonly PaceWindow[];
	readonly maxWaitMs: number;
	readonly signal?: AbortSignal;
}

/** A slot after the wait, or the reason for not getting one; `freeAtMs` is when there would be one, in milliseconds since 1970. */
export type PaceSlot =
	| { readonly ok: true; readonly waitedMs: number }
	| { readonly ok: false; readonly reason: 'window-full' | 'queue-full' | 'cancelled'; readonly freeAtMs: number };

/** Assigns slots in sliding windows, so that no destination gets more than it takes. */
export interface Pacer {
	/**
	 * Waits for a free slot, first come first served per lane. Fails at once if the wait would be longer than
	 * `maxWaitMs`, or if too many are already waiting; lanes that share no window never wait for each other.
	 */
	takeSlot(request: PaceSlotRequest): Promise<PaceSlot>;
	/** Stops this lane until `untilMs`, or at most for an hour, because the other side has asked for it. */
	hold(lane: string, untilMs: number): void;
}

interface PaceLane {
	holdMs: number;
	/** Times of the waiting messages, in order. */
	waiting: number[];
}

/**
 * Creates a pacer. It remembers slots in this process for {@link PACE_GROUPS_MAX} windows, with no timers except for
 * waiting messages; the oldest window is forgotten first, and its destination may then get more than it takes.
 */
export function createPacer(now: Now, sleep: Sleep): Pacer {
	const lanes = new Map<string, PaceLane>();
	const slots = createSlots();
	const laneOf = (name: string): PaceLane => {
		const lane = lanes.get(name) ?? { holdMs: 0, waiting: [] };
		lanes.set(name, lane);
		return lane;
	};
	const forget = (name: string, lane: PaceLane): void => {
		if (lane.waiting.length === 0 && lane.holdMs <= now()) lanes.delete(name);
	};
	const takeSlot = async (request: PaceSlotRequest): Promise<PaceSlot> => {
		const { lane: name, windows, maxWaitMs, signal } = request;
		const nowMs = now();
		if (slots.prune(nowMs)) for (const [known, other] of lanes) forget(known, other);
		const lane = laneOf(name);
		const queuedMs = slots.fullUntil(windows, nowMs);
		const atMs = queuedMs ?? slots.firstFree(windows, Math.max(nowMs, lane.holdMs, lane.waiting.at(-1) ?? 0));
		const refusal =
			queuedMs !== undefined || lane.waiting.length >= PACE_QUEUE_MAX
				? 'queue-full'
				: atMs - nowMs > maxWaitMs
					? 'window-full'
					: undefined;
		if (refusal !== undefined) {
			forget(name, lane);
			return { ok: false, reason: refusal, freeAtMs: atMs };
		}
		slots.take(windows, atMs);
		lane.waiting.push(atMs);
		const waited = atMs === nowMs ? signal?.aborted !== true : await pause(sleep, atMs - nowMs, signal);
		lane.waiting.splice(lane.waiting.indexOf(atMs), 1);
		const isHeld = lane.holdMs > now();
		forget(name, lane);
		if (waited && !isHeld) return { ok: true, waitedMs: atMs - nowMs };
		slots.release(windows, atMs);
		if (!waited) return { ok: false, reason: 'cancelled', freeAtMs: atMs };
		// While it was waiting, the other side has asked everybody to wait longer.
		const slot = await takeSlot({ ...request, maxWaitMs: maxWaitMs - (atMs - nowMs) });
		return slot.ok ? { ok: true, waitedMs: slot.waitedMs + (atMs - nowMs) } : slot;
	};
	return {
		takeSlot,
		hold(name, untilMs) {
			const lane = laneOf(name);
			lane.holdMs = Math.max(lane.holdMs, Math.min(untilMs, now() + HOLD_MAX_MS));
			forget(name, lane);
			forgetHolds(lanes);
		},
	};
}

/** Beyond {@link PACE_GROUPS_MAX} lanes, the oldest without waiting messages are forgotten: the other side then has to ask again. */
function forgetHolds(lanes: Map<string, PaceLane>): void {
	for (const [name, lane] of lanes) {
		if (lanes.size <= PACE_GROUPS_MAX) return;
		if (lane.waiting.length === 0) lanes.delete(name);
	}
}

/** The assigned times per group and window, in order. */
interface Slots {
	/** The last time of a group with too many waiting messages; searching for a slot after them would cost too much. */
	fullUntil(windows: readonly PaceWindow[], nowMs: number): number | undefined;
	firstFree(windows: readonly PaceWindow[], fromMs: number): number;
	take(windows: readonly PaceWindow[], atMs: number): void;
	release(windows: readonly PaceWindow[], atMs: number): void;
	/** From time to time, drops times that are older than their window. True if it did. */
	prune(nowMs: number): boolean;
}

function createSlots(): Slots {
	const groups = new Map<string, { timesMs: number[]; readonly windowMs: number }>();
	const keyOf = ({ group, windowMs }: PaceWindow) => `${windowMs} ${group}`;
	let prunedMs = 0;
	return {
		fullUntil(windows, nowMs) {
			const full = windows
				.map((window) => groups.get(keyOf(window))?.timesMs ?? [])
				.find((timesMs) => (timesMs.at(-PACE_QUEUE_MAX) ?? 0) > nowMs);
			return full?.at(-1);
		},
		firstFree: (windows, fromMs) =>
			firstFreeMs(
				windows.map((window) => ({ window, timesMs: groups.get(keyOf(window))?.timesMs ?? [] })),
				fromMs,
			),
		take(windows, atMs) {
			for (const window of windows) {
				const group = groups.get(keyOf(window)) ?? { timesMs: [], windowMs: window.windowMs };
				groups.delete(keyOf(window));
				groups.set(keyOf(window), group);
				forgetOldest(groups, PACE_GROUPS_MAX);
				const before = group.timesMs.filter((timeMs) => timeMs <= atMs).length;
				group.timesMs.splice(before, 0, atMs);
			}
		},
		release(windows, atMs) {
			for (const window of windows) {
				const timesMs = groups.get(keyOf(window))?.timesMs ?? [];
				const index = timesMs.lastIndexOf(atMs);
				if (index !== -1) timesMs.splice(index, 1);
			}
		},
		prune(nowMs) {
			if (Math.abs(nowMs - prunedMs) < PRUNE_EVERY_MS) return false;
			prunedMs = nowMs;
			for (const [key, group] of groups) {
				const first = group.timesMs.findIndex((timeMs) => timeMs > nowMs - group.windowMs);
				group.timesMs = first === -1 ? [] : group.timesMs.slice(first);
				if (group.timesMs.length === 0) groups.delete(key);
			}
			return true;
		},
	};
}
