/** Addresses that only this machine or network reaches (RFC 1918, 3927, 4193, 4291, 6598, 6762). */
const PRIVATE_HOSTS =
	/^(?:localhost|.*\.(?:localhost|local|internal|lan)|0\.0\.0\.0|127(?:\.\d+){3}|10(?:\.\d+){3}|192\.168(?:\.\d+){2}|169\.254(?:\.\d+){2}|172\.(?:1[6-9]|2\d|3[01])(?:\.\d+){2}|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])(?:\.\d+){2}|\[(?:::1?|::ffff:[0-9a-f:.]+|f[cd][0-9a-f:]*|fe[89ab][0-9a-f:]*)\])$/i;

/**
 * Says whether Teams could call a URL: https, and not an address of a private network. A host name without a dot is
 * private too.
 */
export function isPublicUrl(url: string): boolean {
	if (!URL.canParse(url)) return false;
	const { protocol, hostname: withDot } = new URL(url);
	const hostname = withDot.replace(/\.$/, '');
	const named = hostname.includes('.') || hostname.startsWith('[');
	return protocol === 'https:' && named && !PRIVATE_HOSTS.test(hostname);
}
