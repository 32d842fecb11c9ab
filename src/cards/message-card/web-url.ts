import { encodeUrl } from '../encode-url';

const WEB_URL = /^https?:\/\/[^/\\]/i;

/**
 * An absolute http(s) address for a button or an image, encoded; `undefined` for everything else, because a
 * relative address makes an Adaptive Card invalid (teams.md H.2, X17).
 */
export function webUrl(value: unknown): string | undefined {
	if (typeof value !== 'string' || !WEB_URL.test(value.trim())) return undefined;
	const url = encodeUrl(value);
	return URL.canParse(url) ? url : undefined;
}
