import type { IncomingMessage } from 'node:http';
import type { Clock } from '../clock';
import type { HeaderList } from '../model/types';
import type { CallbackAnswer } from '../rules/reply';

import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

import { REPLY_TIMEOUT_MS } from '../rules/limits';

/** Chosen: how much of an answer is read to report its size; answers are accepted up to 28 KiB. */
const READ_MAX_BYTES = 256 * 1024;

/** One exchange with a callback URL. */
export interface Exchange {
	readonly answer: CallbackAnswer;
	readonly responseHeaders: HeaderList;
	readonly tookMs: number;
}

/** What is sent. */
export interface Post {
	readonly url: string;
	readonly headers: HeaderList;
	readonly body: string;
}

/**
 * Posts a body with exactly these headers and cuts the connection five seconds after the start (teams.md A.6). Follows
 * no redirect, keeps no connection. Never throws.
 */
export async function post({ url, headers, body }: Post, clock: Clock): Promise<Exchange> {
	const startedMs = clock.nowMs();
	const over = new AbortController();
	let responseHeaders: HeaderList = [];
	const exchange = new Promise<CallbackAnswer>((resolve) => {
		const failed = (error: Error) => resolve({ kind: 'failed', why: describe(error) });
		const send = url.startsWith('https:') ? httpsRequest : httpRequest;
		try {
			// A list of headers keeps order and spelling; Node then adds none of its own.
			const all = [
				['Host', new URL(url).host],
				...headers,
				['Content-Length', String(Buffer.byteLength(body))],
				['Connection', 'close'],
			];
			const request = send(
				url,
				{ method: 'POST', headers: all.flat(), agent: false, signal: over.signal },
				(response) => {
					responseHeaders = pairs(response.rawHeaders);
					read(response).then(
						(received) => resolve({ kind: 'answer', status: response.statusCode ?? 0, body: received }),
						failed,
					);
				},
			);
			request.once('error', failed);
			request.end(body);
		} catch (error) {
			failed(error instanceof Error ? error : new Error(String(error)));
		}
	});
	const timeout = clock.wait(REPLY_TIMEOUT_MS, over.signal).then((): CallbackAnswer => ({ kind: 'timeout' }));
	const answer = await Promise.race([exchange, timeout]);
	over.abort();
	return { answer, responseHeaders, tookMs: Math.round(clock.nowMs() - startedMs) };
}

async function read(response: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of response as AsyncIterable<Buffer>) {
		chunks.push(chunk);
		bytes += chunk.length;
		if (bytes > READ_MAX_BYTES) break;
	}
	return Buffer.concat(chunks);
}

function pairs(rawHeaders: readonly string[]): HeaderList {
	return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] as const] : []));
}

/** An error for several addresses has no message of its own. */
function describe(error: Error): string {
	const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
	return [error.message, code]
		.filter((part, index, all) => part !== '' && !(index === 1 && all[0]?.includes(part)))
		.join(' ');
}
