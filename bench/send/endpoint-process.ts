import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificate } from './certificate';

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:https';

import { createConnectorLimits } from './connector-limits';

/** What reached the endpoint since it was last reset. */
export interface EndpointReport {
	readonly connections: number;
	/** Connections over which messages came, whenever they were opened. */
	readonly sockets: number;
	/** Milliseconds since 1970, with fractions; the moment at which the whole request had arrived. */
	readonly arrivalsMs: readonly number[];
	/** UTF-8 bytes of all bodies. */
	readonly bytes: number;
	readonly taken: number;
	/** Messages that were taken at least once, by their body. */
	readonly distinct: number;
}

/** What the process that started the endpoint asks of it. */
export type EndpointQuestion =
	| { readonly kind: 'start'; readonly certificate: Certificate }
	| { readonly kind: 'delay'; readonly ms: number }
	| { readonly kind: 'reset' | 'report' | 'count' | 'close' };

const REFUSAL =
	'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0,server=SIM,cv=0';

let connections = 0;
let delayMs = 0;
let server: Server | undefined;
let bytes = 0;
let taken = 0;
const arrivalsMs: number[] = [];
const bodies = new Set<string>();
const sockets = new Set<Socket>();
const limits = new Map<string, ReturnType<typeof createConnectorLimits>>();

/** A flow that accepts everything, and connectors that keep to Teams' limits, each path by itself. */
function handle(request: IncomingMessage, response: ServerResponse): void {
	const chunks: Buffer[] = [];
	request.on('data', (chunk: Buffer) => chunks.push(chunk));
	request.on('end', () => {
		const atMs = performance.timeOrigin + performance.now();
		const body = Buffer.concat(chunks);
		arrivalsMs.push(atMs);
		sockets.add(request.socket);
		bytes += body.length;
		const path = request.url ?? '';
		if (!path.startsWith('/webhookb2/')) {
			take(body);
			const headers = { 'x-ms-workflow-run-id': `085${randomBytes(12).toString('hex').toUpperCase()}` };
			if (delayMs === 0) response.writeHead(202, headers).end();
			else setTimeout(() => response.writeHead(202, headers).end(), delayMs);
			return;
		}
		const isTaken = limitsOf(path)(atMs);
		if (isTaken) take(body);
		response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(isTaken ? '1' : REFUSAL);
	});
}

function take(body: Buffer): void {
	taken += 1;
	bodies.add(body.toString('utf8'));
}

function limitsOf(path: string): ReturnType<typeof createConnectorLimits> {
	const known = limits.get(path) ?? createConnectorLimits();
	limits.set(path, known);
	return known;
}

function reset(): void {
	connections = 0;
	bytes = 0;
	taken = 0;
	arrivalsMs.length = 0;
	bodies.clear();
	sockets.clear();
}

async function start({ key, certificate }: Certificate): Promise<number> {
	const started = createServer({ key, cert: certificate }, handle);
	server = started;
	started.on('connection', () => (connections += 1));
	await new Promise<void>((resolve, reject) => {
		started.once('error', reject);
		started.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve);
	});
	return (started.address() as AddressInfo).port;
}

async function answer(question: EndpointQuestion): Promise<unknown> {
	if (question.kind === 'start') return await start(question.certificate);
	if (question.kind === 'delay') delayMs = question.ms;
	if (question.kind === 'close') server?.closeAllConnections();
	if (question.kind === 'reset') reset();
	if (question.kind === 'count') return arrivalsMs.length;
	const report: EndpointReport = {
		connections,
		sockets: sockets.size,
		arrivalsMs,
		bytes,
		taken,
		distinct: bodies.size,
	};
	return report;
}

process.on('message', (question: EndpointQuestion) => {
	void answer(question).then((value) => process.send?.(value));
});
// The process ends with the one that started it.
process.on('disconnect', () => process.exit(0));
