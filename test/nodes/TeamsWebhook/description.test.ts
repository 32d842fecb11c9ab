import type { INode, INodeParameters, INodePropertyOptions } from 'n8n-workflow';

import { NodeHelpers } from 'n8n-workflow';

import { actionProperties } from '../../../nodes/TeamsWebhook/description';
import { TeamsWebhook } from '../../../nodes/TeamsWebhook/TeamsWebhook.node';

/** The fields that the panel shows for saved values, from top to bottom. */
function panel(values: INodeParameters): readonly string[] {
	const { description } = new TeamsWebhook();
	const node: INode = {
		id: 'n',
		name: 'n',
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: values,
	};
	const all = NodeHelpers.getNodeParameters(actionProperties, values, true, false, node, description) ?? {};
	return actionProperties
		.filter((property) => NodeHelpers.displayParameter(all, property, node, description))
		.filter(({ type }) => type !== 'notice')
		.map(({ name }) => name);
}

describe('the panel of Reply', () => {
	it('begins with what everybody fills in, and ends with what is for card actions only', () => {
		expect(panel({ resource: 'message', operation: 'reply' })).toEqual([
			'resource',
			'operation',
			'authentication',
			'content',
			'items',
			'text',
			'lateReply',
			'options',
			'actionStatus',
		]);
	});

	it('asks for a card before it asks about late replies', () => {
		const fields = panel({ resource: 'message', operation: 'reply', content: 'card' });
		expect(fields.indexOf('title')).toBeGreaterThan(fields.indexOf('content'));
		expect(fields.slice(-3)).toEqual(['lateReply', 'options', 'actionStatus']);
	});
});

it('shows nothing of Reply in the other operations', () => {
	for (const operation of ['send', 'validate'])
		expect(panel({ resource: operation === 'send' ? 'message' : 'card', operation })).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(?:lateReply|actionStatus)$/)]),
		);
});

it('offers a webhook URL first', () => {
	const authentication = actionProperties.find(({ name }) => name === 'authentication');
	expect(authentication?.options?.map((option) => (option as INodePropertyOptions).value)).toEqual([
		'webhookUrl',
		'destinations',
		'oAuth2',
	]);
	expect(authentication?.default).toBe('webhookUrl');
	const [first] = new TeamsWebhook().description.credentials ?? [];
	expect(first?.name).toBe('teamsIncomingWebhookApi');
});
