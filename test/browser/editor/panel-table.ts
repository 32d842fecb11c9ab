/** One panel of a node, with the choices made in it. Everything that can be added to it is added. */
export interface Panel {
	readonly name: string;
	readonly chosen: Readonly<Record<string, unknown>>;
}

/** A type of node with the panels that show all of its fields. */
export interface NodePanels {
	readonly node: string;
	/** Its panels show only some of the fields, whatever is chosen. */
	readonly isPart?: boolean;
	readonly panels: readonly Panel[];
}

/** Every node (also as agents are offered it), resource, operation, kind of content and authentication. */
export const PANELS: readonly NodePanels[] = [
	{
		node: 'teamsOutgoingWebhookTrigger',
		panels: [
			{ name: 'outgoing-trigger', chosen: {} },
			{ name: 'outgoing-trigger-last-node', chosen: { respond: 'lastNode' } },
			{ name: 'outgoing-trigger-immediately', chosen: { respond: 'immediately', options: { maxAge: 0 } } },
		],
	},
	{
		node: 'teamsCardActionTrigger',
		panels: [
			{ name: 'card-action-trigger', chosen: {} },
			{ name: 'card-action-trigger-unbound', chosen: { options: { requireCallbackUrl: false } } },
		],
	},
	{ node: 'teamsConnectorTrigger', panels: [{ name: 'connector-trigger', chosen: {} }] },
	{
		node: 'teamsWebhook',
		panels: [
			{ name: 'send-text', chosen: {} },
			{ name: 'send-destinations', chosen: { authentication: 'destinations' } },
			{ name: 'send-signed-in', chosen: { authentication: 'oAuth2' } },
			{ name: 'send-card', chosen: { content: 'card' } },
			{ name: 'send-card-fields', chosen: { content: 'card', items: 'together', factsFrom: 'fields' } },
			{ name: 'send-card-table', chosen: { content: 'card', items: 'together', layout: 'table' } },
			{ name: 'send-card-json', chosen: { content: 'adaptiveCard' } },
			{ name: 'send-card-template', chosen: { content: 'template' } },
			{ name: 'send-event', chosen: { content: 'event' } },
			{ name: 'send-message-card', chosen: { content: 'messageCard' } },
			{ name: 'send-message-card-form', chosen: { content: 'messageCard', messageCardFrom: 'form' } },
			{ name: 'reply-text', chosen: { operation: 'reply' } },
			{ name: 'reply-late', chosen: { operation: 'reply', lateReply: 'send', content: 'card' } },
			{ name: 'ask-link', chosen: { operation: 'sendAndWait' } },
			{
				name: 'ask-until',
				chosen: { operation: 'sendAndWait', options: { limitWaitTime: { values: { limitType: 'atSpecifiedTime' } } } },
			},
			{ name: 'ask-mention', chosen: { operation: 'sendAndWait', answerBy: 'mention' } },
			{ name: 'ask-form', chosen: { operation: 'sendAndWait', responseType: 'customForm' } },
			{
				name: 'ask-form-json',
				chosen: { operation: 'sendAndWait', responseType: 'customForm', defineForm: 'json' },
			},
			{ name: 'record-answer', chosen: { operation: 'recordAnswer' } },
			{ name: 'validate-text', chosen: { resource: 'card', operation: 'validate' } },
			{
				name: 'validate-email',
				chosen: {
					resource: 'card',
					operation: 'validate',
					target: 'outlook',
					content: 'messageCard',
					messageCardFrom: 'form',
				},
			},
			{ name: 'callback-url', chosen: { resource: 'card', operation: 'callbackUrl' } },
			{ name: 'diagnose-url', chosen: { resource: 'webhook', operation: 'diagnose' } },
			{ name: 'diagnose-token', chosen: { resource: 'webhook', operation: 'diagnose', subject: 'securityToken' } },
			{ name: 'build-app', chosen: { resource: 'connectorApp', operation: 'build' } },
			{ name: 'build-app-icons', chosen: { resource: 'connectorApp', operation: 'build', iconSource: 'binary' } },
		],
	},
	{
		node: 'teamsWebhookTool',
		isPart: true,
		panels: [
			{ name: 'tool-send', chosen: {} },
			{ name: 'tool-validate', chosen: { resource: 'card', operation: 'validate' } },
		],
	},
];
