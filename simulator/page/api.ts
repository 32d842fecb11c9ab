/** A call that the simulator refused; the message is for people. */
export class ApiError extends Error {
	constructor(
		readonly status: number,
		message: string,
	) {
		super(message);
		this.name = 'ApiError';
	}
}

/**
 * Calls the simulator's API with the cookie of this browser. Throws an {@link ApiError} for a
 * refusal, and when there is no connection.
 */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
	let response: Response;
	try {
		response = await fetch(`/api${path}`, {
			method,
			...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
		});
	} catch {
		throw new ApiError(0, 'The simulator does not answer. Is it still running?');
	}
	if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
	throw new ApiError(response.status, await messageOf(response));
}

async function messageOf(response: Response): Promise<string> {
	try {
		const { error } = (await response.json()) as { error?: { message?: string } };
		return error?.message ?? `The simulator answered ${response.status}.`;
	} catch {
		return `The simulator answered ${response.status}.`;
	}
}
