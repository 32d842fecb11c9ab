import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Destination } from '../../src/incoming-webhook/destination/destination';
import type { PaceSettings } from '../../src/incoming-webhook/pace/pace-rules';

import { parseDestination, requireKey } from '../../src/incoming-webhook/destination/destination';
import { namingDestination, parseDestinations } from '../../src/incoming-webhook/destination/named-destinations';
import { TeamsWebhookError } from '../../src/errors';
import { fingerprint } from '../../src/fingerprint';
import { stringOrEmpty } from '../../src/json';

/** Field names of RFC 9110 (5.1), without those that carry the request itself. */
const HEADER_NAME =
	/^(?!(?:host|connection|content-type|content-length|content-encoding|expect|keep-alive|proxy-authorization|proxy-connection|te|trailer|transfer-encoding|upgrade|authorization)$)[a-z0-9!#$%&'*+.^_`|~-]+$/i;

/** What Send needs of a delivery credential. `headers` and `destination.url` are secret. */
export interface IncomingWebhook {
	readonly destination: Destination;
	readonly headers: Readonly<Record<string, string>>;
	readonly pace: PaceSettings;
}

/** One entry of `teamsDestinationsApi`. A URL is checked when it is read, so a broken one does not affect other entries. */
interface NamedWebhook {
	readonly name: string;
	readonly channelId: string | null;
	/** Judges the URL. Throws as `readIncoming` does, naming the entry. */
	readonly read: () => IncomingWebhook;
}

/** Reads and checks `teamsIncomingWebhookApi`. Throws the errors of `parseDestination` and `requireKey`, and `header-name-invalid`. */
export function readIncoming(data: ICredentialDataDecryptedObject): IncomingWebhook {
	const webhook = readWebhook(data, stringOrEmpty(data.webhookUrl));
	requireKey(webhook.destination);
	return webhook;
}

/** Reads the entries of `teamsDestinationsApi`. Throws the errors of `parseDestinations`. */
export function readDestinations(data: ICredentialDataDecryptedObject): readonly NamedWebhook[] {
	return parseDestinations(stringOrEmpty(data.destinations)).map(({ name, channelId, url }) => ({
		name,
		channelId,
		read: () => namingDestination(name, () => readIncoming({ ...data, webhookUrl: url })),
	}));
}

/** Reads and checks the fields that all delivery credentials share; the URL may need a sign-in. Throws as `readIncoming` does, except for a missing key. */
export function readWebhook(data: ICredentialDataDecryptedObject, url: string): IncomingWebhook {
	const destination = parseDestination(url, stringOrEmpty(data.allowedHosts));
	const group = stringOrEmpty(data.paceGroup).trim();
	const per300s = Math.floor(Number(data.pacePer300s ?? 0));
	return {
		destination,
		headers: readHeader(stringOrEmpty(data.headerName).trim(), stringOrEmpty(data.headerValue)),
		pace: {
			group: group === '' ? destination.lane : fingerprint(group),
			per300s: Number.isFinite(per300s) && per300s > 0 ? per300s : 0,
		},
	};
}

function readHeader(name: string, value: string): Record<string, string> {
	if (name === '') return {};
	if (!HEADER_NAME.test(name) || /[^\t\x20-\x7e]/.test(value)) {
		throw new TeamsWebhookError(
			'header-name-invalid',
			'The extra header in the credential cannot be sent.',
			"Use letters, digits and dashes for the name, which must not be one of HTTP's own headers, and plain ASCII for the value.",
		);
	}
	return { [name]: value };
}
