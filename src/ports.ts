/** Milliseconds since 1970, as `Date.now` gives them. */
export type Now = () => number;

/** Resolves after `ms` milliseconds. An aborted `signal` may end it early, by resolving or rejecting. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** A number from 0 up to, but without, 1, as `Math.random` gives it. */
export type Random = () => number;

/** One HTTP GET. `timeoutMs` bounds the whole exchange, connecting included; an aborted `signal` ends it at once. */
export interface GetRequest {
	/** Path and query are sent byte for byte as they stand here. */
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
	/** True where the user has named the host: only then it may resolve to this machine or to a private network. */
	readonly isHostListed: boolean;
}

/** One HTTP POST, bounded as a GET is. */
export interface PostRequest extends GetRequest {
	readonly body: string;
}

/** What came back; `body` is cut after {@link RESPONSE_BODY_MAX_BYTES} of text, header names are lower-case. */
export interface PostAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** Why no answer came. Each has a row in `src/incoming-webhook/answer/failures.ts`. */
export type FailureReason =
	/** The name resolves to an address of this machine or a private network, and the user has not named the host. */
	| 'address-refused'
	/** The signal of the request was aborted. */
	| 'cancelled'
	/** The certificate of the other side is not signed by an authority this Node knows, or is not valid for the name or day. */
	| 'certificate-untrusted'
	/** Refused, unreachable, or no connection in time. */
	| 'connection-failed'
	/** The connection ended before a whole answer had come. */
	| 'connection-lost'
	/** n8n's egress filter does not let the request out. */
	| 'egress-refused'
	/** The name of the host does not resolve. */
	| 'name-not-found'
	/** The proxy did not open the way to the host. */
	| 'proxy-refused'
	/** No token for the flow could be had. */
	| 'sign-in-failed'
	/** The time of the exchange was up. */
	| 'timeout'
	/** TLS could not be agreed on. */
	| 'tls-failed';

/** No answer came. `sent` is `no` only where it is certain that no byte of the request has left for its destination. */
export interface PostFailure {
	readonly kind: 'failure';
	readonly sent: 'no' | 'unknown';
	readonly reason: FailureReason;
	/** An error code such as ECONNRESET, for support. It holds no address and nothing secret. */
	readonly cause: string;
}

/** The HTTP engine behind Send. It never throws, follows no redirect and puts no URL into `cause`. */
export interface Transport {
	readonly engine: 'undici' | 'n8n';
	post(request: PostRequest): Promise<PostAnswer | PostFailure>;
}

/** The same engines where something is read: keys of an issuer. It makes the same promises. */
export interface Reader {
	get(request: GetRequest): Promise<PostAnswer | PostFailure>;
}
