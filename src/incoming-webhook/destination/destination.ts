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

/** A judged destination. `url` is secret; everything else may be shown. */
export interface Destination {
	readonly kind: DestinationKind;
	readonly service: WebhookService;
	readonly cloud: WebhookCloud | null;
	readonly life: DestinationLife;
	readonly host: string;
	readonly url: string;
	/** The same for every way to write the URL, and tells nothing about it: messages of one lane share a pace. */
	readonly lane: string;
	/** True where the user has named the host; only then it may be this machine or in a private network. */
	readonly isHostListed: boolean;
	/** Whether the URL carries its own key, the `sig` of a flow. */
	readonly hasKey: boolean;
	readonly warnings: readonly string[];
}

const WHERE_TO_GET_IT =
	'In Teams, open the channel menu, choose Workflows, pick "Send webhook alerts to a channel" and copy the URL it shows at the end.';

const OWN_HOST = 'For a gateway of your own, put its exact host name into Allowed Hosts of the credential.';

/**
 * Judges a webhook URL: https, on a Microsoft host or one that `allowedHosts` names (`src/allowed-hosts.ts`; plain http
 * only to loopback), and written so that nobody can read another host out of it. `&amp;` of a copy from a web page is repaired; everything else stays as it is, byte for byte.
 * Throws `url-blank`, `url-not-valid`, `url-not-https`, `host-not-allowed` or `address-refused`; only the host name is
 * ever in a message.
 */
export function parseDestination(webhookUrl: string, allowedHosts: string): Destination {
	const { text, url } = parseUrl(webhookUrl);
	const hostname = url.hostname.toLowerCase();
	const isHostListed = isListedHost(url, allowedHosts);
	if (!isSafeScheme(url, isHostListed)) {
		throw refusal(
			'url-not-https',
			`The webhook URL on ${hostname} is not https.`,
			'Teams webhook URLs start with https://. Plain http is only accepted to this machine, and only when Allowed Hosts names it.',
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

/** What outputs and errors show of a destination; `name` only where it has one. */
export interface ShownDestination {
	readonly kind: DestinationKind;
	readonly host: string;
	readonly name?: string;
}

/** See {@link ShownDestination}. */
export function shownDestination({ kind, host }: Destination, name: string | null): ShownDestination {
	return { kind, host, ...(name === null ? {} : { name }) };
}

/** A name for a URL that tells nothing about it. */
export function fingerprintOf({ lane }: Destination): string {
	return lane;
}

/** What may be said there: a host of the user's own is taken for a gateway in front of a flow. */
export function targetOf(kind: DestinationKind): MessageTarget {
	return kind === 'connector' ? 'connector' : 'workflows';
}

/**
 * Throws `flow-wants-sign-in` for a flow of Microsoft's whose URL has no `sig`: it accepts only signed-in callers.
 * A gateway may add the key itself, so its URL passes.
 */
export function requireKey({ kind, service, hasKey, host }: Destination): void {
	if (kind !== 'workflows' || hasKey || service === 'gateway' || service === 'apiManagement') return;
	throw refusal(
		'flow-wants-sign-in',
		`The webhook URL on ${host} has no "sig" part: the flow asks callers to sign in.`,
		'Use the credential "Microsoft Teams Workflows OAuth2 API" (Authentication: OAuth2), or set "Who can trigger the flow" to Anyone and copy the whole URL again: it then ends with its "sig".',
	);
}

/** The text that is sent to, and how it reads as a URL: a fragment never leaves, so it is cut off. */
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
			'The webhook URL holds a user name or password.',
			'No Teams webhook URL has one; copy the URL again.',
		);
	}
	return { text, url };
}

/**
 * The text goes on as it is, to us and to whoever a workflow hands it to, and others read URLs differently: of
 * `https://a\@b/` some take `a` for the host and some `b`. So the host has to stand there as it was read.
 */
function namesItsHost(text: string, { protocol, hostname }: URL): boolean {
	const [, scheme, host] = /^([a-z]+:)\/\/([^/?#\\@]+?)(?::\d+)?(?:[/?]|$)/i.exec(text) ?? [];
	return !text.includes('\\') && scheme?.toLowerCase() === protocol && host?.toLowerCase() === hostname;
}

function unreadable(): TeamsWebhookError {
	return refusal(
		'url-not-valid',
		'The webhook URL cannot be read as a URL.',
		`Copy the whole URL, from https:// to its end. ${WHERE_TO_GET_IT}`,
	);
}

/** Port and letter case of the host, and a slash before the query, make no difference to where it leads. */
function laneOf({ host, pathname, search }: URL): string {
	return `${host}${pathname.replace(/\/$/, '')}${search}`;
}

function unknownHost(hostname: string): TeamsWebhookError {
	if (isPrivateHost(hostname))
		return refusal(
			'address-refused',
			`${hostname} is an address of this machine or of a private network.`,
			`Teams is not there. ${OWN_HOST}`,
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
