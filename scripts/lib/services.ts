import type { ChildProcess } from 'node:child_process';

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { endWithUs } from './end-with-us';
import { freePort, isFree } from './ports';
import { StepError } from './steps';

/** Debian's packages with what queue mode and skewed clocks need. */
const DEBIAN_PACKAGES = ['redis-server', 'postgresql', 'faketime'];

const START_TIMEOUT_MS = 30_000;

/** The services that n8n's queue mode needs. */
export interface QueueServices {
	/** Settings for every n8n process. */
	readonly env: NodeJS.ProcessEnv;
	/**
	 * Ends one of them at once, as a crash would: Redis forgets everything, Postgres keeps its data. Throws for running
	 * servers that were named.
	 */
	kill(name: ServiceName): Promise<void>;
	/** Starts it again on the same port, and waits until it answers. */
	restart(name: ServiceName): Promise<void>;
	/** Whether one of them runs: a full disk can end Postgres. True for running servers that were named. */
	isRunning(name: ServiceName): boolean;
	/** The process of each; `undefined` for running servers that were named. */
	pids(): Readonly<Record<ServiceName, number>> | undefined;
	stop(): Promise<void>;
}

/** What queue mode needs besides n8n. */
type ServiceName = 'redis' | 'postgres';

/** How Postgres keeps its data. */
interface DataOptions {
	/** True if Postgres waits for the disk, as it does by default in production; tests of one process are faster without. */
	readonly isDurable?: boolean;
	/** The folder in which Postgres makes its data folder; a temporary one by default. */
	readonly dataIn?: string;
}

/**
 * Redis and Postgres for one run: those that TEAMS_TEST_REDIS (host:port) and TEAMS_TEST_POSTGRES (a URL) name, else
 * new ones on free ports of loopback, from Debian's packages, which are installed if possible.
 */
export async function startQueueServices({ isDurable = false, dataIn }: DataOptions = {}): Promise<QueueServices> {
	const { TEAMS_TEST_REDIS: redis, TEAMS_TEST_POSTGRES: postgres } = process.env;
	if (redis !== undefined && postgres !== undefined) return namedServices(redis, postgres);
	ensurePackages();
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-queue-'));
	await chmod(folder, 0o777);
	const ports = { redis: await freePort(), postgres: await freePort() };
	const data = join(dataIn ?? folder, 'postgres');
	const running = new Map<ServiceName, ChildProcess>();
	const start = async (name: ServiceName) => {
		const child = name === 'redis' ? startRedis(folder, ports.redis) : startPostgres(data, ports.postgres, isDurable);
		endWithUs(child);
		running.set(name, child);
		await (name === 'redis' ? waitForRedis(ports.redis) : waitForPostgres(ports.postgres));
	};
	const stop = async () => {
		for (const child of running.values()) await end(child);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		await start('redis');
		initPostgres(data);
		await start('postgres');
	} catch (error) {
		await stop();
		throw error;
	}
	return {
		env: {
			...redisEnv(`127.0.0.1:${ports.redis}`),
			...postgresEnv(`postgres://postgres@127.0.0.1:${ports.postgres}/postgres`),
		},
		kill: async (name) => await killFamily(running.get(name)),
		restart: start,
		isRunning: (name) => running.get(name)?.exitCode === null && running.get(name)?.signalCode === null,
		pids: () => ({ redis: running.get('redis')?.pid ?? 0, postgres: running.get('postgres')?.pid ?? 0 }),
		stop,
	};
}

function namedServices(redis: string, postgres: string): QueueServices {
	const refuse = async () =>
		await Promise.reject(
			new StepError(
				'Servers named in the environment are not killed.',
				'Leave out TEAMS_TEST_REDIS and TEAMS_TEST_POSTGRES.',
			),
		);
	return {
		env: { ...redisEnv(redis), ...postgresEnv(postgres) },
		kill: refuse,
		restart: refuse,
		isRunning: () => true,
		pids: () => undefined,
		stop: async () => undefined,
	};
}

/** Settings that move the wall clock of one process, and only that: timers keep their pace. */
export function skewedClock(seconds: number): NodeJS.ProcessEnv {
	return { ...fakeClock(), FAKETIME: clockOffset(seconds) };
}

/** The same for a clock that can be set while processes run: they read its offset from a file, at most a second later. */
export function steppedClock(file: string): NodeJS.ProcessEnv {
	return { ...fakeClock(), FAKETIME_TIMESTAMP_FILE: file, FAKETIME_CACHE_DURATION: '1' };
}

/** How faketime writes an offset in seconds. */
export function clockOffset(seconds: number): string {
	return `${seconds < 0 ? '' : '+'}${seconds}s`;
}

function fakeClock(): NodeJS.ProcessEnv {
	const library = [
		'/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1',
		'/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1',
	].find((path) => existsSync(path));
	if (library === undefined)
		throw new StepError('The faketime library is missing.', 'Install Debian\'s package "faketime".');
	return {
		LD_PRELOAD: library,
		FAKETIME_DONT_FAKE_MONOTONIC: '1',
		FAKETIME_DONT_RESET: '1',
	};
}

