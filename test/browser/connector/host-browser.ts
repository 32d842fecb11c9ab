import type { Browser } from 'playwright-core';
import type { ConnectorHost } from '../../../simulator/connector-host/server';

import { generate } from 'selfsigned';

import { startConnectorHost } from '../../../simulator/connector-host/server';
import { launchChromium } from '../../../scripts/lib/chromium';

/** A Chromium in which every name leads to a host page on this machine. */
export interface HostBrowser {
	readonly browser: Browser;
	readonly host: ConnectorHost;
	close(): Promise<void>;
}

/** Starts the host of a connector's configuration page, and a Chromium that finds it under the names of Microsoft. */
export async function openHostBrowser(): Promise<HostBrowser> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: 'host' }], {
		keyType: 'ec',
		algorithm: 'sha256',
	});
	const host = await startConnectorHost({ key, cert });
	const browser = await launchChromium([`--host-resolver-rules=MAP *:443 127.0.0.1:${host.port}`]);
	return {
		browser,
		host,
		async close() {
			await browser.close();
			await host.close();
		},
	};
}
