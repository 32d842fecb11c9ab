import type { KeyObject } from 'node:crypto';

import { randomBytes } from 'node:crypto';

import express from 'express';

import { listen } from '../listening';
import { readToken } from './tokens';

/** Who can trigger the flow (teams.md C.5). */
export interface RestrictedFlowRules {
	/** Tokens have to be signed with its private half. */
	readonly publicKey: KeyObject;
	/** Compared as a text, slash included. */
	readonly audience: string;
	readonly tenantId: string;
	/** Object ids; an empty list means everybody in the tenant (teams.md C.5), and so does no list. */
	readonly allowedObjectIds?: readonly string[];
	/** Plays a tenant whose flows refuse tokens of apps, even of those it lists (reported: teams.md C.5). */
	readonly isDelegatedOnly?: boolean;
}

/** A call that started a run. */
interface AcceptedCall {
	readonly objectId: string;
	readonly body: string;
}

/** A flow whose URL has no `sig`, on loopback. */
export interface RestrictedFlow {
	readonly host: string;
	readonly url: string;
	/** Calls that were answered with 202, oldest first. */
	accepted(): readonly AcceptedCall[];
	/** Status and code of each refusal, oldest first. */
	refused(): readonly string[];
	close(): Promise<void>;
}

/** An answer to a caller that may not trigger the flow. */
interface CallerRefusal {
	readonly status: number;
	readonly code: string;
	readonly message: string;
}

const CLAIMS = {
	code: 'MisMatchingOAuthClaims',
	message: 'One or more claims either missing or does not match with the open authentication access control policy.',
};

/** Starts the flow on a free port. */
export async function startRestrictedFlow(rules: RestrictedFlowRules): Promise<RestrictedFlow> {
	const path = `/powerautomate/automations/direct/workflows/${randomBytes(16).toString('hex')}/triggers/manual/paths/invoke`;
	const accepted: AcceptedCall[] = [];
	const refused: string[] = [];
	const app = express();
	app.use(express.raw({ type: () => true, limit: '1mb' }));
	app.post(path, (request, response) => {
		const caller = judgeCaller(request.headers.authorization, rules);
		if ('code' in caller) {
			refused.push(`${caller.status} ${caller.code}`);
			response.status(caller.status).json({ error: { code: caller.code, message: caller.message } });
			return;
		}
		accepted.push({ objectId: caller.objectId, body: (request.body as Buffer).toString('utf8') });
		response
			.status(202)
			.set('x-ms-workflow-run-id', `085${randomBytes(12).toString('hex').toUpperCase()}`)
			.end();
	});
	const { host, close } = await listen(app);
	return { host, url: `http://${host}${path}?api-version=1`, accepted: () => accepted, refused: () => refused, close };
}

/** Who calls, or the answer of teams.md C.3. The answer to an expired token is not documented; the code here is that of other Azure services. */
export function judgeCaller(
	authorization: string | undefined,
	rules: RestrictedFlowRules,
): { readonly objectId: string } | CallerRefusal {
	const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
	if (token === undefined)
		return {
			status: 401,
			code: 'DirectApiAuthorizationRequired',
			message: 'The OAuth authorization scheme is required.',
		};
	const claims = readToken(token, rules.publicKey, Date.now());
	if (claims === 'invalid')
		return { status: 401, code: 'InvalidAuthenticationToken', message: 'The access token is invalid.' };
	if (claims === 'expired')
		return { status: 401, code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' };
	if (claims.aud !== rules.audience || claims.tid !== rules.tenantId) return { status: 401, ...CLAIMS };
	const { allowedObjectIds: listed = [] } = rules;
	const isListed = listed.length === 0 || listed.includes(claims.oid);
	if (!isListed || (rules.isDelegatedOnly === true && claims.scp === undefined)) return { status: 403, ...CLAIMS };
	return { objectId: claims.oid };
}
