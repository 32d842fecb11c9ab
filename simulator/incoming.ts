import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';

import express from 'express';

/** Bytes a Teams message may have (reference/teams.md C.4). */
const MESSAGE_MAX_BYTES = 28 * 1024;

/** One message that reached the channel: the attachments of the post, in order. */
export interface ArrivedMessage {
	readonly attachments: readonly unknown[];
}

/** The receiving side of Teams: a Workflows flow and a connector, on loopback. */
export interface IncomingSide {
	readonly host: string;
	readonly workflowsUrl: string;
	readonly connectorUrl: string;
	/** What people see in the channel, oldest first. */
	messages(): readonly ArrivedMessage[];
	/** Runs of the flow that were accepted with 202 and failed afterwards, with the reason. */
	failedRuns(): readonly string[];
	/** TCP connections opened so far. */
	connections(): number;
	close(): Promise<void>;
}

/** Starts the receiving side on a free port. Both URLs carry a secret that is checked (reference/teams.md B and C). */
export async function startIncomingSide(): Promise<IncomingSide> {
	const sig = randomBytes(32).toString('base64url');
	const connectorPath = `/webhookb2/${randomBytes(8).toString('hex')}@tenant/IncomingWebhook/${randomBytes(16).toString('hex')}/owner`;
	const flowPath = '/powerautomate/automations/direct/workflows/0123456789abcdef/triggers/manual/paths/invoke';
	const messages: ArrivedMessage[] = [];
	const failedRuns: string[] = [];
	const app = express();
	app.use(express.raw({ type: () => true, limit: '1mb' }));
	app.post(flowPath, (request, response) => {
		if (request.query.sig === undefined) {
			response.status(401).json({ error: { code: 'DirectApiAuthorizationRequired', message: 'The OAuth authorization scheme is required.' } });
			return;
		}
		if (request.query.sig !== sig) {
			response.status(401).json({ error: { code: 'InvalidSignature', message: 'The Shared Access signature is not valid.' } });
			return;
		}
		const runId = `085${randomBytes(12).toString('hex').toUpperCase()}`;
		runFlow(request.body as Buffer, messages, failedRuns);
		response.status(202).set('x-ms-workflow-run-id', runId).end();
	});
	app.post(connectorPath, (request, response) => {
		const { status, text } = runConnector(request.body as Buffer, messages);
		response.status(status).type('text/plain').send(text);
	});
	app.use((_request, response) => {
		response.status(404).json({ error: { code: 'WorkflowNotFound', message: 'The workflow could not be found.' } });
	});
	const server = createServer(app);
	let connections = 0;
	server.on('connection', () => (connections += 1));
	const host = `127.0.0.1:${await listen(server)}`;
	return {
		host,
		workflowsUrl: `http://${host}${flowPath}?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=${sig}`,
		connectorUrl: `http://${host}${connectorPath}`,
		messages: () => messages,
		failedRuns: () => failedRuns,
		connections: () => connections,
		close: async () => await close(server),
	};
}

/** The template flow: it loops over `attachments` and posts each card, after it has answered 202. */
function runFlow(body: Buffer, messages: ArrivedMessage[], failedRuns: string[]): void {
	const value = parse(body);
	const attachments = typeof value === 'object' && value !== null ? (value as { attachments?: unknown }).attachments : undefined;
	if (!Array.isArray(attachments)) {
		failedRuns.push("The execution of template action 'Send_each_adaptive_card' failed: the result is of type 'Null'. The result must be a valid array.");
		return;
	}
	for (const attachment of attachments as unknown[]) {
		const refusal = cardRefusal(attachment);
		if (refusal === undefined) messages.push({ attachments: [attachment] });
		else failedRuns.push(refusal);
	}
}

function cardRefusal(attachment: unknown): string | undefined {
	const content = Object((attachment as { content?: unknown } | null)?.content) as { type?: unknown; version?: unknown };
	if (content.type !== 'AdaptiveCard') return 'The card is not an Adaptive Card.';
	if (Number(content.version) > 1.4) return `Adaptive Card version ${String(content.version)} is not supported.`;
	if (reserializedBytes(attachment) > MESSAGE_MAX_BYTES) return 'Request Entity too large';
	return undefined;
}

/** The flow passes each card on as a JSON text inside JSON (reference/teams.md C.6: counted 1.18 times as many bytes as sent). */
function reserializedBytes(attachment: unknown): number {
	return Buffer.byteLength(JSON.stringify(JSON.stringify(attachment)));
}

function runConnector(body: Buffer, messages: ArrivedMessage[]): { status: number; text: string } {
	const value = parse(body);
	if (typeof value !== 'object' || value === null) return { status: 400, text: 'Bad payload received by generic incoming webhook.' };
	const message = value as { text?: unknown; summary?: unknown; attachments?: unknown };
	if (body.length > MESSAGE_MAX_BYTES) return { status: 200, text: 'Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0,server=SIM,cv=0' };
	if (Array.isArray(message.attachments)) messages.push({ attachments: message.attachments });
	else if (typeof message.text === 'string' || typeof message.summary === 'string') messages.push({ attachments: [message] });
	else return { status: 400, text: 'Summary or Text is required.' };
	return { status: 200, text: '1' };
}

function parse(body: Buffer): unknown {
	try {
		return JSON.parse(body.toString('utf8')) as unknown;
	} catch {
		// Each side answers unreadable JSON in its own way.
		return undefined;
	}
}

async function listen(server: Server): Promise<number> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	return (server.address() as AddressInfo).port;
}

async function close(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise<void>((resolve) => server.close(() => resolve()));
}
