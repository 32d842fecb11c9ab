import type { ActionPolicy, ActionVerdict } from '../../src/actionable-message/actionable-message';
import type { KeySets } from '../../src/actionable-message/key-set';
import type { Issuer } from '../../simulator/actionable-messages/issuer';
import type { Engines } from './network/engines';

import { readActionPolicy } from '../../src/actionable-message/action-policy';
import { verifyActionToken } from '../../src/actionable-message/actionable-message';

/** The fields of a credential for this issuer. */
export function policyFields(issuer: Issuer) {
	return {
		allowedTenants: issuer.tenantId,
		audience: `${issuer.audience.v2}, ${issuer.audience.v1}`,
		actionsAppId: undefined,
		keysUrl: issuer.keysUrl,
		allowedHosts: issuer.host,
	};
}

/** Checks tokens: a policy, a memory of keys, and the engine they come through. */
export interface TokenChecker {
	readonly policy: ActionPolicy;
	check(token: string): Promise<ActionVerdict>;
}

/** Creates a checker; `fields` replaces fields of the credential. */
export function createTokenChecker(
	issuer: Issuer,
	{
		keySets,
		engines,
		engine = 'undici',
		now = Date.now,
		fields = {},
	}: {
		readonly keySets: KeySets;
		readonly engines: Engines;
		readonly engine?: 'undici' | 'n8n';
		readonly now?: () => number;
		readonly fields?: Partial<ReturnType<typeof policyFields>>;
	},
): TokenChecker {
	const policy = readActionPolicy({ ...policyFields(issuer), ...fields });
	return {
		policy,
		check: async (token) => await verifyActionToken(token, policy, { keySets, reader: engines[engine], nowMs: now() }),
	};
}
