import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { TokenField } from '../../src/outgoing-webhook/security-token';

import { stringOrEmpty } from '../../src/json';

/** The suffixes of the flat token fields; their position is `token.index`. */
const SUFFIXES = ['', '2', '3', '4', '5'] as const;

/** Reads the flat fields of `teamsOutgoingWebhookApi`; a value that is not a text counts as empty. */
export function readTokenFields(data: ICredentialDataDecryptedObject): readonly TokenField[] {
	return SUFFIXES.map((suffix, index) => ({
		index,
		label: stringOrEmpty(data[`label${suffix}`]),
		token: stringOrEmpty(data[`securityToken${suffix}`]),
	}));
}
