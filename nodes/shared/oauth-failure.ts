/** How deep causes are followed; n8n wraps an error of a token endpoint two or three times. */
const MAX_CAUSES = 6;

/** Codes of RFC 6749 (4.1.2.1, 5.2), OpenID Connect and Entra. Others are not repeated: the token endpoint has seen the client secret. */
const OAUTH_CODES: ReadonlySet<string> = new Set([
	'access_denied',
	'account_selection_required',
	'consent_required',
	'expired_token',
	'interaction_required',
	'invalid_client',
	'invalid_grant',
	'invalid_request',
	'invalid_resource',
	'invalid_scope',
	'login_required',
	'server_error',
	'slow_down',
	'temporarily_unavailable',
	'unauthorized_client',
	'unsupported_grant_type',
	'unsupported_response_type',
]);

/** Entra's numbers have up to seven digits today. */
const ENTRA_NUMBER = /\bAADSTS\d{4,7}\b/;

/** n8n 2.33 keeps the message of an error that it wraps, but not the error itself. */
const NOT_TAKEN = 'the message was not taken';

/**
 * Thrown to n8n for a message that was not taken. n8n renews the token when `response` says 401. It contains no text
 * from the other side.
 */
export class Unanswered extends Error {
	readonly response: { readonly status: number } | undefined;

	constructor(status?: number) {
		super(NOT_TAKEN);
		this.name = 'Unanswered';
		this.response = status === undefined ? undefined : { status };
	}
}

/** Whether the message itself was not taken, rather than a token refused. */
export function isUnanswered(error: unknown): boolean {
	return causesOf(error).some((cause) => cause instanceof Unanswered || textAt(cause, 'message') === NOT_TAKEN);
}

/**
 * Why n8n could not get a token, as a code of docs/sign-in.md. Only codes are read from what n8n has thrown: its texts and
 * those of a token endpoint can hold addresses and secrets.
 */
export function signInCause(error: unknown): string {
	const causes = causesOf(error);
	for (const read of [oauthCode, httpStatus, networkCode]) {
		const found = causes.map(read).find((code) => code !== undefined);
		if (found !== undefined) return found;
	}
	return isUnanswered(error) ? 'token-not-bearer' : 'unknown';
}

/**
 * n8n asks to reconnect if Microsoft says invalid_grant or there is no refresh token, and keeps nothing else of the
 * error.
 */
function oauthCode(cause: object): string | undefined {
	if (/reconnect/i.test(textAt(cause, 'message'))) return 'needs-reconnect';
	if (/^SsrfBlocked/.test(textAt(cause, 'name'))) return 'token-endpoint egress-refused';
	const body: unknown = Reflect.get(cause, 'body');
	if (typeof body !== 'object' || body === null) return undefined;
	const error = textAt(body, 'error');
	if (error === '') return undefined;
	const code =
		error === 'invalid_grant' ? 'needs-reconnect' : OAUTH_CODES.has(error) ? error : 'token-endpoint refused';
	const detail = ENTRA_NUMBER.exec(textAt(body, 'error_description'))?.[0];
	return [code, detail].filter((part) => part !== undefined).join(' ');
}

function httpStatus(cause: object): string | undefined {
	const status: unknown =
		Reflect.get(cause, 'status') ?? Reflect.get(Object(Reflect.get(cause, 'response')) as object, 'status');
	return typeof status === 'number' ? `token-endpoint HTTP ${status}` : undefined;
}

function networkCode(cause: object): string | undefined {
	const code = /^[A-Z][A-Z0-9_]{2,60}$/.exec(textAt(cause, 'code'))?.[0];
	return code === undefined ? undefined : `token-endpoint ${code}`;
}

function causesOf(error: unknown): readonly object[] {
	const causes: object[] = [];
	for (
		let current = error;
		typeof current === 'object' && current !== null && causes.length < MAX_CAUSES;
		current = Reflect.get(current, 'cause')
	)
		causes.push(current);
	return causes;
}

function textAt(value: object, name: string): string {
	const text: unknown = Reflect.get(value, name);
	return typeof text === 'string' ? text : '';
}
