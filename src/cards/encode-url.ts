/** The scheme of an absolute address, and the slashes before a host. Drives have one letter; host names have dots. */
const START = /^([a-z][a-z\d+-]+:|[a-z][a-z\d+.-]+:(?=\/\/))(\/\/)?/i;

/** Schemes that browsers read with a host; in them a backslash ends the host as a slash does (WHATWG URL). */
const WITH_HOST: ReadonlySet<string> = new Set(['http:', 'https:']);

/**
 * What RFC 3986 does not allow outside the host: everything but unreserved and reserved characters, brackets, and a
 * percent sign that does not begin an escape. A second "#" stays, because pages with their own routes need it.
 */
const NOT_IN_URL = /%(?![\dA-Fa-f]{2})|[^A-Za-z\d_.~:/?#@!$&'()*+,;=%-]/gu;

/** Browsers remove these anywhere in an address. */
const DROPPED = /[\t\r\n]/g;

/** Half a character, which has no bytes. */
const LONE_SURROGATE = /\p{Surrogate}/u;

// eslint-disable-next-line no-control-regex
const NON_ASCII = /[^\u0000-\u007f]/;

/**
 * Percent-encodes what RFC 3986 does not allow in an address, because such addresses make buttons fail on some clients
 * (teams.md H.3). What is already encoded stays, so a second time changes nothing. `data:` URIs, relative addresses, and
 * addresses with a template expression are only trimmed.
 */
export function encodeUrl(address: string): string {
	const url = address.trim();
	const start = START.exec(url);
	if (start === null || /^data:/i.test(url) || /\$\{[^}]*\}/.test(url)) return url;
	const encoded = encodeParts(url.replace(DROPPED, ''));
	return URL.canParse(encoded) ? encoded : url;
}

function encodeParts(url: string): string {
	const [before = '', scheme = '', slashes] = START.exec(url) ?? [];
	if (slashes === undefined) return scheme + encode(url.slice(scheme.length));
	const hasHost = WITH_HOST.has(scheme.toLowerCase());
	const rest = url.slice(before.length);
	const end = rest.search(hasHost ? /[/?#\\]/ : /[/?#]/);
	const authority = end === -1 ? rest : rest.slice(0, end);
	const path = end === -1 ? '' : rest.slice(end).replace(/^\\/, '/');
	return before + encodeAuthority(authority, hasHost) + encode(path);
}

/** User and password are encoded; a host with non-ASCII letters gets the form that name servers know. */
function encodeAuthority(authority: string, hasHost: boolean): string {
	const at = authority.lastIndexOf('@') + 1;
	const host = authority.slice(at);
	return encode(authority.slice(0, at)) + (NON_ASCII.test(host) ? asciiHost(host, hasHost) : host);
}

function asciiHost(host: string, hasHost: boolean): string {
	const [, name = '', port = ''] = /^(.*?)(:\d*)?$/su.exec(host) ?? [];
	if (!hasHost) return encode(host);
	return URL.canParse(`https://${name}`) ? new URL(`https://${name}`).hostname + port : host;
}

function encode(text: string): string {
	return text.replace(NOT_IN_URL, (found) => encodeURIComponent(LONE_SURROGATE.test(found) ? '\ufffd' : found));
}
