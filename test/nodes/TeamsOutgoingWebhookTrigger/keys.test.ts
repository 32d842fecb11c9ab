import type { IHookFunctions } from 'n8n-workflow';

import { requireKeys } from '../../../nodes/TeamsOutgoingWebhookTrigger/keys';
import { TOKEN } from '../../support/signing';

const publish = async (credential: object | null) => {
	const context = { getCredentials: async () => credential, getNode: () => ({ name: 'Trigger' }) };
	await requireKeys(context as unknown as IHookFunctions);
};

describe('publishing', () => {
	it.each([
		['one token', { securityToken: TOKEN }],
		['a token in the last field', { securityToken: TOKEN, securityToken5: TOKEN, label5: 'old' }],
	])('is possible with %s', async (_title, credential) => {
		await expect(publish(credential)).resolves.toBeUndefined();
	});

	it.each([
		['a blank token', { securityToken: '  ' }, /\[security-token-blank\]$/],
		['no token', {}, /\[security-token-blank\]$/],
		['a short token', { securityToken: 'AAECAwQ=' }, /\[security-token-length\]$/],
		['a token in quotes', { securityToken: `"${TOKEN}"` }, /\[security-token-not-base64\]$/],
		['a second token that is broken', { securityToken: TOKEN, securityToken2: 'x' }, /\[security-token-length\]$/],
		[
			'a credential that n8n does not hand out',
			null,
			/^The security token cannot be read\. Save the credential again\.$/,
		],
	])('is refused with %s, and the message says why', async (_title, credential, message) => {
		await expect(publish(credential)).rejects.toThrow(message);
		await expect(publish(credential)).rejects.not.toThrow(TOKEN);
	});
});
