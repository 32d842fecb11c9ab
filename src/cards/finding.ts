/** Where a message goes, as far as its content is concerned: a Workflows flow, a connector URL, or the answer to a mention. */
export type MessageTarget = 'workflows' | 'connector' | 'reply';

/** `error` only for what a source says is refused or lost; everything else is a `warning`. */
export type Severity = 'error' | 'warning';

/** Every code a finding can carry; `docs/card-findings.md` explains each. A code never changes its meaning. */
export type FindingCode =
	// Adaptive Cards (validate/)
	| 'action-ignored'
	| 'action-unknown'
	| 'action-url-not-absolute'
	| 'actions-too-many'
	| 'card-not-object'
	| 'card-too-large'
	| 'card-type'
	| 'card-version-invalid'
	| 'card-version-missing'
	| 'card-version-too-high'
	| 'date-function'
	| 'element-empty'
	| 'element-misplaced'
	| 'element-too-new'
	| 'element-unknown'
	| 'enum-unknown'
	| 'findings-more'
	| 'id-duplicate'
	| 'image-data-uri'
	| 'member-missing'
	| 'member-too-new'
	| 'member-type'
	| 'member-unknown'
	| 'mention-id-unknown'
	| 'mention-id-unsupported'
	| 'mention-without-entity'
	| 'mention-without-tag'
	| 'mentions-too-many'
	| 'target-unknown'
	| 'url-not-absolute'
	| 'url-not-https'
	// MessageCards (message-card/)
	| 'message-card-action-unknown'
	| 'message-card-empty'
	| 'message-card-input-unescaped'
	| 'message-card-input-unknown'
	| 'message-card-lost'
	| 'message-card-member-unknown'
	| 'message-card-too-many'
	| 'message-card-type'
	| 'message-card-url'
	// Cards in emails (email/)
	| 'email-actor-invalid'
	| 'email-card-unchecked'
	| 'email-correlation-invalid'
	| 'email-originator-missing'
	// Events of tools (src/events)
	| 'event-shortened'
	| 'event-unknown'
	// Templates (template/)
	| 'template-function-failed'
	| 'template-left'
	| 'template-syntax'
	| 'template-too-large'
	| 'template-undefined'
	| 'template-unknown-function'
	| 'template-when-not-boolean'
	// Building and fitting
	| 'attachment-unsupported'
	| 'button-left-out'
	| 'card-shortened'
	| 'content-cut'
	| 'content-left-out'
	| 'image-left-out'
	| 'message-member-ignored'
	| 'resume-url-broken'
	| 'resume-url-previewed'
	| 'summary-not-shown'
	| 'target-stranded';

/** One thing that is wrong with a card, and how to fix it. */
export interface Finding {
	readonly severity: Severity;
	readonly code: FindingCode;
	/** Where: the path from the root of the card, as in `body[0].items[2].url`; `$` for the card itself. */
	readonly path: string;
	/** What is wrong, in one sentence. */
	readonly message: string;
	/** What to do about it, in one sentence. */
	readonly fix: string;
}
