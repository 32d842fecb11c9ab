import type { IWebhookDescription } from 'n8n-workflow';

import { ANSWER_PATH } from '../../../../../src/approval/question-row';

/** The name of the entry that takes answers by mention; n8n knows only two names. */
export const MENTION_ENTRY = 'setup';

const common = { responseMode: 'onReceived', responseData: '', restartWebhook: true, isFullPath: true } as const;

/**
 * The entries of a waiting run: the page at the id of the node, for which n8n requires a signature, and the answers by
 * mention at a path of their own. None is registered when a workflow is published.
 */
export const questionEntries: IWebhookDescription[] = [
	{ name: 'default', httpMethod: 'GET', path: '={{ $nodeId }}', ...common },
	{ name: 'default', httpMethod: 'POST', path: '={{ $nodeId }}', ...common },
	{ name: MENTION_ENTRY, httpMethod: 'POST', path: ANSWER_PATH, ...common },
];
