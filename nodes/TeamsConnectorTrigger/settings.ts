import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { Field } from '../../src/connector/wire';
import type { ConnectorCredential } from '../shared/connector-credential';
import type { RespondMode } from '../shared/trigger-webhook';

import { NodeOperationError } from 'n8n-workflow';

import { parseFields } from '../../src/connector/fields';
import { TeamsWebhookError } from '../../src/errors';
import { CONNECTOR_DEADLINE_MAX_MS, CONNECTOR_DEADLINE_MS } from '../../src/limits';
import { readConnector } from '../shared/connector-credential';
import { readStaticCredential, readWritten } from '../shared/static-credential';
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

/** The settings of one request, or why there are none; never throws. A broken credential or field refuses every request. */
export async function tryReadSettings(
	context: IWebhookFunctions,
): Promise<
	{ readonly ok: true; readonly value: ConnectorSettings } | { readonly ok: false; readonly error: TeamsWebhookError }
> {
	try {
		return {
			ok: true,
			value: readParameters(
				context,
				await readCredential(context, await readStaticCredential(context, CREDENTIAL, 'stateSecret')),
			),
		};
	} catch (error) {
		// An exception here would start an execution.
		return {
			ok: false,
			error:
				error instanceof TeamsWebhookError
					? error
					: new TeamsWebhookError(
							'no-token',
							'The credential or the parameters cannot be read.',
							'Save the credential and the workflow again.',
							{ cause: error },
						),
		};
	}
}

/** Refuses to publish while the secret or a field cannot be used. Throws with the whole explanation in the message: n8n shows no more. */
export async function requireConnector(context: IHookFunctions): Promise<void> {
	const data = await context.getCredentials(CREDENTIAL);
	try {
		readParameters(context, await readCredential(context, data));
	} catch (error) {
		if (!(error instanceof TeamsWebhookError))
			throw new NodeOperationError(
				context.getNode(),
				'The parameters of the trigger cannot be read. Open it and save the workflow again.',
			);
		throw new NodeOperationError(context.getNode(), `${error.message} ${error.description} [${error.code}]`, {
			description: error.description,
		});
	}
}

async function readCredential(context: Context, data: ICredentialDataDecryptedObject): Promise<ConnectorCredential> {
	return readConnector(data, await readWritten(context, CREDENTIAL, data));
}

function readParameters(context: Context, credential: ConnectorCredential): ConnectorSettings {
	const options = Object(context.getNodeParameter('options', {})) as Options;
	return {
		...credential,
		respond: respondOf(context.getNodeParameter('respond', 'lastNode')),
		fields: parseFields(context.getNodeParameter('fields.values', [])),
		title: textOr(options.title, TITLE),
		introduction: textOr(options.introduction, ''),
		suggestedName: textOr(options.suggestedName, ''),
		deadlineMs: deadlineOf(options.deadline),
		failureText: textOr(options.failureText, FAILURE_TEXT),
	};
}

function respondOf(value: unknown): RespondMode {
	return value === 'replyNode' || value === 'immediately' ? value : 'lastNode';
}

function deadlineOf(value: unknown): number {
	const deadlineMs = value === undefined ? CONNECTOR_DEADLINE_MS : Number(value) * 1_000;
	if (deadlineMs >= 1_000 && deadlineMs <= CONNECTOR_DEADLINE_MAX_MS) return deadlineMs;
	throw new TeamsWebhookError(
		'option-invalid',
		`The option "deadline" of the trigger is no number from 1 to ${CONNECTOR_DEADLINE_MAX_MS / 1_000}.`,
		'Correct it, or look at its expression.',
	);
}

function textOr(value: unknown, fallback: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? fallback : text;
}
