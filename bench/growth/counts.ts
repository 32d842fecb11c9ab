import type { Inspector } from '../../test/support/inspector';
import type { QueueServices } from '../../scripts/lib/services';

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

import { psql } from '../../scripts/lib/psql';

/** Clock ticks in a second, by which /proc counts (Linux: 100 on every common architecture). */
const TICKS_PER_SECOND = 100;

/** The processes of queue mode, in the order of their inspectors; then the stores. */
export const PROCESSES = ['main', 'worker', 'webhook processor', 'postgres', 'redis'] as const;

/** What has been used so far. */
export interface Counts {
	/** Milliseconds of CPU time, by process. */
	readonly cpuMs: Readonly<Record<string, number>>;
	/** Calls of each statement, its values left out. */
	readonly queries: Readonly<Record<string, number>>;
	/** Calls of each command of Redis. */
	readonly commands: Readonly<Record<string, number>>;
}

/** Prepares Postgres to report its counts. */
export async function prepareCounts(services: QueueServices): Promise<void> {
	await psql(services, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
}

/** Reads all counts. */
export async function readCounts(inspectors: readonly Inspector[], services: QueueServices): Promise<Counts> {
	const used = await Promise.all(inspectors.map(cpuMsOf));
	const pids = services.pids();
	if (pids === undefined) throw new Error('Servers named in the environment cannot be measured.');
	return {
		cpuMs: Object.fromEntries(
			PROCESSES.map((name, index) => {
				if (name === 'postgres' || name === 'redis') return [name, familyCpuMs(pids[name])] as const;
				return [name, used[index] ?? 0] as const;
			}),
		),
		queries: await statements(services),
		commands: redisCommands(services),
	};
}

/** What was used between two readings. */
export function between(before: Counts, after: Counts): Counts {
	return {
		cpuMs: minus(after.cpuMs, before.cpuMs),
		queries: minus(after.queries, before.queries),
		commands: minus(after.commands, before.commands),
	};
}

/** What one request used, without what would have been used anyway. */
export function perPiece(used: Counts, idle: Counts, pieces: number): Counts {
	const share = (counts: Readonly<Record<string, number>>) =>
		Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, count / pieces]));
	const net = between(idle, used);
	return { cpuMs: share(net.cpuMs), queries: share(net.queries), commands: share(net.commands) };
}

/** The sum of all counts of one kind. */
export function total(counts: Readonly<Record<string, number>>): number {
	return Object.values(counts).reduce((sum, each) => sum + each, 0);
}

function minus(
	left: Readonly<Record<string, number>>,
	right: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
	const names = new Set([...Object.keys(left), ...Object.keys(right)]);
	return Object.fromEntries([...names].map((name) => [name, (left[name] ?? 0) - (right[name] ?? 0)]));
}

async function cpuMsOf(inspector: Inspector): Promise<number> {
	const expression = '(({ user, system }) => (user + system) / 1000)(process.cpuUsage())';
	return (await inspector.call<{ result: { value: number } }>('Runtime.evaluate', { expression })).result.value;
}

/** CPU time of a server and the processes that it has started, those that have ended included. */
function familyCpuMs(pid: number): number {
	const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
		.split(' ')
		.filter((child) => child !== '');
	return [String(pid), ...children].map(ticksOf).reduce((sum, ticks) => sum + ticks, 0) * (1_000 / TICKS_PER_SECOND);
}

/** utime, stime, and those of children that have ended: fields 14 to 17 of /proc/PID/stat (man proc_pid_stat). */
function ticksOf(pid: string): number {
	const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
}

async function statements(services: QueueServices): Promise<Readonly<Record<string, number>>> {
	const json = await psql(
		services,
		"SELECT coalesce(json_object_agg(query, calls), '{}') FROM (SELECT query, sum(calls) AS calls FROM pg_stat_statements WHERE query NOT LIKE '%pg_stat_statements%' GROUP BY query) AS each",
	);
	return JSON.parse(json) as Record<string, number>;
}

function redisCommands({ env }: QueueServices): Readonly<Record<string, number>> {
	const { stdout, status } = spawnSync(
		'redis-cli',
		['-h', env.QUEUE_BULL_REDIS_HOST ?? '', '-p', env.QUEUE_BULL_REDIS_PORT ?? '', 'info', 'commandstats'],
		{ encoding: 'utf8' },
	);
	if (status !== 0) throw new Error('Redis did not answer.');
	const counted = [...stdout.matchAll(/^cmdstat_([^:]+):calls=(\d+)/gm)];
	return Object.fromEntries(counted.map(([, name = '', calls]) => [name, Number(calls)] as const));
}
