/** A Microsoft login host, and the issuers of its cloud. `{tenant}` stands for the tenant's id. */
export interface LoginHost {
	readonly host: string;
	/** Version 2 tokens name the calling app in `azp`, version 1 tokens in `appid` (teams.md F.4). */
	readonly issuerV2: string;
	readonly issuerV1: string;
}

/** The public cloud (teams.md F.4). Keys from a host of the user's own belong to it too. */
const PUBLIC: LoginHost = {
	host: 'login.microsoftonline.com',
	issuerV2: 'https://login.microsoftonline.com/{tenant}/v2.0',
	issuerV1: 'https://sts.windows.net/{tenant}/',
};

/** Hosts from Microsoft's page on national clouds. */
const HOSTS: readonly LoginHost[] = [
	PUBLIC,
	{
		host: 'login.microsoftonline.us',
		issuerV2: 'https://login.microsoftonline.us/{tenant}/v2.0',
		issuerV1: 'https://sts.windows.net/{tenant}/',
	},
	{
		host: 'login.partner.microsoftonline.cn',
		issuerV2: 'https://login.partner.microsoftonline.cn/{tenant}/v2.0',
		issuerV1: 'https://sts.chinacloudapi.cn/{tenant}/',
	},
];

/** The row of a host name, in lower case and without port; `undefined` if it is not a Microsoft login host. */
export function loginHost(hostname: string): LoginHost | undefined {
	return HOSTS.find(({ host }) => host === hostname);
}

/** The row whose issuers sign with the keys of this host. */
export function issuersOf(hostname: string): LoginHost {
	return loginHost(hostname) ?? PUBLIC;
}
