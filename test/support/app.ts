import type { AppForm } from '../../src/app-package/app-form';
import type { ValidateFunction } from 'ajv';

import Ajv from 'ajv-draft-04';
import { readFileSync } from 'node:fs';

/** A form in which every required field is filled in. */
export const APP_FORM: AppForm = {
	shortName: 'Example feed',
	fullName: '',
	shortDescription: 'Posts Example events to a channel.',
	fullDescription: '',
	version: '1.0.0',
	appId: '',
	connectorId: '',
	configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
	validDomains: '',
	accentColor: '#4B53BC',
	developerName: 'Example Ltd',
	websiteUrl: 'https://example.com',
	privacyUrl: 'https://example.com/privacy',
	termsOfUseUrl: 'https://example.com/terms',
};

const validators = new Map<string, ValidateFunction>();

/** What Microsoft's published schema for a version of the manifest says about a manifest: a line per mistake. */
export function officialMistakes(manifest: { readonly manifestVersion: string }): readonly string[] {
	const validate = validators.get(manifest.manifestVersion) ?? compile(manifest.manifestVersion);
	return validate(manifest)
		? []
		: (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}

function compile(version: string): ValidateFunction {
	const path = require.resolve(
		`@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`,
	);
	const validate = new Ajv({ strict: false, allErrors: true, logger: false }).compile(
		JSON.parse(readFileSync(path, 'utf8')) as object,
	);
	validators.set(version, validate);
	return validate;
}
