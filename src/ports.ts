/** Milliseconds since 1970, as `Date.now` gives them. */
export type Now = () => number;

/** Resolves after `ms` milliseconds. An aborted `signal` may end it early, by resolving or rejecting. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** One HTTP POST. `timeoutMs` bounds the whole exchange, connecting included. */
export interface PostRequest {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
	readonly timeoutMs: number;
}

/** What came back; `body` is cut after {@link RESPONSE_BODY_MAX_BYTES} of text, header names are lower-case. */
export interface PostAnswer {
	readonly kind: 'answer';
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** No answer came. `sent` is `no` only where it is certain that no byte of the request left this machine. */
export interface PostFailure {
	readonly kind: 'failure';
	readonly sent: 'no' | 'unknown';
	readonly cause: string;
}

/** The HTTP engine behind Send. It never throws, follows no redirect and puts no URL into `cause`. */
export interface Transport {
	readonly engine: 'undici' | 'n8n';
	post(request: PostRequest): Promise<PostAnswer | PostFailure>;
}
