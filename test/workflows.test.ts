import type { INodeParameters, INodeProperties, INodeType } from 'n8n-workflow';

import { NodeHelpers } from 'n8n-workflow';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TeamsCardActionTrigger } from '../nodes/TeamsCardActionTrigger/TeamsCardActionTrigger.node';
import { TeamsConnectorTrigger } from '../nodes/TeamsConnectorTrigger/TeamsConnectorTrigger.node';
import { TeamsOutgoingWebhookTrigger } from '../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { TeamsWebhook } from '../nodes/TeamsWebhook/TeamsWebhook.node';

interface SavedNode {
	readonly name: string;
	readonly type: string;
	readonly typeVersion: number;
	readonly parameters: INodeParameters;
}

const TYPES: Readonly<Record<string, INodeType>> = {
	'n8n-nodes-teams-webhooks.teamsCardActionTrigger': new TeamsCardActionTrigger(),
	'n8n-nodes-teams-webhooks.teamsConnectorTrigger': new TeamsConnectorTrigger(),
	'n8n-nodes-teams-webhooks.teamsOutgoingWebhookTrigger': new TeamsOutgoingWebhookTrigger(),
	'n8n-nodes-teams-webhooks.teamsWebhook': new TeamsWebhook(),
};

const FOLDER = join(__dirname, 'workflows');

const saved = readdirSync(FOLDER).flatMap((file) =>
	(JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as { nodes: SavedNode[] }).nodes.map(
		(node): [string, string, SavedNode] => [file, node.name, node],
	),
);

/** Values that a description no longer offers would be dropped here, as n8n drops them from a saved workflow. */
it.each(saved)('%s: n8n still reads every parameter of "%s"', (_file, _name, node) => {
	const type = TYPES[node.type];
	if (type === undefined) throw new Error(`no node type ${node.type}`);
	expect(type.description.version).toContain(node.typeVersion);
	const read = NodeHelpers.getNodeParameters(
		type.description.properties,
		node.parameters,
		true,
		false,
		node,
		type.description,
	);
	expect(read).toMatchObject(node.parameters);
	expect(
		NodeHelpers.getNodeParametersIssues(
			type.description.properties,
			{ ...node, id: 'x', position: [0, 0] },
			type.description,
		),
	).toBeNull();
	for (const [name, value] of Object.entries(node.parameters))
		expect(optionsOf(type.description.properties, name, value)).toBe(true);
});

/** A parameter can appear in the panel several times, each time for one resource. */
function optionsOf(properties: readonly INodeProperties[], name: string, value: unknown): boolean {
	return properties
		.filter((each) => each.name === name)
		.some(
			(property) =>
				property.type !== 'options' ||
				(property.options ?? []).some((option) => 'value' in option && option.value === value),
		);
}
