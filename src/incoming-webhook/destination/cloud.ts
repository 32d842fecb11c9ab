/** A cloud of Microsoft's that flows run in, as `teamsWorkflowsOAuth2Api` names it. */
type CloudName = 'china' | 'dod' | 'gcc' | 'gccHigh' | 'public';

/** Where callers of a flow sign in, and the audience of their token. */
export interface Cloud {
	readonly loginHost: string;
	/** Flows compare it as a text, with the slash at its end (teams.md C.5). */
	readonly audience: string;
}

/** Audiences of teams.md C.5; hosts from Microsoft's page on national clouds. GCC signs in with the public cloud. */
export const CLOUDS: Readonly<Record<CloudName, Cloud>> = {
	china: { loginHost: 'login.partner.microsoftonline.cn', audience: 'https://service.powerautomate.cn/' },
	dod: { loginHost: 'login.microsoftonline.us', audience: 'https://service.flow.appsplatform.us/' },
	gcc: { loginHost: 'login.microsoftonline.com', audience: 'https://gov.service.flow.microsoft.us/' },
	gccHigh: { loginHost: 'login.microsoftonline.us', audience: 'https://high.service.flow.microsoft.us/' },
	public: { loginHost: 'login.microsoftonline.com', audience: 'https://service.flow.microsoft.com/' },
};

/** The cloud of a credential; anything that is not the name of a cloud counts as the public one, as in the credential itself. */
export function cloudName(value: unknown): CloudName {
	return isCloudName(value) ? value : 'public';
}

function isCloudName(value: unknown): value is CloudName {
	return typeof value === 'string' && Object.hasOwn(CLOUDS, value);
}
