import type { ExampleName } from '../../../../scripts/lib/examples';
import type { Demo } from '../../../../scripts/lib/start-demo';
import type { Story } from './shown';

import { listen } from '../../../../simulator/listening';
import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { everySeconds, importExample } from '../../../../scripts/lib/import-example';

/** An example that begins with its schedule and asks a service for data. */
export interface Scheduled {
	readonly name: ExampleName;
	/** The names of the two nodes that are changed: when it fires, and whom it asks. */
	readonly nodes: { readonly schedule: string; readonly source: string };
	/** What the service answers. */
	readonly answer: unknown;
	/** The credential of the nodes that send; that of the first channel when absent. */
	readonly credential?: (demo: Demo) => Promise<unknown>;
}

/** Publishes a copy of a scheduled example that fires every five seconds and asks a service on this machine. It is gone once its card was seen. */
export function schedule({ name, nodes, answer, credential }: Scheduled): Story['start'] {
	return async ({ demo }) => {
		const source = await listen((_request, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)));
		const parameters = { [nodes.schedule]: everySeconds(5), [nodes.source]: { url: `http://${source.host}/` } };
		const id = await importExample(demo.client, { name, credentials: { [ACTION_TYPE]: { teamsIncomingWebhookApi: (await credential?.(demo)) ?? demo.channel } }, changes: { parameters } });
		return async () => {
			await demo.client.unpublish(id);
			await source.close();
		};
	};
}
