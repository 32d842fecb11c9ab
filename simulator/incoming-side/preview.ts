import type { Clock } from '../clock';
import type { Store } from '../model/store';
import type { HeaderList, RequestRecord } from '../model/types';

import { request as httpRequest } from 'node:http';

import { requestRecord } from '../model/records';

/** The name that Microsoft's link preview has in the logs of web servers. */
const HEADERS: HeaderList = [
	['Accept', '*/*'],
	['User-Agent', 'Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com'],
];

/** Chosen: previews are quick or not at all. */
const TIMEOUT_MS = 5_000;

/** Chosen: further addresses in a message are not opened. */
const LINKS_MAX = 10;

/** Only this machine is called: trying the simulator must not send requests to anybody else. */
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?\//;

const IN_TEXT = /https?:\/\/[^\s"'<>()[\]]+/g;

/** What a preview needs. */
interface PreviewPorts {
	readonly store: Store;
	readonly clock: Clock;
}

/**
 * Opens the addresses of a message as Teams' link preview does: those of its buttons and those in its texts, each with
 * GET and HEAD. Every call shows up among the requests. Never rejects.
 */
export async function previewLinks(
	ports: PreviewPorts,
	webhookName: string,
	content: { readonly text: string; readonly attachments: readonly unknown[] },
): Promise<void> {
	const links = linksIn(content).slice(0, LINKS_MAX);
	for (const url of links) for (const method of ['GET', 'HEAD']) await visit(ports, { webhookName, url, method });
}

/** The addresses of a message that a preview on this machine opens, each once. */
export function linksIn(content: {
	readonly text: string;
	readonly attachments: readonly unknown[];
}): readonly string[] {
	const found = new Set<string>();
	const walk = (value: unknown): void => {
		if (typeof value === 'string') for (const url of value.match(IN_TEXT) ?? []) found.add(url);
		if (typeof value === 'object' && value !== null) Object.values(value).forEach(walk);
	};
	walk([content.text, content.attachments]);
	return [...found].filter((url) => LOOPBACK.test(url));
}

async function visit(
	{ store, clock }: PreviewPorts,
	{ webhookName, url, method }: { readonly webhookName: string; readonly url: string; readonly method: string },
): Promise<void> {
	const begun = requestRecord({
		direction: 'preview',
		webhookName,
		atMs: clock.nowMs(),
		method,
		url,
		headers: HEADERS,
		body: Buffer.alloc(0),
		signature: 'none',
	});
	store.request(begun);
	const status = await statusOf(url, method);
	const answered: RequestRecord = { ...begun, status, tookMs: Math.round(clock.nowMs() - begun.atMs) };
	store.request(status === null ? { ...answered, note: 'Nothing answered the link preview.' } : answered);
}

/** `null` where nothing answered. */
async function statusOf(url: string, method: string): Promise<number | null> {
	return await new Promise((resolve) => {
		const request = httpRequest(
			url,
			{ method, headers: Object.fromEntries(HEADERS), agent: false, timeout: TIMEOUT_MS },
			(response) => {
				response.resume();
				response.once('close', () => resolve(response.statusCode ?? null));
			},
		);
		request.once('timeout', () => request.destroy());
		request.once('error', () => resolve(null));
		request.end();
	});
}
