import type { IncomingSide } from '../../simulator/incoming';
import type { WorkflowFile } from './n8n-client';

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { PACKAGE_NAME, ROOT } from './package';
import { StepError } from './steps';

/** Node types of the package as workflows store them. */
export const TRIGGER_TYPE = `${PACKAGE_NAME}.teamsOutgoingWebhookTrigger`;

/** See {@link TRIGGER_TYPE}. */
export const ACTION_TYPE = `${PACKAGE_NAME}.teamsWebhook`;

/** The node between an agent and a tool that a person has to approve, as n8n derives it from {@link ACTION_TYPE}. */
export const REVIEW_TYPE = `${ACTION_TYPE}HitlTool`;

/** {@link ACTION_TYPE} as a tool of an agent. */
export const TOOL_TYPE = `${ACTION_TYPE}Tool`;

/** How long a card may take from the event to the channel. */
const CARD_TIMEOUT_MS = 15_000;

/** A 44-character token as Teams makes them. */
export function newSecurityToken(): string {
	return randomBytes(32).toString('base64');
}

/** Reads a workflow file of the repository. */
export async function readWorkflow(path: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(ROOT, path), 'utf8')) as WorkflowFile;
}

/** The credential that points Send to the simulator. */
export function incomingCredential(webhookUrl: string): Record<string, unknown> {
	return { webhookUrl, allowedHosts: '127.0.0.1' };
}

/** Credentials for every node type that n8n derives from {@link ACTION_TYPE}, by type. */
export function actionCredentials(
	credentials: Readonly<Record<string, unknown>>,
): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
	return { [ACTION_TYPE]: credentials, [REVIEW_TYPE]: credentials, [TOOL_TYPE]: credentials };
}

/** Waits until one more message than `before` has arrived. */
export async function nextMessage(
	teams: Pick<IncomingSide, 'messages' | 'failedRuns'>,
	before: number,
): Promise<unknown> {
	const endMs = Date.now() + CARD_TIMEOUT_MS;
	while (Date.now() < endMs) {
		const message = teams.messages()[before];
		if (message !== undefined) return message.attachments[0];
		await delay(50);
	}
	throw new StepError(
		`No card arrived within ${CARD_TIMEOUT_MS / 1000} s. Failed runs: ${teams.failedRuns().join('; ') || 'none'}`,
		'Run npm start, repeat the event, and look at the executions in the editor.',
	);
}
