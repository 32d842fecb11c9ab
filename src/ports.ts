/** Milliseconds since 1970, as `Date.now` gives them. */
export type Now = () => number;

/** Resolves after `ms` milliseconds. An aborted `signal` may end it early, by resolving or rejecting. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A number from 0 up to but not including 1, like `Math.random`. */
export type Random = () => number;

/** One HTTP GET. `timeoutMs` limits the whole exchange, connecting included; an aborted `signal` ends it at once. */
export interface GetRequest {
	/** Path and query are sent byte for byte. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
	/** True if the user has named the host; only then may it resolve to this machine or to a private network. */
	readonly isHostListed: boolean;
}

/** One HTTP POST, with the same limits as a GET. */
export interface PostRequest extends GetRequest {
	readonly body: string;
}

/** The answer; `body` is cut after {@link RESPONSE_BODY_MAX_BYTES} of text, header names are in lower case. */
export interface PostAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Why no answer came. Each reason has a row in `src/incoming-webhook/answer/failures.ts`. */
export type FailureReason =
	/** The name resolves to an address of this machine or a private network, and the user has not named the host. */
	| 'address-refused'
	/** The signal of the request was aborted. */
	| 'cancelled'
	/** The certificate of the other side is not signed by an authority this Node knows, or is not valid for the name or day. */
	| 'certificate-untrusted'
	/** Refused, unreachable, or no connection in time. */
	| 'connection-failed'
	/** The connection ended before the whole answer arrived. */
	| 'connection-lost'
	/** n8n's egress filter blocked the request. */
	| 'egress-refused'
	/** The name of the host does not resolve. */
	| 'name-not-found'
	/** The proxy refused to connect to the host. */
	| 'proxy-refused'
	/** n8n could not get a token for the flow. */
	| 'sign-in-failed'
	/** The time for the exchange was up. */
	| 'timeout'
	/** The TLS handshake failed. */
	| 'tls-failed';

/** No answer came. `sent` is `no` only if certainly no byte of the request was sent to its destination. */
export interface PostFailure {
	readonly kind: 'failure';
	readonly sent: 'no' | 'unknown';
	readonly reason: FailureReason;
	/** An error code such as ECONNRESET, for support. It contains no address and no secrets. */
	readonly cause: string;
}

/** The HTTP engine behind Send. It never throws, follows no redirect and puts no URL into `cause`. */
export interface Transport {
	readonly engine: 'undici' | 'n8n';
	post(request: PostRequest): Promise<PostAnswer | PostFailure>;
}

/** The same engines for reading the keys of an issuer, with the same promises. */
export interface Reader {
	get(request: GetRequest): Promise<PostAnswer | PostFailure>;
}
