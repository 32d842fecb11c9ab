import type { IExecuteFunctions } from 'n8n-workflow';
import type { PostAnswer, Transport } from '../../src/ports';

import { toFailure } from '../../src/delivery/failure';
import { RESPONSE_BODY_MAX_BYTES } from '../../src/limits';

/** The transport over n8n's `helpers.httpRequest`, which honours proxies and the egress filter on its own. */
export function createHelperTransport(context: IExecuteFunctions): Transport {
	return {
		engine: 'n8n',
		async post(request) {
			try {
				const answer: unknown = await context.helpers.httpRequest({
					method: 'POST',
					url: request.url,
					headers: { ...request.headers },
					body: request.body,
					encoding: 'text',
					json: false,
					returnFullResponse: true,
					ignoreHttpStatusErrors: true,
					disableFollowRedirect: true,
					timeout: request.timeoutMs,
				});
				return toAnswer(answer);
			} catch (error) {
				return toFailure(error);
			}
		},
	};
}

function toAnswer(answer: unknown): PostAnswer {
	const parts = Object(answer) as { readonly statusCode?: unknown; readonly headers?: unknown; readonly body?: unknown };
	const headers = Object.entries(Object(parts.headers) as Record<string, unknown>);
	return {
		kind: 'answer',
		status: Number(parts.statusCode),
		headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), String(value)])),
		body: textOf(parts.body).slice(0, RESPONSE_BODY_MAX_BYTES),
	};
}

function textOf(body: unknown): string {
	if (typeof body === 'string') return body;
	return body === undefined || body === null ? '' : JSON.stringify(body);
}
