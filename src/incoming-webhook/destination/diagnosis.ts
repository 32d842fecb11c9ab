import type { Destination } from './destination';

import { TeamsWebhookError } from '../../errors';

/** One thing to know about a credential: what it is, and what to do about it. It contains no secrets. */
export interface Remark {
	readonly severity: 'error' | 'warning' | 'info';
	readonly message: string;
	readonly fix: string;
	/** The code that a message would fail with. */
	readonly code?: string;
}

/** What is known about a webhook URL without calling it. */
interface UrlFacts {
	readonly kind: Destination['kind'];
	readonly service: Destination['service'];
	readonly cloud: Destination['cloud'];
	/** `current`, `legacy` (may have stopped) or `dead`. */
	readonly life: Destination['life'];
	readonly host: string;
	/** The Azure region that an older flow URL names. */
	readonly region: string | null;
	readonly hasSig: boolean;
	readonly apiVersion: string | null;
	readonly remarks: readonly Remark[];
}

/** `prod-12.westeurope.logic.azure.com` (teams.md C.1). */
const REGION = /^(?:prod-\d+\.)?([a-z0-9-]+)\.logic\.azure\.(?:com|us)$/;

/** Anything else in this place may be a part of the key. */
const VERSION = /^[0-9][0-9A-Za-z.-]{0,29}$/;

/** Says what a checked URL is and what to do about it. `signsIn`: it is used with a Microsoft Entra token. */
export function describeUrl(destination: Destination, signsIn: boolean): UrlFacts {
	const { kind, service, cloud, life, host, hasKey, url } = destination;
	const { hostname, searchParams } = new URL(url);
	return {
		kind,
		service,
		cloud,
		life,
		host,
		region: REGION.exec(hostname)?.[1] ?? null,
		hasSig: hasKey,
		apiVersion: VERSION.exec(searchParams.get('api-version') ?? '')?.[0] ?? null,
		remarks: [
			...destination.warnings.map(
				(message): Remark => ({
					severity: life === 'dead' ? 'error' : 'warning',
					message,
					fix: 'Create a Workflows URL in Teams: channel menu > Workflows > "Send webhook alerts to a channel".',
				}),
			),
			...keyRemarks(destination, signsIn),
			...hostRemarks(destination),
		],
	};
}

/** An error of the credential as a remark. Other errors are thrown again. */
export function remarkOf(error: unknown): Remark {
	if (!(error instanceof TeamsWebhookError)) throw error;
	return { severity: 'error', code: error.code, message: error.message, fix: error.description };
}

function keyRemarks({ kind, hasKey }: Destination, signsIn: boolean): readonly Remark[] {
	if (kind !== 'workflows') return [];
	if (signsIn && hasKey)
		return [
			{
				severity: 'warning',
				message: 'The URL has its own key (sig), so messages are posted to it without signing in.',
				fix: 'Use the credential Microsoft Teams Incoming Webhook API for it, or copy the URL again after the trigger has been set to "Any user in my tenant".',
			},
		];
	if (!signsIn && !hasKey)
		return [
			{
				severity: 'warning',
				code: 'flow-wants-sign-in',
				message: 'The URL does not have a "sig" part: unless your gateway adds it, the flow will refuse the message.',
				fix: 'Copy the whole URL, or use the credential Microsoft Teams Workflows OAuth2 API.',
			},
		];
	return [];
}

function hostRemarks({ service, isHostListed }: Destination): readonly Remark[] {
	if (service === 'gateway')
		return [
			{
				severity: 'info',
				message: 'The host is not a Microsoft host; it is allowed because Allowed Hosts names it.',
				fix: "The host must pass the body on unchanged, and return Teams' answer.",
			},
		];
	return isHostListed
		? [
				{
					severity: 'info',
					message: 'Allowed Hosts names this Microsoft host, which is not necessary.',
					fix: 'Remove the entry: n8n allows a listed host to have an address in your own network.',
				},
			]
		: [];
}
