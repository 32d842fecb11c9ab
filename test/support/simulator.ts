import type { Clock } from '../../simulator/clock';
import type { IncomingWebhook, Message, Run } from '../../simulator/model/types';
import type { Simulator, SimulatorOptions } from '../../simulator/simulator';

import { noStorage } from '../../simulator/model/storage';
import { startSimulator } from '../../simulator/simulator';

/** The token of simulators in tests. */
export const SIMULATOR_TOKEN = 'token-of-the-tests';

/** A simulator without a memory. */
export async function startTestSimulator(options: Partial<SimulatorOptions> = {}): Promise<Simulator> {
	return await startSimulator({ token: SIMULATOR_TOKEN, storage: noStorage, ...options });
}

/** A clock that stands still until a test moves it; waiting ends when it gets there. */
export interface FakeClock extends Clock {
	advance(ms: number): void;
}

/** A clock that starts at a moment of the reference. */
export function fakeClock(startMs = Date.parse('2026-10-21T08:00:00.123Z')): FakeClock {
	let nowMs = startMs;
	let waiting: Array<{ readonly atMs: number; readonly resolve: () => void }> = [];
	return {
		nowMs: () => nowMs,
		wait: async (ms, signal) => {
			await new Promise<void>((resolve) => {
				waiting.push({ atMs: nowMs + ms, resolve });
				signal.addEventListener('abort', () => resolve());
			});
		},
		advance: (ms) => {
			nowMs += ms;
			for (const { atMs, resolve } of waiting) if (atMs <= nowMs) resolve();
			waiting = waiting.filter(({ atMs }) => atMs > nowMs);
		},
	};
}

/** A webhook of General, as the API makes it. */
export function newIncoming(
	simulator: Simulator,
	change: Partial<Pick<IncomingWebhook, 'kind' | 'access' | 'schema' | 'confirms'>> = {},
): IncomingWebhook {
	return simulator.actions.createIncoming({
		channel: 'Platform/General',
		name: 'Test',
		kind: 'workflows',
		access: 'anyone',
		schema: false,
		confirms: false,
		...change,
	});
}

/** What one post led to. */
interface Posted {
	readonly status: number;
	readonly text: string;
	readonly headers: Headers;
	readonly messages: readonly Message[];
	readonly run: Run | undefined;
}

/** Posts to a path of the simulator, and returns the answer with the messages and the run it led to. */
export async function postTo(
	simulator: Simulator,
	path: string,
	body: string | Buffer,
	headers: Record<string, string> = {},
): Promise<Posted> {
	const before = simulator.store.state();
	const response = await fetch(simulator.baseUrl + path, {
		method: 'POST',
		headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
		body,
	});
	const text = await response.text();
	const after = simulator.store.state();
	return {
		status: response.status,
		text,
		headers: response.headers,
		messages: after.messages.slice(before.messages.length),
		run: after.runs[before.runs.length],
	};
}

/** Calls the API with the token. */
export async function callApi(
	simulator: Simulator,
	method: string,
	path: string,
	body?: unknown,
	headers: Record<string, string> = {},
): Promise<{ status: number; json: unknown }> {
	const response = await fetch(`${simulator.baseUrl}/api${path}`, {
		method,
		headers: {
			'x-simulator-token': SIMULATOR_TOKEN,
			...(body === undefined ? {} : { 'content-type': 'application/json' }),
			...headers,
		},
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	return { status: response.status, json: text === '' ? undefined : (JSON.parse(text) as unknown) };
}

/** An attachment with a card. */
export function cardAttachment(card: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
	return {
		contentType: 'application/vnd.microsoft.card.adaptive',
		contentUrl: null,
		content: {
			type: 'AdaptiveCard',
			version: '1.4',
			body: [{ type: 'TextBlock', text: 'Disk 91 %', wrap: true }],
			...card,
		},
	};
}

/** The message that flows and connectors take. */
export function cardMessage(...attachments: readonly unknown[]): Record<string, unknown> {
	return { type: 'message', attachments: attachments.length === 0 ? [cardAttachment()] : attachments };
}
