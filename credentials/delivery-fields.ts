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
			"Hosts, in addition to Microsoft's, to which messages may be posted, such as your own gateways: exact names, separated by commas; 127.0.0.1 for the simulator of this package. Empty: only Microsoft's hosts. Plain http is allowed only to the machine n8n runs on.",
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. x-flow-key',
		description: 'The name of an extra request header, for flows whose trigger condition requires one',
	},
	{
		displayName: 'Header Value',
		name: 'headerValue',
		type: 'string',
		typeOptions: { password: true },
		default: '',
		description: 'The secret value of the extra request header that is named in Header Name',
	},
	{
		displayName: 'Pace Group',
		name: 'paceGroup',
		type: 'string',
		default: '',
		placeholder: 'e.g. flows of ada@example.com',
		description:
			'Webhooks with the same group share one limit of Messages per 300 Seconds, just as Microsoft counts the flows of one owner together. Empty: the URL has its own limit.',
	},
	{
		displayName: 'Messages per 300 Seconds',
		name: 'pacePer300s',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description:
			"The maximum number of messages to send in 300 seconds to the webhooks of the pace group. Each n8n process counts only its own messages. 0 means no such limit. Microsoft's documentation of Power Automate's connector for Teams reportedly states a limit of 25 per flow owner.",
	},
];
