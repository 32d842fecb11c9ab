import type { Router } from 'express';
import type { IncomingWebhook } from './model/types';
import type { HttpAnswer } from './rules/answer';

/** One request as a plugin sees it; names of headers are in lower case. */
interface SeenRequest {
	readonly headers: Readonly<Record<string, string | undefined>>;
	readonly body: Buffer;
}

/**
 * What can be added to the simulator from outside: pages of its own (a token endpoint), and the check of tokens
 * that are sent to flows for signed-in callers. Its paths need no simulator token.
 */
export interface SimulatorPlugin {
	/** Served before everything else. */
	readonly routes?: Router;
	/**
	 * Judges a call of a flow whose access is `tenant`, and which has an `Authorization` header. `undefined`: another
	 * plugin may check them; without a plugin, the claims do not match.
	 */
	admits?(request: SeenRequest, webhook: IncomingWebhook): 'admitted' | HttpAnswer | undefined;
}
