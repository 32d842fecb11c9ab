import type { FailureReason } from './ports';

/** An exchange that one of our own checks ended. `detail` becomes the `cause` of the failure and is not called `code`, so that no engine takes it for one of its own. */
export class ExchangeError extends Error {
	readonly reason: FailureReason;

	readonly detail: string;

	constructor(reason: FailureReason, detail: string) {
		super(`${reason}: ${detail}`);
		this.name = 'ExchangeError';
		this.reason = reason;
		this.detail = detail;
	}
}
