import { ExchangeError } from '../../exchange-error';
import { toFailure } from './failure';

/** The cause of a failure if a proxy variable cannot be read. */
export const PROXY_URL_INVALID = 'proxy URL invalid';

/** What undici says if a proxy answers CONNECT with a status other than 200. */
const CONNECT_REFUSED = /^Proxy response \((\d{3})\)/;

/**
 * The meaning of a failed tunnel through a proxy. TLS errors stay as they are: they concern the host, or a proxy that is
 * reached over TLS. Others must not return to undici with its own code: after UND_ERR_SOCKET it would call the proxy again
 * and again.
 */
export function toProxyError(error: Error): Error {
	const status = CONNECT_REFUSED.exec(error.message)?.[1];
	if (status !== undefined) return new ExchangeError('proxy-refused', `proxy answered ${status}`);
	const { reason, cause } = toFailure(error, false);
	if (reason === 'certificate-untrusted' || reason === 'tls-failed') return error;
	return new ExchangeError(cause === 'UND_ERR_SOCKET' ? 'proxy-refused' : 'connection-failed', cause);
}
