import { ExchangeError } from '../../../../src/exchange-error';
import { toFailure } from '../../../../src/incoming-webhook/http/failure';

const withCode = (code: string, more: object = {}) => Object.assign(new Error('https://x/SECRET'), { code, ...more });

describe('codes of errors', () => {
	it.each([
		['name-not-found', ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL']],
		['connection-failed', ['ECONNREFUSED', 'UND_ERR_CONNECT_TIMEOUT']],
		[
			'certificate-untrusted',
			[
				'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
				'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
				'DEPTH_ZERO_SELF_SIGNED_CERT',
				'SELF_SIGNED_CERT_IN_CHAIN',
				'CERT_HAS_EXPIRED',
				'CERT_NOT_YET_VALID',
				'CERT_REVOKED',
				'ERR_TLS_CERT_ALTNAME_INVALID',
				'HOSTNAME_MISMATCH',
				'INVALID_CA',
				'CRL_HAS_EXPIRED',
				'ERROR_IN_CERT_NOT_AFTER_FIELD',
				'UND_ERR_PRX_TLS',
			],
		],
		['tls-failed', ['EPROTO']],
	])('prove that nothing was sent: %s', (reason, codes) => {
		for (const code of codes)
			expect(toFailure(withCode(code))).toEqual({ kind: 'failure', sent: 'no', reason, cause: code });
	});

	it.each([
		['connection-failed', ['EHOSTUNREACH', 'ENETUNREACH', 'EACCES']],
		[
			'tls-failed',
			['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'ERR_TLS_INVALID_PROTOCOL_VERSION'],
		],
		['timeout', ['ETIMEDOUT', 'ECONNABORTED', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']],
		['connection-lost', ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET', 'HPE_INVALID_CONSTANT', 'E_NEVER_SEEN']],
	])('prove nothing: %s', (reason, codes) => {
		for (const code of codes)
			expect(toFailure(withCode(code))).toEqual({ kind: 'failure', sent: 'unknown', reason, cause: code });
	});
});

describe('what is known of the request', () => {
	it.each([
		['ECONNRESET', 'connection-failed'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
		['ETIMEDOUT', 'timeout'],
		['EHOSTUNREACH', 'connection-failed'],
	])('%s before it was written was not sent: %s', (code, reason) => {
		expect(toFailure(withCode(code), false)).toMatchObject({ sent: 'no', reason });
	});

	it.each([
		['ECONNREFUSED', 'connection-lost'],
		['EPROTO', 'connection-lost'],
		['ERR_SSL_WRONG_VERSION_NUMBER', 'connection-lost'],
		['CERT_HAS_EXPIRED', 'connection-lost'],
		['ETIMEDOUT', 'timeout'],
	])('%s after it was written may have been sent: %s', (code, reason) => {
		expect(toFailure(withCode(code), true)).toMatchObject({ sent: 'unknown', reason });
	});

	it.each(['connect', 'getaddrinfo'])('the system call %s comes before it, whatever the code', (syscall) => {
		expect(toFailure(withCode('ETIMEDOUT', { syscall })).sent).toBe('no');
		expect(toFailure(withCode('EHOSTUNREACH', { cause: { syscall } })).sent).toBe('no');
		expect(toFailure(withCode('ECONNRESET', { syscall: 'read' })).sent).toBe('unknown');
	});
});

it.each(['SsrfBlockedIpError', 'SsrfBlockedHostnameError'])(
	'knows the refusal of n8n’s egress filter by its name, %s',
	(name) => {
		const error = Object.assign(new Error('10.0.0.1'), { name });
		expect(toFailure(error)).toEqual({ kind: 'failure', sent: 'no', reason: 'egress-refused', cause: name });
		expect(toFailure(new Error('wrapped', { cause: error }), false)).toMatchObject({ reason: 'egress-refused' });
	},
);

it('takes over what our own checks say', () => {
	const error = new ExchangeError('address-refused', 'PRIVATE_ADDRESS');
	expect(toFailure(error)).toEqual({
		kind: 'failure',
		sent: 'no',
		reason: 'address-refused',
		cause: 'PRIVATE_ADDRESS',
	});
	expect(toFailure(new Error('wrapped', { cause: error }), false)).toMatchObject({ reason: 'address-refused' });
	expect(toFailure(new ExchangeError('timeout', 'timeout'), true)).toEqual({
		kind: 'failure',
		sent: 'unknown',
		reason: 'timeout',
		cause: 'timeout',
	});
});

it('follows causes, and the first of several attempts', () => {
	expect(toFailure({ code: 'bad', cause: { code: 'ENOTFOUND' } })).toMatchObject({ cause: 'ENOTFOUND' });
	expect(toFailure(new AggregateError([withCode('ETIMEDOUT', { syscall: 'connect' })], 'all failed'))).toMatchObject({
		sent: 'no',
		cause: 'ETIMEDOUT',
	});
	const ring: { cause?: unknown } = {};
	ring.cause = ring;
	expect(toFailure(ring).cause).toBe('no error code');
});

it.each([new Error('https://x/SECRET'), { code: 'https://x/SECRET' }, { code: 7 }, 'SECRET', null, undefined])(
	'keeps no text of %p',
	(error) => {
		expect(toFailure(error)).toEqual({
			kind: 'failure',
			sent: 'unknown',
			reason: 'connection-lost',
			cause: 'no error code',
		});
	},
);
