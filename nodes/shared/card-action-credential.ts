import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import type { ActionPolicy } from '../../src/actionable-message/actionable-message';
import type { BindingKey } from '../../src/actionable-message/callback-url';

import { TeamsWebhookError } from '../../src/errors';
import { readActionPolicy } from '../../src/actionable-message/action-policy';
import { bindingKey } from '../../src/actionable-message/callback-url';

/** The credential type of card actions. */
export const CARD_ACTION_CREDENTIAL = 'teamsCardActionApi';

/** Reads whose tokens are accepted. Throws the errors of `readActionPolicy`. */
export function readPolicy(data: ICredentialDataDecryptedObject): ActionPolicy {
	const { allowedTenants, audience, actionsAppId, keysUrl, allowedHosts } = data;
	return readActionPolicy({ allowedTenants, audience, actionsAppId, keysUrl, allowedHosts });
}

/** Reads the key that callback URLs are signed with. Throws `binding-secret-blank` and `binding-secret-short`. */
export function readBindingKey({ bindingSecret }: ICredentialDataDecryptedObject): BindingKey {
	return bindingKey(typeof bindingSecret === 'string' ? bindingSecret : '');
}

/** Checks `teamsCardActionApi` locally: Microsoft has no endpoint that would check it. A blank secret is fine if the trigger does not require its own callback URL. */
export async function testCardAction(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const data = credential.data ?? {};
		readPolicy(data);
		if (data.bindingSecret !== undefined && data.bindingSecret !== '') readBindingKey(data);
		return {
			status: 'OK',
			message: 'The fields have the right form. The first action will show whether they match your registration.',
		};
	} catch (error) {
		if (error instanceof TeamsWebhookError)
			return { status: 'Error', message: `${error.message} ${error.description}` };
		return { status: 'Error', message: 'The credential could not be checked: its fields cannot be read.' };
	}
}
