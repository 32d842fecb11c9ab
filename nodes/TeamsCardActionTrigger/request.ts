import type { IWebhookFunctions } from 'n8n-workflow';

import { REQUEST_BODY_MAX_BYTES } from '../../src/limits';

/** What one request consists of, or why it cannot be judged. */
export type RequestRead =
	| { readonly ok: true; readonly rawBody: Buffer; readonly rawHeaders: readonly string[] }
	| { readonly ok: false; readonly reason: 'body-missing' | 'body-too-large' };

interface RawRequest {
	readonly rawBody?: unknown;
	readonly rawHeaders?: unknown;
	readonly readRawBody?: () => Promise<void>;
}

/** Takes the bytes and the header lines as they came. Where n8n has no bytes (multipart), the request is refused. Never throws. */
export async function readRequest(context: IWebhookFunctions): Promise<RequestRead> {
	const request: RawRequest = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody)) await readRaw(request);
	const { rawBody, rawHeaders } = request;
	if (!Buffer.isBuffer(rawBody)) return { ok: false, reason: 'body-missing' };
	if (rawBody.length > REQUEST_BODY_MAX_BYTES) return { ok: false, reason: 'body-too-large' };
	const lines: readonly unknown[] = Array.isArray(rawHeaders) ? rawHeaders : [];
	return { ok: true, rawBody, rawHeaders: lines.map(String) };
}

async function readRaw(request: RawRequest): Promise<void> {
	try {
		await request.readRawBody?.();
	} catch {
		// A stream that cannot be read leaves no bytes, and no bytes are refused by the caller.
	}
}
