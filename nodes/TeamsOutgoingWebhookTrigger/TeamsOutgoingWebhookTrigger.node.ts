import type { IDataObject, IHookFunctions, INodeType, INodeTypeDescription, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { NodeConnectionTypes } from 'n8n-workflow';

import { parseActivity } from '../../src/inbound/activity';
import { textReply } from '../../src/inbound/reply';
import { verifySignature } from '../../src/inbound/signature';
import { REPLY_DEADLINE_MS } from '../../src/limits';
import { testOutgoingWebhook } from '../shared/credential-tests';
import { startGuard } from './answer';
import { triggerProperties, triggerWebhook } from './description';
import { readKeys, requireKeys } from './keys';
import { readRequest } from './request';
import { refuse } from './refuse';

/** Starts a workflow when somebody mentions the outgoing webhook in a Teams channel, and answers in the thread. */
export class TeamsOutgoingWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Teams Outgoing Webhook Trigger',
		name: 'teamsOutgoingWebhookTrigger',
		icon: { light: 'file:../../icons/teams-webhooks.svg', dark: 'file:../../icons/teams-webhooks.dark.svg' },
		group: ['trigger'],
		version: [1.1],
		subtitle: '={{$parameter["path"]}}',
		description: 'Answers @mentions in a Microsoft Teams channel, without a bot registration',
		eventTriggerDescription: 'Waiting for somebody to mention the webhook in Teams',
		activationMessage: 'The workflow now answers mentions in Teams.',
		defaults: { name: 'Microsoft Teams Outgoing Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'teamsOutgoingWebhookApi', required: true, testedBy: 'testOutgoingWebhook' }],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Answer mentions in Teams',
			executionsHelp: {
				inactive: 'Create an outgoing webhook in Teams with the test URL, press "Listen for test event" here, then mention the webhook in a channel. Publish the workflow and use the production URL for good.',
				active: 'Mentions of the webhook in Teams start this workflow; see them under Executions. To build on it, press "Listen for test event" and use the test URL.',
			},
			activationHint: 'Once the workflow is published, every mention of the webhook in Teams starts it.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { testOutgoingWebhook } };

	webhookMethods = {
		default: {
			/** Teams keeps no list of webhooks that could be asked, so every publishing goes through `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Refuses to publish while a security token is blank, short or malformed. */
			async create(this: IHookFunctions): Promise<boolean> {
				await requireKeys(this);
				return true;
			},
			/** Nothing is stored in Teams by us, so there is nothing to remove. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receivedAtMs = Date.now();
		const request = await readRequest(this);
		if (!request.ok) return refuse(this, request.reason);

		const keys = await readKeys(this);
		if (!keys.ok) return refuse(this, keys.reason);

		const verdict = verifySignature(request.rawBody, request.authorization, keys.value);
		if (!verdict.ok) return refuse(this, verdict.reason);

		const activity = parseActivity(request.rawBody);
		if (activity.kind === 'invalid') return refuse(this, activity.reason);
		if (activity.kind === 'other') return { webhookResponse: textReply('Only new messages are answered.') };

		const respond = this.getNodeParameter('respond', 'replyNode') as string;
		const deadlineAt = new Date(receivedAtMs + REPLY_DEADLINE_MS).toISOString();
		const json = { ...activity.mention, token: verdict.token, reply: { mode: respond, deadlineAt } } as unknown as IDataObject;
		const workflowData = [[{ json }]];
		if (respond === 'immediately') return { webhookResponse: textReply(this.getNodeParameter('immediateText', '') as string), workflowData };
		startGuard(this, respond);
		return { workflowData };
	}
}
