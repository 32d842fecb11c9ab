import type { SimulatorPlugin } from './plugin';
import type { RestrictedFlowRules } from './restricted-flow';
import type { SignInSide } from './sign-in';

import { judgeCaller } from './restricted-flow';
import { flowError } from './rules/answer';

/** The audience of flows in the public cloud, with its slash (reference/teams.md C.5). */
const AUDIENCE = 'https://service.flow.microsoft.com/';

/** Flows of the simulator with the access `tenant` take the tokens of this sign-in; the rules can be made stricter. */
export function signInPlugin({ publicKey, tenantId }: Pick<SignInSide, 'publicKey' | 'tenantId'>, rules: Partial<RestrictedFlowRules> = {}): SimulatorPlugin {
	return {
		admits({ headers }) {
			const caller = judgeCaller(headers.authorization, { publicKey, tenantId, audience: AUDIENCE, ...rules });
			return 'objectId' in caller ? 'admitted' : flowError(caller.status, caller.code, caller.message);
		},
	};
}
