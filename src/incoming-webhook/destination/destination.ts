import type { MessageTarget } from '../../cards/finding';
import type { ErrorCode } from '../../errors';
import type { DestinationLife } from './destination-life';
import type { DestinationKind, WebhookCloud, WebhookService } from '../../webhook-hosts';

import { isListedHost, isSafeScheme } from '../../allowed-hosts';
import { TeamsWebhookError } from '../../errors';
import { fingerprint } from '../../fingerprint';
import { URL_MAX_CHARACTERS } from '../../limits';
import { lifeOf, warningsOf } from './destination-life';
import { isPrivateHost } from './private-address';
import { hostRule, imitatedKind } from '../../webhook-hosts';

/** A checked destination. `url` is secret; everything else may be shown. */
export interface Destination {
	readonly kind: DestinationKind;
	readonly service: WebhookService;
	readonly cloud: WebhookCloud | null;
	readonly life: DestinationLife;
	readonly host: string;
	readonly url: string;
	/** The same for every spelling of the URL, without revealing it: messages of one lane share a pace. */
	readonly lane: string;
	/** True if the user has named the host; only then may it be this machine or a host in a private network. */
	readonly isHostListed: boolean;
	/** Whether the URL carries its own key, the `sig` of a flow. */
	readonly hasKey: boolean;
	readonly warnings: readonly string[];
}

const WHERE_TO_GET_IT =
	'In Teams, open the channel menu, choose Workflows, pick "Send webhook alerts to a channel" and copy the URL that it shows at the end.';

const OWN_HOST = 'For your own gateway, add its exact host name to Allowed Hosts in the credential.';

/**
 * Checks a webhook URL: https, on a Microsoft host or one that `allowedHosts` names (`src/allowed-hosts.ts`; plain http
 * only to loopback), and written so that every parser reads the same host. `&amp;` from a web page is repaired; everything
 * else stays byte for byte. Throws `url-blank`, `url-not-valid`, `url-not-https`, `host-not-allowed` or
 * `address-refused`; messages contain only the host name.
 */
export function parseDestination(webhookUrl: string, allowedHosts: string): Destination {
	const { text, url } = parseUrl(webhookUrl);
	const hostname = url.hostname.toLowerCase();
	const isHostListed = isListedHost(url, allowedHosts);
	if (!isSafeScheme(url, isHostListed)) {
		throw refusal(
			'url-not-https',
			`The webhook URL on ${hostname} is not https.`,
			'Teams webhook URLs start with https://. Plain http is allowed only to this machine, and only if Allowed Hosts names it.',
		);
	}
	const rule = hostRule(hostname);
	if (rule === undefined && !isHostListed) throw unknownHost(hostname);
	if (!namesItsHost(text, url)) throw unreadable();
	const kind = rule?.kind ?? imitatedKind(url.pathname);
	const service = rule?.service ?? 'gateway';
	const life = lifeOf(service, url);
	const hasKey = (url.searchParams.get('sig') ?? '') !== '';
	return {
		kind,
		service,
		cloud: rule?.cloud ?? null,
		life,
		host: url.host,
		url: text,
		lane: fingerprint(laneOf(url)),
		isHostListed,
		hasKey,
		warnings: warningsOf({ kind, life }),
	};
}

/** What outputs and errors show of a destination; `name` only if it has one. */
export interface ShownDestination {
	readonly kind: DestinationKind;
	readonly host: string;
	readonly name?: string;
}

/** See {@link ShownDestination}. */
export function shownDestination({ kind, host }: Destination, name: string | null): ShownDestination {
	return { kind, host, ...(name === null ? {} : { name }) };
}

/** A name for a URL that does not reveal it. */
export function fingerprintOf({ lane }: Destination): string {
	return lane;
}

/** What the destination accepts: a host of the user's own counts as a gateway in front of a flow. */
export function targetOf(kind: DestinationKind): MessageTarget {
	return kind === 'connector' ? 'connector' : 'workflows';
}

/**
 * Throws `flow-wants-sign-in` for a Microsoft flow whose URL has no `sig`: it accepts only signed-in callers.
 * A gateway may add the key itself, so its URL passes.
 */
export function requireKey({ kind, service, hasKey, host }: Destination): void {
	if (kind !== 'workflows' || hasKey || service === 'gateway' || service === 'apiManagement') return;
	throw refusal(
		'flow-wants-sign-in',
		`The webhook URL on ${host} does not have a "sig" part: the flow asks callers to sign in.`,
		'Use the credential "Microsoft Teams Workflows OAuth2 API" (Authentication: OAuth2), or set "Who can trigger the flow" to Anyone and copy the whole URL again: it then ends with its "sig".',
	);
}

/** The text of the URL and its parsed form, without the fragment, which is never sent. */
function parseUrl(webhookUrl: string): { readonly text: string; readonly url: URL } {
	const text = webhookUrl
		.trim()
		.replace(/&(?:amp;)+/g, '&')
		.replace(/#.*$/s, '');
	if (text === '') throw refusal('url-blank', 'The webhook URL is empty.', WHERE_TO_GET_IT);
	if (!URL.canParse(text) || /[^\x21-\x7e]/.test(text) || text.length > URL_MAX_CHARACTERS) throw unreadable();
	const url = new URL(text);
	if (url.username !== '' || url.password !== '') {
		throw refusal(
			'url-not-valid',
			'The webhook URL contains a user name or password.',
			'Teams webhook URLs never have one; copy the URL again.',
		);
	}
	return { text, url };
}

/**
 * The text is passed on as it is, and other programs may parse it differently: in `https://a\@b/`, some take `a` for the
 * host and some `b`. So the text must spell the host exactly as it was parsed.
 */
function namesItsHost(text: string, { protocol, hostname }: URL): boolean {
	const [, scheme, host] = /^([a-z]+:)\/\/([^/?#\\@]+?)(?::\d+)?(?:[/?]|$)/i.exec(text) ?? [];
	return !text.includes('\\') && scheme?.toLowerCase() === protocol && host?.toLowerCase() === hostname;
}

function unreadable(): TeamsWebhookError {
	return refusal(
		'url-not-valid',
		'The webhook URL is not a valid URL.',
		`Copy the whole URL, from https:// to its end. ${WHERE_TO_GET_IT}`,
	);
}

/** Port and letter case of the host, and a slash before the query, do not change where it leads. */
function laneOf({ host, pathname, search }: URL): string {
	return `${host}${pathname.replace(/\/$/, '')}${search}`;
}

function unknownHost(hostname: string): TeamsWebhookError {
	if (isPrivateHost(hostname))
		return refusal(
			'address-refused',
			`${hostname} is this machine or is in a private network.`,
			`Teams is never at such an address. ${OWN_HOST}`,
		);
	return refusal(
		'host-not-allowed',
		`${hostname} is not a Microsoft Teams webhook host.`,
		`${WHERE_TO_GET_IT} ${OWN_HOST}`,
	);
}

function refusal(code: ErrorCode, message: string, description: string): TeamsWebhookError {
	return new TeamsWebhookError(code, message, description);
}
