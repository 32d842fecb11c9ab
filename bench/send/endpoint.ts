import type { EndpointQuestion, EndpointReport } from './endpoint-process';

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createCertificate } from './certificate';
import { startChild } from './child';

/** A receiving side on `https://localhost`, in a process of its own. */
export interface Endpoint {
	readonly flowUrl: string;
	/** A connector with windows of its own for each name. */
	connectorUrl(name: string): string;
	/** Makes a Node process trust the endpoint. */
	readonly env: NodeJS.ProcessEnv;
	reset(): Promise<void>;
	/** From now on the flow answers after this many milliseconds; before the first call, at once. */
	delay(ms: number): Promise<void>;
	/** Closes every connection. */
	close(): Promise<void>;
	report(): Promise<EndpointReport>;
	/** Messages that have arrived since the last reset. */
	count(): Promise<number>;
	stop(): Promise<void>;
}

/** Starts the endpoint on a free port of loopback, with a certificate made for this run. */
export async function startEndpoint(): Promise<Endpoint> {
	const certificate = await createCertificate();
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-endpoint-'));
	const authority = join(folder, 'authority.pem');
	await writeFile(authority, certificate.certificate);
	const child = startChild<EndpointQuestion>('endpoint-process.ts');
	const origin = `https://localhost:${await child.ask<number>({ kind: 'start', certificate })}`;
	return {
		flowUrl: `${origin}/powerautomate/automations/direct/workflows/0123456789abcdef/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=bench`,
		connectorUrl: (name) => `${origin}/webhookb2/${name}@tenant/IncomingWebhook/0123456789abcdef0123456789abcdef/owner`,
		env: { NODE_EXTRA_CA_CERTS: authority },
		reset: async () => await child.ask({ kind: 'reset' }),
		delay: async (ms) => await child.ask({ kind: 'delay', ms }),
		close: async () => await child.ask({ kind: 'close' }),
		report: async () => await child.ask<EndpointReport>({ kind: 'report' }),
		count: async () => await child.ask<number>({ kind: 'count' }),
		stop: async () => {
			await child.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** Milliseconds from the first to the last arrival. */
export function spanMs({ arrivalsMs }: EndpointReport): number {
	const sorted = [...arrivalsMs].sort((left, right) => left - right);
	return (sorted.at(-1) ?? Number.NaN) - (sorted[0] ?? Number.NaN);
}
