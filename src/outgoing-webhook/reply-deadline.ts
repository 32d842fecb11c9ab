import { MESSAGE_WAIT_GRACE_MS, MESSAGE_WAIT_MAX_MS, REPLY_DEADLINE_SHORTENED_SHARE } from '../limits';

/** One request: when `webhook()` was called, the signed timestamp of its message, and the deadline the user has set. */
interface DeadlineQuestion {
	readonly receivedAtMs: number;
	readonly timestamp: string | null;
	readonly deadlineMs: number;
}

/**
 * When a mention is answered at the latest, in milliseconds since 1970. A busy n8n calls `webhook()` late, while Teams
 * is already waiting: what the message has waited beyond {@link MESSAGE_WAIT_GRACE_MS} is taken off, but never more than
 * half of the deadline, so that a clock that is ahead costs a workflow no more than that.
 */
export function replyDeadline({ receivedAtMs, timestamp, deadlineMs }: DeadlineQuestion): number {
	const waitedMs = receivedAtMs - Date.parse(timestamp ?? '');
	const countsMs = waitedMs > 0 && waitedMs <= MESSAGE_WAIT_MAX_MS ? waitedMs : 0;
	const shortenedMs = Math.min(
		Math.max(countsMs - MESSAGE_WAIT_GRACE_MS, 0),
		deadlineMs * REPLY_DEADLINE_SHORTENED_SHARE,
	);
	return receivedAtMs + deadlineMs - shortenedMs;
}