function ensurePackages(): void {
	if (found('redis-server') && found('faketime') && postgresFolder() !== undefined) return;
	const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], {
		stdio: ['ignore', 'ignore', 'pipe'],
		encoding: 'utf8',
	});
	if (install.status !== 0) {
		throw new StepError(
			`Queue mode needs ${DEBIAN_PACKAGES.join(', ')}, and apt-get did not install them: ${(install.stderr ?? 'it is not there').slice(-500)}`,
			'Install them, or name running servers in TEAMS_TEST_REDIS (host:port) and TEAMS_TEST_POSTGRES (a URL).',
		);
	}
}

function found(command: string): boolean {
	return spawnSync('which', [command], { stdio: 'ignore' }).status === 0;
}

/** Debian keeps the server's programs out of the path, one folder per version. */
function postgresFolder(): string | undefined {
	const root = '/usr/lib/postgresql';
	const versions = existsSync(root) ? readdirSync(root).sort((left, right) => Number(right) - Number(left)) : [];
	return versions.map((version) => join(root, version, 'bin')).find((folder) => existsSync(join(folder, 'initdb')));
}

/** Nothing is stored on disk, as in the compose file of docs/production.md. */
function startRedis(folder: string, port: number): ChildProcess {
	return spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', folder], {
		stdio: 'ignore',
	});
}

function initPostgres(data: string): void {
	const [program = '', ...args] = postgresCommand('initdb', [
		'-D',
		data,
		'--auth=trust',
		'--username=postgres',
		'--no-sync',
	]);
	const init = spawnSync(program, args, { encoding: 'utf8' });
	if (init.status !== 0)
		throw new StepError(
			`Postgres could not set up its data: ${init.stderr.slice(-500)}`,
			'The lines above are from initdb; fix what they name and run the command again.',
		);
}

/** Without fsync a crash of the machine could lose data; a crash of the processes, all that happens here, does not. */
function startPostgres(data: string, port: number, isDurable: boolean): ChildProcess {
	const [program = '', ...args] = postgresCommand('postgres', [
		'-D',
		data,
		'-p',
		String(port),
		'-k',
		data,
		'-c',
		'listen_addresses=127.0.0.1',
		'-c',
		`fsync=${isDurable ? 'on' : 'off'}`,
		// Counts the statements of each kind, for those who ask (bench/growth).
		'-c',
		'shared_preload_libraries=pg_stat_statements',
	]);
	return spawn(program, args, { stdio: 'ignore' });
}

/** Postgres refuses to run as root; Debian's package creates a user for it. */
function postgresCommand(program: string, args: readonly string[]): string[] {
	const asPostgres =
		process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'] : [];
	return [...asPostgres, join(postgresFolder() ?? '', program), ...args];
}

async function waitForRedis(port: number): Promise<void> {
	const endMs = Date.now() + START_TIMEOUT_MS;
	while (await isFree(port)) {
		if (Date.now() > endMs) throw new StepError('Redis did not start.', 'Look for another server on its port.');
		await delay(50);
	}
}

async function waitForPostgres(port: number): Promise<void> {
	const endMs = Date.now() + START_TIMEOUT_MS;
	const ready = () =>
		spawnSync(join(postgresFolder() ?? '', 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' })
			.status === 0;
	while (!ready()) {
		if (Date.now() > endMs)
			throw new StepError('Postgres did not start.', 'Look for another server on its port, or for a full disk.');
		await delay(200);
	}
}

function redisEnv(address: string): NodeJS.ProcessEnv {
	const [host, port] = address.split(':');
	return { EXECUTIONS_MODE: 'queue', QUEUE_BULL_REDIS_HOST: host, QUEUE_BULL_REDIS_PORT: port };
}

function postgresEnv(address: string): NodeJS.ProcessEnv {
	const { hostname, port, pathname, username, password } = new URL(address);
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: hostname,
		DB_POSTGRESDB_PORT: port || '5432',
		DB_POSTGRESDB_DATABASE: pathname.slice(1),
		DB_POSTGRESDB_USER: decodeURIComponent(username),
		DB_POSTGRESDB_PASSWORD: decodeURIComponent(password),
	};
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	// Postgres takes SIGINT for "now, without waiting for clients"; redis stops on it too.
	child.kill('SIGINT');
	await closed;
}

/** Postgres has a process for each connection, which would hold its data for a moment longer: all of them go at once. */
async function killFamily(child: ChildProcess | undefined): Promise<void> {
	if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
		.split(' ')
		.filter((pid) => pid !== '');
	child.kill('SIGKILL');
	for (const pid of children) killIfThere(Number(pid));
	await closed;
}

function killIfThere(pid: number): void {
	try {
		process.kill(pid, 'SIGKILL');
	} catch (error) {
		// It has ended by itself, which is as good.
		if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
	}
}
