import type { QueueServices } from './services';

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Chosen: what n8n stores of a long run is a few megabytes. */
const OUTPUT_BYTES_MAX = 64 * 1024 * 1024;

const run = promisify(execFile);

/** Runs a statement in n8n's Postgres and returns what psql prints, without headings. Fails with psql's own words. */
export async function psql({ env }: Pick<QueueServices, 'env'>, sql: string): Promise<string> {
	const place = ['-h', env.DB_POSTGRESDB_HOST ?? '', '-p', env.DB_POSTGRESDB_PORT ?? ''];
	const options = ['-U', env.DB_POSTGRESDB_USER ?? '', '-qAt', '-c', sql, env.DB_POSTGRESDB_DATABASE ?? ''];
	return (await run('psql', [...place, ...options], { encoding: 'utf8', maxBuffer: OUTPUT_BYTES_MAX })).stdout;
}
