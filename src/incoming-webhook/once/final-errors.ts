/**
 * Errors that mean that the call can never succeed: checks of n8n's own code, a list that another node has made, and a
 * workflow that was not saved. Only names and codes are read.
 */
const FINAL: ReadonlyArray<{ readonly member: string; readonly form: RegExp }> = [
	{ member: 'code', form: /^(?:ERR_ASSERTION|23503|SQLITE_CONSTRAINT_FOREIGNKEY)$/ },
	{ member: 'message', form: /^Deduplication Failed: |FOREIGN KEY constraint/ },
];

/** Whether an error of the store would stay if the call were repeated. */
export function isFinal(error: unknown): boolean {
	return FINAL.some(({ member, form }) => form.test(String(Reflect.get(Object(error), member))));
}
