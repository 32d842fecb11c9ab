import type { PostAnswer } from '../../ports';

/** What a flow says of a message it has posted itself. */
interface FlowConfirmation {
	readonly messageIds: readonly string[];
}

/** Ids of messages in Teams are digits, in other hosts letters too; anything else is not repeated. */
const MESSAGE_ID = /^[A-Za-z0-9_.:=-]{1,200}$/;

/**
 * Reads the answer of a companion flow (docs/flows.md): 200 with `{"outcome":"delivered","messageId":"..."}`, its own
 * word that the card was posted. `undefined` for every other answer. The id may be missing.
 */
export function readConfirmation({ status, body }: PostAnswer): FlowConfirmation | undefined {
	const answer = status === 200 && body.includes('delivered') ? parse(body) : undefined;
	if (typeof answer !== 'object' || answer === null || Reflect.get(answer, 'outcome') !== 'delivered') return undefined;
	const id: unknown = Reflect.get(answer, 'messageId');
	return { messageIds: typeof id === 'string' && MESSAGE_ID.test(id) ? [id] : [] };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// No JSON: some other answer, which the table reads.
		return undefined;
	}
}
