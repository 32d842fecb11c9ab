import type { PostAnswer, PostFailure, PostRequest, Transport } from '../../../src/ports';

import { startChild } from './child';

/** Both HTTP engines in a process of their own. */
export interface EngineProcess {
	/** Posts; `env` first sets the proxy variables and starts the engine anew. */
	post(
		engine: Transport['engine'],
		request: PostRequest,
		env?: Readonly<Record<string, string>>,
	): Promise<PostAnswer | PostFailure>;
	stop(): Promise<void>;
}

/** Starts the process with more variables, such as NODE_EXTRA_CA_CERTS. */
export function startEngineProcess(variables: Readonly<Record<string, string>> = {}): EngineProcess {
	const child = startChild('engine-runner.cjs', variables);
	return {
		async post(engine, request, env) {
			const answer = await child.ask({ engine, request, ...(env === undefined ? {} : { env }) });
			if (answer.engine !== engine) throw new Error(`${String(answer.engine)} served instead of ${engine}`);
			return answer.result as PostAnswer | PostFailure;
		},
		stop: async () => await child.stop(),
	};
}
