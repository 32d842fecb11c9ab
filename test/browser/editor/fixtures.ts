import type { Page } from '@playwright/test';
import type { Simulator } from '../../../simulator/simulator';
import type { N8nClient } from '../../../scripts/lib/n8n-client';

import { newSecurityToken } from '../../../scripts/lib/demo';
import { test as base } from '../fixtures';

/** Everything that a test of the editor works with. */
export interface Stage {
	readonly client: N8nClient;
	/** A signed-in tab. */
	readonly page: Page;
	/** The Teams side. */
	readonly simulator: Simulator;
	readonly securityToken: string;
}

/** Tests in n8n's editor, signed in. */
export const test = base.extend<{ readonly stage: Stage }>({
	page: async ({ page, client }, use) => {
		await dropCredentials(client);
		const [name = '', value = ''] = client.session().split('=');
		await page.context().addCookies([{ name, value, url: client.baseUrl }]);
		await use(page);
	},
	stage: async ({ client, page, simulator }, use) =>
		await use({ client, page, simulator, securityToken: newSecurityToken() }),
});

/** n8n selects a matching credential by itself if there is one, so every test begins without any. */
async function dropCredentials(client: N8nClient): Promise<void> {
	const credentials = await client.request<ReadonlyArray<{ readonly id: string }>>('GET', '/rest/credentials');
	for (const { id } of credentials) await client.request('DELETE', `/rest/credentials/${id}`);
}
