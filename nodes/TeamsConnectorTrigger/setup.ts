import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import type { TokenScope } from '../../src/connector/tokens';
import type { ConnectorSettings } from './settings';

import { configurationPage } from '../../src/connector/page';
import { connectorHeaders } from '../../src/connector/policy';
import { actionOf } from '../../src/connector/submission';
import { newTokenId, signToken } from '../../src/connector/tokens';
import { newNonce } from '../../src/page-headers';
import { PAGE_SCRIPT } from '../../src/vendor/connector-page';
import { writeAnswer } from '../shared/direct-answer';
import { isOwnPage } from './request';
import { refuse, writeJson } from './respond';

/** Answers a GET: with a state if the page asks for one, else with the page itself. */
export function serveSetup(context: IWebhookFunctions, settings: ConnectorSettings): IWebhookResponseData {
	const { state } = context.getQueryData() as { readonly state?: unknown };
	return state === undefined ? servePage(context, settings) : serveState(context, settings, state);
}

/** The trigger that tokens are bound to. */
export function scopeOf(context: IWebhookFunctions): TokenScope {
	return { workflowId: context.getWorkflow().id ?? '', nodeId: context.getNode().id };
}

function servePage(
	context: IWebhookFunctions,
	{ title, introduction, suggestedName, fields }: ConnectorSettings,
): IWebhookResponseData {
	const nonce = newNonce();
	return writeAnswer(context, {
		status: 200,
		headers: connectorHeaders(nonce),
		body: configurationPage({ title, introduction, configName: suggestedName, fields, nonce, script: PAGE_SCRIPT }),
	});
}

/**
 * A new subscription is named after the state that creates it, so that one state makes one subscription; the name does
 * not authorise anything yet.
 */
function serveState(context: IWebhookFunctions, { key }: ConnectorSettings, wanted: unknown): IWebhookResponseData {
	const action = actionOf(wanted);
	if (action === undefined || !isOwnPage(context))
		return refuse(context, {
			code: 'connector-request-invalid',
			status: 400,
			reason: 'This request did not come from the configuration page.',
		});
	const parts = { scope: scopeOf(context), id: newTokenId(), nowMs: Date.now() };
	const state = signToken(key, { ...parts, purpose: action });
	return writeJson(
		context,
		200,
		action === 'created' ? { state, entityId: signToken(key, { ...parts, purpose: 'pending' }) } : { state },
	);
}
