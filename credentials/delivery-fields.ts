import type { INodeProperties } from 'n8n-workflow';

/** The fields of every credential that messages are posted with: hosts, an extra header, and the pace. */
export const deliveryFields: INodeProperties[] = [
	{
		displayName: 'Allowed Hosts',
		name: 'allowedHosts',
		type: 'string',
		default: '',
		placeholder: 'e.g. teams-gateway.example.com',
		description:
			"Exact host names of your own gateways, separated by commas; 127.0.0.1 for the simulator. Empty: only Microsoft's hosts. Plain http is allowed only to this machine.",
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. x-flow-key',
		description: 'An extra request header, for flows whose trigger condition requires one',
	},
	{
		displayName: 'Header Value',
		name: 'headerValue',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The secret value of the extra header',
	},
	{
		displayName: 'Pace Group',
		name: 'paceGroup',
		type: 'string',
		default: '',
		placeholder: 'e.g. flows of ada@example.com',
		description:
			'Webhooks with the same group share one pace limit, as the flows of one owner do. Empty: the URL has its own limit.',
	},
	{
		displayName: 'Messages per 300 Seconds',
		name: 'pacePer300s',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			"The most messages to send in 300 seconds, counted in this n8n process. 0 means no limit. Microsoft's connector page reportedly allows 25 per flow owner.",
	},
];
