import type { GetRequest, PostAnswer, PostFailure, PostRequest, Reader, Transport } from '../../ports';
import type { Dispatchers } from './undici-dispatchers';

import { refusePrivateLiteral } from './address-guard';
import { ExchangeError } from '../../exchange-error';
import { toFailure } from './failure';
import { orEnded, withinLimits } from '../../time-limit';
import { exchange } from './undici-exchange';

/** Checks whether the host may be called; n8n's egress filter has this form. It may resolve the name, and reject if that fails. */
export interface UrlCheck {
	validateUrl(url: string): Promise<{ readonly ok: boolean; readonly error?: unknown }>;
}

/** `dispatchers` is called for every request and caches them; what it throws is the request's failure. */
interface UndiciTransportOptions {
	readonly dispatchers: () => Dispatchers;
	readonly urlCheck?: UrlCheck;
}

/** The transport over undici. */
export function createUndiciTransport(options: UndiciTransportOptions): Reader & Transport {
	const send = async (request: GetRequest | PostRequest): Promise<PostAnswer | PostFailure> =>
		await withinLimits(request, async (end) => await sendWithin(request, end, options));
	return { engine: 'undici', get: send, post: send };
}

async function sendWithin(
	request: GetRequest | PostRequest,
	end: AbortSignal,
	{ dispatchers, urlCheck }: UndiciTransportOptions,
): Promise<PostAnswer | PostFailure> {
	try {
		end.throwIfAborted();
		refusePrivateLiteral(request);
		if (urlCheck !== undefined) await orEnded(end, askHost(urlCheck, request.url));
		const { listed, unlisted } = dispatchers();
		return await exchange(request.isHostListed ? listed : unlisted, request, end);
	} catch (error) {
		return toFailure(error, false);
	}
}

async function askHost(urlCheck: UrlCheck, url: string): Promise<void> {
	const verdict = await urlCheck.validateUrl(url);
	if (verdict.ok) return;
	const { reason, cause } = toFailure(verdict.error, false);
	throw reason === 'name-not-found' ? new ExchangeError(reason, cause) : new ExchangeError('egress-refused', cause);
}
