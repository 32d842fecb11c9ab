import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodeType,
	NodeParameterValueType,
} from 'n8n-workflow';

import fc from 'fast-check';
import { NodeHelpers } from 'n8n-workflow';

import { TeamsCardActionTrigger } from '../nodes/TeamsCardActionTrigger/TeamsCardActionTrigger.node';
import { TeamsConnectorTrigger } from '../nodes/TeamsConnectorTrigger/TeamsConnectorTrigger.node';
import { TeamsOutgoingWebhookTrigger } from '../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { TeamsWebhook } from '../nodes/TeamsWebhook/TeamsWebhook.node';
import { caughtLater } from '../src/caught';
import { runWorkflow } from './support/action';

const NODES: ReadonlyArray<readonly [string, INodeType]> = [
	['card action trigger', new TeamsCardActionTrigger()],
	['connector trigger', new TeamsConnectorTrigger()],
	['outgoing webhook trigger', new TeamsOutgoingWebhookTrigger()],
	['action', new TeamsWebhook()],
];

/** Any values that a saved workflow can hold, of visible and of hidden fields. */
function savedValues(properties: readonly INodeProperties[]): fc.Arbitrary<INodeParameters> {
	const fields = properties.filter(({ type }) => type !== 'notice');
	const names = [...new Set(fields.map(({ name }) => name))];
	const entries = names.map((name): [string, fc.Arbitrary<NodeParameterValueType>] => [
		name,
		fc.oneof(...fields.filter((field) => field.name === name).map(savedValue)),
	]);
	return fc.record(Object.fromEntries(entries), { requiredKeys: [] });
}

function savedValue({ type, options = [], default: fallback }: INodeProperties): fc.Arbitrary<NodeParameterValueType> {
	if (type === 'boolean') return fc.boolean();
	if (type === 'number') return fc.integer({ min: 1, max: 9 });
	if (type === 'collection') return savedValues(options as INodeProperties[]);
	if (type === 'fixedCollection') {
		const rows = (options as INodePropertyCollection[]).map(
			({ name, values }) => [name, fc.array(savedValues(values), { minLength: 1, maxLength: 2 })] as const,
		);
		return fc.record(Object.fromEntries(rows));
	}
	const values = options.flatMap((option) => ('value' in option ? [option.value] : []));
	if (type === 'options' && values.length > 0) return fc.constantFrom(...values);
	return fc.constantFrom('a', 'b', fallback as string);
}

/** What n8n passes to the node of everything a workflow has saved; its `Workflow` reads parameters the same way. */
function whatCounts({ description }: INodeType, saved: INodeParameters): INodeParameters {
	const node = { typeVersion: [description.version].flat().at(-1) ?? 1 };
	return NodeHelpers.getNodeParameters(description.properties, saved, true, false, node, description) ?? {};
}

type Path = ReadonlyArray<string | number>;

/** The paths of saved values that do not count, including those in collections and their rows. */
function hiddenPaths(saved: unknown, counts: unknown, path: Path = []): readonly Path[] {
	if (typeof saved !== 'object' || saved === null) return [];
	return Object.entries(saved).flatMap(([name, value]): readonly Path[] => {
		const at = [...path, Array.isArray(saved) ? Number(name) : name];
		const inside =
			typeof counts === 'object' && counts !== null ? (counts as Record<string, unknown>)[name] : undefined;
		return inside === undefined ? [at] : hiddenPaths(value, inside, at);
	});
}

function without(saved: INodeParameters, path: Path): INodeParameters {
	const copy = structuredClone(saved);
	const last = path.at(-1);
	const parent = path.slice(0, -1).reduce<unknown>((current, name) => (current as Record<string, unknown>)[name], copy);
	if (last !== undefined) Reflect.deleteProperty(parent as object, last);
	return copy;
}

/** The saved values without those that do not count. */
function onlyCounting(saved: INodeParameters, counts: INodeParameters): INodeParameters {
	return hiddenPaths(saved, counts).reduceRight(without, saved);
}

describe.each(NODES)('%s', (_name, type) => {
	it('does the same whatever its hidden fields hold', () => {
		fc.assert(
			fc.property(savedValues(type.description.properties), (saved) => {
				const counts = whatCounts(type, saved);
				expect(whatCounts(type, onlyCounting(saved, counts))).toEqual(counts);
			}),
			{ numRuns: 3_000 },
		);
	});
});

it.each<[string, INodeParameters, string]>([
	[
		'the options of Send, by the subject of Diagnose',
		{ subject: 'securityToken', options: { pace: 'off' } },
		'options',
	],
	[
		'the facts of each item, by the layout of many',
		{ content: 'card', items: 'each', layout: 'table', facts: { values: [{ title: 'a', value: 'b' }] } },
		'facts',
	],
	[
		'where the facts of each item come from in a Reply, by the layout of many',
		{ operation: 'reply', content: 'card', items: 'each', layout: 'table', factsFrom: 'allFields' },
		'factsFrom',
	],
])('a value kept in a hidden field hides nothing: %s', (_title, saved, name) =>
	expect(whatCounts(new TeamsWebhook(), saved)).toMatchObject({ [name]: saved[name] }),
);

it.each<[string, INodeParameters, readonly string[]]>([
	['the card of Send in Diagnose', { resource: 'webhook', operation: 'diagnose', content: 'template' }, ['cardJson']],
	[
		'a MessageCard in Create Callback URL',
		{ resource: 'card', operation: 'callbackUrl', content: 'messageCard' },
		['messageCardJson'],
	],
	[
		'options of a card in Diagnose',
		{ resource: 'webhook', operation: 'diagnose', content: 'card', options: { dates: 'date', moreText: 'x' } },
		['options.dates', 'options.moreText'],
	],
])('a value kept in a hidden field brings in nothing: %s', (_title, saved, paths) => {
	for (const path of paths) expect(whatCounts(new TeamsWebhook(), saved)).not.toHaveProperty(path);
});

it('n8n runs the action with what counts, and gets the same result without the rest', async () => {
	const type = new TeamsWebhook();
	/** The output, or what n8n finds missing before it runs the node. */
	const validated = async (saved: INodeParameters): Promise<unknown> => {
		const run = await caughtLater(runWorkflow({ items: [{ a: 'b' }, { c: 1 }], actions: [{ parameters: saved }] }));
		return run.ok ? run.value.output.map(({ json }) => json) : String(run.error);
	};
	await fc.assert(
		fc.asyncProperty(savedValues(type.description.properties), async (values) => {
			const saved: INodeParameters = {
				text: 'x',
				tableColumns: 'a',
				...values,
				resource: 'card',
				operation: 'validate',
			};
			const onlyShown = onlyCounting(saved, whatCounts(type, saved));
			expect(await validated(onlyShown)).toEqual(await validated(saved));
		}),
		{ numRuns: 200 },
	);
});
