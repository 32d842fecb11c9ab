import type { ICredentialDataDecryptedObject, IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { ActionPolicy } from '../../src/actionable-message/actionable-message';
import type { BindingKey } from '../../src/actionable-message/callback-url';
import type { TriggerSettingsRead } from '../shared/trigger-settings';
import type { RespondMode } from '../shared/trigger-webhook';

import { stringOrEmpty } from '../../src/json';
import { ACTION_DEADLINE_MAX_MS, ACTION_DEADLINE_MIN_MS, ACTION_DEADLINE_MS } from '../../src/limits';
import { CARD_ACTION_CREDENTIAL, readBindingKey, readPolicy } from '../shared/card-action-credential';
import { numberIn } from '../shared/number-option';
import { readStaticCredential } from '../shared/static-credential';
import { publishError, settingsRead, textOr, warnOfPrivateUrl } from '../shared/trigger-settings';
import { respondOf } from '../shared/trigger-webhook';
import { LOG_NAME } from './log';
import { DEADLINE_TEXT, FAILURE_TEXT, SUCCESS_TEXT } from './options';

/** Everything the panel and the credential of the trigger say. */
export interface TriggerSettings {
	readonly policy: ActionPolicy;
	/** `undefined` if the trigger does not require its own callback URL. */
	readonly bindingKey: BindingKey | undefined;
	readonly isSingleUse: boolean;
	readonly respond: RespondMode;
	readonly deadlineMs: number;
	readonly texts: { readonly success: string; readonly failure: string; readonly deadline: string };
}

type Context = IHookFunctions | IWebhookFunctions;
type Options = Readonly<Record<string, unknown>>;

/** The settings of one request, or why they cannot be used; never throws. A blank credential or a broken option refuses every request. */
export async function tryReadSettings(context: IWebhookFunctions): Promise<TriggerSettingsRead<TriggerSettings>> {
	const reading = async () =>
		toSettings(context, await readStaticCredential(context, CARD_ACTION_CREDENTIAL, 'audience'));
	return await settingsRead(reading(), 'action-credential-unreadable');
}

/**
 * Refuses to publish while a field is blank or an option cannot be used. Throws with the whole explanation in the
 * message, because n8n shows nothing else.
 */
export async function requireSettings(context: IHookFunctions): Promise<void> {
	const data = await context.getCredentials(CARD_ACTION_CREDENTIAL);
	try {
		toSettings(context, data);
	} catch (error) {
		throw publishError(context.getNode(), error);
	}
	warnOfPrivateUrl(context, LOG_NAME, 'Microsoft');
}

function toSettings(context: Context, data: ICredentialDataDecryptedObject): TriggerSettings {
	const options = Object(context.getNodeParameter('options', {})) as Options;
	return {
		policy: readPolicy(data),
		// Anything but a plain false keeps the check.
		bindingKey: options.requireCallbackUrl === false ? undefined : readBindingKey(data),
		isSingleUse: options.singleUse !== false,
		respond: respondOf(context.getNodeParameter('respond', 'replyNode'), 'replyNode'),
		deadlineMs: deadlineOf(options.replyDeadline),
		texts: {
			success: textOr(stringOrEmpty(options.successText), SUCCESS_TEXT),
			failure: textOr(stringOrEmpty(options.failureText), FAILURE_TEXT),
			deadline: textOr(stringOrEmpty(options.deadlineText), DEADLINE_TEXT),
		},
	};
}

function deadlineOf(value: unknown): number {
	if (value === undefined) return ACTION_DEADLINE_MS;
	const range = { from: ACTION_DEADLINE_MIN_MS / 1_000, to: ACTION_DEADLINE_MAX_MS / 1_000 };
	return Math.round(numberIn(value, { name: 'Reply Deadline (Seconds)', ...range, isOfTrigger: true }) * 1_000);
}
