import { Interrupted } from './interrupt';

/** A step that cannot go on: `message` says why, `todo` what the person at the keyboard can do. */
export class StepError extends Error {
	readonly todo: string;

	constructor(message: string, todo: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = 'StepError';
		this.todo = todo;
	}
}

/** Prints a line of progress. */
export function say(line = ''): void {
	process.stdout.write(`${line}\n`);
}

/** Errors that a step has reported to people. */
const told = new WeakSet<Error>();

/** Says whether a step has printed this error already. */
export function wasTold(error: unknown): boolean {
	return error instanceof Error && told.has(error);
}

/** Runs one named step and prints how long it took; a failure names the step. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
	say(`→ ${title}`);
	const startedMs = Date.now();
	try {
		const result = await work();
		say(`  done in ${((Date.now() - startedMs) / 1000).toFixed(1)} s`);
		return result;
	} catch (error) {
		if (error instanceof Interrupted) throw error;
		if (error instanceof Error) told.add(error);
		const why = error instanceof Error ? error.message : String(error);
		const todo =
			error instanceof StepError
				? error.todo
				: 'Run the command again; if the error persists, report it with the lines above.';
		say(`\n✗ Failed: ${title}\n  Why: ${why}\n  What to do: ${todo}`);
		throw error;
	}
}
