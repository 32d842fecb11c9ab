import type { IDataObject, INode, IWebhookResponseData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { Issuer } from '../../simulator/actionable-messages/issuer';

import { WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';

import { TeamsCardActionTrigger } from '../../nodes/TeamsCardActionTrigger/TeamsCardActionTrigger.node';
import { bindingKey, signCallbackUrl } from '../../src/actionable-message/callback-url';
import { policyFields } from './actions';
import { FakeResponse } from './trigger';

/** A secret as a user would make it. */
export const BINDING_SECRET = 'for tests: 48 characters of something very long.';

/** An Express response that also remembers headers. */
class ActionResponse extends FakeResponse {
	readonly headers: Record<string, string> = {};

	setHeader(name: string, value: string): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headers[name.toLowerCase()] = value;
		return this;
	}
}

/** One press of a button, as it reaches the trigger. */
interface ActionRequest {
	readonly issuer: Issuer;
	readonly token?: string;
	/** Header lines, names and values in turn; they replace that of the token. */
	readonly rawHeaders?: readonly string[];
	readonly body?: string | Buffer | null;
	readonly contentType?: string;
	/** The query of a valid callback URL when absent. */
	readonly query?: Readonly<Record<string, unknown>>;
	readonly parameters?: IDataObject;
	/** Replaces fields of a valid credential. */
	readonly credential?: Record<string, unknown> | Error;
	readonly workflowId?: string;
	readonly mode?: 'webhook' | 'manual';
	/** The path of the URL that was called; n8n's own path of the trigger is a parameter. */
	readonly path?: string;
}

/** What one request led to. */
interface ActionCall {
	readonly result: IWebhookResponseData;
	readonly response: ActionResponse;
	readonly warnings: readonly string[];
}

let count = 0;

const nodeType = new TeamsCardActionTrigger();

/** The query of a callback URL for this workflow and message, made from the URL of the trigger at this path. */
export function callbackQuery(
	workflowId: string,
	binding: string,
	expiresAtMs = Date.now() + 60_000,
	path = 'x',
): Record<string, string> {
	return Object.fromEntries(
		new URL(
			signCallbackUrl(
				`https://n8n.example.com/webhook/${path}`,
				{ workflowId, binding, expiresAtMs },
				bindingKey(BINDING_SECRET),
			),
		).searchParams,
	);
}

/** The data of a valid credential for this issuer. */
export function credentialFor(issuer: Issuer): Record<string, unknown> {
	const { allowedTenants, audience, keysUrl, allowedHosts } = policyFields(issuer);
	return { allowedTenants, audience, keysUrl, allowedHosts, bindingSecret: BINDING_SECRET };
}

/** A workflow id that no other call has. */
export function newWorkflowId(): string {
	return `action-wf-${(count += 1)}`;
}

/** Calls `webhook()` in n8n-core's own context. */
export async function callAction(request: ActionRequest): Promise<ActionCall> {
	const workflowId = request.workflowId ?? newWorkflowId();
	const response = new ActionResponse();
	const rawHeaders = request.rawHeaders ?? ['Authorization', `Bearer ${request.token ?? request.issuer.token()}`];
	const { contentType = 'application/json' } = request;
	const headers = { 'content-type': contentType, 'action-request-id': 'a1b2', 'card-correlation-id': 'bad\nid' };
	const rawBody = request.body === null ? undefined : Buffer.from(request.body ?? '{"choice":"approve"}');
	const httpRequest = {
		rawBody,
		rawHeaders,
		headers,
		path: request.path ?? '/webhook/x',
		body: {},
		query: request.query ?? callbackQuery(workflowId, 'leave-88'),
		params: {},
	};
	const warnings: string[] = [];
	const context = createContext(request, workflowId, { httpRequest, httpResponse: response });
	Object.defineProperty(context, 'logger', {
		value: { warn: (line: string) => warnings.push(line), info: () => undefined },
	});
	const result = await nodeType.webhook.call(context);
	return { result, response, warnings };
}

/** The `json` of the item that started an execution. */
export function actionItem(call: ActionCall): IDataObject {
	const item = call.result.workflowData?.flat()[0];
	if (item === undefined) throw new Error('no execution was started');
	return item.json;
}

/** Publishes the trigger with this credential and these parameters; rejects if it does. Returns its warnings. */
export async function publishAction(
	data: Record<string, unknown>,
	parameters: IDataObject = {},
): Promise<readonly string[]> {
	const warnings: string[] = [];
	const hooks = {
		getCredentials: async () => data,
		getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
		getNode: () => ({ name: 'Trigger' }),
		getNodeWebhookUrl: () => 'http://localhost:5678/webhook/x',
		getWorkflow: () => ({ id: 'w' }),
		logger: { warn: (line: string) => warnings.push(line) },
	};
	await nodeType.webhookMethods.default.create.call(hooks as never);
	return warnings;
}

function createContext(
	request: ActionRequest,
	workflowId: string,
	exchange: { readonly httpRequest: object; readonly httpResponse: object },
): WebhookContext {
	const node: INode = {
		id: 'node-1',
		name: 'Trigger',
		type: 'teamsCardActionTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId: 'hook-1',
		parameters: { path: 'x', ...request.parameters },
		credentials: { teamsCardActionApi: { id: '1', name: 'c' } },
	};
	const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: workflowId, nodes: [node], connections: {}, active: true, nodeTypes });
	const getDecrypted = async () => {
		if (request.credential instanceof Error) throw request.credential;
		return { ...credentialFor(request.issuer), ...request.credential };
	};
	const additionalData = {
		...exchange,
		credentialsHelper: { getDecrypted, getParentTypes: () => [], isCredentialUsableByNode: () => true },
	} as unknown as IWorkflowExecuteAdditionalData;
	const webhookDescription = nodeType.description.webhooks?.[0];
	if (webhookDescription === undefined) throw new Error('the trigger has no webhook');
	return new WebhookContext(
		workflow,
		node,
		additionalData,
		request.mode ?? 'webhook',
		{
			node: 'Trigger',
			path: 'x',
			httpMethod: 'POST',
			workflowId,
			workflowExecuteAdditionalData: additionalData,
			webhookDescription,
		},
		[],
		null,
	);
}
