import type { ErrorCode } from '../../errors';

/** The outcome of one message. */
export type Outcome = 'delivered' | 'accepted' | 'rejected' | 'notSent' | 'unclear';

/** Whether to send again: `safe` because nothing was posted, `unclear`, or pointless. */
export type Retry = 'safe' | 'unclear' | 'no';

/** What went wrong: message (what happened), hint (what to do), stable code. */
export interface DeliveryProblem {
	readonly code: ErrorCode;
	readonly message: string;
	readonly hint: string;
	/** When the message can be sent, in milliseconds since 1970, if known. */
	readonly retryAtMs?: number;
}
