import type { IHttpRequestOptions } from 'n8n-workflow';
import type { Lookup } from '../../src/incoming-webhook/http/undici-module';
import type { GetRequest, PostAnswer, PostFailure, PostRequest } from '../../src/ports';

import { guardLookup, refusePrivateLiteral, resolveName } from '../../src/incoming-webhook/http/address-guard';
import { endError, orEnded, withinLimits } from '../../src/time-limit';
import { toFailure } from '../../src/incoming-webhook/http/failure';
import { readHelperAnswer, readThrownAnswer } from './helper-answer';
import { toHelperFailure } from './helper-failure';

/**
 * The statuses with which flows and connectors take a message. Only a proxy that answers CONNECT with 202 could be
 * mistaken for one of them; 200 opens a tunnel.
 */
const USUAL_STATUSES: readonly number[] = [200, 202];

/**
 * Statuses for which the helper throws, because only then does it show the connection that the answer came over. Each
 * throw costs a stack trace, so the usual statuses are left out.
 */
const THROWN_STATUSES = Array.from({ length: 800 }, (_, index) => 200 + index).filter(
	(status) => !USUAL_STATUSES.includes(status),
);

/** `call` is one of n8n's HTTP helpers; `lookup` resolves names as that helper does. */
interface HelperPorts {
	readonly call: (options: IHttpRequestOptions) => Promise<unknown>;
	readonly lookup?: Lookup;
}

/**
 * Posts once through one of n8n's helpers, or gets if the request has no body. This file cannot see what is written, so
 * a failure counts as not sent only if its error code, or the lack of TLS below the answer, proves it. n8n's URL parser
 * re-encodes some characters of the query, such as `'`. The host of the URL is resolved before the call, and again by
 * the helper.
 */
export async function sendByHelper(
	request: GetRequest | PostRequest,
	ports: HelperPorts,
): Promise<PostAnswer | PostFailure> {
	return await withinLimits(
		request,
		async (end) => (await refusalOf(request, ports.lookup, end)) ?? (await call(request, ports.call, end)),
	);
}

async function refusalOf(
	request: GetRequest,
	lookup: Lookup | undefined,
	end: AbortSignal,
): Promise<PostFailure | undefined> {
	try {
		end.throwIfAborted();
		refusePrivateLiteral(request);
		if (lookup !== undefined && !request.isHostListed)
			await orEnded(end, resolveName(guardLookup(lookup), new URL(request.url).hostname));
		return undefined;
	} catch (error) {
		const failure = toFailure(error, false);
		// Behind a proxy the name need not resolve here. Without one, the helper says the same again.
		return failure.reason === 'name-not-found' ? undefined : failure;
	}
}

async function call(
	request: GetRequest | PostRequest,
	send: HelperPorts['call'],
	end: AbortSignal,
): Promise<PostAnswer | PostFailure> {
	const readThrown = async (error: unknown): Promise<PostAnswer | PostFailure> =>
		(await readThrownAnswer(error, request.url)) ?? toHelperFailure(error, request.url);
	try {
		return await orEnded(end, send(toHelperOptions(request, end)).then(readHelperAnswer, readThrown));
	} catch (error) {
		return end.aborted ? toFailure(endError(end), true) : toHelperFailure(error, request.url);
	}
}

function toHelperOptions(request: GetRequest | PostRequest, end: AbortSignal): IHttpRequestOptions {
	return {
		method: 'body' in request ? 'POST' : 'GET',
		url: request.url,
		// Otherwise axios would ask for compressed answers, whose size is not bounded.
		headers: { 'accept-encoding': 'identity', ...request.headers },
		// Bytes are sent as they are; axios would first parse a text of this content type.
		...('body' in request ? { body: Buffer.from(request.body) } : {}),
		// As a stream, so that no more than the cap is read.
		encoding: 'stream',
		json: false,
		returnFullResponse: true,
		ignoreHttpStatusErrors: { ignore: true, except: THROWN_STATUSES },
		disableFollowRedirect: true,
		timeout: request.timeoutMs,
		abortSignal: end,
	};
}
