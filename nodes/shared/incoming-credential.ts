import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Destination } from '../../src/delivery/destination';

import { parseDestination } from '../../src/delivery/destination';
import { parseDestinations } from '../../src/delivery/named-destinations';
import { TeamsWebhookError } from '../../src/errors';

/** Field names of RFC 9110 (5.1), without those that carry the request itself. */
const HEADER_NAME = /^(?!(?:host|connection|content-type|content-length|transfer-encoding|authorization)$)[a-z0-9!#$%&'*+.^_`|~-]+$/i;

/** What Send needs of `teamsIncomingWebhookApi`. `headers` and `destination.url` are secret. */
export interface IncomingWebhook {
	readonly destination: Destination;
	readonly headers: Readonly<Record<string, string>>;
	readonly pace: { readonly group: string; readonly perWindow: number };
}

/** One entry of `teamsDestinationsApi`, ready to post to. The name of a single webhook URL is `null`. */
export interface NamedWebhook {
	readonly name: string | null;
	readonly channelId: string | null;
	readonly webhook: IncomingWebhook;
}

/** Reads and judges the credential. Throws the errors of `parseDestination`, and `header-name-invalid`. */
export function readIncoming(data: ICredentialDataDecryptedObject): IncomingWebhook {
	return toIncoming(data, textOf(data.webhookUrl));
}

/** Reads and judges every entry of `teamsDestinationsApi`. Throws as `readIncoming` and `parseDestinations` do. */
export function readDestinations(data: ICredentialDataDecryptedObject): ReadonlyArray<NamedWebhook & { readonly name: string }> {
	return parseDestinations(textOf(data.destinations)).map(({ name, channelId, url }) => ({ name, channelId, webhook: toIncoming(data, url) }));
}

function toIncoming(data: ICredentialDataDecryptedObject, url: string): IncomingWebhook {
	const destination = parseDestination(url, textOf(data.allowedHosts));
	const group = textOf(data.paceGroup).trim();
	return {
		destination,
		headers: readHeader(textOf(data.headerName).trim(), textOf(data.headerValue)),
		pace: { group: group === '' ? destination.url : group, perWindow: Math.floor(Number(data.pacePer300s ?? 0)) || 0 },
	};
}

function readHeader(name: string, value: string): Record<string, string> {
	if (name === '') return {};
	if (!HEADER_NAME.test(name) || /[^\t\x20-\x7e]/.test(value)) {
		throw new TeamsWebhookError('header-name-invalid', 'The extra header of the credential cannot be sent.', 'Use a header name of letters, digits and dashes that is not one of HTTP itself, and a value of plain ASCII.');
	}
	return { [name]: value };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value : '';
}
