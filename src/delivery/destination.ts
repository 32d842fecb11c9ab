import type { Target } from '../cards/finding';
import type { ErrorCode } from '../errors';

import { TeamsWebhookError } from '../errors';

/** What stands behind a webhook URL: a Workflows flow, a retired Office 365 connector, or a host the user allowed. */
export type DestinationKind = 'workflows' | 'connector' | 'other';

/** A judged destination. `url` is secret; `kind` and `host` may be shown. */
export interface Destination {
	readonly kind: DestinationKind;
	readonly host: string;
	readonly url: string;
	readonly warnings: readonly string[];
}

interface HostRule {
	readonly kind: DestinationKind;
	readonly hosts: RegExp;
}

/** Hosts of teams.md B.1 and C.1. Anything else must be named in the credential. */
const MICROSOFT_HOSTS: readonly HostRule[] = [
	{ kind: 'connector', hosts: /^(?:outlook\.office(?:365)?\.com|[a-z0-9-]+\.webhook\.office(?:365)?\.(?:com|us))$/ },
	{ kind: 'workflows', hosts: /^[a-z0-9.-]+\.environment\.api\.(?:powerplatform\.com|(?:gov|high)\.powerplatform\.microsoft\.us|appsplatform\.us|powerplatform\.partner\.microsoftonline\.cn)$/ },
	{ kind: 'workflows', hosts: /^[a-z0-9.-]+\.logic\.azure\.(?:com|us)$/ },
	{ kind: 'workflows', hosts: /^[a-z0-9-]+\.azure-api\.net$/ },
];

/** On a host the user allowed, the path says what is imitated there (design.md section 4). */
const IMITATED_PATHS: ReadonlyArray<{ readonly kind: DestinationKind; readonly path: RegExp }> = [
	{ kind: 'workflows', path: /\/triggers\/manual\/paths\/invoke$/ },
	{ kind: 'connector', path: /^\/webhook(?:b2)?\// },
];

const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

const WHERE_TO_GET_IT = 'In Teams, open the channel menu, choose Workflows, pick "Send webhook alerts to a channel" and copy the URL it shows at the end.';

const RETIRED = 'This is an Office 365 connector URL. Microsoft switched connectors off in Teams in May 2026: nothing may arrive. Create a Workflows URL instead.';

/**
 * Judges a webhook URL: https, on a Microsoft host or one in `allowedHosts` (exact names, comma separated; plain http
 * only to loopback). Throws `url-blank`, `url-not-valid`, `url-not-https` or `host-not-allowed`; only the host name is
 * ever in a message.
 */
export function parseDestination(webhookUrl: string, allowedHosts: string): Destination {
	const url = parseUrl(webhookUrl);
	const host = url.hostname.toLowerCase();
	const allowed = isAllowed(host, allowedHosts);
	if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowed && LOOPBACK_HOSTS.has(host))) {
		throw refusal('url-not-https', `The webhook URL on ${host} is not https.`, 'Teams webhook URLs start with https://. Plain http is only accepted to this machine, and only when Allowed Hosts names it.');
	}
	const known = MICROSOFT_HOSTS.find((rule) => rule.hosts.test(host));
	if (known === undefined && !allowed) {
		throw refusal('host-not-allowed', `${host} is not a Microsoft Teams webhook host.`, `${WHERE_TO_GET_IT} For a gateway of your own, put its exact host name into Allowed Hosts of the credential.`);
	}
	const kind = known?.kind ?? IMITATED_PATHS.find((rule) => rule.path.test(url.pathname))?.kind ?? 'other';
	return { kind, host: url.host, url: webhookUrl.trim(), warnings: kind === 'connector' ? [RETIRED] : [] };
}

/** What may be said there: a host of the user's own is taken for a gateway in front of a flow. */
export function targetOf(kind: DestinationKind): Target {
	return kind === 'connector' ? 'connector' : 'workflows';
}

function parseUrl(webhookUrl: string): URL {
	const trimmed = webhookUrl.trim();
	if (trimmed === '') throw refusal('url-blank', 'The webhook URL is empty.', WHERE_TO_GET_IT);
	if (!URL.canParse(trimmed) || /\s/.test(trimmed)) {
		throw refusal('url-not-valid', 'The webhook URL cannot be read as a URL.', `Copy the whole URL, from https:// to its end. ${WHERE_TO_GET_IT}`);
	}
	const url = new URL(trimmed);
	if (url.username !== '' || url.password !== '') {
		throw refusal('url-not-valid', 'The webhook URL holds a user name or password.', 'No Teams webhook URL has one; copy the URL again.');
	}
	return url;
}

function isAllowed(host: string, allowedHosts: string): boolean {
	return allowedHosts.split(',').some((entry) => entry.trim().toLowerCase() === host);
}

function refusal(code: ErrorCode, message: string, description: string): TeamsWebhookError {
	return new TeamsWebhookError(code, message, description);
}
