import type { Reader } from '../ports';
import type { KeysUrl } from './key-address';
import type { KeySets } from './key-set';
import type { IssuerChoice, TokenHints, TokenRefusal } from './json-web-token';

import { isGuid } from '../guid';
import { verifyJsonWebToken } from './json-web-token';

/** Whose tokens are accepted. No member is blank: `readActionPolicy` refuses that. */
export interface ActionPolicy {
	/** Tenant ids in lower case. */
	readonly tenants: ReadonlySet<string>;
	readonly audiences: readonly string[];
	/** The app of the Microsoft service that makes the call; in lower case. */
	readonly actionsAppId: string;
	readonly keysUrl: KeysUrl;
}

/** Who pressed the button. `id` is the Entra object id; names are `null` if the token has none. */
export interface Performer {
	readonly id: string;
	readonly name: string | null;
	readonly username: string | null;
}

/** Who acted, and in which tenant, according to a checked token. */
export type ActionVerdict =
	| { readonly ok: true; readonly performer: Performer; readonly tenantId: string }
	| { readonly ok: false; readonly reason: TokenRefusal };

/** The keys, the engine to read them with, and the time. */
interface ActionPorts {
	readonly keySets: KeySets;
	readonly reader: Reader;
	readonly nowMs: number;
}

/** The issuer until 8 June 2026 (teams.md F.3), with and without its slash. */
const RETIRED_ISSUERS: readonly unknown[] = ['https://substrate.office.com/sts/', 'https://substrate.office.com/sts'];

/** Entra's optional claim for the kind of a token: a token for an app does not name a person, whatever its `oid` is. */
const FOR_AN_APP = 'app';

/**
 * Checks the token of an actionable message's callback (teams.md F.4): an Entra token of an allowed tenant, for this
 * audience, issued to Microsoft's actions app, for a person. An issuer is built from a tenant only if the tenant is on
 * the list. Never throws.
 */
export async function verifyActionToken(
	token: string,
	policy: ActionPolicy,
	{ keySets, reader, nowMs }: ActionPorts,
): Promise<ActionVerdict> {
	const chooseIssuer = ({ iss, tid }: TokenHints): IssuerChoice => {
		const tenantId = tid.toLowerCase();
		if (!isGuid(tenantId) || !policy.tenants.has(tenantId)) return { ok: false, reason: 'token-tenant' };
		const issuers = issuersFor(policy, tenantId);
		if (!issuers.includes(iss)) return { ok: false, reason: 'token-issuer' };
		const address = policy.keysUrl.addressFor(tenantId);
		return {
			ok: true,
			issuer: iss,
			findKey: async (kid) => await keySets.find(address, kid, reader),
			// Microsoft's common key set says for each key which tenant it belongs to; another tenant's key must not sign for this one.
			accepts: ({ issuer }) => issuer === null || issuers.includes(issuer.replace('{tenantid}', tenantId)),
		};
	};
	const verdict = await verifyJsonWebToken(token, {
		chooseIssuer,
		isRetired: (iss) => RETIRED_ISSUERS.includes(iss),
		audiences: policy.audiences,
		nowMs,
	});
	if (!verdict.ok) return verdict;
	const { claims } = verdict;
	const tenantId = String(claims.tid).toLowerCase();
	const caller = claims.iss === issuersFor(policy, tenantId)[0] ? claims.azp : claims.appid;
	if (typeof caller !== 'string' || caller.toLowerCase() !== policy.actionsAppId)
		return { ok: false, reason: 'token-caller' };
	if (claims.idtyp === FOR_AN_APP || typeof claims.oid !== 'string' || !isGuid(claims.oid))
		return { ok: false, reason: 'token-claims' };
	return {
		ok: true,
		tenantId,
		performer: {
			id: claims.oid.toLowerCase(),
			name: textOrNull(claims.name),
			username: textOrNull(claims.preferred_username) ?? textOrNull(claims.upn),
		},
	};
}

/** The issuers of version 2 and version 1 tokens. */
function issuersFor({ keysUrl }: ActionPolicy, tenantId: string): readonly [string, string] {
	const { issuerV1, issuerV2 } = keysUrl.issuers;
	return [issuerV2.replace('{tenant}', tenantId), issuerV1.replace('{tenant}', tenantId)];
}

function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
