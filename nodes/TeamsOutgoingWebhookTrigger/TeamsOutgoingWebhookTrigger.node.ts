import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { TokenKey } from '../../src/outgoing-webhook/security-token';

import { parseActivity, readMessage } from '../../src/outgoing-webhook/activity';
import { admit } from '../../src/outgoing-webhook/admit';
import { textReply } from '../../src/outgoing-webhook/reply';
import { replyDeadline } from '../../src/outgoing-webhook/reply-deadline';
import { tokenFingerprint } from '../../src/outgoing-webhook/security-token';
import { createSeenMessages } from '../../src/outgoing-webhook/seen-messages';
import { signatureShape, verifySignature } from '../../src/outgoing-webhook/signature';
import { testOutgoingWebhook } from '../shared/credential-tests';
import { startGuard } from './answer';
import { commandOutputs } from './commands';
import { triggerProperties, triggerWebhook } from './description';
import { toWorkflowData } from './item';
import { readKeys, requireKeys } from './keys';
import { logAdmission } from './log';
import { refuse } from './refuse';
import { requireReply } from './require-reply';
import { readRequest } from '../shared/raw-request';
import { requireSettings, settingsOrAnswer, textsOf } from './settings';

/** Ids of the messages that this process has received; lost when n8n reloads the package. */
const seen = createSeenMessages(Date.now);

/** Starts a workflow when somebody mentions the outgoing webhook in a Teams channel, and answers in the thread. */
export class TeamsOutgoingWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Teams Outgoing Webhook Trigger',
		name: 'teamsOutgoingWebhookTrigger',
		icon: { light: 'file:../../icons/teams-webhooks.svg', dark: 'file:../../icons/teams-webhooks.dark.svg' },
		group: ['trigger'],
		version: [1.1],
		subtitle: '={{$parameter["path"]}}',
		description:
			'Starts when somebody @mentions the webhook in a Microsoft Teams channel, and answers in the thread; needs no bot registration',
		eventTriggerDescription: 'Waiting for somebody to mention the webhook in Teams',
		activationMessage: 'The workflow now answers mentions in Teams.',
		defaults: { name: 'Microsoft Teams Outgoing Webhook Trigger' },
		inputs: [],
		outputs: commandOutputs,
		credentials: [{ name: 'teamsOutgoingWebhookApi', required: true, testedBy: 'testOutgoingWebhook' }],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Answer mentions in Teams',
			executionsHelp: {
				inactive:
					'Create an outgoing webhook in Teams with the test URL, press "Execute step" here, then mention the webhook in a channel. To also run the nodes that answer, press "Execute workflow" below the canvas instead. For real use, publish the workflow and use the production URL.',
				active:
					'Mentions of the webhook in Teams start this workflow; its runs are under Executions. To test a change, press "Execute step" and use the test URL.',
			},
			activationHint: 'Once the workflow is published, every mention of the webhook in Teams starts it.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { testOutgoingWebhook } };

	webhookMethods = {
		default: {
			/** Teams keeps no list of webhooks that we could query, so every publish goes through `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Refuses to publish while a security token, a command or an option cannot be used, or nothing would answer. */
			async create(this: IHookFunctions): Promise<boolean> {
				await requireKeys(this);
				requireReply(this, requireSettings(this));
				return true;
			},
			/** We store nothing in Teams, so nothing needs to be removed. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receivedAtMs = Date.now();
		const request = await readRequest(this);
		if (!request.ok) return refuse(this, request.reason);

		const shape = signatureShape(request.authorization);
		if (shape !== 'ok') return refuse(this, shape);

		const keys = await readKeys(this);
		if (!keys.ok) return refuse(this, keys.reason);

		const verdict = verifySignature(request.rawBody, request.authorization, keys.value);
		if (!verdict.ok) return refuse(this, verdict.reason);

		const activity = parseActivity(request.rawBody);
		if (activity.kind === 'invalid') return refuse(this, activity.reason);
		if (activity.kind === 'other') return { webhookResponse: textReply(textsOf(this).notNew) };

		const settings = settingsOrAnswer(this);
		if ('webhookResponse' in settings) return settings;

		const message =
			settings.webhookName === undefined ? activity : readMessage(activity.activity, settings.webhookName);
		const { mention } = message;
		const { token } = verdict;
		const admission = admit(message, settings.rules, { seen, scope: scopeOf(this, token), nowMs: receivedAtMs });
		if (admission.kind === 'refuse') return refuse(this, admission.code);
		if (admission.note !== undefined) logAdmission(this, admission.note, mention);
		if (admission.kind === 'answer') return { webhookResponse: admission.reply };

		const deadlineAtMs = replyDeadline({
			receivedAtMs,
			timestamp: mention.message.timestamp,
			deadlineMs: settings.deadlineMs,
		});
		const workflowData = toWorkflowData({
			message,
			activity: activity.activity,
			admission,
			token,
			settings,
			deadlineAtMs,
		});
		if (settings.respond === 'immediately') return { webhookResponse: textReply(settings.immediateText), workflowData };
		startGuard(this, settings, { text: mention.text, output: admission.output, deadlineAtMs });
		return { workflowData };
	}
}

/** Message ids are remembered per workflow and token, and apart for the test URL and the production URL. */
function scopeOf(context: IWebhookFunctions, token: TokenKey): string {
	return `${context.getMode()}/${context.getWorkflow().id ?? ''}/${tokenFingerprint(token)}`;
}
