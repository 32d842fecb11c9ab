import type { AppForm, AppManifest } from './app-form';

import { guidOfUrl } from './app-id';
import { MANIFEST_VERSION } from './app-limits';

/** File names in the package, at its root (teams.md G.4). */
export const APP_FILES = { manifest: 'manifest.json', color: 'color.png', outline: 'outline.png' } as const;

/**
 * The manifest of a form. For empty fields, the full name and description are the short ones, privacy and terms are the
 * website, the app ID is derived from the configuration URL, the connector ID is the app ID (as in Microsoft's samples),
 * and the only valid domain is the host of the configuration URL. Nothing is checked here.
 */
export function buildManifest(form: AppForm): AppManifest {
	const text = (value: string, fallback = '') => (value.trim() === '' ? fallback : value.trim());
	const configurationUrl = text(form.configurationUrl);
	const id = text(form.appId, guidOfUrl(configurationUrl)).toLowerCase();
	const [short, summary, websiteUrl] = [text(form.shortName), text(form.shortDescription), text(form.websiteUrl)];
	return {
		$schema: `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
		manifestVersion: MANIFEST_VERSION,
		version: text(form.version),
		id,
		developer: {
			name: text(form.developerName),
			websiteUrl,
			privacyUrl: text(form.privacyUrl, websiteUrl),
			termsOfUseUrl: text(form.termsOfUseUrl, websiteUrl),
		},
		name: { short, full: text(form.fullName, short) },
		description: { short: summary, full: text(form.fullDescription, summary) },
		icons: { color: APP_FILES.color, outline: APP_FILES.outline },
		accentColor: text(form.accentColor).toUpperCase(),
		connectors: [{ connectorId: text(form.connectorId, id), configurationUrl, scopes: ['team'] }],
		validDomains: domainsOf(form.validDomains, configurationUrl),
	};
}

function domainsOf(list: string, configurationUrl: string): readonly string[] {
	const domains = list
		.split(/[\s,;]+/)
		.map((domain) => domain.trim().toLowerCase())
		.filter((domain) => domain !== '');
	if (domains.length > 0) return [...new Set(domains)];
	return URL.canParse(configurationUrl) ? [new URL(configurationUrl).hostname] : [];
}
