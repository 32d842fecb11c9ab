import { spawnSync } from 'node:child_process';

import { median } from './figures';

/** Tells a bench that it is one of several processes and must print its figures as JSON. */
const CHILD = '--child';

/** Whether this process is one of several. */
export const isChild = process.argv.includes(CHILD);

/**
 * Runs a bench in processes of its own, one after the other, as what one process measures depends on how V8 has compiled
 * it. Each prints one JSON object of numbers. Returns the values by name.
 */
export function inProcesses(file: string, count: number): Readonly<Record<string, readonly number[]>> {
	const all: Record<string, number[]> = {};
	for (let index = 0; index < count; index += 1) {
		const { stdout, status } = spawnSync(process.execPath, ['--import', 'tsx', file, CHILD], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		if (status !== 0) throw new Error(`a process of the bench ended with ${status}`);
		for (const [name, value] of Object.entries(JSON.parse(stdout) as Record<string, number>))
			(all[name] ??= []).push(value);
	}
	return all;
}

/** "0.87 (0.80 to 1.41)": the median and the spread. */
export function spread(values: readonly number[] = [], digits = 2): string {
	const text = (value: number) => value.toFixed(digits);
	return `${text(median(values))} (${text(Math.min(...values))} to ${text(Math.max(...values))})`;
}
