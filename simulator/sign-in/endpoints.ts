import type { Request, Response, Router } from 'express';
import type { TokenService, TokenForm, TokenError, TokenData } from './token-service';

import { randomUUID } from 'node:crypto';

import express from 'express';

import { UNKNOWN_APP } from './token-service';

/** What the endpoints serve. */
interface SignInEndpoints {
	readonly tenantId: string;
	readonly clientId: string;
	readonly tokenService: Pick<TokenService, 'answer' | 'code'>;
}

const UNKNOWN_TENANT: TokenError = {
	status: 400,
	error: 'invalid_request',
	code: 90_002,
	text: 'Tenant was not found.',
};

const PAGE_HEADERS = {
	'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
	'cache-control': 'no-store',
	'referrer-policy': 'no-referrer',
	'x-content-type-options': 'nosniff',
};

/** The token endpoint, and the page at which a person signs in: `token` and `authorize`, at Microsoft's paths. */
export function signInRoutes({ tenantId, clientId, tokenService }: SignInEndpoints): Router {
	const router = express.Router();
	router.post('/:tenant/oauth2/v2.0/token', express.urlencoded({ extended: false }), (request, response) => {
		const end: TokenData | TokenError =
			request.params.tenant === tenantId ? tokenService.answer(Object(request.body) as TokenForm) : UNKNOWN_TENANT;
		if ('error' in end)
			response
				.status(end.status)
				.json({ error: end.error, error_description: refusalText(end), error_codes: [end.code] });
		else response.set('cache-control', 'no-store').json(end);
	});
	router.get('/:tenant/oauth2/v2.0/authorize', (request, response) =>
		authorize(request, response, { tenantId, clientId, tokenService }),
	);
	return router;
}

/** Nobody is asked for a password: the person of the simulator signs in by following the link. */
function authorize(
	request: Request<{ tenant: string }>,
	response: Response,
	{ tenantId, clientId, tokenService }: SignInEndpoints,
): void {
	const query = Object.fromEntries(
		Object.entries(request.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
	);
	response.set(PAGE_HEADERS).type('html');
	const refusal =
		request.params.tenant !== tenantId ? UNKNOWN_TENANT : query.client_id !== clientId ? UNKNOWN_APP : refusalOf(query);
	if (refusal !== undefined) return void response.status(refusal.status).send(page(`<p>${refusalText(refusal)}</p>`));
	const back = new URL(query.redirect_uri ?? '');
	back.searchParams.set('code', tokenService.code(query.scope ?? '', query.redirect_uri ?? ''));
	if (query.state !== undefined) back.searchParams.set('state', query.state);
	response.send(
		page(
			`<p>${escapeHtml(back.origin)} wants to post to flows of this tenant in your name.</p><p><a href="${escapeHtml(back.href)}">Sign in as Ada Example</a></p>`,
		),
	);
}

function refusalOf({
	response_type: type,
	redirect_uri: redirectUri = '',
	scope = '',
}: Readonly<Record<string, string>>): TokenError | undefined {
	if (type !== 'code')
		return {
			status: 400,
			error: 'unsupported_response_type',
			code: 700_051,
			text: 'The response type is not supported.',
		};
	if (!URL.canParse(redirectUri) || !/^https?:$/.test(new URL(redirectUri).protocol))
		return {
			status: 400,
			error: 'invalid_request',
			code: 50_011,
			text: 'The redirect URI is not one of this application.',
		};
	return /\S\/\.default(?:\s|$)/.test(scope)
		? undefined
		: {
				status: 400,
				error: 'invalid_scope',
				code: 70_011,
				text: 'The provided value for the input parameter scope is not valid.',
			};
}

function refusalText({ code, text }: TokenError): string {
	return `AADSTS${code}: ${text} Trace ID: ${randomUUID()}`;
}

function page(content: string): string {
	return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>Teams simulator: sign in</title></head><body><main><h1>Sign in to the simulated tenant</h1>${content}</main></body></html>`;
}

function escapeHtml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
