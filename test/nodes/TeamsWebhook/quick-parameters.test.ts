import type { IDataObject, INode, INodeType, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

import fc from 'fast-check';
import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData, Workflow } from 'n8n-workflow';

import { withQuickParameters } from '../../../nodes/TeamsWebhook/quick-parameters';
import { TeamsWebhook } from '../../../nodes/TeamsWebhook/TeamsWebhook.node';

/** The context of our action in n8n-core, with its real expressions. */
function contextOf(parameters: IDataObject, items: readonly IDataObject[]) {
	const node: INode = {
		id: 'n',
		name: 'Node',
		type: 'teamsWebhook',
		typeVersion: 1,
		position: [0, 0],
		parameters: parameters as INode['parameters'],
	};
	const type: INodeType = new TeamsWebhook();
	const workflow = new Workflow({
		id: 'w',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: { getByName: () => type, getByNameAndVersion: () => type, getKnownTypes: () => ({}) },
	});
	const additionalData = {
		executionId: 'e',
		variables: {},
		webhookWaitingBaseUrl: 'http://localhost/w',
		formWaitingBaseUrl: 'http://localhost/f',
	} as unknown as IWorkflowExecuteAdditionalData;
	const data = items.map((json) => ({ json }));
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createRunExecutionData(),
		0,
		data,
		{ main: [data] },
		{ node, data: { main: [data] }, source: null },
		[],
	);
	let asked = 0;
	const ask = context.getNodeParameter.bind(context) as (...call: readonly unknown[]) => unknown;
	Object.defineProperty(context, 'getNodeParameter', {
		value: (...call: readonly unknown[]) => {
			asked += 1;
			return ask(...call);
		},
	});
	return { context, quick: withQuickParameters(context), asked: () => asked };
}

it('reads a parameter without expression once for all items, and with its fallback', () => {
	const { quick, asked } = contextOf({ text: 'hi', options: { summary: 's', pace: 'off' } }, [{}, {}, {}]);
	expect(
		[0, 1, 2].map((item) => [
			quick.getNodeParameter('text', item),
			quick.getNodeParameter('options', item),
			quick.getNodeParameter('missing', item, 'f'),
		]),
	).toEqual(Array.from({ length: 3 }, () => ['hi', { summary: 's', pace: 'off' }, 'f']));
	expect(asked()).toBe(3);
});

it('asks n8n for an expression, also deep in a collection, for each item', () => {
	const { quick, asked } = contextOf(
		{ content: 'card', title: '={{ $json.a + 1 }}', facts: { values: [{ title: 't', value: '={{ $json.a }}' }] } },
		[{ a: 1 }, { a: 2 }],
	);
	expect([0, 1].map((item) => [quick.getNodeParameter('title', item), quick.getNodeParameter('facts', item)])).toEqual([
		[2, { values: [{ title: 't', value: 1 }] }],
		[3, { values: [{ title: 't', value: 2 }] }],
	]);
	expect(asked()).toBe(4);
});

it('takes a text of the item as it is, without asking', () => {
	const { quick, asked } = contextOf({ content: 'card', text: '={{ $json.text }}', title: '={{$json.text}}' }, [
		{ text: '={{ 1 + 1 }}' },
		{ text: '' },
	]);
	expect(
		[0, 1].flatMap((item) => [quick.getNodeParameter('text', item), quick.getNodeParameter('title', item)]),
	).toEqual(['={{ 1 + 1 }}', '={{ 1 + 1 }}', '', '']);
	expect(asked()).toBe(0);
});

it('gives what n8n gives, whatever the item holds', () => {
	const values = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('={{ 1 }}', '=x', '{{ $json.a }}', '', '\u0000', '\ud800'),
		fc.integer(),
		fc.boolean(),
		fc.constant(null),
		fc.jsonValue(),
	);
	const names = fc.constantFrom(
		'a',
		'b',
		'text',
		'__proto__',
		'constructor',
		'prototype',
		'toString',
		'length',
		'hasOwnProperty',
	);
	const expressions = names.chain((name) =>
		fc.constantFrom(
			`={{ $json.${name} }}`,
			`={{$json.${name}}}`,
			`={{ $json.${name} }} `,
			`=x {{ $json.${name} }}`,
			`{{ $json.${name} }}`,
			`={{ $json["${name}"] }}`,
		),
	);
	const read = (from: { getNodeParameter: (name: string, item: number, fallback: string) => unknown }) => {
		try {
			return { value: from.getNodeParameter('text', 0, 'fallback') };
		} catch (error) {
			return { error: (error as Error).message };
		}
	};
	fc.assert(
		fc.property(expressions, fc.dictionary(names, values), (text, json) => {
			const { context, quick } = contextOf({ text }, [json]);
			expect(read(quick as never)).toEqual(read(context as never));
		}),
		{ numRuns: 400 },
	);
});

it('leaves everything else of the context as it is', () => {
	const { context, quick } = contextOf({ text: 'x' }, [{}]);
	expect([quick.getNode(), quick.helpers === context.helpers, quick.getInputData()]).toEqual([
		context.getNode(),
		true,
		context.getInputData(),
	]);
	expect(quick.getNodeParameter('options.summary', 0, 'f')).toBe('f');
});
