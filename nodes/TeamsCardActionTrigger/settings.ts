import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { ActionPolicy } from '../../src/actionable-message/actionable-message';
import type { BindingKey } from '../../src/actionable-message/callback-url';
import type { RespondMode } from '../shared/trigger-webhook';

import { NodeOperationError } from 'n8n-workflow';

import { TeamsWebhookError } from '../../src/errors';
import { isPublicUrl } from '../../src/public-url';
import { ACTION_DEADLINE_MAX_MS, ACTION_DEADLINE_MIN_MS, ACTION_DEADLINE_MS } from '../../src/limits';
import { CARD_ACTION_CREDENTIAL, readBindingKey, readPolicy } from '../shared/card-action-credential';
import { readStaticCredential } from '../shared/static-credential';
import { LOG_NAME } from './log';
import { DEADLINE_TEXT, FAILURE_TEXT, SUCCESS_TEXT } from './options';

/** Everything the panel and the credential of the trigger say. */
export interface TriggerSettings {
	readonly policy: ActionPolicy;
	/** `undefined` where no callback URL of our own is wanted. */
	readonly bindingKey: BindingKey | undefined;
	readonly isSingleUse: boolean;
	readonly respond: RespondMode;
	readonly deadlineMs: number;
	readonly texts: { readonly success: string; readonly failure: string; readonly deadline: string };
}

type Context = IHookFunctions | IWebhookFunctions;
type Options = Readonly<Record<string, unknown>>;

/** The settings of one request, or why there are none; never throws. A blank credential or a broken option refuses every request. */
export async function tryReadSettings(
	context: IWebhookFunctions,
): Promise<
	{ readonly ok: true; readonly value: TriggerSettings } | { readonly ok: false; readonly error: TeamsWebhookError }
> {
	try {
		return {
			ok: true,
			value: toSettings(context, await readStaticCredential(context, CARD_ACTION_CREDENTIAL, 'audience')),
		};
	} catch (error) {
		// An exception here would start an execution.
		return {
			ok: false,
			error:
				error instanceof TeamsWebhookError
					? error
					: new TeamsWebhookError(
							'action-credential-unreadable',
							'The credential or the parameters cannot be read.',
							'Save the credential and the workflow again.',
						),
		};
	}
}

/** Refuses to publish while a field is blank or an option cannot be used. Throws with the whole explanation in the message: n8n shows no more. */
export async function requireSettings(context: IHookFunctions): Promise<void> {
	const data = await context.getCredentials(CARD_ACTION_CREDENTIAL);
	try {
		toSettings(context, data);
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
	const url = context.getNodeWebhookUrl('default') ?? '';
	if (!isPublicUrl(url))
		context.logger.warn(
			`${LOG_NAME}: Microsoft cannot reach a local or plain-http URL. Set WEBHOOK_URL for n8n to its public https address, or to that of a tunnel.`,
			{ code: 'url-not-public', workflowId: context.getWorkflow().id },
		);
}

function toSettings(context: Context, data: ICredentialDataDecryptedObject): TriggerSettings {
	const options = Object(context.getNodeParameter('options', {})) as Options;
	return {
		policy: readPolicy(data),
		// Anything but a plain false keeps the check.
		bindingKey: options.requireCallbackUrl === false ? undefined : readBindingKey(data),
		isSingleUse: options.singleUse !== false,
		respond: respondOf(context.getNodeParameter('respond', 'replyNode')),
		deadlineMs: deadlineOf(options.replyDeadline),
		texts: {
			success: textOr(options.successText, SUCCESS_TEXT),
			failure: textOr(options.failureText, FAILURE_TEXT),
			deadline: textOr(options.deadlineText, DEADLINE_TEXT),
		},
	};
}

function respondOf(value: unknown): RespondMode {
	return value === 'lastNode' || value === 'immediately' ? value : 'replyNode';
}

function deadlineOf(value: unknown): number {
	const deadlineMs = value === undefined ? ACTION_DEADLINE_MS : Math.round(Number(value) * 1_000);
	if (deadlineMs >= ACTION_DEADLINE_MIN_MS && deadlineMs <= ACTION_DEADLINE_MAX_MS) return deadlineMs;
	throw new TeamsWebhookError(
		'option-invalid',
		`The option "replyDeadline" of the trigger is no number from ${ACTION_DEADLINE_MIN_MS / 1_000} to ${ACTION_DEADLINE_MAX_MS / 1_000}.`,
		'Correct it, or look at its expression.',
	);
}

function textOr(value: unknown, fallback: string): string {
	const text = typeof value === 'string' ? value.trim() : '';
	return text === '' ? fallback : text;
}
