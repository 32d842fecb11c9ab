/** Where a request goes: the origin as undici wants it, and the path with its query. */
interface RequestTarget {
	readonly origin: string;
	readonly path: string;
}

/**
 * Splits a URL without the parser's changes to path and query: a signature covers the very characters, and the parser
 * would turn `'` into `%27`. Only what HTTP cannot carry, beyond ASCII, is encoded. Throws where it is no URL.
 */
export function requestTarget(url: string): RequestTarget {
	const parsed = new URL(url);
	const raw = /^[a-z][a-z0-9+.-]*:\/\/[^/\\?#]*(?<path>\/[^#]*)/i.exec(url)?.groups?.path;
	return {
		origin: parsed.origin,
		path: (raw ?? `${parsed.pathname}${parsed.search}`).replace(/[^\x21-\x7e]+/gu, encodeURIComponent),
	};
}
