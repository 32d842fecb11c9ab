/** An API call that cannot be done; the caller reads code and message. */
export class Problem extends Error {
	constructor(
		readonly status: 400 | 404 | 409,
		readonly code: string,
		message: string,
	) {
		super(message);
		this.name = 'Problem';
	}
}
