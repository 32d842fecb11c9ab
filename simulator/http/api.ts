import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { Store } from '../model/store';
import type { Message } from '../model/types';
import type { Actions } from './actions';
import type { Addresses } from './snapshot';

import express, { Router } from 'express';

import { snapshotOf } from './snapshot';
import { streamChanges } from './events';
import { inputs, read } from './inputs';
import { Problem } from './problem';

/** Chosen: the largest input is a message of 28 KiB, escaped. */
const BODY_MAX_BYTES = 256 * 1024;

/** The scriptable API (docs/simulator.md). The guard comes before it. */
export function apiRoutes(store: Store, actions: Actions, addresses: Addresses): Router {
	const router = Router();
	router.use(jsonOnly, express.json({ limit: BODY_MAX_BYTES }));
	addReads(router, store, actions, addresses);
	addWebhooks(router, actions, addresses);
	addMessages(router, store, actions);
	addFaultsAndSettings(router, store, actions);
	router.use(() => {
		throw new Problem(404, 'not-found', 'There is no such call; docs/simulator.md lists them.');
	});
	router.use(answerProblem);
	return router;
}

function addReads(router: Router, store: Store, actions: Actions, addresses: Addresses): void {
	router.get('/state', (_request, response) => void response.json(snapshotOf(store, addresses)));
	router.get('/events', streamChanges(store));
	router.get('/messages', (request, response) => void response.json(messagesOf(store, actions, request)));
	router.get('/threads', (request, response) => void response.json(threadsOf(messagesOf(store, actions, request))));
	router.get('/runs', (_request, response) => void response.json(store.state().runs));
	router.get('/requests', (_request, response) => void response.json(store.state().requests));
}

function addWebhooks(router: Router, actions: Actions, addresses: Addresses): void {
	router.post('/teams', (request, response) => created(response, actions.createTeam(read(inputs.team, request.body))));
	router.post('/teams/:id/channels', (request, response) =>
		created(response, actions.createChannel(request.params.id, read(inputs.channel, request.body))),
	);
	router.post('/outgoing-webhooks', (request, response) =>
		created(response, actions.createOutgoing(read(inputs.outgoing, request.body))),
	);
	router.patch(
		'/outgoing-webhooks/:id',
		(request, response) =>
			void response.json(actions.changeOutgoing(request.params.id, read(inputs.outgoingChange, request.body))),
	);
	router.delete('/outgoing-webhooks/:id', (request, response) =>
		gone(response, () => actions.deleteOutgoing(request.params.id)),
	);
	router.post('/incoming-webhooks', (request, response) => {
		const webhook = actions.createIncoming(read(inputs.incoming, request.body));
		created(response, { webhook, url: `${addresses.baseUrl}${webhook.path}` });
	});
	router.delete('/incoming-webhooks/:id', (request, response) =>
		gone(response, () => actions.deleteIncoming(request.params.id)),
	);
}

function addMessages(router: Router, store: Store, actions: Actions): void {
	router.post('/messages', async (request, response) => {
		const { wait, ...input } = read(inputs.message, request.body);
		const { message, answered } = actions.say(input);
		if (wait) await answered;
		const replies = store
			.state()
			.messages.filter(({ rootId, id }) => rootId === message.rootId && Number(id) > Number(message.id));
		created(response, { message, ...(wait ? { replies } : {}) });
	});
}

function addFaultsAndSettings(router: Router, store: Store, actions: Actions): void {
	router.post('/faults', (request, response) =>
		created(response, actions.createFault(read(inputs.fault, request.body))),
	);
	router.delete('/faults', (_request, response) => gone(response, () => actions.deleteFaults()));
	router.delete('/faults/:id', (request, response) => gone(response, () => actions.deleteFaults(request.params.id)));
	router.patch('/settings', (request, response) => {
		const settings = { ...store.state().setup.settings, ...read(inputs.settings, request.body) };
		store.setup({ settings });
		response.json(settings);
	});
	router.post('/reset', (_request, response) => gone(response, () => actions.reset()));
}

/** Another page cannot send this content type without a preflight request that gives its origin. */
const jsonOnly: RequestHandler = (request, _response, next) => {
	const hasBody =
		Number(request.headers['content-length'] ?? 0) > 0 || request.headers['transfer-encoding'] !== undefined;
	if (hasBody && request.is('application/json') === false)
		throw new Problem(400, 'not-json', 'The body has to be JSON, with content-type application/json.');
	next();
};

function messagesOf(store: Store, actions: Actions, request: Request): readonly Message[] {
	const { channel, thread } = request.query;
	const channelId = typeof channel === 'string' ? actions.channel(channel).channel.id : undefined;
	return store
		.state()
		.messages.filter(
			(message) =>
				(channelId === undefined || message.channelId === channelId) &&
				(typeof thread !== 'string' || message.rootId === thread),
		);
}

function threadsOf(
	messages: readonly Message[],
): ReadonlyArray<{ readonly id: string; readonly messages: readonly Message[] }> {
	const threads = new Map<string, Message[]>();
	for (const message of messages) threads.set(message.rootId, [...(threads.get(message.rootId) ?? []), message]);
	return [...threads].map(([id, inThread]) => ({ id, messages: inThread }));
}

function created(response: Response, value: unknown): void {
	response.status(201).json(value);
}

/** Answers a call that returns nothing, once it is done. */
function gone(response: Response, work: () => void): void {
	work();
	response.status(204).end();
}

/** Express recognises an error handler by its four parameters. */
function answerProblem(error: unknown, _request: Request, response: Response, next: NextFunction): void {
	if (response.headersSent) return next(error);
	if (error instanceof Problem) {
		response.status(error.status).json({ error: { code: error.code, message: error.message } });
		return;
	}
	// What express.json refuses: broken JSON, or too much of it.
	const status = error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 500;
	if (status >= 500) return next(error);
	response.status(status).json({
		error: { code: 'body-refused', message: error instanceof Error ? error.message : 'The body cannot be read.' },
	});
}
