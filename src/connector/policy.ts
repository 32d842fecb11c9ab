import { pageHeaders } from '../page-headers';

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

/** The headers of the configuration page: it submits no form, and only Teams and Outlook show it in a frame. */
export function connectorHeaders(nonce: string): Readonly<Record<string, string>> {
	return pageHeaders(nonce, { formAction: "'none'", frameAncestors: FRAME_ANCESTORS.join(' ') });
}
