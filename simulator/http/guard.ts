import type { RequestHandler } from 'express';

import { createHmac, timingSafeEqual } from 'node:crypto';

/** What decides whether a request comes from the person in front of this machine. */
export interface GuardQuestion {
	readonly method: string;
	readonly host: string | undefined;
	readonly origin: string | undefined;
	/** Browsers send it; programs do not. */
	readonly fetchSite: string | undefined;
	/** `navigate` when somebody opens an address. */
	readonly fetchMode: string | undefined;
	readonly headerToken: string | undefined;
	readonly cookie: string | undefined;
}

/** What the guard knows. */
export interface GuardKnowledge {
	readonly token: string;
	/** The value of the page's cookie; see {@link sessionOf}. */
	readonly session: string;
	/** The scheme of its pages; `http` when absent. */
	readonly scheme?: 'http' | 'https';
	readonly cookieName: string;
	/** Host headers that mean this simulator: name and port. */
	readonly hosts: ReadonlySet<string>;
}

/** The verdict, with a sentence for whoever is refused. */
type GuardVerdict =
	| { readonly ok: true }
	| { readonly ok: false; readonly status: 401 | 403 | 421; readonly code: string; readonly message: string };

/** The header that scripts send the token in. */
const TOKEN_HEADER = 'x-simulator-token';

/**
 * What the cookie of a browser holds. Browsers send a cookie to every port of its host, so every server on this machine
 * gets it: the token cannot be read out of it, and a restart changes nothing.
 */
export function sessionOf(token: string): string {
	return createHmac('sha256', token).update('session of the simulator page').digest('base64url');
}

/**
 * Any web page can reach loopback: a page that has its name rebound to 127.0.0.1 sends a foreign Host, one that calls
 * across origins a foreign Origin (or, for what needs none, a Sec-Fetch-Site), and none of them knows the token. A
 * cookie counts only where the browser says that our page asks, or that somebody has opened an address.
 */
export function judgeRequest(question: GuardQuestion, knowledge: GuardKnowledge): GuardVerdict {
	return judgeSender(question, knowledge) ?? judgeCookie(question, knowledge) ?? judgeToken(question, knowledge);
}

const OTHER_PAGE: GuardVerdict = {
	ok: false,
	status: 403,
	code: 'foreign-origin',
	message: 'Another web page sent this request.',
};

/** Refuses requests from other web pages; `undefined` if nothing indicates one. */
function judgeSender(
	{ method, host, origin, fetchSite, fetchMode }: GuardQuestion,
	{ scheme = 'http', hosts }: GuardKnowledge,
): GuardVerdict | undefined {
	if (host === undefined || !hosts.has(host.toLowerCase()))
		return {
			ok: false,
			status: 421,
			code: 'unknown-host',
			message: 'This Host is not the simulator. Use the address that was printed at start.',
		};
	if (origin !== undefined && !isOwn(origin, scheme, hosts)) return OTHER_PAGE;
	const isOtherSite = fetchSite !== undefined && !['same-origin', 'none'].includes(fetchSite);
	return isOtherSite && !isNavigation({ method, fetchMode }) ? OTHER_PAGE : undefined;
}

function isNavigation({ method, fetchMode }: Pick<GuardQuestion, 'method' | 'fetchMode'>): boolean {
	return fetchMode === 'navigate' && method === 'GET';
}

/** Judges a request with the cookie of our page, and without a token; `undefined` for any other. */
function judgeCookie(
	{ method, host, origin, fetchSite, fetchMode, headerToken, cookie }: GuardQuestion,
	{ session, scheme = 'http', cookieName }: GuardKnowledge,
): GuardVerdict | undefined {
	const value = cookieValue(cookie ?? '', cookieName);
	if (headerToken !== undefined || value === undefined || !isSame(value, session)) return undefined;
	const isOurPage = fetchSite === 'same-origin' || isNavigation({ method, fetchMode }) || origin !== undefined;
	if (isOurPage || !saysFetchSite(host ?? '', scheme)) return { ok: true };
	return {
		ok: false,
		status: 403,
		code: 'foreign-origin',
		message: `The cookie is for the page of the simulator only; scripts send the token in the header ${TOKEN_HEADER}.`,
	};
}

function judgeToken({ headerToken, cookie }: GuardQuestion, { token, cookieName }: GuardKnowledge): GuardVerdict {
	if (headerToken !== undefined && isSame(headerToken, token)) return { ok: true };
	if (headerToken !== undefined || cookieValue(cookie ?? '', cookieName) !== undefined)
		return {
			ok: false,
			status: 401,
			code: 'token-wrong',
			message: 'This token is not the one that was printed at start.',
		};
	return {
		ok: false,
		status: 401,
		code: 'token-missing',
		message: `Open the address with the token that was printed at start, or send the token in the header ${TOKEN_HEADER}.`,
	};
}

/** Compares in constant time. */
export function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}

/** The guard as a handler: refusals are JSON, one line. */
export function guard(knowledge: GuardKnowledge): RequestHandler {
	return (request, response, next) => {
		const verdict = judgeRequest(
			{
				method: request.method,
				host: request.headers.host,
				origin: request.headers.origin,
				fetchSite: header(request.headers['sec-fetch-site']),
				fetchMode: header(request.headers['sec-fetch-mode']),
				headerToken: header(request.headers[TOKEN_HEADER]),
				cookie: request.headers.cookie,
			},
			knowledge,
		);
		if (verdict.ok) return next();
		response.status(verdict.status).json({ error: { code: verdict.code, message: verdict.message } });
	};
}

/** Browsers send Sec-Fetch-Site only over https and to this machine (W3C Secure Contexts, 3.1). */
function saysFetchSite(host: string, scheme: string): boolean {
	return scheme === 'https' || /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/i.test(host);
}

function header(value: string | string[] | undefined): string | undefined {
	return typeof value === 'string' ? value : undefined;
}

function isOwn(origin: string, scheme: string, hosts: ReadonlySet<string>): boolean {
	return [...hosts].some((host) => origin.toLowerCase() === `${scheme}://${host}`);
}

function cookieValue(cookies: string, name: string): string | undefined {
	const pairs = cookies.split(';').map((pair) => pair.trim());
	return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}
