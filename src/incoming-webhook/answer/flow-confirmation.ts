import type { PostAnswer } from '../../ports';

/** What a flow says about a message that it has posted. */
interface FlowConfirmation {
	readonly messageIds: readonly string[];
}

/** Message ids are digits in Teams, and can have letters in other hosts; anything else is not repeated. */
const MESSAGE_ID = /^[A-Za-z0-9_.:=-]{1,200}$/;

/**
 * Reads the answer of a flow that confirms (docs/flows.md): 200 with `{"outcome":"delivered","messageId":"..."}`.
 * `undefined` for every other answer. The id may be missing.
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
		// Not JSON: another answer, which the table reads.
		return undefined;
	}
}
