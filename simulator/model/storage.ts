import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where the state is kept between two starts. */
export interface Storage {
	/** The text that was saved last; `undefined` if nothing was. */
	load(): string | undefined;
	save(text: () => string): void;
}

/** Keeps nothing. */
export const noStorage: Storage = { load: () => undefined, save: () => undefined };

/**
 * One file in a folder, for its owner alone. A new text is written to a draft, which is then renamed, so that a stop at
 * any moment leaves the old text or the new one.
 */
export function fileStorage(folder: string, name: string): Storage {
	const file = join(folder, name);
	return {
		load: () => (existsSync(file) ? readFileSync(file, 'utf8') : undefined),
		save: (text) => {
			mkdirSync(folder, { recursive: true, mode: 0o700 });
			const draft = `${file}.draft`;
			const handle = openSync(draft, 'w', 0o600);
			try {
				writeSync(handle, text());
				fsyncSync(handle);
			} finally {
				closeSync(handle);
			}
			renameSync(draft, file);
		},
	};
}
