import type { ICredentialDataDecryptedObject, ICredentialsDecrypted, INodeCredentialTestResult } from 'n8n-workflow';
import type { ConnectorKey } from '../../src/connector/tokens';
import type { AllowList } from '../../src/outgoing-webhook/allow-list';

import { connectorKey } from '../../src/connector/tokens';
import { TeamsWebhookError } from '../../src/errors';
import { parseAllowList } from '../../src/outgoing-webhook/allow-list';

/** The credential as the trigger uses it. */
export interface ConnectorCredential {
	readonly key: ConnectorKey;
	readonly tenants: AllowList;
}

/**
 * Reads `teamsConnectorApi`. An untouched list of tenants lets everybody in; one that is `written` as an expression and
 * gives nothing refuses everybody. Throws `connector-secret-blank`, `connector-secret-short` or, for a broken list,
 * `connector-tenant-refused`.
 */
export function readConnector(
	data: ICredentialDataDecryptedObject,
	written: ICredentialDataDecryptedObject,
): ConnectorCredential {
	const key = connectorKey(data.stateSecret);
	const isLeftAlone = written.allowedTenants === undefined || written.allowedTenants === '';
	const tenants = parseAllowList(isLeftAlone ? undefined : (data.allowedTenants ?? ''), 'tenants');
	if (tenants.kind === 'broken')
		throw new TeamsWebhookError(
			'connector-tenant-refused',
			`Allowed Tenants of the connector credential ${tenants.entry === 0 ? 'is set but empty' : 'has an entry that is not a tenant ID'}.`,
			'Correct the list or its expression; it takes IDs, not names.',
		);
	return { key, tenants };
}

/** Checks `teamsConnectorApi` locally; it has no endpoint to call. */
export async function testConnector(
	credential: ICredentialsDecrypted<ICredentialDataDecryptedObject>,
): Promise<INodeCredentialTestResult> {
	try {
		const data = credential.data ?? {};
		readConnector(data, data);
		return { status: 'OK', message: 'The secret is long enough.' };
	} catch (error) {
		if (error instanceof TeamsWebhookError)
			return { status: 'Error', message: `${error.message} ${error.description}` };
		return { status: 'Error', message: 'The credential could not be checked: its fields cannot be read.' };
	}
}
