/** A change that no test of its room can notice. */
export interface Survivor {
	/** Path of the source, from the root of the repository. */
	readonly file: string;
	/** The line in which the change begins, without indentation. */
	readonly line: string;
	/** The code before the change, on one line. */
	readonly code: string;
	/** What Stryker puts in its place, on one line. */
	readonly becomes: string;
	/** Why nobody who calls this code can see the difference. */
	readonly why: string;
}

/** The changes that are known to be invisible from outside. Every other one must fail a test. */
export const SURVIVORS: readonly Survivor[] = [
	{
		file: 'src/incoming-webhook/pace/pause.ts',
		line: 'let stop = () => undefined as void;',
		code: '() => undefined as void',
		becomes: '() => undefined',
		why: 'Only a type is taken away, and types are gone when the code runs.',
	},
	{
		file: 'src/incoming-webhook/pace/flow-tally.ts',
		line: 'const timesMs = groups.get(group) ?? [];',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'No number is less than a text, so the extra entry never counts as a recent time, and it is the first to be dropped when the 26th message comes.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: '.map((window) => groups.get(keyOf(window))?.timesMs ?? [])',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'windows.map((window) => ({ window, timesMs: groups.get(keyOf(window))?.timesMs ?? [] })),',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'const timesMs = groups.get(keyOf(window))?.timesMs ?? [];',
		code: '[]',
		becomes: '["Stryker was here"]',
		why: 'The list of a window without messages is only read, or thrown away after a search that finds nothing in it, and a text is neither before nor after any time.',
	},
	{
		file: 'src/incoming-webhook/pace/schedule.ts',
		line: 'const before = group.timesMs.filter((timeMs) => timeMs <= atMs).length;',
		code: 'timeMs <= atMs',
		becomes: 'timeMs < atMs',
		why: 'A time is put before those equal to it instead of after them, and equal numbers in a list cannot be told apart.',
	},
	{
		file: 'src/incoming-webhook/pace/time-slots.ts',
		line: 'for (let index = 0; index < before.length; index += 1) {',
		code: 'index < before.length',
		becomes: 'index <= before.length',
		why: 'If too many later messages follow, the search goes on from a time that is too early by less than one window, finds that full as well, and ends at the same time after more steps.',
	},
	{
		file: 'src/incoming-webhook/pace/time-slots.ts',
		line: 'return after.length >= limit ? (after[0] ?? atMs) + windowMs : atMs;',
		code: 'after[0] ?? atMs',
		becomes: 'after[0] && atMs',
		why: 'The search goes on from one window after the message instead of after the first later one, which is too early and full as well, and ends at the same time after more steps.',
	},
];
