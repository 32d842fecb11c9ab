import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';
import type { ErrorCode } from '../../src/errors';
import type { TokenKey } from '../../src/outgoing-webhook/security-token';

import { TeamsWebhookError } from '../../src/errors';
import { decodeTokenFields } from '../../src/outgoing-webhook/security-token';
import { readTokenFields } from '../shared/outgoing-credential';
import { readStaticCredential } from '../shared/static-credential';
import { publishError } from '../shared/trigger-settings';

const CREDENTIAL = 'teamsOutgoingWebhookApi';

/** The decoded tokens, or why they cannot be used. */
type KeysRead =
	| { readonly ok: true; readonly value: readonly TokenKey[] }
	| { readonly ok: false; readonly reason: ErrorCode };

/**
 * Reads the tokens for one request. One bad token refuses every request, just as it prevents publishing; never throws.
 */
export async function readKeys(context: IWebhookFunctions): Promise<KeysRead> {
	try {
		return {
			ok: true,
			value: decodeTokenFields(readTokenFields(await readStaticCredential(context, CREDENTIAL, 'securityToken'))),
		};
	} catch (error) {
		// Whatever the reason, an unreadable credential refuses the request: an exception here would start an
		// execution.
		return { ok: false, reason: error instanceof TeamsWebhookError ? error.code : 'no-token' };
	}
}

/**
 * Checks the tokens when the workflow is published. Throws with the whole explanation in the message, because n8n shows
 * nothing else.
 */
export async function requireKeys(context: IHookFunctions): Promise<void> {
	const data = await context.getCredentials(CREDENTIAL);
	try {
		decodeTokenFields(readTokenFields(data));
	} catch (error) {
		throw publishError(context.getNode(), error, 'The security token cannot be read. Save the credential again.');
	}
}
