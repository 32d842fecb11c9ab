/** What a webhook URL leads to: a Workflows flow, a retired Office 365 connector, or a host the user allowed. */
export type DestinationKind = 'workflows' | 'connector' | 'other';

/** The service that serves a host. A gateway is a host that the user has named. */
export type WebhookService = 'connector' | 'gateway' | 'logicApps' | 'apiManagement' | 'powerPlatform';

/** The cloud a host belongs to; `null` for a gateway of the user's own. */
export type WebhookCloud = 'public' | 'gcc' | 'gccHigh' | 'dod' | 'usGovernment' | 'china';

/** One kind of Microsoft host. */
interface HostRule {
	readonly kind: DestinationKind;
	readonly service: WebhookService;
	readonly cloud: WebhookCloud;
	readonly hosts: RegExp;
}

const LABELS = '[a-z0-9-]+(?:\\.[a-z0-9-]+)*';

const flow = (cloud: WebhookCloud, domain: string): HostRule => ({
	kind: 'workflows',
	service: 'powerPlatform',
	cloud,
	hosts: new RegExp(`^${LABELS}\\.environment\\.api\\.${domain.replaceAll('.', '\\.')}$`),
});

/** Hosts of teams.md B.1 and C.1, in full. Anything else must be named in the credential. */
const HOSTS: readonly HostRule[] = [
	flow('public', 'powerplatform.com'),
	flow('gcc', 'gov.powerplatform.microsoft.us'),
	flow('gccHigh', 'high.powerplatform.microsoft.us'),
	flow('dod', 'appsplatform.us'),
	flow('china', 'powerplatform.partner.microsoftonline.cn'),
	{ kind: 'workflows', service: 'logicApps', cloud: 'public', hosts: new RegExp(`^${LABELS}\\.logic\\.azure\\.com$`) },
	{
		kind: 'workflows',
		service: 'logicApps',
		cloud: 'usGovernment',
		hosts: new RegExp(`^${LABELS}\\.logic\\.azure\\.us$`),
	},
	{ kind: 'workflows', service: 'apiManagement', cloud: 'public', hosts: /^[a-z0-9-]+\.azure-api\.net$/ },
	{
		kind: 'connector',
		service: 'connector',
		cloud: 'public',
		hosts: /^(?:outlook\.office(?:365)?\.com|[a-z0-9-]+\.webhook\.office(?:365)?\.com)$/,
	},
	{
		kind: 'connector',
		service: 'connector',
		cloud: 'usGovernment',
		hosts: /^[a-z0-9-]+\.webhook\.office(?:365)?\.us$/,
	},
];

/** The rule of a Microsoft host, in lower case and without port; `undefined` for any other host. */
export function hostRule(hostname: string): HostRule | undefined {
	return HOSTS.find(({ hosts }) => hosts.test(hostname));
}

/** The path of a flow's trigger, with or without `/cu/NN` before it and a slash after it (teams.md C.1). */
const FLOW_PATH = /\/triggers\/[^/]+\/paths\/invoke\/?$/;

const MANAGED_FLOW_PATH = /^\/manual\/paths\/invoke\/?$/;

const CONNECTOR_PATH = /^\/webhook(?:b2)?\//;

/** What a host of the user's own leads to, by the path that it imitates. */
export function imitatedKind(pathname: string): DestinationKind {
	if (FLOW_PATH.test(pathname) || MANAGED_FLOW_PATH.test(pathname)) return 'workflows';
	return CONNECTOR_PATH.test(pathname) ? 'connector' : 'other';
}
