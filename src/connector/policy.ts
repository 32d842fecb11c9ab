import { PRIVATE_HEADERS } from '../page-headers';

/**
 * Hosts that may show the page in a frame: those of Teams and Outlook in Microsoft's "Tab requirements" page, and
 * those of the government clouds in the list that teams-js 2.58 itself accepts. Microsoft 365, Bing and test hosts are
 * left out: connectors are set up in Teams and Outlook only.
 */
export const FRAME_ANCESTORS: readonly string[] = [
	'https://teams.microsoft.com',
	'https://*.teams.microsoft.com',
	'https://teams.cloud.microsoft',
	'https://teams.live.com',
	'https://teams.microsoft.us',
	'https://*.teams.microsoft.us',
	'https://outlook.office.com',
	'https://outlook.office365.com',
	'https://outlook.cloud.microsoft',
	'https://*.outlook.cloud.microsoft',
	'https://outlook.live.com',
	'https://outlook.office365.us',
	'https://outlook-dod.office365.us',
	'https://webmail.apps.mil',
];

/**
 * The headers of the page. `nonce` admits exactly our script and style, and is new for every response. The page can talk
 * only to the n8n that sent it; it cannot submit forms, load anything, or turn texts into markup.
 */
export function pageHeaders(nonce: string): Readonly<Record<string, string>> {
	const policy = [
		"default-src 'none'",
		`script-src 'nonce-${nonce}'`,
		`style-src 'nonce-${nonce}'`,
		"connect-src 'self'",
		"base-uri 'none'",
		"form-action 'none'",
		"require-trusted-types-for 'script'",
		"trusted-types 'none'",
		`frame-ancestors ${FRAME_ANCESTORS.join(' ')}`,
	];
	return {
		'Content-Type': 'text/html; charset=utf-8',
		'Content-Security-Policy': policy.join('; '),
		...PRIVATE_HEADERS,
	};
}
