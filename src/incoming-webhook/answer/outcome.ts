import type { ErrorCode } from '../../errors';

/** What became of one message. */
export type Outcome = 'delivered' | 'accepted' | 'rejected' | 'notSent' | 'unclear';

/** Whether sending again is safe: nothing was posted, nobody knows, or there is no sense in it. */
export type Retry = 'safe' | 'unclear' | 'no';

/** What went wrong: message (what happened), hint (what to do), stable code. */
export interface DeliveryProblem {
	readonly code: ErrorCode;
	readonly message: string;
	readonly hint: string;
	/** When the message can go, in milliseconds since 1970, where that is known. */
	readonly retryAtMs?: number;
}
