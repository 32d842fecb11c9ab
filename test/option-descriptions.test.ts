import type { INodeProperties } from 'n8n-workflow';

import { TeamsCardActionTrigger } from '../nodes/TeamsCardActionTrigger/TeamsCardActionTrigger.node';
import { TeamsConnectorTrigger } from '../nodes/TeamsConnectorTrigger/TeamsConnectorTrigger.node';
import { TeamsOutgoingWebhookTrigger } from '../nodes/TeamsOutgoingWebhookTrigger/TeamsOutgoingWebhookTrigger.node';
import { TeamsWebhook } from '../nodes/TeamsWebhook/TeamsWebhook.node';

/**
 * Chosen from what was seen in n8n 2.41.1, whose lists show three lines below an option: texts of up to 116 characters
 * fitted, and one of 118 lost its end. `test/browser/editor` looks at the lists themselves.
 */
const DESCRIPTION_CHARACTERS_MAX = 110;

/** What a panel consists of, as far as descriptions of options are in it. */
type Part = NonNullable<INodeProperties['options']>[number];

const NODES = [
	new TeamsCardActionTrigger(),
	new TeamsConnectorTrigger(),
	new TeamsOutgoingWebhookTrigger(),
	new TeamsWebhook(),
];

/** The descriptions of the options of every list in these parts of a panel. */
function optionDescriptions(parts: readonly Part[]): readonly string[] {
	return parts.flatMap((part) => {
		if ('values' in part) return optionDescriptions(part.values);
		if (!('type' in part)) return part.description === undefined ? [] : [part.description];
		return optionDescriptions(part.options ?? []);
	});
}

describe.each(NODES.map(({ description }) => [description.displayName, description.properties] as const))(
	'the lists of %s',
	(_name, properties) => {
		const descriptions = optionDescriptions(properties);

		it('describe their options', () => expect(descriptions.length).toBeGreaterThan(2));

		it('have room for each description', () =>
			expect(descriptions.filter(({ length }) => length > DESCRIPTION_CHARACTERS_MAX)).toEqual([]));
	},
);
