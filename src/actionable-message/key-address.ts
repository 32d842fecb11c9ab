import type { LoginHost } from './login-hosts';

import { isListedHost, isSafeScheme } from '../allowed-hosts';
import { TeamsWebhookError } from '../errors';
import { issuersOf, loginHost } from './login-hosts';

/** Where keys are read from. */
export interface KeyAddress {
	readonly url: string;
	/** True if the user has named the host; only then may it be this machine or a host in a private network. */
	readonly isHostListed: boolean;
	/** Checks an address that this one points to by the same rules; `undefined` if it must not be called. */
	readonly follow: (url: string) => KeyAddress | undefined;
}

/** The checked keys URL of a credential: an address for each tenant, and who issues tokens with those keys. */
export interface KeysUrl {
	readonly issuers: LoginHost;
	/** `tenantId` must be on the allow-list already: it becomes a part of the address. */
	readonly addressFor: (tenantId: string) => KeyAddress;
}

const HINT =
	'Keep the default. If the keys come through a gateway of your own, name its host under Allowed Hosts in the credential.';

/**
 * Checks the keys URL of a credential: https, on a Microsoft login host or one that `allowedHosts` names
 * (`src/allowed-hosts.ts`; plain http only to loopback). `{tenant}` stands for the tenant of the token. Throws
 * `keys-url-invalid`.
 */
export function parseKeysUrl(keysUrl: string, allowedHosts: string): KeysUrl {
	const text = keysUrl.trim();
	const [sample, other] = ['a', 'b'].map((tenant) =>
		URL.canParse(fill(text, tenant)) ? new URL(fill(text, tenant)) : undefined,
	);
	// A token cannot choose the host: the placeholder comes after it.
	if (sample === undefined || sample.origin !== other?.origin)
		throw refusal(text === '' ? 'is empty' : 'cannot be read as a URL');
	const problem = problemOf(sample, allowedHosts);
	if (problem !== undefined) throw refusal(problem);
	return {
		issuers: issuersOf(sample.hostname.toLowerCase()),
		addressFor: (tenantId) => toAddress(fill(text, tenantId), allowedHosts),
	};
}

function toAddress(url: string, allowedHosts: string): KeyAddress {
	const follow = (next: string): KeyAddress | undefined =>
		URL.canParse(next) && problemOf(new URL(next), allowedHosts) === undefined
			? toAddress(next, allowedHosts)
			: undefined;
	return { url, isHostListed: isListedHost(new URL(url), allowedHosts), follow };
}

function problemOf(url: URL, allowedHosts: string): string | undefined {
	const hostname = url.hostname.toLowerCase();
	const listed = isListedHost(url, allowedHosts);
	if (url.username !== '' || url.password !== '') return 'contains a user name or password';
	if (!isSafeScheme(url, listed)) return 'is not https';
	if (!listed && (loginHost(hostname) === undefined || url.port !== ''))
		return `is on ${url.host.slice(0, 100)}, which is not a Microsoft login host`;
	return undefined;
}

function fill(text: string, tenantId: string): string {
	return text.replaceAll('{tenant}', tenantId);
}

function refusal(problem: string): TeamsWebhookError {
	return new TeamsWebhookError('keys-url-invalid', `The keys URL in the credential ${problem}.`, HINT);
}
