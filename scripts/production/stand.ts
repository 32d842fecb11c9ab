import type { ComposeService } from '../lib/compose';
import type { N8nInstallation } from '../lib/cache';
import type { RunningN8n } from '../lib/n8n-process';
import type { QueueServices } from '../lib/services';
import type { WayOut } from './gateway';

import { randomBytes } from 'node:crypto';
import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { composeServices, installCommand } from '../lib/compose';
import { startN8n } from '../lib/n8n-process';
import { ROOT } from '../lib/package';
import { freePort } from '../lib/ports';
import { run } from '../lib/run';

/** The n8n processes that the compose file names, in the order in which they depend on one another. */
const ROLES = ['main', 'worker', 'webhook'] as const;

type Role = (typeof ROLES)[number];

/** The processes of docs/production.md, running without Docker. */
export interface Stand {
	readonly processes: Readonly<Record<Role, RunningN8n>>;
	/** What mentions and events are posted to, as the outside sees it. */
	readonly publicUrl: string;
	/** What the editor is opened at. */
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
	/** True where the package is to use n8n's own HTTP client. */
	readonly hideUndici: boolean;
}

/**
 * Starts main, worker and webhook processor with the commands and settings of the compose file, and the package
 * installed by the command of the Dockerfile. Only addresses, secrets and paths differ, and Redis has no password.
 */
export async function startStand(surroundings: Surroundings): Promise<Stand> {
	const compose = composeServices();
	const encryptionKey = randomBytes(24).toString('hex');
	const started: Partial<Record<Role, RunningN8n>> = {};
	const stop = async () => {
		for (const role of [...ROLES].reverse()) await started[role]?.stop();
	};
	try {
		for (const role of ROLES) started[role] = await startRole(role, serviceOf(compose, role), { ...surroundings, encryptionKey });
	} catch (error) {
		await stop();
		throw error;
	}
	const { main, worker, webhook } = started;
	if (main === undefined || worker === undefined || webhook === undefined) throw new Error('a process is missing');
	return { processes: { main, worker, webhook }, publicUrl: serviceOf(compose, 'webhook').environment.WEBHOOK_URL ?? '', editorUrl: serviceOf(compose, 'main').environment.N8N_EDITOR_BASE_URL ?? '', stop };
}

function serviceOf(compose: Readonly<Record<string, ComposeService>>, role: Role): ComposeService {
	const service = compose[role];
	if (service === undefined) throw new Error(`the compose file has no service ${role}`);
	return service;
}

async function startRole(role: Role, service: ComposeService, { installation, folder, tarball, services, wayOut, hideUndici, encryptionKey }: Surroundings & { readonly encryptionKey: string }): Promise<RunningN8n> {
	const home = join(folder, role);
	await installPackage(home, tarball);
	const port = await freePort();
	const env = {
		...service.environment,
		// Left out by its `undefined`: this Redis has none.
		QUEUE_BULL_REDIS_PASSWORD: undefined,
		...services.env,
		N8N_ENCRYPTION_KEY: encryptionKey,
		NODE_EXTRA_CA_CERTS: wayOut.caFile,
		HTTP_PROXY: wayOut.proxyUrl,
		HTTPS_PROXY: wayOut.proxyUrl,
		...(hideUndici ? { NODE_OPTIONS: `--require=${join(ROOT, 'scripts', 'lib', 'hide-undici.cjs')}` } : {}),
		...(role === 'worker' ? { QUEUE_HEALTH_CHECK_PORT: String(port) } : {}),
	};
	return await startN8n({ installation, userFolder: home, port, args: service.command ?? ['start'], env });
}

/** Runs the RUN step of the Dockerfile, with the home of this process in place of `/home/node`. */
async function installPackage(home: string, tarball: string): Promise<void> {
	await mkdir(home, { recursive: true });
	const copy = join(home, 'package.tgz');
	await copyFile(tarball, copy);
	await run('sh', ['-c', installCommand().replaceAll('/home/node', home).replaceAll('/tmp/package.tgz', copy)]);
}
