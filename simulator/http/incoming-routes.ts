import type { Request, Response } from 'express';
import type { IncomingWebhook } from '../model/types';
import type { HttpAnswer } from '../rules/answer';
import type { Receiver } from '../incoming-side/receive';

import express, { Router } from 'express';

import { receive } from '../incoming-side/receive';
import { connectorText, flowError } from '../rules/answer';
import { FLOW_URL_MAX, REQUEST_MAX_BYTES } from '../rules/limits';

/** Paths that look like a webhook's: an unknown one is answered as the service would (teams.md B.2, C.3). */
const FLOW_PATH = /\/triggers\/manual\/paths\/invoke$/;
const CONNECTOR_PATH = /^\/webhook(?:b2)?\//;

/** The URLs that post into channels. They need nothing but their own secret, as in Teams. */
export function incomingRoutes(receiver: Receiver): Router {
	const router = Router();
	const body = express.raw({ type: () => true, limit: REQUEST_MAX_BYTES });
	router.use((request, response, next) => {
		if (!FLOW_PATH.test(request.path) && !CONNECTOR_PATH.test(request.path)) return next();
		const webhook =
			request.method === 'POST' ? findWebhook(receiver.store.state().setup.incoming, request.path) : undefined;
		if (webhook === undefined)
			return send(
				response,
				CONNECTOR_PATH.test(request.path)
					? connectorText(404, 'Webhook Not Found')
					: flowError(404, 'WorkflowNotFound', 'The workflow could not be found.'),
			);
		// The limit is documented, the answer is ours.
		if (webhook.kind === 'workflows' && addressOf(request).length > FLOW_URL_MAX)
			return send(
				response,
				flowError(414, 'RequestUriTooLong', `The address has more than ${FLOW_URL_MAX} characters.`),
			);
		body(request, response, (error: unknown) => {
			if (error !== undefined) return next(error);
			handle(receiver, webhook, request, response).catch(next);
		});
	});
	return router;
}

async function handle(
	{ clock, ...receiver }: Receiver,
	webhook: IncomingWebhook,
	request: Request,
	response: Response,
): Promise<void> {
	const { answer, delayMs, done } = receive(
		{ ...receiver, clock },
		{
			webhook,
			url: request.originalUrl,
			headers: pairs(request.rawHeaders),
			body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0),
		},
	);
	if (delayMs > 0) {
		const gone = new AbortController();
		response.once('close', () => gone.abort());
		await clock.wait(delayMs, gone.signal);
	}
	done();
	if (answer === 'reset') request.socket.resetAndDestroy();
	else if (!response.destroyed) send(response, answer);
}

function send(response: Response, { status, contentType, body, headers }: HttpAnswer): void {
	response.status(status).set(headers);
	if (contentType !== '') response.set('content-type', contentType);
	// `end`, not `send`: no ETag, and nothing is added to an empty 202.
	response.set('content-length', String(Buffer.byteLength(body))).end(body);
}

function addressOf(request: Request): string {
	return `${request.protocol}://${request.headers.host ?? ''}${request.originalUrl}`;
}

function findWebhook(webhooks: readonly IncomingWebhook[], path: string): IncomingWebhook | undefined {
	return webhooks.find((webhook) => webhook.path.split('?')[0] === path);
}

function pairs(rawHeaders: readonly string[]): ReadonlyArray<readonly [string, string]> {
	return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}
