import type { IHookFunctions } from 'n8n-workflow';
import type { TriggerSettings } from './settings';

import { caught } from '../../src/caught';
import { TeamsWebhookError } from '../../src/errors';
import { publishError } from '../shared/trigger-settings';
import { activeNodesBehind, isReply } from './wiring';

/**
 * n8n's activation modes after somebody has just pressed Publish; when n8n starts, it only registers again what was
 * already published.
 */
const PUBLISHING: readonly unknown[] = ['activate', 'update'];

const SUB_WORKFLOW = 'n8n-nodes-base.executeWorkflow';

/**
 * Refuses to publish a trigger that waits for a Reply that is not in the workflow. The error names the
 * sub-workflows behind it: a Reply in one of those finds no mention.
 */
export function requireReply(context: IHookFunctions, { respond }: Pick<TriggerSettings, 'respond'>): void {
	if (respond !== 'replyNode' || !PUBLISHING.includes(context.getActivationMode())) return;
	const nodes = caught(() => activeNodesBehind(context));
	// n8n throws if a wire leads to no node, as in some imported workflows; that is not for us to refuse.
	if (!nodes.ok || nodes.value.some(isReply)) return;
	const callers = nodes.value.filter(({ type }) => type === SUB_WORKFLOW).map(({ name }) => `"${name}"`);
	throw publishError(context.getNode(), callers.length === 0 ? replyMissing() : replyInSubWorkflow(callers));
}

function replyMissing(): TeamsWebhookError {
	return new TeamsWebhookError(
		'reply-missing',
		'Nothing would answer mentions: this trigger does not have an enabled Reply after it.',
		'Add a Microsoft Teams Webhook node with the operation Reply, or choose "When Last Node Finishes" or "Immediately" under Respond.',
	);
}

function replyInSubWorkflow(callers: readonly string[]): TeamsWebhookError {
	return new TeamsWebhookError(
		'reply-missing',
		`Nothing would answer mentions: this trigger does not have an enabled Reply after it, and a Reply in the sub-workflow of ${callers.join(' or ')} cannot answer.`,
		'Let the sub-workflow return its result, and put Reply after it in this workflow, or choose "When Last Node Finishes" under Respond.',
	);
}
