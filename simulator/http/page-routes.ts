import type { Response } from 'express';
import type { GuardKnowledge } from './guard';

import { Router } from 'express';

import { pageBundle } from './bundle';
import { guard, isSame, judgeRequest } from './guard';

/**
 * What the page may load: its own script and style, pictures that are part of a card, and nothing else. A card cannot
 * make it send requests to other hosts.
 */
export const PAGE_POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const HEADERS = {
	'content-security-policy': PAGE_POLICY,
	'x-content-type-options': 'nosniff',
	'referrer-policy': 'no-referrer',
	'cross-origin-resource-policy': 'same-origin',
	'cross-origin-opener-policy': 'same-origin',
	'cache-control': 'no-store',
};

/** The page. Its address with the right token is opened once and leaves a cookie for this browser. */
export function pageRoutes(knowledge: GuardKnowledge): Router {
	const router = Router();
	router.use((_request, response, next) => {
		response.set(HEADERS);
		next();
	});
	router.get('/', (request, response) => {
		const { token } = request.query;
		if (typeof token === 'string' && knowsHost(request.headers.host, knowledge))
			return welcome(response, token, knowledge);
		const verdict = judgeRequest(
			{
				method: 'GET',
				host: request.headers.host,
				origin: request.headers.origin,
				fetchSite: 'none',
				fetchMode: 'navigate',
				headerToken: undefined,
				cookie: request.headers.cookie,
			},
			knowledge,
		);
		if (verdict.ok) response.type('html').send(PAGE);
		else response.status(verdict.status).type('html').send(refusal(verdict.message));
	});
	router.use(guard(knowledge));
	router.get('/page.js', (_request, response, next) => {
		pageBundle().then(({ script }) => response.type('text/javascript').send(script), next);
	});
	router.get('/page.css', (_request, response, next) => {
		pageBundle().then(({ style }) => response.type('text/css').send(style), next);
	});
	router.use((_request, response) => void response.status(404).type('text').send('There is nothing here.\n'));
	return router;
}

function welcome(response: Response, token: string, knowledge: GuardKnowledge): void {
	if (!isSame(token, knowledge.token))
		return void response
			.status(401)
			.type('html')
			.send(refusal('The token in this address is not the one that was printed at start.'));
	response.cookie(knowledge.cookieName, knowledge.session, {
		httpOnly: true,
		sameSite: 'strict',
		secure: knowledge.scheme === 'https',
		path: '/',
	});
	// Takes the token out of the address bar and the history.
	response.redirect(303, '/');
}

function knowsHost(host: string | undefined, { hosts }: GuardKnowledge): boolean {
	return host !== undefined && hosts.has(host.toLowerCase());
}

const HEAD =
	'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,">';

const PAGE = `${HEAD}<title>Teams simulator</title><link rel="stylesheet" href="/page.css"></head><body><div id="app"></div><noscript>The Teams simulator needs JavaScript.</noscript><script src="/page.js"></script></body></html>`;

function refusal(message: string): string {
	return `${HEAD}<title>Teams simulator: not let in</title></head><body><main><h1>Teams simulator</h1><p>${message}</p><p>Open the address that was printed when the simulator was started; it ends with a token.</p></main></body></html>`;
}
