import type {
	IBinaryKeyData,
	IDataObject,
	INode,
	INodeConnections,
	INodeExecutionData,
	INodeType,
	IRun,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';

import { ExecutionLifecycleHooks, WorkflowExecute } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { TeamsCardActionTrigger } from '../../nodes/TeamsCardActionTrigger/TeamsCardActionTrigger.node';
import { TeamsOutgoingWebhookTrigger } from '../../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { TeamsWebhook } from '../../nodes/TeamsWebhook/TeamsWebhook.node';

const TYPES: Readonly<Record<string, INodeType>> = {
	teamsCardActionTrigger: new TeamsCardActionTrigger(),
	teamsOutgoingWebhookTrigger: new TeamsOutgoingWebhookTrigger(),
	teamsWebhook: new TeamsWebhook(),
	teamsWebhookTool: new TeamsWebhook(),
};

/** Every credential an action can have; a run gives the same data for each. */
const CREDENTIALS = [
	'teamsCardActionApi',
	'teamsIncomingWebhookApi',
	'teamsDestinationsApi',
	'teamsOutgoingWebhookApi',
	'teamsWorkflowsOAuth2Api',
];

/** What a run of the workflow led to. */
export interface WorkflowRun {
	readonly run: IRun;
	/** Bodies that Reply handed to n8n. */
	readonly replies: readonly unknown[];
	/** The output items of the last action. */
	readonly output: readonly INodeExecutionData[];
}

/** One run: the actions follow the trigger in a chain; without a trigger the first action gets the items. */
export interface RunRequest {
	readonly items: readonly IDataObject[];
	/** Binary data of each item, as n8n keeps it in memory. */
	readonly binaries?: readonly IBinaryKeyData[];
	readonly actions: ReadonlyArray<
		{ readonly parameters: IDataObject; readonly onError?: 'continueRegularOutput' } & Pick<
			INode,
			'retryOnFail' | 'maxTries' | 'waitBetweenTries'
		> & { readonly type?: 'teamsWebhookTool' }
	>;
	readonly withTrigger?: boolean;
	/** The trigger for outgoing webhooks when absent. */
	readonly triggerType?: 'teamsCardActionTrigger';
	readonly mode?: WorkflowExecuteMode;
	/** The data of every credential, or what its expressions give for an item. */
	readonly credential?: Record<string, unknown> | ((itemIndex: number) => Record<string, unknown>);
	/** What n8n does with a reply; it may reject, as its queue does where Redis is gone. */
	readonly takeReply?: () => Promise<void>;
	/** Called with a function that cancels the execution, as the editor's Stop does. */
	readonly onStart?: (cancel: () => void) => void;
	/** The parameters of the trigger; with commands, the mention comes out on the last output. */
	readonly triggerParameters?: IDataObject;
}

/** Runs the workflow in n8n-core. */
export async function runWorkflow(request: RunRequest): Promise<WorkflowRun> {
	const nodes = toNodes(request);
	const first = nodes[0];
	if (first === undefined) throw new Error('a workflow needs a node');
	const commands = (request.triggerParameters?.commands as { values: unknown[] } | undefined)?.values.length ?? 0;
	const linkTo = (node: INode) => [{ node: node.name, type: 'main' as const, index: 0 }];
	const links = nodes
		.slice(1)
		.map((node, index): [string, INodeConnections] => [
			nodes[index]?.name ?? '',
			{ main: index === 0 ? [...Array.from({ length: commands }, () => []), linkTo(node)] : [linkTo(node)] },
		]);
	const get = (type: string): INodeType => {
		const found = TYPES[type];
		if (found === undefined) throw new Error(`no node type ${type}`);
		return found;
	};
	const nodeTypes = { getByName: get, getByNameAndVersion: get, getKnownTypes: () => ({}) };
	const workflow = new Workflow({ id: 'wf1', nodes, connections: Object.fromEntries(links), active: true, nodeTypes });
	const hooks = new ExecutionLifecycleHooks(request.mode ?? 'webhook', 'exec1', {
		id: 'wf1',
		name: 'w',
		active: true,
		nodes,
		connections: {},
	} as never);
	const replies: unknown[] = [];
	hooks.addHandler('sendResponse', async (response) => {
		await request.takeReply?.();
		replies.push((response as { body: unknown }).body);
	});
	const main = [
		...Array.from({ length: commands }, () => []),
		request.items.map((json, index) => ({
			json,
			...(request.binaries?.[index] === undefined ? {} : { binary: request.binaries[index] }),
		})),
	];
	const data = createRunExecutionData({
		executionData: { nodeExecutionStack: [{ node: first, data: { main }, source: null }] },
	});
	const running = new WorkflowExecute(
		additionalData(hooks, request.credential),
		request.mode ?? 'webhook',
		data,
	).processRunExecutionData(workflow);
	request.onStart?.(() => running.cancel());
	const run = await running;
	const last = nodes.at(-1)?.name ?? '';
	return { run, replies, output: run.data.resultData.runData[last]?.[0]?.data?.main?.[0] ?? [] };
}

/** The item our trigger makes of a mention that came in now. */
export function mentionItem(replyMode = 'replyNode', deadlineMs = 4_000): IDataObject {
	return {
		text: 'ping',
		from: { aadObjectId: '0f0e0d0c-1111-4222-8333-444455556666', name: 'Ada <x>' },
		channel: { id: '19:ops@thread.tacv2' },
		message: { rootId: '1761000000123' },
		reply: { mode: replyMode, deadlineAt: new Date(Date.now() + deadlineMs).toISOString() },
	};
}

function toNodes(request: RunRequest): INode[] {
	const trigger: INode = {
		id: 't',
		name: 'Trigger',
		type: request.triggerType ?? 'teamsOutgoingWebhookTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		parameters: (request.triggerParameters ?? {}) as INode['parameters'],
	};
	const actions = request.actions.map(
		(action, index): INode => ({
			id: `a${index}`,
			name: `Action ${index}`,
			type: 'teamsWebhook',
			typeVersion: 1,
			position: [0, 0],
			credentials: Object.fromEntries(CREDENTIALS.map((type) => [type, { id: type, name: type }])),
			...action,
			parameters: action.parameters as INode['parameters'],
		}),
	);
	return request.withTrigger === true ? [trigger, ...actions] : actions;
}

/** Reads a credential as n8n does: raw, an expression stays as it was written; otherwise it is resolved for an item. */
function credentialReader(credential: NonNullable<RunRequest['credential']>) {
	return async (
		...[, , , , , raw, values]: readonly [
			unknown,
			unknown,
			unknown,
			unknown,
			unknown,
			boolean | undefined,
			{ readonly itemIndex?: number } | undefined,
		]
	) => {
		if (typeof credential !== 'function') return credential;
		return raw === true ? { webhookUrl: '={{ $json.url }}' } : credential(values?.itemIndex ?? 0);
	};
}

function additionalData(
	hooks: ExecutionLifecycleHooks,
	credential: NonNullable<RunRequest['credential']> = {},
): IWorkflowExecuteAdditionalData {
	return {
		executionId: 'exec1',
		hooks,
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		setExecutionStatus: () => undefined,
		currentNodeExecutionIndex: 0,
		credentialsHelper: {
			getDecrypted: credentialReader(credential),
			getParentTypes: () => [],
			isCredentialUsableByNode: () => true,
		},
	} as unknown as IWorkflowExecuteAdditionalData;
}
