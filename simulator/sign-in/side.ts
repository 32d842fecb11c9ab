import type { KeyObject } from 'node:crypto';
import type { Router } from 'express';
import type { TokenForm, TokenData } from './token-service';
import type { Caller, SignInIdentity } from './identity';

import { createPublicKey } from 'node:crypto';

import express from 'express';

import { listen } from '../listening';
import { createTokenService } from './token-service';
import { signInRoutes } from './endpoints';
import { newIdentity } from './identity';

/** The sign-in of Microsoft: a token endpoint for one tenant, one person and one app. */
export interface SignIn extends Omit<SignInIdentity, 'privateKey'> {
	/** Path of the token endpoint, as Microsoft has it. */
	readonly tokenPath: string;
	/** Serves the token endpoint, and the page for people beside it. */
	readonly routes: Router;
	/** Flows check tokens with it. */
	readonly publicKey: KeyObject;
	/** What n8n stores of an earlier sign-in. An expired one has to be renewed. */
	signedIn(caller: Caller, scope: string, options?: { readonly isExpired?: boolean }): TokenData;
	/** Refuses every refresh token given out so far with invalid_grant, as after a changed password. */
	revoke(): void;
	/** Grant types that were answered with a token, oldest first. */
	granted(): readonly string[];
	/** Errors that were answered, oldest first. */
	refused(): readonly string[];
}

/** A sign-in with a server of its own. */
export interface SignInSide extends SignIn {
	readonly host: string;
	readonly tokenUrl: string;
	close(): Promise<void>;
}

/** Opens the sign-in; whoever serves its routes decides where. */
export function openSignIn(identity: SignInIdentity): SignIn {
	const tokenService = createTokenService(identity);
	const granted: string[] = [];
	const refused: string[] = [];
	const reply = (form: TokenForm) => {
		const end = tokenService.answer(form);
		if ('error' in end) refused.push(end.error);
		else granted.push(String(form.grant_type));
		return end;
	};
	const { privateKey, ...known } = identity;
	return {
		...known,
		tokenPath: `/${identity.tenantId}/oauth2/v2.0/token`,
		routes: signInRoutes({
			tenantId: identity.tenantId,
			clientId: identity.clientId,
			tokenService: { answer: reply, code: (scope, redirectUri) => tokenService.code(scope, redirectUri) },
		}),
		publicKey: createPublicKey(privateKey),
		signedIn: (caller, scope, options) => tokenService.issue(caller, scope, options?.isExpired),
		revoke: () => tokenService.revoke(),
		granted: () => granted,
		refused: () => refused,
	};
}

/** Starts a sign-in on a free port, with a new app and a new key. */
export async function startSignInSide(): Promise<SignInSide> {
	const signIn = openSignIn(newIdentity());
	const { host, close } = await listen(express().use(signIn.routes));
	return { ...signIn, host, tokenUrl: `http://${host}${signIn.tokenPath}`, close };
}
