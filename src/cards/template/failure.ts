import type { FindingCode } from '../finding';

/** Why an expression has failed. A class, so that a JSON value cannot be mistaken for it. */
export class Failure {
	constructor(
		readonly why: string,
		readonly code: FindingCode = 'template-function-failed',
		/** The function that failed, if any. */
		readonly by?: string,
	) {}
}

/** A value exceeded a limit of `template-limits.ts`; ends the whole expansion. */
export function tooLarge(why: string): Failure {
	return new Failure(why, 'template-too-large');
}

/** The same failure with the function it came from; the innermost one stays. */
export function failedBy(failure: Failure, name: string): Failure {
	return failure.by === undefined ? new Failure(failure.why, failure.code, name) : failure;
}
