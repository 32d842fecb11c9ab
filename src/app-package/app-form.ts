/** What a person fills in for an app with one connector. An empty text stands for the default of {@link buildManifest}. */
export interface AppForm {
	readonly shortName: string;
	readonly fullName: string;
	readonly shortDescription: string;
	readonly fullDescription: string;
	readonly version: string;
	readonly appId: string;
	readonly connectorId: string;
	readonly configurationUrl: string;
	/** Domains, separated by commas or white space. */
	readonly validDomains: string;
	readonly accentColor: string;
	readonly developerName: string;
	readonly websiteUrl: string;
	readonly privacyUrl: string;
	readonly termsOfUseUrl: string;
}

/** The members of a manifest for an app with one connector (teams.md G.4). */
export interface AppManifest {
	readonly $schema: string;
	readonly manifestVersion: string;
	readonly version: string;
	readonly id: string;
	readonly developer: {
		readonly name: string;
		readonly websiteUrl: string;
		readonly privacyUrl: string;
		readonly termsOfUseUrl: string;
	};
	readonly name: { readonly short: string; readonly full: string };
	readonly description: { readonly short: string; readonly full: string };
	readonly icons: { readonly color: string; readonly outline: string };
	readonly accentColor: string;
	readonly connectors: ReadonlyArray<{
		readonly connectorId: string;
		readonly configurationUrl: string;
		readonly scopes: readonly string[];
	}>;
	readonly validDomains: readonly string[];
}
