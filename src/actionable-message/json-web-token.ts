import type { KeyFind } from './key-set';
import type { SigningKey } from './signing-key';

import { isPlainObject } from '../json';
import { TOKEN_CLOCK_SKEW_S } from '../limits';
import { jwtVerify } from '../vendor/jose';

/** Why a token is refused; each is a code of `errors.ts`. */
export type TokenRefusal =
	| 'token-algorithm'
	| 'token-audience'
	| 'token-caller'
	| 'token-claims'
	| 'token-expired'
	| 'token-issuer'
	| 'token-key-unknown'
	| 'token-keys-unavailable'
	| 'token-malformed'
	| 'token-not-yet-valid'
	| 'token-retired'
	| 'token-signature'
	| 'token-tenant';

/** The claims of a token that has been checked. */
type Claims = Readonly<Record<string, unknown>>;

/** What a token says about itself before anything is checked: use it only to choose the issuer to check it against. */
export interface TokenHints {
	readonly iss: string;
	readonly tid: string;
}

/** The only issuer that a token may come from, and where its keys are. */
export type IssuerChoice =
	| {
			readonly ok: true;
			readonly issuer: string;
			readonly findKey: (kid: string) => Promise<KeyFind>;
			readonly accepts: (key: SigningKey) => boolean;
	  }
	| { readonly ok: false; readonly reason: TokenRefusal };

/** Everything that a token must satisfy. */
interface TokenRules {
	readonly chooseIssuer: (hints: TokenHints) => IssuerChoice;
	/** True for an issuer whose tokens have been retired; they may lack claims that today's have. */
	readonly isRetired: (iss: unknown) => boolean;
	/** The token must be for exactly one of these. */
	readonly audiences: readonly string[];
	readonly nowMs: number;
}

/** The claims, or the reason for refusing the token: callers cannot get the claims without the check. */
type JsonWebTokenVerdict =
	| { readonly ok: true; readonly claims: Claims }
	| { readonly ok: false; readonly reason: TokenRefusal };

/** Errors of jose by code and, for claims, by name; anything else is a malformed token. */
const REFUSALS: ReadonlyArray<{
	readonly code: string;
	readonly claim?: string;
	readonly failed?: boolean;
	readonly reason: TokenRefusal;
}> = [
	{ code: 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED', reason: 'token-signature' },
	{ code: 'ERR_JWT_EXPIRED', reason: 'token-expired' },
	{ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'nbf', failed: true, reason: 'token-not-yet-valid' },
	{ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'aud', failed: true, reason: 'token-audience' },
	{ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', claim: 'iss', failed: true, reason: 'token-issuer' },
	{ code: 'ERR_JWT_CLAIM_VALIDATION_FAILED', reason: 'token-claims' },
	{ code: 'ERR_JWT_INVALID', reason: 'token-claims' },
	{ code: 'ERR_JOSE_ALG_NOT_ALLOWED', reason: 'token-algorithm' },
];

/**
 * Checks a signed JSON Web Token (RFC 7519) as a whole: only RS256, a key of its only possible issuer, signature, `iss`,
 * `aud`, `exp`, `nbf` and `iat`, with {@link TOKEN_CLOCK_SKEW_S} between clocks. Never throws.
 */
export async function verifyJsonWebToken(token: string, rules: TokenRules): Promise<JsonWebTokenVerdict> {
	const parts = readParts(token);
	if (parts === undefined) return refuse('token-malformed');
	const { iss, tid } = parts.claims;
	if (rules.isRetired(iss)) return refuse('token-retired');
	const signedWith = readHeader(parts.header);
	if (!signedWith.ok) return refuse(signedWith.reason);
	if (typeof iss !== 'string' || typeof tid !== 'string') return refuse('token-claims');
	const choice = rules.chooseIssuer({ iss, tid });
	if (!choice.ok) return refuse(choice.reason);
	const found = await choice.findKey(signedWith.kid);
	if (!found.ok) return refuse(found.reason);
	return choice.accepts(found.key)
		? await verify(token, found.key, { issuer: choice.issuer, audiences: rules.audiences, nowMs: rules.nowMs })
		: refuse('token-issuer');
}

interface TokenParts {
	readonly header: Readonly<Record<string, unknown>>;
	readonly claims: Readonly<Record<string, unknown>>;
}

/** The contents of the three parts of a token, not verified; `undefined` if there are not exactly three. */
function readParts(token: string): TokenParts | undefined {
	const parts = token.split('.').map(decodePart);
	const [header, claims, signature] = parts;
	if (parts.length !== 3 || header === undefined || claims === undefined || signature === undefined) return undefined;
	return { header: parseObject(header) ?? {}, claims: parseObject(claims) ?? {} };
}

/** The id of the key, if the header says RS256 and nothing that would change what is signed. */
function readHeader({
	alg,
	kid,
	b64,
	crit,
}: TokenParts['header']):
	| { readonly ok: true; readonly kid: string }
	| { readonly ok: false; readonly reason: TokenRefusal } {
	if (alg !== 'RS256') return { ok: false, reason: alg === undefined ? 'token-malformed' : 'token-algorithm' };
	return typeof kid === 'string' && kid !== '' && b64 === undefined && crit === undefined
		? { ok: true, kid }
		: { ok: false, reason: 'token-malformed' };
}

async function verify(
	token: string,
	{ key }: SigningKey,
	{
		issuer,
		audiences,
		nowMs,
	}: { readonly issuer: string; readonly audiences: readonly string[]; readonly nowMs: number },
): Promise<JsonWebTokenVerdict> {
	try {
		const { payload } = await jwtVerify(token, key, {
			algorithms: ['RS256'],
			issuer,
			audience: [...audiences],
			clockTolerance: TOKEN_CLOCK_SKEW_S,
			currentDate: new Date(nowMs),
			requiredClaims: ['aud', 'exp', 'iat', 'iss', 'nbf'],
		});
		// Entra never issues a list of audiences.
		if (typeof payload.aud !== 'string' || typeof payload.iat !== 'number') return refuse('token-claims');
		// jose checks `iat` only if a maximum age is given.
		return payload.iat > nowMs / 1_000 + TOKEN_CLOCK_SKEW_S
			? refuse('token-not-yet-valid')
			: { ok: true, claims: payload };
	} catch (error) {
		return refuse(reasonOf(error));
	}
}

function reasonOf(error: unknown): TokenRefusal {
	const { code, claim, reason } = Object(error) as Readonly<Record<string, unknown>>;
	const row = REFUSALS.find(
		(candidate) =>
			candidate.code === code &&
			(candidate.claim ?? claim) === claim &&
			(candidate.failed !== true || reason === 'check_failed'),
	);
	return row?.reason ?? 'token-malformed';
}

/** The bytes of one part. Only their shortest spelling is accepted, so that one token has only one text. */
function decodePart(part: string): Buffer | undefined {
	const bytes = Buffer.from(part, 'base64url');
	return part !== '' && bytes.toString('base64url') === part ? bytes : undefined;
}

function parseObject(bytes: Buffer): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(bytes.toString('utf8'));
		return isPlainObject(value) ? value : undefined;
	} catch {
		// Not JSON: the caller refuses it as malformed.
		return undefined;
	}
}

function refuse(reason: TokenRefusal): JsonWebTokenVerdict {
	return { ok: false, reason };
}
