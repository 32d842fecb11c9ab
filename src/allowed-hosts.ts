/** Names of this machine, as `URL.hostname` returns them. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A host name or an address, and a port: no part of it can be read as user name, path, query or another host. */
const ENTRY = /^(?<host>\[[0-9a-f:.]+\]|[^\s/\\?#@:[\]%]+)(?::(?<port>\d{1,5}))?$/i;

/** An IPv6 address without brackets; it has no port. */
const BARE_IPV6 = /^[0-9a-f.]*:[0-9a-f.]*:[0-9a-f:.]*$/i;

/** Ports that `URL.port` leaves out. */
const DEFAULT_PORTS: Readonly<Record<string, string>> = { 'http:': '80', 'https:': '443' };

/**
 * Says whether a list of exact hosts, separated by commas or lines, names the host of a URL. An entry is a name or an
 * IP address, and covers every port unless it ends with one. Letter case, the dot at the end of a full name, and the
 * spelling of an international name or an address make no difference. An entry in any other form is ignored.
 */
export function isListedHost(url: URL, allowedHosts: string): boolean {
	const name = withoutDot(url.hostname);
	const port = portOf(url);
	return (
		name !== '' &&
		allowedHosts.split(/[,;\r\n]/).some((entry) => {
			const listed = readEntry(entry.trim());
			return listed?.name === name && (listed.port === undefined || listed.port === port);
		})
	);
}

/** Says whether secrets may go to a URL: over https, or over plain http to this machine if the list names it. */
export function isSafeScheme({ protocol, hostname }: URL, isListed: boolean): boolean {
	return protocol === 'https:' || (protocol === 'http:' && isListed && isLoopbackName(hostname));
}

/** Says whether the host of a URL is a name or the usual address of this machine. */
function isLoopbackName(hostname: string): boolean {
	return LOOPBACK_HOSTS.has(hostname.toLowerCase());
}

/** The host as a URL spells it; `undefined` if the entry is not a host. */
function readEntry(entry: string): { readonly name: string; readonly port: string | undefined } | undefined {
	const { host = '', port } = ENTRY.exec(BARE_IPV6.test(entry) ? `[${entry}]` : entry)?.groups ?? {};
	const text = `https://${host}:${port ?? '443'}/`;
	if (host === '' || !URL.canParse(text)) return undefined;
	const url = new URL(text);
	const name = withoutDot(url.hostname);
	return name === '' ? undefined : { name, port: port === undefined ? undefined : portOf(url) };
}

function portOf({ port, protocol }: URL): string {
	return port === '' ? (DEFAULT_PORTS[protocol] ?? '') : port;
}

/** `gw.example.com.` is the same host as `gw.example.com`, written from the root of the DNS. */
function withoutDot(hostname: string): string {
	return hostname.toLowerCase().replace(/\.$/, '');
}
