import type { FindingCode } from '../finding';

/** Why an expression has no value. A class, so that no value of JSON can be taken for one. */
export class Failure {
	constructor(
		readonly why: string,
		readonly code: FindingCode = 'template-function-failed',
		/** The function that failed, where one did. */
		readonly by?: string,
	) {}
}

/** What grew past a limit of `template-limits.ts`; ends the whole expansion. */
export function tooLarge(why: string): Failure {
	return new Failure(why, 'template-too-large');
}

/** The same failure with the function it came from; the innermost one stays. */
export function failedBy(failure: Failure, name: string): Failure {
	return failure.by === undefined ? new Failure(failure.why, failure.code, name) : failure;
}
