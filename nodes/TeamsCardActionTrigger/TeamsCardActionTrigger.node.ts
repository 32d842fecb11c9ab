import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { BindingVerdict } from '../../src/actionable-message/callback-url';
import type { TriggerSettings } from './settings';

import { NodeConnectionTypes } from 'n8n-workflow';

import { readActionInputs } from '../../src/actionable-message/action-inputs';
import { createSeenMessages } from '../../src/outgoing-webhook/seen-messages';
import { BINDING_LIFE_MAX_DAYS } from '../../src/limits';
import { verifyActionToken } from '../../src/actionable-message/actionable-message';
import { readBearer } from '../../src/actionable-message/bearer';
import { verifyCallback } from '../../src/actionable-message/callback-url';
import { createKeySets } from '../../src/actionable-message/key-set';
import { testCardAction } from '../shared/card-action-credential';
import { createTransport } from '../shared/transport';
import { answerNow, refuse, refuseBroken, startGuard } from './answer';
import { triggerProperties, triggerWebhook } from './description';
import { toWorkflowData } from './item';
import { triggerPath } from './path';
import { readRequest } from '../shared/raw-request';
import { requireSettings, tryReadSettings } from './settings';

/** The issuers' keys that this process has read; lost, and read again, when n8n reloads the package. */
const keySets = createKeySets({ now: Date.now });

/** Messages that were answered in this process; bounded, and lost when n8n reloads the package. */
const used = createSeenMessages(() => Date.now());

/** As long as any URL of a message can be valid: the one that was pressed is not the only one that leads to it. */
const USED_KEPT_MS = BINDING_LIFE_MAX_DAYS * 86_400_000;

/** Starts a workflow when somebody presses a button of an actionable message, and answers on its card. */
export class TeamsCardActionTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Teams Card Action Trigger',
		name: 'teamsCardActionTrigger',
		icon: { light: 'file:../../icons/card-action.svg', dark: 'file:../../icons/card-action.dark.svg' },
		group: ['trigger'],
		version: [1.1],
		subtitle: '={{$parameter["path"]}}',
		description:
			'Starts when somebody presses a button in an actionable message in Outlook, and answers on the card in that message',
		eventTriggerDescription: 'Waiting for somebody to press a button on a card',
		activationMessage: 'The workflow now responds to the buttons on your cards.',
		defaults: { name: 'Microsoft Teams Card Action Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'teamsCardActionApi', required: true, testedBy: 'testCardAction' }],
		webhooks: [triggerWebhook],
		triggerPanel: {
			header: 'Respond to the buttons on a card',
			executionsHelp: {
				inactive:
					'With the operation Card: Create Callback URL, make a callback URL from the test URL for a button in an email. Press "Execute step" here, then press the button. To also run the nodes that answer, press "Execute workflow" below the canvas instead. For real use, publish the workflow and use the production URL.',
				active:
					'Buttons on your cards start this workflow; its runs are under Executions. To test a change, press "Execute step" and use the test URL.',
			},
			activationHint: 'Once the workflow is published, the buttons on your cards start it.',
		},
		properties: triggerProperties,
	};

	methods = { credentialTest: { testCardAction } };

	webhookMethods = {
		default: {
			/** Microsoft keeps no list that we could query, so every publish goes through `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Refuses to publish while the credential would refuse everybody, or an option cannot be used. */
			async create(this: IHookFunctions): Promise<boolean> {
				await requireSettings(this);
				return true;
			},
			/** Nothing is stored elsewhere, so nothing needs to be removed. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const receivedAtMs = Date.now();
		const request = await readRequest(this);
		if (!request.ok) return refuse(this, request.reason);

		const bearer = readBearer(request.rawHeaders);
		if (!bearer.ok) return refuse(this, bearer.reason);

		const settings = await tryReadSettings(this);
		if (!settings.ok) return refuseBroken(this, settings.error);

		const verdict = await verifyActionToken(bearer.token, settings.value.policy, {
			keySets,
			reader: createTransport(this),
			nowMs: receivedAtMs,
		});
		if (!verdict.ok) return refuse(this, verdict.reason);

		const callback = verifyBinding(this, settings.value, receivedAtMs);
		if (callback?.ok === false) return refuse(this, callback.reason);

		const message = settings.value.isSingleUse ? messageOf(this, callback?.binding) : undefined;
		if (message !== undefined && used.has(message)) return refuse(this, 'binding-used');

		const inputs = readActionInputs(request.rawBody, this.getHeaderData()['content-type']);
		if (inputs === undefined) return refuse(this, 'action-inputs-unreadable');
		if (message !== undefined) used.note(message, USED_KEPT_MS);

		const deadlineAtMs = receivedAtMs + settings.value.deadlineMs;
		const workflowData = toWorkflowData(this, {
			...verdict,
			inputs,
			binding: callback?.binding ?? null,
			settings: settings.value,
			deadlineAtMs,
		});
		return respond(this, settings.value, { workflowData, deadlineAtMs });
	}
}

/** Starts the execution: answered now, or by the workflow before the deadline. */
function respond(
	context: IWebhookFunctions,
	settings: TriggerSettings,
	{
		workflowData,
		deadlineAtMs,
	}: Required<Pick<IWebhookResponseData, 'workflowData'>> & { readonly deadlineAtMs: number },
): IWebhookResponseData {
	if (settings.respond !== 'immediately') {
		startGuard(context, settings, deadlineAtMs);
		return { workflowData };
	}
	answerNow(context, settings);
	return { noWebhookResponse: true, workflowData };
}

/** `undefined` if the trigger does not require its own callback URL. */
function verifyBinding(
	context: IWebhookFunctions,
	{ bindingKey }: TriggerSettings,
	nowMs: number,
): BindingVerdict | undefined {
	if (bindingKey === undefined) return undefined;
	return verifyCallback(Object(context.getQueryData()) as Record<string, unknown>, {
		workflowId: context.getWorkflow().id ?? '',
		path: triggerPath(context),
		key: bindingKey,
		nowMs,
	});
}

/** Every button of a message has the same binding, so only the first press counts; the test URL has its own memory. */
function messageOf(context: IWebhookFunctions, binding: string | undefined): string | undefined {
	if (binding === undefined) return undefined;
	return JSON.stringify([context.getMode(), context.getWorkflow().id ?? '', binding]);
}
