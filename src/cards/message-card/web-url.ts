const WEB_URL = /^https?:\/\/[^/\\]/i;

/**
 * An absolute http(s) address as a button or an image takes it; `undefined` for everything else, because a relative
 * address makes an Adaptive Card invalid (teams.md H.2, X17). Spaces in it are encoded.
 */
export function webUrl(value: unknown): string | undefined {
	if (typeof value !== 'string') return undefined;
	const url = value.trim();
	if (!WEB_URL.test(url) || !URL.canParse(url)) return undefined;
	return /[\s\p{Cc}]/u.test(url) ? new URL(url).href : url;
}
