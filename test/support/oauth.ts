import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import type { PostAnswer, PostFailure } from '../../src/ports';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, NodeHelpers, Workflow } from 'n8n-workflow';

import { TeamsWorkflowsOAuth2Api } from '../../credentials/TeamsWorkflowsOAuth2Api.credentials';

/** The fields of n8n's own `oAuth2Api` that ours builds on; a test against a real n8n uses the real ones. */
const BASE: INodeProperties[] = [
	'grantType',
	'authUrl',
	'accessTokenUrl',
	'clientId',
	'clientSecret',
	'scope',
	'authQueryParameters',
	'authentication',
].map((name) => ({ displayName: name, name, type: 'string', default: '' }));

/** n8n takes these from the credential type if that hides them, whatever is stored. */
const PINNED: readonly string[] = ['authUrl', 'accessTokenUrl', 'grantType', 'authentication'];

const MOCK: INode = { id: 'm', name: 'Mock', type: 'mock', typeVersion: 1, position: [0, 0], parameters: {} };

/** What n8n makes of stored fields: hidden URLs are never taken from storage, defaults are filled in, expressions evaluated. */
export function resolveCredential(stored: IDataObject): ICredentialDataDecryptedObject {
	const properties: INodeProperties[] = [];
	NodeHelpers.mergeNodeProperties(properties, BASE);
	NodeHelpers.mergeNodeProperties(properties, new TeamsWorkflowsOAuth2Api().properties);
	const kept = Object.entries(stored).filter(
		([name]) =>
			!PINNED.includes(name) || properties.some((property) => property.name === name && property.type !== 'hidden'),
	);
	const values =
		NodeHelpers.getNodeParameters(
			properties,
			Object.fromEntries(kept) as INode['parameters'],
			true,
			false,
			null,
			null,
		) ?? {};
	const nodeTypes = { getByName: mockType, getByNameAndVersion: mockType, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ nodes: [MOCK], connections: {}, active: false, nodeTypes });
	const resolved = workflow.expression.getComplexParameterValue(
		MOCK,
		values,
		'internal',
		{},
		undefined,
		undefined,
		values,
	);
	return {
		...(resolved as ICredentialDataDecryptedObject),
		...('oauthTokenData' in stored
			? { oauthTokenData: stored.oauthTokenData as ICredentialDataDecryptedObject[string] }
			: {}),
	};
}

/** One run of a node with a credential. `stored` is changed as n8n's database would be. */
interface OAuthRun {
	readonly stored: IDataObject;
	/** What the node does; its result is the output of the run. */
	readonly act: (context: IExecuteFunctions) => Promise<PostAnswer | PostFailure>;
	/** Whether n8n blocks every request for a token to this machine, as its egress filter does when it is on. */
	readonly isFiltered?: boolean;
}

/** Runs a node of our own in n8n-core, and returns what it did and everything the run left in n8n. */
export async function runWithOAuth({
	stored,
	act,
	isFiltered = false,
}: OAuthRun): Promise<{ exchange: PostAnswer | PostFailure; record: string }> {
	const results: Array<PostAnswer | PostFailure> = [];
	const additional = additionalData(stored);
	const type = posterType(async (context) => {
		if (isFiltered) Reflect.set(additional, 'ssrfBridge', context.helpers.getSecureEgressFilter('enforced'));
		const exchange = await act(context);
		results.push(exchange);
		return exchange;
	});
	const node: INode = {
		...MOCK,
		name: 'Poster',
		credentials: { teamsWorkflowsOAuth2Api: { id: `c${nextId++}`, name: 'flows' } },
	};
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: 'wf1', nodes: [node], connections: {}, active: true, nodeTypes });
	const hooks = new ExecutionLifecycleHooks('webhook', 'exec1', {
		id: 'wf1',
		name: 'w',
		active: true,
		nodes: [node],
		connections: {},
	} as never);
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node, data: { main: [[{ json: {} }]] }, source: null }] },
	});
	const run = await new WorkflowExecute(Object.assign(additional, { hooks }), 'webhook', data).processRunExecutionData(
		workflow,
	);
	const [exchange] = results;
	if (exchange === undefined) throw new Error(`the node failed: ${JSON.stringify(run.data.resultData.error)}`);
	return { exchange, record: JSON.stringify(run.data) };
}

let nextId = 0;

function mockType(): INodeType {
	return {
		description: {
			displayName: 'Mock',
			name: 'mock',
			group: [],
			version: 1,
			description: '',
			defaults: {},
			inputs: [],
			outputs: [],
			properties: [],
		},
	};
}

function posterType(act: OAuthRun['act']): INodeType {
	return {
		description: {
			...mockType().description,
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'teamsWorkflowsOAuth2Api', required: true }],
		},
		async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
			return [[{ json: { ...(await act(this)) } }]];
		},
	};
}

function additionalData(stored: IDataObject): IWorkflowExecuteAdditionalData {
	return {
		executionId: 'exec1',
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		setExecutionStatus: () => undefined,
		currentNodeExecutionIndex: 0,
		credentialsHelper: {
			getDecrypted: async (
				_data: unknown,
				_node: unknown,
				_type: unknown,
				_mode: unknown,
				_execute: unknown,
				raw?: boolean,
			) => (raw === true ? { ...stored } : resolveCredential(stored)),
			getParentTypes: () => ['oAuth2Api'],
			isCredentialUsableByNode: () => true,
			runPreAuthentication: async () => undefined,
			updateCredentialsOauthTokenData: async (_node: unknown, _type: unknown, { oauthTokenData }: IDataObject) =>
				void (stored.oauthTokenData = oauthTokenData),
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}
