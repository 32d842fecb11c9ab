import type { IExecuteFunctions, IWorkflowSettings } from 'n8n-workflow';
import type { Question } from '../../../../../src/approval/question';

import { isPublicUrl } from '../../../../../src/public-url';

/** What people who build the workflow should know about a question that was asked, as lines above the output. */
export function askHints(context: IExecuteFunctions, question: Question, warnings: unknown): readonly string[] {
	const items = context.getInputData().length;
	return [
		...(Array.isArray(warnings) ? warnings.map(String) : []),
		...(items > 1
			? [`One question was asked, about the first of ${items} items. Use Loop Over Items to ask about each item.`]
			: []),
		...privateLink(context, question),
		...shortWorkflow(context, question),
	];
}

function privateLink(context: IExecuteFunctions, { way }: Question): readonly string[] {
	if (way !== 'link' || isPublicUrl(context.getSignedResumeUrl())) return [];
	return [
		'The address of this n8n is local or plain http, so people elsewhere may not be able to open the link. Set WEBHOOK_URL to the public https address of n8n.',
	];
}

/**
 * n8n counts "Timeout Workflow" from the start of the run, including the wait, and ends a run that resumes after that
 * time.
 */
function shortWorkflow(context: IExecuteFunctions, { expiresAtMs }: Question): readonly string[] {
	const host: { getWorkflowSettings?: () => IWorkflowSettings } = context;
	const seconds = Number(host.getWorkflowSettings?.().executionTimeout ?? 0);
	if (expiresAtMs === null || seconds <= 0 || Date.now() + seconds * 1_000 >= expiresAtMs) return [];
	return [
		'"Timeout Workflow" in the settings of this workflow is shorter than the wait: n8n would cancel the run instead of continuing without an answer. Raise it, or shorten Limit Wait Time.',
	];
}
