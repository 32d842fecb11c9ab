/** What an incoming webhook answers over HTTP. */
export interface HttpAnswer {
	readonly status: number;
	readonly contentType: string;
	readonly body: string;
	readonly headers: Readonly<Record<string, string>>;
}

/** An answer of Workflows: an error object, as JSON. */
export function flowError(
	status: number,
	code: string,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): HttpAnswer {
	return {
		status,
		contentType: 'application/json; charset=utf-8',
		body: JSON.stringify({ error: { code, message } }),
		headers,
	};
}

/** An answer of a connector: one line of text. */
export function connectorText(status: number, body: string): HttpAnswer {
	return { status, contentType: 'text/plain; charset=utf-8', body, headers: {} };
}

/** The sentence inside a 200 (teams.md B.2). `ContextId` is what one would quote to support. */
export function deliveryFailed(httpError: number, contextId: string): HttpAnswer {
	return connectorText(
		200,
		`Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${httpError} with ContextId ${contextId}`,
	);
}
