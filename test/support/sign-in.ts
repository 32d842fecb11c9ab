import type { RestrictedFlow, RestrictedFlowRules } from '../../simulator/sign-in/restricted-flow';
import type { SignInSide } from '../../simulator/sign-in/side';

import { startRestrictedFlow } from '../../simulator/sign-in/restricted-flow';
import { startSignInSide } from '../../simulator/sign-in/side';
import { CLOUDS } from '../../src/incoming-webhook/destination/cloud';

/** The scope that flows of the public cloud require, with its two slashes. */
export const SCOPE = `${CLOUDS.public.audience}/.default`;

/** A sign-in for one test file, and flows that trust it. */
interface SignInBench {
	readonly side: () => SignInSide;
	/** Starts a flow for everybody in the tenant, except as the rules say. */
	readonly startFlow: (rules?: Partial<RestrictedFlowRules>) => Promise<RestrictedFlow>;
	/** The grants that the running test has used. */
	readonly granted: () => readonly string[];
}

/** Starts the sign-in before the tests of the file, and stops it and its flows after them. */
export function useSignIn(): SignInBench {
	let side: SignInSide | undefined;
	let grantedBefore = 0;
	const flows: RestrictedFlow[] = [];
	const started = (): SignInSide => {
		if (side === undefined) throw new Error('the sign-in has not been started');
		return side;
	};
	beforeAll(async () => void (side = await startSignInSide()));
	beforeEach(() => void (grantedBefore = started().granted().length));
	afterAll(async () => {
		for (const flow of flows) await flow.close();
		await started().close();
	});
	return {
		side: started,
		async startFlow(rules = {}) {
			const flow = await startRestrictedFlow({
				publicKey: started().publicKey,
				audience: CLOUDS.public.audience,
				tenantId: started().tenantId,
				...rules,
			});
			flows.push(flow);
			return flow;
		},
		granted: () => started().granted().slice(grantedBefore),
	};
}
