import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Field } from '../../src/connector/wire';
import type { ConnectorCredential } from '../shared/connector-credential';
import type { TriggerSettingsRead } from '../shared/trigger-settings';
import type { RespondMode } from '../shared/trigger-webhook';

import { parseFields } from '../../src/connector/fields';
import { stringOrEmpty } from '../../src/json';
import { CONNECTOR_DEADLINE_MAX_MS, CONNECTOR_DEADLINE_MS } from '../../src/limits';
import { readConnector } from '../shared/connector-credential';
import { numberIn } from '../shared/number-option';
import { readStaticCredential, readWritten } from '../shared/static-credential';
import { publishError, settingsRead, textOr } from '../shared/trigger-settings';
import { respondOf } from '../shared/trigger-webhook';
import { FAILURE_TEXT, TITLE } from './description';

const CREDENTIAL = 'teamsConnectorApi';

/** Everything the panel and the credential of the trigger say. */
export interface ConnectorSettings extends ConnectorCredential {
	readonly respond: RespondMode;
	readonly fields: readonly Field[];
	readonly title: string;
	readonly introduction: string;
	readonly suggestedName: string;
	readonly deadlineMs: number;
	readonly failureText: string;
}

type Context = IHookFunctions | IWebhookFunctions;
type Options = Readonly<Record<string, unknown>>;

/** The settings of one request, or why they cannot be used; never throws. A broken credential or field refuses every request. */
export async function tryReadSettings(context: IWebhookFunctions): Promise<TriggerSettingsRead<ConnectorSettings>> {
	const reading = async () => {
		const data = await readStaticCredential(context, CREDENTIAL, 'stateSecret');
		return readParameters(context, await readCredential(context, data));
	};
	return await settingsRead(reading(), 'no-token');
}

/**
 * Refuses to publish while the secret or a field cannot be used. Throws with the whole explanation in the message,
 * because n8n shows nothing else.
 */
export async function requireConnector(context: IHookFunctions): Promise<void> {
	const data = await context.getCredentials(CREDENTIAL);
	try {
		readParameters(context, await readCredential(context, data));
	} catch (error) {
		throw publishError(context.getNode(), error);
	}
}

async function readCredential(context: Context, data: ICredentialDataDecryptedObject): Promise<ConnectorCredential> {
	return readConnector(data, await readWritten(context, CREDENTIAL, data));
}

function readParameters(context: Context, credential: ConnectorCredential): ConnectorSettings {
	const options = Object(context.getNodeParameter('options', {})) as Options;
	return {
		...credential,
		respond: respondOf(context.getNodeParameter('respond', 'lastNode'), 'lastNode'),
		fields: parseFields(context.getNodeParameter('fields.values', [])),
		title: textOr(stringOrEmpty(options.title), TITLE),
		introduction: textOr(stringOrEmpty(options.introduction), ''),
		suggestedName: textOr(stringOrEmpty(options.suggestedName), ''),
		deadlineMs: deadlineOf(options.deadline),
		failureText: textOr(stringOrEmpty(options.failureText), FAILURE_TEXT),
	};
}

function deadlineOf(value: unknown): number {
	if (value === undefined) return CONNECTOR_DEADLINE_MS;
	const range = { from: 1, to: CONNECTOR_DEADLINE_MAX_MS / 1_000 };
	return Math.round(numberIn(value, { name: 'Deadline (Seconds)', ...range, isOfTrigger: true }) * 1_000);
}
