import type { SimulatorPlugin } from '../plugin';
import type { RestrictedFlowRules } from './restricted-flow';
import type { SignIn } from './side';

import { flowError } from '../rules/answer';
import { judgeCaller } from './restricted-flow';

/** The audience of flows in the public cloud, with its slash (teams.md C.5). */
const AUDIENCE = 'https://service.flow.microsoft.com/';

/**
 * Serves the token endpoint beside the simulator. Flows with the access `tenant` take its tokens; the rules can be made
 * stricter.
 */
export function signInPlugin(
	{ publicKey, tenantId, routes }: Pick<SignIn, 'publicKey' | 'tenantId' | 'routes'>,
	rules: Partial<RestrictedFlowRules> = {},
): SimulatorPlugin {
	return {
		routes,
		admits({ headers }) {
			const caller = judgeCaller(headers.authorization, { publicKey, tenantId, audience: AUDIENCE, ...rules });
			return 'objectId' in caller ? 'admitted' : flowError(caller.status, caller.code, caller.message);
		},
	};
}
