import type { INode, INodeParameters, IWebhookResponseData, IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import type { ConnectorAction } from '../../src/connector/wire';

import { WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';

import { TeamsConnectorTrigger } from '../../nodes/TeamsConnectorTrigger/TeamsConnectorTrigger.node';

/** A secret that is long enough. */
export const STATE_SECRET = 'connector tests, not a secret of anybody';

/** A webhook URL as Outlook makes them. */
export const WEBHOOK_URL =
	'https://outlook.office.com/webhook/00000000-0000-4000-8000-000000000000@11111111-0000-4000-8000-000000000000/IncomingWebhook/abc/def';

/** What one request led to. */
export interface ConnectorCall {
	readonly result: IWebhookResponseData;
	readonly response: PageResponse;
	readonly warnings: readonly string[];
}

/** An Express response that remembers headers and body. */
class PageResponse {
	statusCode = 200;

	headersSent = false;

	body: unknown;

	writes = 0;

	readonly headers = new Map<string, string>([
		['access-control-allow-origin', '*'],
		['x-frame-options', 'DENY'],
	]);

	private listeners: Array<() => void> = [];

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	setHeader(name: string, value: string): this {
		this.headers.set(name.toLowerCase(), value);
		return this;
	}

	removeHeader(name: string): void {
		this.headers.delete(name.toLowerCase());
	}

	end(body?: unknown): this {
		return this.json(body);
	}

	json(body?: unknown): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headersSent = true;
		this.body = body;
		this.writes += 1;
		return this;
	}

	once(_event: 'close', listener: () => void): this {
		this.listeners.push(listener);
		return this;
	}

	/** The caller hangs up, or the exchange is over. */
	close(): void {
		for (const listener of this.listeners) listener();
	}
}

/** One request to the trigger. */
interface ConnectorRequest {
	readonly query?: Readonly<Record<string, unknown>>;
	/** A GET without one. */
	readonly body?: unknown;
	readonly headers?: Readonly<Record<string, string>>;
	readonly parameters?: INodeParameters;
	readonly credential?: Record<string, unknown> | Error;
	/** What the expressions in it give. */
	readonly resolvedCredential?: Record<string, unknown>;
	readonly workflowId?: string;
	readonly nodeId?: string;
}

const nodeType = new TeamsConnectorTrigger();

/** Calls `webhook()` in n8n-core's own context. */
export async function callConnector(request: ConnectorRequest): Promise<ConnectorCall> {
	const response = new PageResponse();
	const rawBody = request.body === undefined ? undefined : Buffer.from(JSON.stringify(request.body));
	const httpRequest = {
		rawBody,
		headers: { ...request.headers },
		body: request.body,
		query: request.query ?? {},
		params: {},
	};
	const warnings: string[] = [];
	const context = createContext(request, httpRequest, response);
	Object.defineProperty(context, 'logger', { value: { warn: (line: string) => warnings.push(line) } });
	return { result: await nodeType.webhook.call(context), response, warnings };
}

/** Asks for a state as the page does. */
export async function stateFor(
	action: ConnectorAction,
	request: Omit<ConnectorRequest, 'body' | 'query'> = {},
): Promise<{ readonly state: string; readonly entityId: string }> {
	const { response } = await callConnector({ ...request, query: { state: action } });
	const { state, entityId = '' } = JSON.parse(String(response.body)) as { state: string; entityId?: string };
	return { state, entityId };
}

/** Creates a subscription as the page does, with a workflow that says yes. `entityId` is what the host keeps then. */
export async function createSubscription(
	request: Omit<ConnectorRequest, 'body' | 'query'> = {},
): Promise<{ readonly entityId: string; readonly call: ConnectorCall }> {
	const call = await callConnector({ ...request, body: submissionOf('created', await stateFor('created', request)) });
	call.response.json([{ saved: true }]);
	const { entityId = '' } = call.response.body as { entityId?: string };
	return { entityId, call };
}

/** What the page posts for an action, in order. */
export function submissionOf(
	action: ConnectorAction,
	tokens: { readonly state: string; readonly entityId: string },
	changed: object = {},
): object {
	return {
		action,
		...tokens,
		webhookUrl: WEBHOOK_URL,
		configName: 'Mine',
		settings: {},
		context: { user: { id: 'u' }, tenant: { id: '11111111-0000-4000-8000-000000000000' } },
		...changed,
	};
}

function createContext(request: ConnectorRequest, httpRequest: object, httpResponse: object): WebhookContext {
	const node: INode = {
		id: request.nodeId ?? 'node-1',
		name: 'Trigger',
		type: 'teamsConnectorTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: request.parameters ?? {},
		credentials: { teamsConnectorApi: { id: '1', name: 'c' } },
	};
	const nodeTypes = { getByName: () => nodeType, getByNameAndVersion: () => nodeType, getKnownTypes: () => ({}) };
	const workflow = new Workflow({
		id: request.workflowId ?? 'wf',
		nodes: [node],
		connections: {},
		active: true,
		nodeTypes,
	});
	const { credential = { stateSecret: STATE_SECRET, allowedTenants: '' } } = request;
	const additionalData = {
		httpRequest,
		httpResponse,
		credentialsHelper: {
			getDecrypted: async (
				_data: unknown,
				_node: unknown,
				_type: unknown,
				_mode: unknown,
				_execute: unknown,
				raw?: boolean,
			) => {
				if (credential instanceof Error) throw credential;
				return raw === true ? credential : (request.resolvedCredential ?? credential);
			},
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
		},
	} as unknown as IWorkflowExecuteAdditionalData;
	const name = request.body === undefined ? 'setup' : 'default';
	const webhookDescription = nodeType.description.webhooks?.find((webhook) => webhook.name === name);
	if (webhookDescription === undefined) throw new Error(`the trigger has no webhook "${name}"`);
	return new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		{
			node: 'Trigger',
			path: 'x',
			httpMethod: webhookDescription.httpMethod as 'GET',
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			webhookDescription,
		},
		[],
		null,
	);
}
