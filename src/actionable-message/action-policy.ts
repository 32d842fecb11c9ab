import type { ActionPolicy } from './actionable-message';

import { TeamsWebhookError } from '../errors';
import { isGuid } from '../guid';
import { stringOrEmpty } from '../json';
import { parseKeysUrl } from './key-address';

/** The app of Microsoft's service, to which the tokens of actionable messages are issued (teams.md F.4). */
export const ACTIONS_APP_ID = '48af08dc-f6d2-435f-b2a7-069abd99c086';

/** Where the keys of a token's tenant are read. */
export const KEYS_URL = 'https://login.microsoftonline.com/{tenant}/discovery/v2.0/keys';

/** The fields of `teamsCardActionApi`; a field that was never touched is `undefined`. */
export interface ActionPolicyFields {
	readonly allowedTenants: unknown;
	readonly audience: unknown;
	readonly actionsAppId: unknown;
	readonly keysUrl: unknown;
	readonly allowedHosts: unknown;
}

/**
 * Reads from the fields whose tokens are accepted. Blank means nobody's, never everybody's: throws
 * `action-audience-blank`, `action-tenants-invalid`, `action-app-invalid` or `keys-url-invalid`.
 */
export function readActionPolicy(fields: ActionPolicyFields): ActionPolicy {
	const audiences = listOf(fields.audience);
	if (audiences.length === 0)
		throw new TeamsWebhookError(
			'action-audience-blank',
			'The audience in the credential is empty.',
			'Enter the client ID of your Entra app, or its Application ID URI (api://auth-am-…), as the actionable message portal shows it.',
		);
	const tenants = listOf(fields.allowedTenants).map((id) => id.toLowerCase());
	if (tenants.length === 0 || !tenants.every((id) => isGuid(id)))
		throw new TeamsWebhookError(
			'action-tenants-invalid',
			'Allowed Tenants in the credential is empty, or has an entry that is not a tenant ID.',
			'Enter the IDs of the Microsoft Entra tenants whose users may act, separated by commas. Domain names do not work here.',
		);
	const actionsAppId = stringOrEmpty(fields.actionsAppId ?? ACTIONS_APP_ID)
		.trim()
		.toLowerCase();
	if (!isGuid(actionsAppId))
		throw new TeamsWebhookError(
			'action-app-invalid',
			'The actions app ID in the credential is empty or not an ID.',
			`Enter the ID of Microsoft's service, ${ACTIONS_APP_ID}, which is the default of the field.`,
		);
	return {
		audiences,
		tenants: new Set(tenants),
		actionsAppId,
		keysUrl: parseKeysUrl(stringOrEmpty(fields.keysUrl ?? KEYS_URL).trim(), stringOrEmpty(fields.allowedHosts).trim()),
	};
}

function listOf(value: unknown): readonly string[] {
	return stringOrEmpty(value)
		.trim()
		.split(/[,;\s]+/)
		.filter((entry) => entry !== '');
}
