import type { FailureReason, PostFailure } from '../../ports';

import { ExchangeError } from '../../exchange-error';

interface ErrorRule {
	readonly codes: RegExp;
	readonly reason: FailureReason;
	/** True if the code alone proves that no byte of the request was sent, because it occurs only while a connection is set up. */
	readonly provesUnsent: boolean;
}

/** Error codes of Node, OpenSSL, undici and axios; the first matching row counts. Anything else is a lost connection. */
const ERROR_RULES: readonly ErrorRule[] = [
	{ codes: /^(?:ENOTFOUND|EAI_[A-Z]+)$/, reason: 'name-not-found', provesUnsent: true },
	{ codes: /^(?:ECONNREFUSED|UND_ERR_CONNECT_TIMEOUT)$/, reason: 'connection-failed', provesUnsent: true },
	{
		codes: /^(?:EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EADDRNOTAVAIL|EACCES|EPERM)$/,
		reason: 'connection-failed',
		provesUnsent: false,
	},
	{
		codes:
			/^(?:(?:UNABLE_TO|CERT|CRL)_[A-Z_]+|ERROR_IN_[A-Z_]+_FIELD|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH|ERR_TLS_CERT_[A-Z_]+|UND_ERR_PRX_TLS)$/,
		reason: 'certificate-untrusted',
		provesUnsent: true,
	},
	// A request that waits for the handshake fails with EPROTO; ERR_SSL_… can also come later.
	{ codes: /^EPROTO$/, reason: 'tls-failed', provesUnsent: true },
	{ codes: /^ERR_(?:SSL|TLS)_/, reason: 'tls-failed', provesUnsent: false },
	{ codes: /^(?:ETIMEDOUT|ECONNABORTED|UND_ERR_(?:HEADERS|BODY)_TIMEOUT)$/, reason: 'timeout', provesUnsent: false },
];

const OTHER: ErrorRule = { codes: /^/, reason: 'connection-lost', provesUnsent: false };

/** Errors that n8n's egress filter throws while a connection is made. */
const EGRESS_ERRORS = /^Ssrf(?:BlockedIp|BlockedHostname)Error$/;

/** Reasons that occur only while a connection is set up. */
const SET_UP: ReadonlySet<FailureReason> = new Set([
	'name-not-found',
	'connection-failed',
	'certificate-untrusted',
	'tls-failed',
]);

/** How deep causes are followed; real chains have two or three links. */
const MAX_CAUSES = 5;

/**
 * Turns an error of an HTTP engine into a failure. `isStarted` says whether the request was written to a connection; if
 * that is unknown (`undefined`), the error must prove that nothing was sent. Only codes are kept, because messages can
 * contain the URL.
 */
export function toFailure(error: unknown, isStarted?: boolean): PostFailure {
	const chain = causesOf(error);
	const own = chain.find((link) => link instanceof ExchangeError);
	if (own instanceof ExchangeError) return failure(own.reason, isStarted !== true, own.detail);
	const egress = chain.map((link) => textIn(link, 'name', EGRESS_ERRORS)).find((name) => name !== undefined);
	if (egress !== undefined) return failure('egress-refused', isStarted !== true, egress);
	const code = chain
		.map((link) => textIn(link, 'code', /^[A-Z][A-Z0-9_/]{2,60}$/))
		.find((found) => found !== undefined);
	const row = ERROR_RULES.find(({ codes }) => code !== undefined && codes.test(code)) ?? OTHER;
	const isUnsent =
		isStarted === false || (isStarted === undefined && (row.provesUnsent || chain.some(failedToConnect)));
	return failure(reasonOf(row.reason, isUnsent, isStarted), isUnsent, code ?? 'no error code');
}

function reasonOf(reason: FailureReason, isUnsent: boolean, isStarted: boolean | undefined): FailureReason {
	if (isUnsent && reason === 'connection-lost') return 'connection-failed';
	return isStarted === true && SET_UP.has(reason) ? 'connection-lost' : reason;
}

function failure(reason: FailureReason, isUnsent: boolean, cause: string): PostFailure {
	return { kind: 'failure', sent: isUnsent ? 'no' : 'unknown', reason, cause };
}

/** The error, its causes, and the first of several errors if several addresses were tried. */
function causesOf(error: unknown): readonly unknown[] {
	const links: unknown[] = [];
	let current = error;
	while (links.length < MAX_CAUSES && typeof current === 'object' && current !== null) {
		links.push(current);
		const errors: unknown = Reflect.get(current, 'errors');
		current = Reflect.get(current, 'cause') ?? (Array.isArray(errors) ? (errors[0] as unknown) : undefined);
	}
	return links;
}

/** Node names the system call that failed: these two come before a connection exists. */
function failedToConnect(link: unknown): boolean {
	return textIn(link, 'syscall', /^(?:connect|getaddrinfo)$/) !== undefined;
}

function textIn(link: unknown, member: string, form: RegExp): string | undefined {
	const value: unknown = Reflect.get(Object(link), member);
	return typeof value === 'string' && form.test(value) ? value : undefined;
}
