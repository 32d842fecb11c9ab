import type { Message, RequestRecord, Run, Setup } from './types';

import { SORRY } from '../rules/reply';

/** Everything that survives a restart. */
export interface State {
	readonly setup: Setup;
	/** Security tokens by the id of their outgoing webhook: never shown again after creation. */
	readonly tokens: Readonly<Record<string, string>>;
	readonly messages: readonly Message[];
	readonly runs: readonly Run[];
	readonly requests: readonly RequestRecord[];
}

/** Rises when an older program could not read what a newer one wrote, or the other way round. */
const FORMAT = 1;

/** Writes the state as text. */
export function writeState(state: State): string {
	return JSON.stringify({ format: FORMAT, ...state });
}

/** Reads what {@link writeState} wrote. Throws for anything else: channels are never thrown away silently. */
export function readState(text: string): State {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		value = undefined;
	}
	const saved =
		typeof value === 'object' && value !== null ? (value as Partial<State> & { readonly format?: unknown }) : {};
	const { format, setup, tokens, messages, runs, requests } = saved;
	if (
		format !== FORMAT ||
		setup === undefined ||
		tokens === undefined ||
		messages === undefined ||
		runs === undefined ||
		requests === undefined
	) {
		throw new Error('The saved state of the simulator cannot be read. Start with --reset to start over.');
	}
	return { setup, tokens, messages: messages.map(withoutWaiting), runs, requests };
}

/** An answer that was still awaited when the simulator stopped will not come. */
function withoutWaiting(message: Message): Message {
	if (message.answer?.state !== 'waiting') return message;
	return {
		...message,
		text: SORRY,
		textFormat: 'plain',
		answer: { ...message.answer, state: 'sorry', reason: 'The simulator was stopped before the answer came.' },
	};
}
