import type { ChildProcess } from 'node:child_process';

import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { ensureTool } from '../../../scripts/lib/cache';
import { endWithUs } from '../../../scripts/lib/end-with-us';
import { PACKAGE_NAME } from '../../../scripts/lib/package';
import { freePort } from '../../../scripts/lib/ports';
import { run } from '../../../scripts/lib/run';
import { StepError } from '../../../scripts/lib/steps';

const VERDACCIO = '6.8.0';

/** Verdaccio asks for the tag `cjs`, which mirrors of npm do not have; this is the line of versions behind it. */
const NODE_FETCH = { 'node-fetch': '2.7.0' };

const START_TIMEOUT_MS = 60_000;

/** A registry on loopback that knows nothing but what is published to it. */
interface Registry {
	readonly port: number;
	/** Publishes a tarball, as the release job does. */
	publish(tarball: string): Promise<void>;
	stop(): Promise<void>;
}

/** Starts verdaccio on a free port, without access to any other registry. */
export async function startRegistry(folder: string): Promise<Registry> {
	const tool = await ensureTool('verdaccio', VERDACCIO, NODE_FETCH);
	const port = await freePort();
	const config = join(folder, 'verdaccio.yaml');
	await writeFile(
		config,
		[
			`storage: ${join(folder, 'storage')}`,
			'auth: { htpasswd: { file: ./htpasswd, max_users: -1 } }',
			`packages: { "${PACKAGE_NAME}": { access: $all, publish: $all } }`,
			'log: { type: stdout, format: json, level: error }',
			'server: { keepAliveTimeout: 5 }',
		].join('\n'),
	);
	const child = spawn(
		process.execPath,
		[join(tool, 'bin', 'verdaccio'), '--config', config, '--listen', `127.0.0.1:${port}`],
		{ cwd: folder, stdio: 'ignore' },
	);
	endWithUs(child);
	const url = `http://127.0.0.1:${port}/`;
	await waitFor(url, child);
	return {
		port,
		publish: async (tarball) => {
			await run('npm', [
				'publish',
				tarball,
				'--ignore-scripts',
				`--registry=${url}`,
				`--//127.0.0.1:${port}/:_authToken=nobody`,
			]);
		},
		stop: async () => await stop(child),
	};
}

async function waitFor(url: string, child: ChildProcess): Promise<void> {
	const endMs = Date.now() + START_TIMEOUT_MS;
	const answers = async () =>
		await fetch(`${url}-/ping`).then(
			({ ok }) => ok,
			// Not listening yet: asked again until the time limit.
			() => false,
		);
	while (!(await answers())) {
		if (child.exitCode !== null || Date.now() > endMs)
			throw new StepError('The registry did not start.', `Look at verdaccio ${VERDACCIO} in the cache folder.`);
		await delay(100);
	}
}

async function stop(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null) return;
	const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
	child.kill('SIGTERM');
	await closed;
}
