import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

import { deliveryFields } from './delivery-fields';

/** The host people and apps sign in at: one for the public cloud and GCC, one for the other US clouds, one for China. */
const LOGIN_HOST =
	'($self["cloud"] === "china" ? "login.partner.microsoftonline.cn" : ($self["cloud"] === "gccHigh" || $self["cloud"] === "dod" ? "login.microsoftonline.us" : "login.microsoftonline.com"))';

const LOGIN_URL = `"https://" + ${LOGIN_HOST} + "/" + encodeURIComponent(($self["tenantId"] || "").trim()) + "/oauth2/v2.0/`;

const TOKEN_URL = '($self["tokenUrl"] || "").trim()';

/** Host and port of the token URL: https, or http to this machine. Empty for any other form. */
const TOKEN_URL_PARTS = `(${TOKEN_URL}.toLowerCase().match(/^(?:https:\\/\\/|http:\\/\\/(?=(?:localhost|127\\.0\\.0\\.1)[:\\/]))([a-z0-9.-]*[a-z0-9-])\\.?(?::([0-9]+))?\\/[^\\s\\\\@#?]*$/) || [])`;

const TOKEN_URL_PORT = `(${TOKEN_URL_PARTS}[2] || (${TOKEN_URL}.slice(0, 5).toLowerCase() === "https" ? "443" : "80"))`;

/**
 * Whether Allowed Hosts names the host of the token URL, by the rule of `src/allowed-hosts.ts`: n8n evaluates the
 * expression where nothing can be imported, so a test compares the two. If the host is not named, the secret still goes
 * to Microsoft only.
 */
const OWN_TOKEN_URL = `($self["allowedHosts"] || "").toLowerCase().split(/[,;\\r\\n]/).map((entry) => entry.trim().replace(/^([^:]*[^:.])\\.(?=$|:)/, "$1").replace(/:0+(?=[0-9])/, ":")).some((entry) => ${TOKEN_URL_PARTS}[1] !== undefined && [${TOKEN_URL_PARTS}[1], ${TOKEN_URL_PARTS}[1] + ":" + ${TOKEN_URL_PORT}].includes(entry))`;

/**
 * The audience of flows, which ends with a slash, and then the slash of the scope: a token requested with only one
 * slash is refused (teams.md C.5).
 */
const SCOPE =
	'($self["cloud"] === "gcc" ? "https://gov.service.flow.microsoft.us/" : ($self["cloud"] === "gccHigh" ? "https://high.service.flow.microsoft.us/" : ($self["cloud"] === "dod" ? "https://service.flow.appsplatform.us/" : ($self["cloud"] === "china" ? "https://service.powerautomate.cn/" : "https://service.flow.microsoft.com/")))) + "/.default"';

/**
 * The fields of `oAuth2Api` that n8n reads and nobody has to fill in. n8n ignores stored values of hidden URLs, so
 * nobody can change them.
 */
const hiddenFields: INodeProperties[] = [
	{
		displayName: 'Authorization URL',
		name: 'authUrl',
		type: 'hidden',
		default: `={{ ${OWN_TOKEN_URL} ? ${TOKEN_URL}.replace(/\\/token\\/?$/, "/authorize") : ${LOGIN_URL}authorize" }}`,
	},
	{
		displayName: 'Access Token URL',
		name: 'accessTokenUrl',
		type: 'hidden',
		default: `={{ ${OWN_TOKEN_URL} ? ${TOKEN_URL} : ${LOGIN_URL}token" }}`,
	},
	// Microsoft refuses offline_access for an app; a person's token could not be renewed without it.
	{
		displayName: 'Scope',
		name: 'scope',
		type: 'hidden',
		default: `={{ ${SCOPE} + ($self["grantType"] === "clientCredentials" ? "" : " offline_access") }}`,
	},
	{
		displayName: 'Auth URI Query Parameters',
		name: 'authQueryParameters',
		type: 'hidden',
		default: 'response_mode=query&prompt=select_account',
	},
	{ displayName: 'Authentication', name: 'authentication', type: 'hidden', default: 'body' },
	{
		displayName: 'Send Additional Body Properties',
		name: 'sendAdditionalBodyProperties',
		type: 'hidden',
		default: false,
	},
	{ displayName: 'Additional Body Properties', name: 'additionalBodyProperties', type: 'hidden', default: '' },
	{ displayName: 'Ignore SSL Issues', name: 'ignoreSSLIssues', type: 'hidden', default: false },
	// n8n's HTTP Request node could send the token anywhere; our node checks where it goes.
	{ displayName: 'Allowed HTTP Request Domains', name: 'allowedHttpRequestDomains', type: 'hidden', default: 'none' },
];

/** Signs in with Microsoft for flows that accept only known callers. The URL of such a flow has no `sig`. */
export class TeamsWorkflowsOAuth2Api implements ICredentialType {
	name = 'teamsWorkflowsOAuth2Api';

	extends = ['oAuth2Api'];

	displayName = 'Microsoft Teams Workflows OAuth2 API';

	icon: Icon = { light: 'file:../icons/message.svg', dark: 'file:../icons/message.dark.svg' };

	documentationUrl = 'https://github.com/n8n-nodes-teams-webhooks/n8n-nodes-teams-webhooks/blob/main/docs/sign-in.md';

	properties: INodeProperties[] = [
		{
			displayName:
				'This credential is for flows whose trigger is set to "Any user in my tenant" or "Specific users in my tenant". In Microsoft Entra, register an app with the OAuth Redirect URL above and the delegated permission "User" of the Power Automate service.',
			name: 'notice',
			type: 'notice',
			default: '',
		},
		{
			displayName: 'Grant Type',
			name: 'grantType',
			type: 'options',
			options: [
				{
					name: 'Authorization Code',
					value: 'authorizationCode',
					description: 'A person signs in, and messages are sent in their name',
				},
				{
					name: 'Client Credentials',
					value: 'clientCredentials',
					description:
						'The app itself signs in. Some flows are reported to refuse tokens issued to apps, even if they list the app.',
				},
			],
			default: 'authorizationCode',
			description: 'Who signs in. Some flows are reported to refuse apps: sign in as a person if you can.',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			noDataExpression: true,
			required: true,
			default: '',
			placeholder: 'e.g. aaaabbbb-cccc-4ddd-8eee-ffff00001111',
			description: 'The directory (tenant) ID that the app registration shows, or a domain of the tenant',
		},
		{
			displayName: 'Cloud',
			name: 'cloud',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'China (21Vianet)', value: 'china' },
				{ name: 'Public', value: 'public' },
				{ name: 'US Government DoD', value: 'dod' },
				{ name: 'US Government GCC', value: 'gcc' },
				{ name: 'US Government GCC High', value: 'gccHigh' },
			],
			default: 'public',
			description: "The tenant's cloud, which decides where n8n signs in and which audience the token has",
		},
		{
			displayName: 'Webhook URL',
			name: 'webhookUrl',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. https://….environment.api.powerplatform.com/…',
			description: 'The whole URL of the flow. If it has a "sig" part, messages are posted without signing in.',
		},
		...hiddenFields,
		{
			displayName: 'Token URL',
			name: 'tokenUrl',
			type: 'string',
			noDataExpression: true,
			default: '',
			placeholder: 'e.g. https://sign-in.example.com/token',
			description:
				"The address of your own token endpoint, if you use one; it then gets the client secret. Its host must be in Allowed Hosts. Empty: Microsoft's endpoint.",
		},
		...deliveryFields,
	];
}
