import type { Stage } from './stage';

import { randomBytes } from 'node:crypto';

import { test as base } from '../fixtures';

/** Tests of the configuration page of a connector, with a credential of their own. */
export const test = base.extend<{ readonly stage: Stage }>({
	stage: async ({ client, browser, host }, use) => {
		const stateSecret = randomBytes(32).toString('base64');
		const credential = await client.createCredential('Connector', 'teamsConnectorApi', { stateSecret });
		await use({ client, browser, host, credential });
	},
});
