import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Makes refresh tokens and reads them. They hold their scope and are signed, so that they survive a restart. */
interface RefreshTokens {
	make(scope: string): string;
	/** `undefined` for a token that is not ours, or was revoked. */
	scopeOf(token: string): string | undefined;
	/** Refuses all tokens made so far, until the next start. */
	revoke(): void;
}

/** Refresh tokens under a secret. */
export function createRefreshTokens(secret: string): RefreshTokens {
	let round = 0;
	const sign = (body: string) => createHmac('sha256', secret).update(body).digest('base64url');
	return {
		make(scope) {
			const body = [
				Buffer.from(scope).toString('base64url'),
				String(round),
				randomBytes(16).toString('base64url'),
			].join('.');
			return `${body}.${sign(body)}`;
		},
		scopeOf(token) {
			const [scope = '', madeIn = '', random = '', signature = ''] = token.split('.');
			const isOurs = isSame(signature, sign([scope, madeIn, random].join('.')));
			return isOurs && Number(madeIn) === round ? Buffer.from(scope, 'base64url').toString('utf8') : undefined;
		},
		revoke: () => void (round += 1),
	};
}

function isSame(given: string, expected: string): boolean {
	const [left, right] = [Buffer.from(given), Buffer.from(expected)];
	return left.length === right.length && timingSafeEqual(left, right);
}
