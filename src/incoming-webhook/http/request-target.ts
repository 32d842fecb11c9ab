/** The target of a request: the origin in undici's form, and the path with its query. */
interface RequestTarget {
	readonly origin: string;
	readonly path: string;
}

/**
 * Splits a URL without the parser's changes to path and query, because a signature covers the exact characters and the
 * parser would turn `'` into `%27`. Only non-ASCII characters, which HTTP cannot carry, are encoded. Throws if the text is
 * not a URL.
 */
export function requestTarget(url: string): RequestTarget {
	const parsed = new URL(url);
	const raw = /^[a-z][a-z0-9+.-]*:\/\/[^/\\?#]*(?<path>\/[^#]*)/i.exec(url)?.groups?.path;
	return {
		origin: parsed.origin,
		path: (raw ?? `${parsed.pathname}${parsed.search}`).replace(/[^\x21-\x7e]+/gu, encodeURIComponent),
	};
}
