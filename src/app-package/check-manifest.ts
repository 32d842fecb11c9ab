import type { AppFinding } from './app-finding';
import type { AppManifest } from './app-form';
import type { LimitedText } from './app-limits';

import { isGuid } from '../guid';
import { appError, appWarning } from './app-finding';
import {
	CONNECTOR_ID_MAX_CHARACTERS,
	TEXT_MAX_CHARACTERS,
	VALID_DOMAINS_MAX,
	VERSION_MAX_CHARACTERS,
} from './app-limits';
import { checkConfigurationUrl, checkPageUrl, isPublicName } from './check-url';

/** Semantic versioning 2.0.0. */
const VERSION =
	/^(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[0-9a-z-]+(?:\.[0-9a-z-]+)*)?(?:\+[0-9a-z-]+(?:\.[0-9a-z-]+)*)?$/i;

/** Findings for a manifest: what the published schema refuses (teams.md G.4), and what Teams could not open. Never throws. */
export function checkManifest(manifest: AppManifest): readonly AppFinding[] {
	const { developer, connectors, validDomains } = manifest;
	const configurationUrl = connectors[0]?.configurationUrl ?? '';
	return [
		...checkTexts(manifest),
		...checkIds(manifest),
		...checkPageUrl(developer.websiteUrl, 'developer.websiteUrl'),
		...checkLegalPages(manifest),
		...checkConfigurationUrl(configurationUrl, 'connectors[0].configurationUrl'),
		...checkDomains(validDomains, configurationUrl),
	];
}

/** A full text is empty only if the short one is, so it is reported once. */
function checkTexts({ name, description, developer }: AppManifest): readonly AppFinding[] {
	const texts: Readonly<Record<LimitedText, string>> = {
		'name.short': name.short,
		'name.full': name.full,
		'description.short': description.short,
		'description.full': description.full,
		'developer.name': developer.name,
	};
	const checked = Object.entries(TEXT_MAX_CHARACTERS).filter(
		([path]) => texts[path as LimitedText] !== '' || !path.endsWith('.full'),
	);
	return checked.flatMap(([path, max]) => checkText(path, texts[path as LimitedText], max));
}

function checkText(path: string, text: string, max: number): readonly AppFinding[] {
	if (text === '')
		return [
			appError(
				'app-text-missing',
				path,
				'A text field that the manifest must have is missing.',
				'Fill in the field, or check the expression in it.',
			),
		];
	const { length } = [...text];
	return length <= max
		? []
		: [appError('app-text-too-long', path, `The text is ${length} characters; Teams allows ${max}.`, 'Shorten it.')];
}

function checkIds({ id, version, accentColor, connectors }: AppManifest): readonly AppFinding[] {
	const connectorId = connectors[0]?.connectorId ?? '';
	return [
		...(isGuid(id)
			? []
			: [
					appError(
						'app-id-invalid',
						'id',
						'The app ID is not a GUID.',
						'Enter one like 11111111-2222-4333-8444-555555555555, or leave the field empty.',
					),
				]),
		...([...connectorId].length <= CONNECTOR_ID_MAX_CHARACTERS
			? []
			: [
					appError(
						'app-id-invalid',
						'connectors[0].connectorId',
						`The connector ID has more than ${CONNECTOR_ID_MAX_CHARACTERS} characters.`,
						'Copy it from the connector portal, or leave the field empty.',
					),
				]),
		...(VERSION.test(version) && version.length <= VERSION_MAX_CHARACTERS
			? []
			: [
					appError(
						'app-version-invalid',
						'version',
						'The version does not have the form 1.0.0.',
						'Use three numbers with dots between them, and a higher version for each new package.',
					),
				]),
		...(/^#[0-9A-F]{6}$/.test(accentColor)
			? []
			: [
					appError(
						'app-color-invalid',
						'accentColor',
						'The accent colour does not have the form #0B6A0B.',
						'Use # and six hexadecimal digits.',
					),
				]),
	];
}

/** Privacy and terms default to the website; a problem with it is reported once. */
function checkLegalPages({ developer }: AppManifest): readonly AppFinding[] {
	return (['privacyUrl', 'termsOfUseUrl'] as const).flatMap((name) => {
		const path = `developer.${name}`;
		if (developer[name] !== developer.websiteUrl) return checkPageUrl(developer[name], path);
		return developer.websiteUrl === ''
			? []
			: [
					appWarning(
						'app-url-shared',
						path,
						"The address is the same as the website's; an app store requires a separate page.",
						'If the app goes into a store, enter the address of a separate page.',
					),
				];
	});
}

function checkDomains(domains: readonly string[], configurationUrl: string): readonly AppFinding[] {
	const broken = domains.flatMap((domain, index) =>
		isDomain(domain)
			? []
			: [
					appError(
						'app-domain-invalid',
						`validDomains[${index}]`,
						'This is not a domain.',
						'Use a name like example.com or *.example.com, without https:// and without a path.',
					),
				],
	);
	const many =
		domains.length > VALID_DOMAINS_MAX
			? [
					appError(
						'app-domains-too-many',
						'validDomains',
						`There are ${domains.length} domains; an app can have at most ${VALID_DOMAINS_MAX}.`,
						'Remove some, or use a wildcard like *.example.com.',
					),
				]
			: [];
	const host = URL.canParse(configurationUrl) ? new URL(configurationUrl).hostname : undefined;
	const missing =
		host === undefined || domains.some((domain) => covers(domain, host))
			? []
			: [
					appError(
						'app-domain-missing',
						'validDomains',
						'The host of the configuration URL is not among the valid domains, so Teams would not show the page.',
						'Add the host, or leave the field empty.',
					),
				];
	return [...broken, ...many, ...missing];
}

/** A wildcard covers the names below a domain, not all names. */
function isDomain(domain: string): boolean {
	return isPublicName(domain.startsWith('*.') ? domain.slice(2) : domain);
}

function covers(domain: string, host: string): boolean {
	return domain.startsWith('*.') ? host.endsWith(domain.slice(1)) && host.length > domain.length - 1 : domain === host;
}
