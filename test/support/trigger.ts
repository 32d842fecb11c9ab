import type {
	IConnections,
	IDataObject,
	INode,
	INodeType,
	IWebhookResponseData,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { WebhookContext } from 'n8n-core';
import { Workflow } from 'n8n-workflow';

import { TeamsOutgoingWebhookTrigger } from '../../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { TeamsWebhook } from '../../nodes/TeamsWebhook/TeamsWebhook.node';
import { TOKEN } from './signing';

/** What one request led to. */
interface TriggerCall {
	readonly result: IWebhookResponseData;
	readonly response: FakeResponse;
	readonly warnings: readonly string[];
	/** Lines of level info, with their data. */
	readonly infos: ReadonlyArray<readonly [string, unknown]>;
	/** How the credential was read: as it is stored, or with its expressions resolved. */
	readonly reads: readonly string[];
}

/** An Express response that remembers what was written. */
export class FakeResponse {
	statusCode = 200;

	headersSent = false;

	body: unknown;

	writes = 0;

	private listeners: Array<() => void> = [];

	status(code: number): this {
		this.statusCode = code;
		return this;
	}

	type(): this {
		return this;
	}

	send(body?: unknown): this {
		return this.write(body);
	}

	json(body?: unknown): this {
		return this.write(body);
	}

	end(): this {
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

	private write(body: unknown): this {
		if (this.headersSent) throw new Error('Cannot set headers after they are sent to the client');
		this.headersSent = true;
		this.body = body;
		this.writes += 1;
		return this;
	}
}

/** One request to the trigger. */
export interface TriggerRequest {
	readonly rawBody?: Buffer;
	readonly authorization?: string;
	readonly credential?: Record<string, unknown> | Error;
	readonly resolvedCredential?: Record<string, unknown>;
	/** Without options here, the age of messages is not checked: the short vectors have no timestamp. */
	readonly parameters?: IDataObject;
	readonly readRawBody?: () => Promise<void>;
	/** A workflow of its own when absent, so that no refusal is kept back from the log. */
	readonly workflowId?: string;
	/** The nodes behind the trigger. */
	readonly behind?: NodesBehind;
	/** False for an n8n that does not say which output a wire comes from. */
	readonly tellsOfWires?: boolean;
}

/** A node of the workflow: what is not given is left out as n8n leaves it out. */
export interface NodeOfWorkflow {
	readonly name: string;
	readonly type?: string;
	readonly parameters?: IDataObject;
	readonly disabled?: boolean;
}

/** Nodes and their wires: from output 0 of a node, or from the given output of the trigger. */
export interface NodesBehind {
	readonly nodes: readonly NodeOfWorkflow[];
	readonly wires: ReadonlyArray<readonly [from: string, to: string, output?: number]>;
}

/** A Reply. */
export function replyNode(name: string, more: Partial<NodeOfWorkflow> & { lateReply?: string } = {}): NodeOfWorkflow {
	const { lateReply, ...rest } = more;
	const parameters = { operation: 'reply', text: 'x', ...(lateReply === undefined ? {} : { lateReply }) };
	return { name, type: 'n8n-nodes-teams-webhooks.teamsWebhook', parameters, ...rest };
}

/** The nodes and wires of a workflow as n8n keeps them; the trigger is called "Trigger". */
export function workflowOf(
	trigger: INode,
	{ nodes, wires }: NodesBehind = { nodes: [], wires: [] },
): { readonly nodes: INode[]; readonly connections: IConnections } {
	const connections: IConnections = {};
	for (const [from, to, output = 0] of wires) {
		const main = ((connections[from] ??= {}).main ??= []);
		while (main.length <= output) main.push([]);
		main[output]?.push({ node: to, type: 'main', index: 0 });
	}
	const all = nodes.map(({ name, type = 'n8n-nodes-base.set', parameters = {}, disabled }, index) => ({
		id: `behind-${index}`,
		name,
		type,
		typeVersion: 1,
		position: [0, 0] as [number, number],
		parameters: parameters as INode['parameters'],
		...(disabled === undefined ? {} : { disabled }),
	}));
	return { nodes: [trigger, ...all], connections };
}

/** Node types as n8n hands them out: those of this package, and one that can be anything else. */
export const NODE_TYPES = {
	getByName: typeNamed,
	getByNameAndVersion: typeNamed,
	getKnownTypes: () => ({}),
};

let workflows = 0;

const nodeType = new TeamsOutgoingWebhookTrigger();

const actionType = new TeamsWebhook();

const OTHER_TYPE = { description: { properties: [], version: [1] } } as unknown as INodeType;

function typeNamed(type: string): INodeType {
	if (type.endsWith('teamsOutgoingWebhookTrigger')) return nodeType;
	return type.endsWith('teamsWebhook') ? actionType : OTHER_TYPE;
}

/** Calls `webhook()` in n8n-core's own context, with a request and response that hold only what is given. */
export async function callTrigger(request: TriggerRequest): Promise<TriggerCall> {
	const response = new FakeResponse();
	const httpRequest = {
		rawBody: request.rawBody,
		readRawBody: request.readRawBody,
		headers: { authorization: request.authorization },
		body: {},
		query: {},
		params: {},
	};
	const warnings: string[] = [];
	const infos: Array<readonly [string, unknown]> = [];
	const reads: string[] = [];
	const context = createContext(request, httpRequest, response, reads);
	Object.defineProperty(context, 'logger', {
		value: {
			warn: (line: string) => warnings.push(line),
			info: (line: string, data: unknown) => infos.push([line, data]),
		},
	});
	if (request.tellsOfWires === false) Object.defineProperty(context, 'getConnections', { value: undefined });
	const result = await nodeType.webhook.call(context);
	return { result, response, warnings, infos, reads };
}

/** Says whether the call started an execution. */
export function started(call: TriggerCall): boolean {
	return call.result.workflowData !== undefined;
}

/** The `json` of the item that started an execution. */
export function itemOf(call: TriggerCall): IDataObject {
	const item = call.result.workflowData?.flat()[0];
	if (item === undefined) throw new Error('no execution was started');
	return item.json;
}

interface Outside {
	readonly httpRequest: object;
	readonly httpResponse: object;
	/** How the credential was read, each time. */
	readonly reads: string[];
}

function additionalDataOf(
	{ credential = { securityToken: TOKEN, label: 'ops' }, resolvedCredential }: TriggerRequest,
	{ reads, ...http }: Outside,
): IWorkflowExecuteAdditionalData {
	const getDecrypted = async (...[, , , , , raw]: readonly [...unknown[]]) => {
		reads.push(raw === true ? 'stored' : 'resolved');
		if (credential instanceof Error) throw credential;
		return raw === true ? credential : (resolvedCredential ?? credential);
	};
	return {
		...http,
		credentialsHelper: { getDecrypted, getParentTypes: () => [], isCredentialUsableByNode: () => true },
	} as unknown as IWorkflowExecuteAdditionalData;
}

function createContext(
	request: TriggerRequest,
	httpRequest: object,
	httpResponse: object,
	reads: string[],
): WebhookContext {
	const node: INode = {
		id: 'node-1',
		name: 'Trigger',
		type: 'teamsOutgoingWebhookTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: { options: { maxAge: 0 }, ...request.parameters },
		credentials: { teamsOutgoingWebhookApi: { id: '1', name: 'c' } },
	};
	const workflow = new Workflow({
		id: request.workflowId ?? `wf${(workflows += 1)}`,
		...workflowOf(node, request.behind),
		active: true,
		nodeTypes: NODE_TYPES,
	});
	const additionalData = additionalDataOf(request, { httpRequest, httpResponse, reads });
	const webhookDescription = nodeType.description.webhooks?.[0];
	if (webhookDescription === undefined) throw new Error('the trigger has no webhook');
	return new WebhookContext(
		workflow,
		node,
		additionalData,
		'webhook',
		{
			node: 'Trigger',
			path: 'x',
			httpMethod: 'POST',
			workflowId: workflow.id,
			workflowExecuteAdditionalData: additionalData,
			webhookDescription,
		},
		[],
		null,
	);
}
