/** A message that a webhook posts: what people see, and what was left out of it. */
export interface Posting {
	readonly text: string;
	readonly attachments: readonly unknown[];
	/** The thread it belongs to, where the caller named one. */
	readonly replyToId?: string;
	readonly notes: readonly string[];
}
