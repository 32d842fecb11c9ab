import type { AppFinding } from './app-finding';

import { hostRule, imitatedKind } from '../webhook-hosts';
import { appError, appWarning } from './app-finding';
import { APP_URL_MAX_CHARACTERS } from './app-limits';

/** n8n's path of test URLs: each works for a single call, after "Execute" in the editor. */
const TEST_PATH = /^\/(?:.*\/)?webhook-test\//;

/**
 * Hosts of webhook URLs that also have pages: n8n may be behind API management, and Outlook hosts pages about bookings.
 */
const HOSTS_WITH_PAGES = /^outlook\.office(?:365)?\.com$|\.azure-api\.net$/;

/** A name with a dot whose last label is not a number: not an IP address, not a name of the local network. */
const PUBLIC_NAME = /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/** Names that only one machine or network knows (RFC 6761, 6762). */
const LOCAL_NAME = /(?:^|\.)(?:localhost|local|internal|lan|home\.arpa)$/;

/** True for a host that Teams can reach by name: not an IP address or a local name. Expects lower case. */
export function isPublicName(host: string): boolean {
	return PUBLIC_NAME.test(host) && !LOCAL_NAME.test(host);
}

/** Findings for the address of the configuration page. Teams shows it in a frame, so it must be public https. */
export function checkConfigurationUrl(value: string, path: string): readonly AppFinding[] {
	const error = (code: AppFinding['code'], message: string, fix: string) => [appError(code, path, message, fix)];
	if (value === '')
		return error(
			'app-text-missing',
			'The configuration URL is missing.',
			'Copy the production URL of the connector trigger.',
		);
	const url = parse(value);
	if (url === undefined)
		return error(
			'app-url-invalid',
			'The configuration URL is not a URL.',
			'Copy the whole production URL of the connector trigger, starting with https://.',
		);
	const secret = checkSecret(url, path, 'configuration URL');
	if (secret.some(({ code }) => code === 'app-url-webhook')) return secret;
	return [
		...(url.protocol === 'https:'
			? []
			: error(
					'app-url-not-https',
					'The configuration URL is not https, and Teams shows only https pages.',
					"Set n8n's WEBHOOK_URL to its public https address.",
				)),
		...(TEST_PATH.test(url.pathname)
			? error(
					'app-url-test',
					'The configuration URL is a test URL, which works only once, while the editor waits for it.',
					'Publish the workflow and copy the production URL.',
				)
			: []),
		...(isPublicName(url.hostname)
			? []
			: error(
					'app-url-host',
					'The host of the configuration URL is not a public name, so Teams cannot open the page.',
					"Set n8n's WEBHOOK_URL to its public https address.",
				)),
		...secret,
	];
}

/** Everybody who has the app can read the manifest, so it must not contain secrets. */
function checkSecret(
	{ hostname, pathname, username, password }: URL,
	path: string,
	name: string,
): readonly AppFinding[] {
	const rule = hostRule(hostname);
	if (rule !== undefined && (!HOSTS_WITH_PAGES.test(hostname) || imitatedKind(pathname) === rule.kind)) {
		return [
			appError(
				'app-url-webhook',
				path,
				`The ${name} is a Teams webhook URL, which is a secret and not a page.`,
				name === 'address' ? 'Enter the address of a page.' : 'Copy the production URL of the connector trigger.',
			),
		];
	}
	return username === '' && password === ''
		? []
		: [
				appError(
					'app-url-credentials',
					path,
					`The ${name} contains a user name or a password, which everybody who has the app could read.`,
					'Remove the user name, the password and the @.',
				),
			];
}

/** Findings for one of the developer's addresses. The schema accepts http too; Microsoft's store does not. */
export function checkPageUrl(value: string, path: string): readonly AppFinding[] {
	if (value === '')
		return [
			appError(
				'app-text-missing',
				path,
				'The manifest requires this address, but it is missing.',
				'Enter the address of a page about the app.',
			),
		];
	const url = parse(value);
	if (url === undefined || !isPublicName(url.hostname))
		return [
			appError(
				'app-url-invalid',
				path,
				'This is not the address of a web page.',
				'Enter the whole address of a page, starting with https://.',
			),
		];
	return [
		...checkSecret(url, path, 'address'),
		...(url.protocol === 'https:'
			? []
			: [
					appWarning(
						'app-url-not-https',
						path,
						'The address is not https; an app store would refuse it.',
						'Use an address that starts with https://.',
					),
				]),
	];
}

function parse(value: string): URL | undefined {
	if (
		value.length > APP_URL_MAX_CHARACTERS ||
		!/^https?:\/\/[^/\\]/i.test(value) ||
		/[\s\p{Cc}]/u.test(value) ||
		!URL.canParse(value)
	)
		return undefined;
	return new URL(value);
}
