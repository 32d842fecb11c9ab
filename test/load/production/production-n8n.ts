import type { ComposeService } from '../../../scripts/lib/compose';
import type { N8nInstallation } from '../../../scripts/lib/cache';
import type { RunningN8n } from '../../../scripts/lib/n8n-process';
import type { QueueServices } from '../../../scripts/lib/services';
import type { WayOut } from './gateway';
import type { Keeper } from './keeper';

import { randomBytes } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { composeServices, installCommand } from '../../../scripts/lib/compose';
import { isReady, startN8n } from '../../../scripts/lib/n8n-process';
import { ROOT } from '../../../scripts/lib/package';
import { freePort } from '../../../scripts/lib/ports';
import { run } from '../../../scripts/lib/run';
import { keep } from './keeper';

/** n8n pings its database every two seconds and waits five for the answer: until then it may not have noticed. */
const STEADY_MS = 10_000;

const STEADY_POLL_MS = 500;

/** Chosen: three pings, ten seconds to end its connections, and the same once more on a busy machine. */
const STEADY_TIMEOUT_MS = 120_000;

/** The n8n processes that the compose file names, in the order in which they depend on one another. */
const ROLES = ['main', 'worker', 'webhook'] as const;

/** One kind of n8n process. */
type Role = (typeof ROLES)[number];

/** The processes of docs/production.md, running without Docker. */
export interface ProductionN8n {
	/** Those running now. */
	readonly processes: Readonly<Record<Role, RunningN8n>>;
	/** Ends a process at once, as a crash would, and lets it be started again like any that has ended by itself. */
	kill(role: Role): Promise<void>;
	/** Ends a process as Docker does: SIGTERM, and SIGKILL after the grace period of the compose file. Started again likewise. */
	terminate(role: Role): Promise<void>;
	/** Waits until all of them run; returns how often each has ended so far, by itself or killed. */
	whole(): Promise<Readonly<Record<Role, number>>>;
	/**
	 * Waits until all of them have had their database for a while. n8n first uses dead connections to a database that
	 * has come back, and can take half a minute to notice; what runs there waits that long.
	 */
	steady(): Promise<void>;
	/** Starts one more process of a role, with the same settings. */
	another(role: Role): Promise<RunningN8n>;
	/** Where mentions and events are posted to, as seen from outside. */
	readonly publicUrl: string;
	/** Where the editor is opened. */
	readonly editorUrl: string;
	stop(): Promise<void>;
}

/** What takes the place of containers, volumes and secrets. */
export interface Surroundings {
	readonly installation: N8nInstallation;
	readonly folder: string;
	readonly tarball: string;
	readonly services: QueueServices;
	readonly wayOut: WayOut;
	/** True if the package must use n8n's own HTTP client. */
	readonly hideUndici: boolean;
	/** Further variables of every process. */
	readonly env?: NodeJS.ProcessEnv;
}

/**
 * Starts main, worker and webhook processor with the commands and settings of the compose file, and the package
 * installed by the command of the Dockerfile. Only addresses, secrets and paths differ, and Redis has no password. A
 * process that ends is started again, as `restart: unless-stopped` says.
 */
export async function startProduction(surroundings: Surroundings): Promise<ProductionN8n> {
	const compose = composeServices();
	const encryptionKey = randomBytes(24).toString('hex');
	const keepers: Partial<Record<Role, Keeper>> = {};
	const more: RunningN8n[] = [];
	const launch = async (role: Role, home = role as string) =>
		await prepareRole(role, serviceOf(compose, role), {
			...surroundings,
			encryptionKey,
			home: join(surroundings.folder, home),
		});
	const stop = async () => {
		for (const each of more) await each.stop();
		for (const role of [...ROLES].reverse()) await keepers[role]?.stop();
	};
	try {
		for (const role of ROLES) keepers[role] = await keep(await launch(role));
	} catch (error) {
		await stop();
		throw error;
	}
	const { main, worker, webhook } = keepers;
	if (main === undefined || worker === undefined || webhook === undefined) throw new Error('a process is missing');
	const all = { main, worker, webhook };
	return {
		get processes() {
			return { main: main.running(), worker: worker.running(), webhook: webhook.running() };
		},
		kill: async (role) => await all[role].running().kill(),
		terminate: async (role) => await all[role].running().stop(graceMs(serviceOf(compose, role))),
		async whole() {
			for (const role of ROLES) await all[role].whole();
			return { main: main.ends(), worker: worker.ends(), webhook: webhook.ends() };
		},
		steady: async () => await steady(() => Object.values(all).map((keeper) => keeper.running().baseUrl)),
		async another(role) {
			const started = await (await launch(role, `${role}-${more.length + 2}`))();
			more.push(started);
			return started;
		},
		publicUrl: serviceOf(compose, 'webhook').environment.WEBHOOK_URL ?? '',
		editorUrl: serviceOf(compose, 'main').environment.N8N_EDITOR_BASE_URL ?? '',
		stop,
	};
}

async function steady(baseUrls: () => readonly string[]): Promise<void> {
	const endMs = Date.now() + STEADY_TIMEOUT_MS;
	for (let sinceMs = Date.now(); Date.now() - sinceMs < STEADY_MS; await delay(STEADY_POLL_MS)) {
		const answers = await Promise.all(baseUrls().map(isReady));
		if (answers.includes(false)) sinceMs = Date.now();
		if (Date.now() > endMs) throw new Error(`n8n did not get its database back within ${STEADY_TIMEOUT_MS} ms`);
	}
}

function serviceOf(compose: Readonly<Record<string, ComposeService>>, role: Role): ComposeService {
	const service = compose[role];
	if (service === undefined) throw new Error(`the compose file has no service ${role}`);
	return service;
}

/** Docker's own period is ten seconds. */
function graceMs({ stop_grace_period: period = '10s' }: ComposeService): number {
	return Number.parseInt(period, 10) * 1_000;
}

interface Placed extends Surroundings {
	readonly encryptionKey: string;
	readonly home: string;
}

/** Installs the package for one process and returns what starts it, each time on the same port. */
async function prepareRole(
	role: Role,
	service: ComposeService,
	{ installation, home, tarball, services, wayOut, hideUndici, encryptionKey, env: more }: Placed,
): Promise<() => Promise<RunningN8n>> {
	await installPackage(home, tarball);
	const port = await freePort();
	const env = {
		...service.environment,
		// `undefined` leaves it out: this Redis has no password.
		QUEUE_BULL_REDIS_PASSWORD: undefined,
		...services.env,
		N8N_ENCRYPTION_KEY: encryptionKey,
		NODE_EXTRA_CA_CERTS: wayOut.caFile,
		HTTP_PROXY: wayOut.proxyUrl,
		HTTPS_PROXY: wayOut.proxyUrl,
		...(hideUndici ? { NODE_OPTIONS: `--require=${join(ROOT, 'scripts', 'lib', 'hide-undici.cjs')}` } : {}),
		...(role === 'worker' ? { QUEUE_HEALTH_CHECK_PORT: String(port) } : {}),
		...more,
	};
	return async () => await startN8n({ installation, userFolder: home, port, args: service.command ?? ['start'], env });
}

/** Runs the RUN step of the Dockerfile, with the home of this process in place of `/home/node`. */
async function installPackage(home: string, tarball: string): Promise<void> {
	await mkdir(home, { recursive: true });
	const copy = join(home, 'package.tgz');
	await copyFile(tarball, copy);
	await run('sh', ['-c', installCommand().replaceAll('/home/node', home).replaceAll('/tmp/package.tgz', copy)]);
}
