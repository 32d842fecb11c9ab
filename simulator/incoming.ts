import { randomBytes } from 'node:crypto';

import { noStorage } from './model/storage';
import { seed } from './model/seed';
import { startSimulator } from './simulator';

/** One message that reached the channel: the attachments of the post, in order. */
interface ArrivedMessage {
	readonly attachments: readonly unknown[];
}

/** The receiving side of Teams: a Workflows flow and a connector, on loopback. */
export interface IncomingSide {
	readonly host: string;
	readonly workflowsUrl: string;
	readonly connectorUrl: string;
	/** What people see in the channel, oldest first. */
	messages(): readonly ArrivedMessage[];
	/** Runs of the flow that were accepted with 202 and failed afterwards, with the reason. */
	failedRuns(): readonly string[];
	/** TCP connections opened so far. */
	connections(): number;
	close(): Promise<void>;
}

/** Tests ask for every message and run, but not for the bodies of requests. */
const KEEP = { messages: Number.MAX_SAFE_INTEGER, runs: Number.MAX_SAFE_INTEGER, requests: 1 };

/** Starts a simulator on a free port with one flow and one connector. Rates are not enforced: tests send as fast as they can. */
export async function startIncomingSide(): Promise<IncomingSide> {
	const begin = () => ({ ...seed(), settings: { rates: false, flowBotRate: false, previews: true } });
	const simulator = await startSimulator({
		token: randomBytes(24).toString('base64url'),
		storage: noStorage,
		begin,
		keep: KEEP,
	});
	const { actions, store, baseUrl } = simulator;
	const plain = { channel: 'Platform/General', access: 'anyone', schema: false, confirms: false } as const;
	const flow = actions.createIncoming({ ...plain, name: 'Flow', kind: 'workflows' });
	const connector = actions.createIncoming({ ...plain, name: 'Connector', kind: 'connector' });
	return {
		host: simulator.host,
		workflowsUrl: `${baseUrl}${flow.path}`,
		connectorUrl: `${baseUrl}${connector.path}`,
		messages: () => store.state().messages,
		failedRuns: () =>
			store
				.state()
				.runs.filter(({ status }) => status === 'failed')
				.flatMap(({ reasons }) => reasons),
		connections: () => simulator.connections(),
		close: async () => await simulator.close(),
	};
}
