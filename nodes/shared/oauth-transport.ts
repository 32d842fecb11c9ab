import type { ICredentialDataDecryptedObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import type { PostFailure, PostRequest, Transport } from '../../src/ports';
import type { Carrier, HideSecret } from './oauth-carrier';

import { caughtLater } from '../../src/caught';
import { cloudName } from '../../src/incoming-webhook/destination/cloud';
import { ExchangeError } from '../../src/exchange-error';
import { stringOrEmpty } from '../../src/json';
import { orEnded, withinLimits } from '../../src/time-limit';
import { hostRule } from '../../src/webhook-hosts';
import { createHelperTransport } from './helper-transport';
import { createCarrier, createHideSecret } from './oauth-carrier';
import { isUnanswered, signInCause } from './oauth-failure';

/** The credential type whose token is sent. */
export const SIGN_IN_TYPE = 'teamsWorkflowsOAuth2Api';

/** False for a URL that carries its own key in `sig`: such a flow refuses a token, and nobody else must get one. */
export function usesSignIn(url: string): boolean {
	if (!URL.canParse(url)) return false;
	return ![...new URL(url).searchParams].some(([name, value]) => name.toLowerCase() === 'sig' && value !== '');
}

/**
 * A transport that sends with the token of `teamsWorkflowsOAuth2Api`. n8n gets the token, keeps it, and renews it once
 * when the flow answers 401; the requests themselves go through `inner`, by default n8n's own helper. URLs with a `sig`
 * go to `inner` as they are. If n8n cannot get a token, the failure is `sign-in-failed`, with a code from
 * docs/sign-in.md as its cause.
 */
export function createOAuthTransport(
	context: IExecuteFunctions,
	inner: Transport = createHelperTransport(context),
): Transport {
	let reading: Promise<ICredentialDataDecryptedObject | undefined> | undefined;
	const hide = createHideSecret();
	return {
		engine: inner.engine,
		async post(request) {
			if (!usesSignIn(request.url)) return await inner.post(request);
			const data = await (reading ??= readCredential(context));
			// The next message asks again: a database that was gone may be back.
			if (data === undefined) reading = undefined;
			const refusal = signInRefusal(data, request);
			return refusal === undefined ? await postSignedIn(context, request, { inner, hide }) : signInFailed(refusal);
		},
	};
}

async function readCredential(context: IExecuteFunctions): Promise<ICredentialDataDecryptedObject | undefined> {
	// What n8n says about a credential that cannot be read may quote its fields.
	return await context.getCredentials(SIGN_IN_TYPE).catch(() => undefined);
}

/** Why no token is requested, as a code of docs/sign-in.md. The credential itself checks its token URL, and does not use it if the host is not listed. */
export function signInRefusal(
	data: ICredentialDataDecryptedObject | undefined,
	request: Pick<PostRequest, 'url' | 'isHostListed'>,
): string | undefined {
	if (data === undefined) return 'credential-unreadable';
	const tokenUrl = stringOrEmpty(data.tokenUrl).trim();
	if (tokenUrl !== '' && stringOrEmpty(data.accessTokenUrl).trim() !== tokenUrl) return 'token-url-not-allowed';
	if (tokenUrl === '' && stringOrEmpty(data.tenantId).trim() === '') return 'tenant-missing';
	if (data.grantType !== 'clientCredentials' && !hasToken(data.oauthTokenData)) return 'not-connected';
	return request.isHostListed || isFlowHost(request.url, data.cloud) ? undefined : 'host-of-another-cloud';
}

/**
 * The token also gives access to other parts of its service, so it goes only to the flows of the credential's cloud and
 * to hosts that the user has named.
 */
function isFlowHost(url: string, cloud: unknown): boolean {
	const rule = hostRule(new URL(url).hostname.toLowerCase());
	return rule?.service === 'powerPlatform' && rule.cloud === cloudName(cloud);
}

async function postSignedIn(
	context: IExecuteFunctions,
	request: PostRequest,
	{ inner, hide }: { readonly inner: Transport; readonly hide: HideSecret },
): ReturnType<Transport['post']> {
	return await withinLimits(request, async (end) => {
		const carrier = createCarrier(inner, request, hide);
		const asked = await caughtLater(orEnded(end, ask(context, carrier, request)));
		const problem = asked.ok ? undefined : asked.error;
		const exchange = await carrier.close();
		if (exchange !== undefined && (exchange.kind === 'failure' || exchange.status !== 401 || isUnanswered(problem)))
			return exchange;
		// n8n reports success, but the message did not go through the carrier: it may have arrived.
		if (problem === undefined)
			return { kind: 'failure', sent: 'unknown', reason: 'connection-lost', cause: 'answer not seen' };
		if (problem instanceof ExchangeError && problem.reason === 'cancelled')
			return { kind: 'failure', sent: 'no', reason: 'cancelled', cause: 'cancelled' };
		return signInFailed(problem instanceof ExchangeError ? 'token-endpoint timeout' : signInCause(problem));
	});
}

/** n8n gets a token, sends, and after a 401 gets another one and sends again. */
async function ask(context: IExecuteFunctions, carrier: Carrier, request: PostRequest): Promise<void> {
	const options: IHttpRequestOptions = {
		method: 'POST',
		url: request.url,
		headers: { ...request.headers },
		body: request.body,
	};
	await context.helpers.httpRequestWithAuthentication.call(carriedBy(context, carrier), SIGN_IN_TYPE, options);
}

/**
 * n8n sends through the helper of its context; there the carrier takes over the request, with the token that n8n has
 * put into it.
 */
function carriedBy(context: IExecuteFunctions, carrier: Carrier): IExecuteFunctions {
	const helpers: unknown = Object.create(context.helpers, { httpRequest: { value: carrier.send } });
	return Object.create(context, { helpers: { value: helpers } }) as IExecuteFunctions;
}

function signInFailed(cause: string): PostFailure {
	return { kind: 'failure', sent: 'no', reason: 'sign-in-failed', cause };
}

function hasToken(data: unknown): boolean {
	return typeof data === 'object' && data !== null && stringOrEmpty(Reflect.get(data, 'access_token')).trim() !== '';
}
