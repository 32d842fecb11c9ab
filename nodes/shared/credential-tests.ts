import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';

import { TeamsWebhookError } from '../../src/errors';
import { decodeTokenFields } from '../../src/outgoing-webhook/security-token';
import { readTokenFields } from './outgoing-credential';
import { readDestinations, readIncoming } from './incoming-credential';

/** Checks the tokens of `teamsOutgoingWebhookApi` locally; Teams has no endpoint that would check them. */
export async function testOutgoingWebhook(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return report(
		'The token has the right form. The first mention will show whether it is the token of your webhook.',
		() => {
			decodeTokenFields(readTokenFields(credential.data ?? {}));
		},
	);
}

/** Checks the URL of `teamsIncomingWebhookApi` without calling it: a call would post a message. */
export async function testIncomingWebhook(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return report('The URL has the right form. The first message will show whether the flow is on.', () => {
		readIncoming(credential.data ?? {});
	});
}

/** Checks every entry of `teamsDestinationsApi` without calling it. */
export async function testDestinations(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	return report('The entries have the right form. The first message to each will show whether the flow is on.', () => {
		for (const entry of readDestinations(credential.data ?? {})) entry.read();
	});
}

function report(success: string, check: () => void): INodeCredentialTestResult {
	try {
		check();
		return { status: 'OK', message: success };
	} catch (error) {
		if (error instanceof TeamsWebhookError)
			return { status: 'Error', message: `${error.message} ${error.description}` };
		return { status: 'Error', message: 'The credential could not be checked: its fields cannot be read.' };
	}
}
