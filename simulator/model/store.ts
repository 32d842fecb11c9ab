import type { Clock } from '../clock';
import type { State } from './saved-state';
import type { Storage } from './storage';
import type { Change, Message, RequestRecord, Run, Setup } from './types';

import { readState, writeState } from './saved-state';
import { seed } from './seed';

/** How much is kept; the oldest goes first. */
export interface Kept {
	readonly messages: number;
	readonly runs: number;
	readonly requests: number;
}

/** Chosen: more than anybody scrolls through, and little enough to be written in a moment. */
const KEPT: Kept = { messages: 1_000, runs: 500, requests: 200 };

/** Chosen: changes within this many milliseconds are written together. */
const SAVE_AFTER_MS = 250;

/** The state of one simulator, and who wants to hear about changes. */
export interface Store {
	state(): State;
	/** Replaces members of the setup. */
	setup(change: Partial<Setup>): void;
	/** Keeps the token of an outgoing webhook; `undefined` forgets it. */
	token(webhookId: string, token: string | undefined): void;
	/** Adds a message, or replaces the one with the same id. */
	message(message: Message): void;
	run(run: Run): void;
	request(request: RequestRecord): void;
	/** Returns to the initial state. */
	reset(): void;
	/** A message id that no message has: milliseconds since 1970 (teams.md A.4). */
	newMessageId(): string;
	/** Calls back with each change, until the returned function is called. */
	subscribe(listener: (change: Change) => void): () => void;
	/** Writes what has not been written yet. */
	close(): void;
}

/** What a new state begins with, and how much is kept of what happens. */
interface StoreOptions {
	readonly begin?: (() => Setup) | undefined;
	readonly keep?: Kept | undefined;
}

/** Opens the stored state, or begins a new one. Throws if the stored state cannot be read. */
export function openStore(storage: Storage, clock: Clock, { begin = seed, keep = KEPT }: StoreOptions = {}): Store {
	const stored = storage.load();
	let state = stored === undefined ? empty(begin()) : readState(stored);
	let lastId = Number(state.messages.at(-1)?.id ?? 0);
	const listeners = new Set<(change: Change) => void>();
	const saver = createSaver(() => storage.save(() => writeState(state)));
	const apply = (next: Partial<State>, change?: Change) => {
		state = { ...state, ...next };
		saver.soon();
		if (change !== undefined) for (const listener of listeners) listener(change);
	};
	return {
		state: () => state,
		setup: (change) => {
			const setup = { ...state.setup, ...change };
			apply({ setup }, { kind: 'setup', setup });
		},
		token: (webhookId, token) => {
			const others = Object.entries(state.tokens).filter(([id]) => id !== webhookId);
			apply({ tokens: Object.fromEntries(token === undefined ? others : [...others, [webhookId, token]]) });
		},
		message: (message) =>
			apply({ messages: upsert(state.messages, message, keep.messages) }, { kind: 'message', message }),
		run: (run) => apply({ runs: upsert(state.runs, run, keep.runs) }, { kind: 'run', run }),
		request: (request) =>
			apply({ requests: upsert(state.requests, request, keep.requests) }, { kind: 'request', request }),
		reset: () => apply(empty(begin()), { kind: 'reset' }),
		newMessageId: () => String((lastId = Math.max(clock.nowMs(), lastId + 1))),
		subscribe: (listener) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		close: () => saver.now(),
	};
}

function empty(setup: Setup): State {
	return { setup, tokens: {}, messages: [], runs: [], requests: [] };
}

function upsert<T extends { readonly id: string }>(entries: readonly T[], entry: T, max: number): readonly T[] {
	const at = entries.findLastIndex(({ id }) => id === entry.id);
	return at === -1 ? [...entries, entry].slice(-max) : entries.with(at, entry);
}

function createSaver(save: () => void): { soon(): void; now(): void } {
	let timer: NodeJS.Timeout | undefined;
	const now = () => {
		if (timer === undefined) return;
		clearTimeout(timer);
		timer = undefined;
		save();
	};
	return { soon: () => (timer ??= setTimeout(now, SAVE_AFTER_MS)), now };
}
