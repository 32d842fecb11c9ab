import type { ChildProcess } from 'node:child_process';

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { freePort } from './ports';
import { StepError } from './steps';

/** Debian's packages with what queue mode and skewed clocks need. */
const DEBIAN_PACKAGES = ['redis-server', 'postgresql', 'faketime'];

const START_TIMEOUT_MS = 30_000;

/** What n8n's queue mode stands on. */
export interface QueueServices {
	/** Settings for every n8n process. */
	readonly env: NodeJS.ProcessEnv;
	stop(): Promise<void>;
}

/**
 * Redis and Postgres for one run: those that TEAMS_TEST_REDIS (host:port) and TEAMS_TEST_POSTGRES (a URL) name, else
 * new ones on free ports of loopback, from Debian's packages, which are installed where this may be done.
 */
export async function startQueueServices(): Promise<QueueServices> {
	const { TEAMS_TEST_REDIS: redis, TEAMS_TEST_POSTGRES: postgres } = process.env;
	if (redis !== undefined && postgres !== undefined) return { env: { ...redisEnv(redis), ...postgresEnv(postgres) }, stop: async () => undefined };
	ensurePackages();
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-queue-'));
	await chmod(folder, 0o777);
	const children: ChildProcess[] = [];
	const stop = async () => {
		for (const child of children.reverse()) await end(child);
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const redisPort = await freePort();
		children.push(spawn('redis-server', ['--port', String(redisPort), '--bind', '127.0.0.1', '--save', '', '--dir', folder], { stdio: 'ignore' }));
		const postgresPort = await freePort();
		children.push(startPostgres(join(folder, 'postgres'), postgresPort));
		await waitForPostgres(postgresPort);
		return { env: { ...redisEnv(`127.0.0.1:${redisPort}`), ...postgresEnv(`postgres://postgres@127.0.0.1:${postgresPort}/postgres`) }, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** Settings that move the wall clock of one process, and only that: timers keep their pace. */
export function skewedClock(seconds: number): NodeJS.ProcessEnv {
	const library = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1', '/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1'].find((path) => existsSync(path));
	if (library === undefined) throw new StepError('The library of faketime is not there.', 'Install Debian\'s package "faketime".');
	return { LD_PRELOAD: library, FAKETIME: `${seconds < 0 ? '' : '+'}${seconds}s`, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_DONT_RESET: '1' };
}

function ensurePackages(): void {
	if (found('redis-server') && found('faketime') && postgresFolder() !== undefined) return;
	const install = spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...DEBIAN_PACKAGES], { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
	if (install.status !== 0) {
		throw new StepError(`Queue mode needs ${DEBIAN_PACKAGES.join(', ')}, and apt-get did not install them: ${(install.stderr ?? 'it is not there').slice(-500)}`, 'Install them, or name running servers in TEAMS_TEST_REDIS (host:port) and TEAMS_TEST_POSTGRES (a URL).');
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

/** Postgres refuses to run as root; Debian's package brings a user for it. */
function startPostgres(data: string, port: number): ChildProcess {
	const folder = postgresFolder() ?? '';
	const asPostgres = process.getuid?.() === 0 ? ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'] : [];
	const command = (program: string, args: readonly string[]) => [...asPostgres, join(folder, program), ...args];
	const [initProgram = '', ...initArgs] = command('initdb', ['-D', data, '--auth=trust', '--username=postgres', '--no-sync']);
	const init = spawnSync(initProgram, initArgs, { encoding: 'utf8' });
	if (init.status !== 0) throw new StepError(`Postgres could not set up its data: ${init.stderr.slice(-500)}`, 'The line above is from initdb.');
	const [program = '', ...args] = command('postgres', ['-D', data, '-p', String(port), '-k', data, '-c', 'listen_addresses=127.0.0.1', '-c', 'fsync=off']);
	return spawn(program, args, { stdio: 'ignore' });
}

async function waitForPostgres(port: number): Promise<void> {
	const endMs = Date.now() + START_TIMEOUT_MS;
	const ready = () => spawnSync(join(postgresFolder() ?? '', 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' }).status === 0;
	while (!ready()) {
		if (Date.now() > endMs) throw new StepError('Postgres did not start.', 'Look for another server on its port, or for a full disk.');
		await delay(200);
	}
}

function redisEnv(address: string): NodeJS.ProcessEnv {
	const [host, port] = address.split(':');
	return { EXECUTIONS_MODE: 'queue', QUEUE_BULL_REDIS_HOST: host, QUEUE_BULL_REDIS_PORT: port };
}

function postgresEnv(address: string): NodeJS.ProcessEnv {
	const { hostname, port, pathname, username, password } = new URL(address);
	return { DB_TYPE: 'postgresdb', DB_POSTGRESDB_HOST: hostname, DB_POSTGRESDB_PORT: port || '5432', DB_POSTGRESDB_DATABASE: pathname.slice(1), DB_POSTGRESDB_USER: decodeURIComponent(username), DB_POSTGRESDB_PASSWORD: decodeURIComponent(password) };
}

async function end(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	// Postgres takes SIGINT for "now, without waiting for clients"; redis stops on it too.
	child.kill('SIGINT');
	await closed;
}
