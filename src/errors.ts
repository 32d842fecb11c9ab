/** Every code an error or a log line of this package can carry; `docs/errors.md` explains each. Codes never change meaning. */
export type ErrorCode =
	| 'body-empty'
	| 'body-missing'
	| 'body-not-activity'
	| 'body-too-large'
	| 'card-empty'
	| 'card-invalid'
	| 'card-invalid-json'
	| 'card-not-a-card'
	| 'card-too-large'
	| 'command-accepted'
	| 'command-arguments-missing'
	| 'command-channel-refused'
	| 'command-list-broken'
	| 'command-name-missing'
	| 'command-name-twice'
	| 'command-usage-invalid'
	| 'command-user-refused'
	| 'connection-failed'
	| 'destination-missing'
	| 'destination-unknown'
	| 'destinations-blank'
	| 'destinations-invalid'
	| 'filter-broken'
	| 'filter-refused'
	| 'flow-not-found'
	| 'flow-off'
	| 'flow-wants-sign-in'
	| 'header-name-invalid'
	| 'host-not-allowed'
	| 'message-card-action-invalid'
	| 'message-duplicate'
	| 'message-stale'
	| 'message-undated'
	| 'no-destination-for-channel'
	| 'no-mention-to-answer'
	| 'no-token'
	| 'operation-unknown'
	| 'option-invalid'
	| 'pace-window-full'
	| 'payload-refused'
	| 'reply-actions-removed'
	| 'reply-as-tool'
	| 'reply-empty'
	| 'reply-late'
	| 'reply-shortened'
	| 'reply-unreadable'
	| 'security-token-blank'
	| 'security-token-length'
	| 'security-token-not-base64'
	| 'signature-malformed'
	| 'signature-missing'
	| 'signature-no-match'
	| 'teams-refused'
	| 'text-empty'
	| 'throttled'
	| 'unclear-answer'
	| 'unclear-no-answer'
	| 'unknown-host-error'
	| 'url-blank'
	| 'url-not-https'
	| 'url-not-public'
	| 'url-not-valid'
	| 'webhook-not-found';

/** An error a user can act on: `message` says what happened, `description` what to do, `code` is stable. */
export class TeamsWebhookError extends Error {
	readonly code: ErrorCode;

	readonly description: string;

	constructor(code: ErrorCode, message: string, description: string, options?: { readonly cause?: unknown }) {
		super(message, options);
		this.name = 'TeamsWebhookError';
		this.code = code;
		this.description = description;
	}
}
