import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';

import * as n8n from 'n8n-workflow';

/** The three ways in which a trigger answers, as stored in workflows. */
export type RespondMode = 'replyNode' | 'lastNode' | 'immediately';

/** The way to answer that a workflow has stored; anything else is the default, as it is for n8n. */
export function respondOf(stored: unknown, byDefault: RespondMode): RespondMode {
	return stored === 'replyNode' || stored === 'lastNode' || stored === 'immediately' ? stored : byDefault;
}

/** The field for the last part of a trigger's URL. */
export function pathProperty(placeholder: string): INodeProperties {
	return {
		displayName: 'Path',
		name: 'path',
		type: 'string',
		default: '',
		placeholder,
		description: 'The last part of the URL. Empty: the ID that n8n has given this node.',
	};
}

type Fields = Pick<IWebhookDescription, 'path' | 'responseMode' | 'responseData'>;

/**
 * n8n's words for the ways to answer, by the default that applies if a workflow stores no choice. Self-contained: n8n
 * turns these functions into expressions for the editor.
 */
const RESPONSE_MODES = {
	replyNode: (parameters: { respond?: string }) =>
		parameters.respond === 'lastNode'
			? 'lastNode'
			: parameters.respond === 'immediately'
				? 'onReceived'
				: 'responseNode',
	lastNode: (parameters: { respond?: string }) =>
		parameters.respond === 'replyNode'
			? 'responseNode'
			: parameters.respond === 'immediately'
				? 'onReceived'
				: 'lastNode',
} as const;

const responseData = (parameters: { respond?: string }) => (parameters.respond === 'immediately' ? '' : 'allEntries');

/**
 * What a webhook takes from the parameters `path` and `respond`. n8n 2.4x and later resolves the three fields without
 * its expression engine; older versions evaluate the same functions as expressions.
 */
export function webhookFields(respondByDefault: keyof typeof RESPONSE_MODES): Fields {
	const responseMode = RESPONSE_MODES[respondByDefault];
	const native: Partial<Pick<typeof n8n, 'webhookDescriptionFields' | 'fromParameter' | 'fromFunction'>> = n8n;
	if (native.webhookDescriptionFields && native.fromParameter && native.fromFunction) {
		return native.webhookDescriptionFields({
			path: native.fromParameter('path'),
			responseMode: native.fromFunction(responseMode),
			responseData: native.fromFunction(responseData),
		});
	}
	return {
		path: '={{$parameter["path"]}}',
		responseMode: `={{(${String(responseMode)})($parameter)}}`,
		responseData: `={{(${String(responseData)})($parameter)}}`,
	};
}
