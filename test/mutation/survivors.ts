/** A change that no test of its room can notice. */
export interface Survivor {
	/** Path of the source, from the root of the repository. */
	readonly file: string;
	/** The code before the change, on one line. */
	readonly code: string;
	/** What Stryker puts in its place, on one line. */
	readonly becomes: string;
	/** Why nobody who calls this code can see the difference. */
	readonly why: string;
}

/** The changes that are known to be invisible from outside. Every other one must fail a test. */
export const SURVIVORS: readonly Survivor[] = [];
