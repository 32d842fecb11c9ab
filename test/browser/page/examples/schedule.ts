import type { ExampleName } from '../../../../scripts/lib/examples';
import type { Stage } from '../fixtures';
import type { Story } from './shown';

import { listen } from '../../../../simulator/listening';
import { ACTION_TYPE } from '../../../../scripts/lib/demo';
import { everySeconds } from '../../../../scripts/lib/import-example';
import { channelCredential, publishExample } from '../publish';

/** An example that begins with its schedule and asks a service for data. */
export interface Scheduled {
	readonly name: ExampleName;
	/** The names of the two nodes that are changed: when it fires, and whom it asks. */
	readonly nodes: { readonly schedule: string; readonly source: string };
	/** What the service answers. */
	readonly answer: unknown;
	/** The credential of the nodes that send; that of the first channel when absent. */
	readonly credential?: (stage: Stage) => Promise<unknown>;
}

/**
 * Publishes a scheduled example that fires every five seconds and asks a service on this machine. It is unpublished
 * once its card has been seen.
 */
export function schedule({ name, nodes, answer, credential = channelCredential }: Scheduled): Story['start'] {
	return async (stage) => {
		const source = await listen(
			(_request, response) =>
				void response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
		);
		const parameters = { [nodes.schedule]: everySeconds(5), [nodes.source]: { url: `http://${source.host}/` } };
		const { workflowId } = await publishExample(stage, name, {
			credentials: { [ACTION_TYPE]: { teamsIncomingWebhookApi: await credential(stage) } },
			changes: { parameters },
		});
		return async () => {
			await stage.client.unpublish(workflowId);
			await source.close();
		};
	};
}
