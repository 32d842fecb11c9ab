import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { NodeConnectionTypes } from 'n8n-workflow';

import { testCardAction } from '../shared/card-action-credential';
import { testDestinations, testIncomingWebhook, testOutgoingWebhook } from '../shared/credential-tests';
import { toNodeError } from '../shared/node-error';
import { actionProperties } from './description';
import { getDestinations } from './delivery/targets';
import { questionEntries } from './operations/message/sendAndWait/entries';
import { answerQuestion } from './operations/message/sendAndWait/webhook';
import { OPERATIONS } from './operations/table';
import { withQuickParameters } from './quick-parameters';

/** Posts texts and cards to Teams channels, and answers the mention that started the execution. */
export class TeamsWebhook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Teams Webhook',
		name: 'teamsWebhook',
		icon: { light: 'file:../../icons/message.svg', dark: 'file:../../icons/message.dark.svg' },
		group: ['output'],
		version: [1],
		// Without this, n8n would offer "Custom API Call" because one credential is OAuth2; its HTTP Request node must
		// not use our credentials.
		defaultVersion: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send messages and cards to Microsoft Teams channels and answer mentions, without a bot registration',
		defaults: { name: 'Microsoft Teams Webhook' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'teamsIncomingWebhookApi',
				required: true,
				// One entry per type, because n8n looks only at the first of a name. A condition on a parameter that is
				// not shown does not hide the entry: Send has no lateReply.
				displayOptions: {
					show: { authentication: ['webhookUrl'] },
					hide: {
						lateReply: ['error', 'drop'],
						operation: ['recordAnswer'],
						resource: ['card', 'connectorApp'],
						subject: ['securityToken'],
					},
				},
				testedBy: 'testIncomingWebhook',
			},
			{
				name: 'teamsDestinationsApi',
				required: true,
				displayOptions: {
					show: { authentication: ['destinations'] },
					hide: {
						lateReply: ['error', 'drop'],
						operation: ['recordAnswer'],
						resource: ['card', 'connectorApp'],
						subject: ['securityToken'],
					},
				},
				testedBy: 'testDestinations',
			},
			{
				name: 'teamsWorkflowsOAuth2Api',
				required: true,
				displayOptions: {
					show: { authentication: ['oAuth2'] },
					hide: {
						lateReply: ['error', 'drop'],
						operation: ['recordAnswer'],
						resource: ['card', 'connectorApp'],
						subject: ['securityToken'],
					},
				},
			},
			{
				name: 'teamsOutgoingWebhookApi',
				required: true,
				// No `show` for `authentication`: n8n's editor would then offer the token wherever a webhook URL is
				// needed. The version always matches.
				displayOptions: {
					show: { '@version': [1] },
					hide: {
						answerBy: ['link'],
						operation: ['recordAnswer', 'reply', 'send'],
						resource: ['card', 'connectorApp'],
						subject: ['url'],
					},
				},
				testedBy: 'testOutgoingWebhook',
			},
			{
				name: 'teamsCardActionApi',
				required: true,
				// As above: n8n's editor hides the fields that a `show` names.
				displayOptions: {
					show: { '@version': [1] },
					hide: { resource: ['connectorApp', 'message', 'webhook'], operation: ['validate'] },
				},
				testedBy: 'testCardAction',
			},
		],
		webhooks: questionEntries,
		waitingNodeTooltip: 'The workflow continues when somebody answers the question.',
		properties: actionProperties,
	};

	methods = {
		credentialTest: { testCardAction, testDestinations, testIncomingWebhook, testOutgoingWebhook },
		loadOptions: { getDestinations },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const context = withQuickParameters(this);
		const operation = context.getNodeParameter('operation', 0);
		const execute = OPERATIONS.find(({ option }) => option.value === operation)?.execute;
		if (execute !== undefined) return [await execute(context)];
		throw toNodeError(
			this.getNode(),
			{
				code: 'operation-unknown',
				message: `The operation "${String(operation)}" does not exist.`,
				hint: 'Choose an operation from the list.',
			},
			0,
		);
	}

	/** Takes the answers to a question that this node has asked. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await answerQuestion(this);
	}
}
