import type { IWebhookFunctions } from 'n8n-workflow';

import { REQUEST_BODY_MAX_BYTES } from '../../src/limits';

/** The parts of a request to verify, or why it cannot be verified. */
type RequestRead =
	| {
			readonly ok: true;
			readonly rawBody: Buffer;
			readonly authorization: unknown;
			/** Names and values in turn, as they came: a header that came twice is there twice. */
			readonly rawHeaders: readonly string[];
	  }
	| { readonly ok: false; readonly reason: 'body-missing' | 'body-too-large' };

interface RawRequest {
	readonly rawBody?: unknown;
	readonly rawHeaders?: unknown;
	readonly readRawBody?: () => Promise<void>;
}

/**
 * Takes the exact bytes n8n received. For content types it does not parse, n8n reads them only when asked; where it
 * has none (multipart), the request cannot be verified and is refused. Never throws.
 */
export async function readRequest(context: IWebhookFunctions): Promise<RequestRead> {
	const request: RawRequest = context.getRequestObject();
	if (!Buffer.isBuffer(request.rawBody)) await readRaw(request);
	const { rawBody, rawHeaders } = request;
	if (!Buffer.isBuffer(rawBody)) return { ok: false, reason: 'body-missing' };
	if (rawBody.length > REQUEST_BODY_MAX_BYTES) return { ok: false, reason: 'body-too-large' };
	const lines: readonly unknown[] = Array.isArray(rawHeaders) ? rawHeaders : [];
	return {
		ok: true,
		rawBody,
		authorization: context.getHeaderData().authorization,
		rawHeaders: lines.map(String),
	};
}

async function readRaw(request: RawRequest): Promise<void> {
	try {
		await request.readRawBody?.();
	} catch {
		// A stream that cannot be read leaves no bytes, and no bytes are refused by the caller.
	}
}
