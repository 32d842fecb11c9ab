import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import type { PageAnswer } from '../../src/connector/wire';

import { NodeConnectionTypes } from 'n8n-workflow';

import { testConnector } from '../shared/connector-credential';
import { admitSubmission } from './admit';
import { startGuard } from './answer';
import { connectorProperties, connectorWebhooks } from './description';
import { readSubmission } from './request';
import { clearHeaders } from '../shared/direct-answer';
import { refuse, refuseBroken } from './respond';
import { serveSetup } from './setup';
import { requireConnector, tryReadSettings } from './settings';

/** Serves the configuration page of an Office 365 connector, and starts a workflow when somebody saves, changes or removes one. */
export class TeamsConnectorTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Microsoft Teams Connector (Retired) Trigger',
		name: 'teamsConnectorTrigger',
		icon: { light: 'file:../../icons/connector.svg', dark: 'file:../../icons/connector.dark.svg' },
		group: ['trigger'],
		version: [1.1],
		subtitle: '={{$parameter["path"]}}',
		description:
			'Retired: Microsoft switched Office 365 connectors off in Teams in May 2026. Serves the configuration page of a connector and starts when somebody creates, updates or removes a connection.',
		eventTriggerDescription: 'Waiting for somebody to save the configuration page',
		activationMessage: 'n8n now serves the configuration page of the connector.',
		defaults: { name: 'Microsoft Teams Connector Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'teamsConnectorApi', required: true, testedBy: 'testConnector' }],
		webhooks: connectorWebhooks,
		triggerPanel: {
			header: 'Serve the configuration page of a connector',
			executionsHelp: {
				inactive:
					'Publish the workflow and use the production URL as the configuration URL of the connector, and its host as a valid domain of the app. The test URL shows the page only while the editor waits for an event.',
				active: 'Saving, changing or removing a connection starts this workflow; its runs are under Executions.',
			},
			activationHint:
				'Once the workflow is published, the production URL shows the configuration page inside the host app.',
		},
		properties: connectorProperties,
	};

	methods = { credentialTest: { testConnector } };

	webhookMethods = {
		default: {
			/** Nothing is registered with Microsoft from here, so every publish goes through `create`. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** Refuses to publish while the secret, a field or an option cannot be used. */
			async create(this: IHookFunctions): Promise<boolean> {
				await requireConnector(this);
				return true;
			},
			/** Nothing is stored elsewhere, so nothing needs to be removed. */
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const settings = await tryReadSettings(this);
		if (!settings.ok) return refuseBroken(this, settings.error);
		if (this.getWebhookName() === 'setup') return serveSetup(this, settings.value);

		const posted = readSubmission(this);
		if (posted === undefined)
			return refuse(this, {
				code: 'connector-request-invalid',
				status: 400,
				reason: 'This request did not come from the configuration page.',
			});

		const admission = admitSubmission(this, settings.value, posted);
		if (!admission.ok) return refuse(this, admission);

		clearHeaders(this);
		const { respond, deadlineMs } = settings.value;
		const saved: PageAnswer = { ok: true, ...(admission.keptId === undefined ? {} : { entityId: admission.keptId }) };
		const reply = { mode: respond, deadlineAt: new Date(Date.now() + deadlineMs).toISOString() };
		const workflowData = [[{ json: { ...admission.json, reply } }]];
		if (respond === 'immediately') return { webhookResponse: saved, workflowData };
		startGuard(this, settings.value, saved);
		return { workflowData };
	}
}
