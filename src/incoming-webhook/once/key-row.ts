import type { KeyState } from './key-state';
import type { KeyStore } from './key-store';

import { caughtLater } from '../../caught';
import { SEND_ONCE_KEYS_MAX } from '../../limits';
import { stateOf, valuesOf } from './key-state';

/**
 * The keys of one node in this process: one call of the store at a time, because if two ran at once, one would be lost.
 */
export interface KeyRow {
	/**
	 * Looks up a key and leaves it open; a taken key is recorded again in the same turn. Look-ups wait until all writes are
	 * done. If `end` is aborted before its turn, the store is not asked, and the key counts as open.
	 */
	look(store: KeyStore, key: string, end?: AbortSignal): Promise<Look>;
	/** Records that a message with the key was taken: before all look-ups, and all waiting records at once. */
	record(store: KeyStore, key: string): Promise<void>;
	/** Forgets a key with which no message was taken. */
	forget(store: KeyStore, key: string): Promise<void>;
}

/** The result of a look-up, and for a taken key, whether it could be recorded again. */
export interface Look {
	readonly state: KeyState;
	readonly isRecorded: boolean;
}

interface Write {
	readonly store: KeyStore;
	readonly key: string;
	readonly isTaken: boolean;
	readonly resolve: () => void;
	readonly reject: (error: unknown) => void;
}

/** Creates the row of one node. */
export function createKeyRow(): KeyRow {
	const writes: Write[] = [];
	const looks: Array<() => Promise<void>> = [];
	let isWorking = false;
	const work = async (): Promise<void> => {
		if (isWorking) return;
		isWorking = true;
		for (;;) {
			const batch = writes.splice(0);
			const look = batch.length === 0 ? looks.shift() : undefined;
			if (look === undefined && batch.length === 0) break;
			await (look === undefined ? writeAll(batch) : look());
		}
		isWorking = false;
	};
	const write = async (store: KeyStore, key: string, isTaken: boolean): Promise<void> => {
		await new Promise<void>((resolve, reject) => {
			writes.push({ store, key, isTaken, resolve, reject });
			void work();
		});
	};
	const lookAt = async (store: KeyStore, key: string, end: AbortSignal | undefined): Promise<Look> => {
		if (end?.aborted === true) return { state: 'open', isRecorded: false };
		// Without a limit: what a look-up adds must not push out the first half of an open key.
		const state = stateOf(key, await store.add(valuesOf(key)));
		if (state !== 'taken') return { state, isRecorded: false };
		const isRecorded = await new Promise<boolean>((resolve) => {
			const again: Write = { store, key, isTaken: true, resolve: () => resolve(true), reject: () => resolve(false) };
			void writeAll([...writes.splice(0), again]);
		});
		return { state, isRecorded };
	};
	return {
		record: async (store, key) => await write(store, key, true),
		forget: async (store, key) => await write(store, key, false),
		look: async (store, key, end) =>
			await new Promise((resolve, reject) => {
				looks.push(async () => await lookAt(store, key, end).then(resolve, reject));
				void work();
			}),
	};
}

/** Never rejects; each write learns its own result. */
async function writeAll(batch: readonly Write[]): Promise<void> {
	const [first] = batch;
	if (first === undefined) return;
	const keysOf = (isTaken: boolean): readonly string[] =>
		batch.filter((write) => write.isTaken === isTaken).map(({ key }) => key);
	const written = await caughtLater(writeKeys(first.store, keysOf(true), keysOf(false)));
	for (const { resolve, reject } of batch) {
		if (written.ok) resolve();
		else reject(written.error);
	}
}

async function writeKeys(store: KeyStore, taken: readonly string[], untaken: readonly string[]): Promise<void> {
	if (taken.length > 0) {
		const open = taken.map((key) => valuesOf(key)[1]);
		await store.add(taken, SEND_ONCE_KEYS_MAX);
		await store.remove(open);
		// Another process that had read the list earlier may have written it back unchanged.
		await store.remove(open);
	}
	if (untaken.length > 0) await store.remove(untaken.flatMap(valuesOf));
}
