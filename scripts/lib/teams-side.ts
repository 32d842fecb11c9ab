import type { SignIn } from '../../simulator/sign-in/side';
import type { Simulator } from '../../simulator/simulator';

import { join } from 'node:path';

import { fileStorage } from '../../simulator/model/storage';
import { openIdentity } from '../../simulator/sign-in/identity';
import { signInPlugin } from '../../simulator/sign-in/plugin';
import { openSignIn } from '../../simulator/sign-in/side';
import { startSimulator } from '../../simulator/simulator';
import { accessToken } from './state-folder';

/** How the Teams side is started. */
interface TeamsSideOptions {
	/** Where its state is kept. */
	readonly folder: string;
	/** 0 means a free port. */
	readonly port: number;
	readonly n8nUrl: string;
	readonly listen?: string;
	readonly name?: string;
	readonly tls?: { readonly key: string; readonly cert: string };
}

/** The Teams side that people start: the simulator, and the token endpoint that its flows trust. */
export interface TeamsSide {
	readonly simulator: Simulator;
	readonly signIn: SignIn;
	/** The token endpoint is served by the simulator itself, so that only one port has to be reachable. */
	readonly tokenUrl: string;
}

/** Starts it on the state of a folder: channels, API token, and the app that signs in are those of the last start. */
export async function startTeamsSide({ folder, ...options }: TeamsSideOptions): Promise<TeamsSide> {
	const state = join(folder, 'simulator');
	const signIn = openSignIn(openIdentity(fileStorage(state, 'sign-in.json')));
	const simulator = await startSimulator({
		...options,
		plugins: [signInPlugin(signIn)],
		token: await accessToken(folder),
		storage: fileStorage(state, 'state.json'),
	});
	return { simulator, signIn, tokenUrl: `${simulator.baseUrl}${signIn.tokenPath}` };
}

/** What somebody enters in the credential of a flow that asks callers to sign in. */
export function signInFields({ signIn, tokenUrl }: Pick<TeamsSide, 'signIn' | 'tokenUrl'>): {
	readonly grantType: 'clientCredentials';
	readonly tenantId: string;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly tokenUrl: string;
} {
	return {
		grantType: 'clientCredentials',
		tenantId: signIn.tenantId,
		clientId: signIn.clientId,
		clientSecret: signIn.clientSecret,
		tokenUrl,
	};
}
