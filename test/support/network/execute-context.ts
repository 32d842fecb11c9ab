import type { IExecuteFunctions, INode, INodeType, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

/** The context n8n-core gives a node without parameters, with its real HTTP helpers. */
export function createExecuteContext(): IExecuteFunctions {
	const node: INode = { id: 'n', name: 'Node', type: 'test', typeVersion: 1, position: [0, 0], parameters: {} };
	const type = { description: { properties: [], inputs: ['main'], outputs: ['main'] } } as unknown as INodeType;
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
	});
	const additionalData = { executionId: 'e', variables: {} } as unknown as IWorkflowExecuteAdditionalData;
	return new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createRunExecutionData(),
		0,
		[],
		{ main: [[]] },
		{ node, data: { main: [[]] }, source: null },
		[],
	);
}
