import type { IBinaryKeyData, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { DeliveryOrder, DeliveryPorts, DeliveryReport } from '../../../src/incoming-webhook/deliver';
import type { Destination } from '../../../src/incoming-webhook/destination/destination';
import type { Lanes, Leave } from '../../../src/incoming-webhook/concurrency/lanes';
import type { Transport } from '../../../src/ports';
import type { ItemFailure } from '../../shared/node-error';
import type { SendTarget } from './targets';

import { sleep } from 'n8n-workflow';

import { interpret } from '../../../src/incoming-webhook/answer/interpret';
import { deliver } from '../../../src/incoming-webhook/deliver';
import { createLanes } from '../../../src/incoming-webhook/concurrency/lanes';
import { createFlowTally } from '../../../src/incoming-webhook/pace/flow-tally';
import { createPacer } from '../../../src/incoming-webhook/pace/schedule';
import { RUN_IN_FLIGHT, RUN_IN_FLIGHT_FIRST } from '../../../src/limits';
import { cancelSignalOf } from '../../shared/cancel-signal';
import { createOAuthTransport } from '../../shared/oauth-transport';
import { failureOf } from '../../shared/node-error';
import { createTransport } from '../../shared/transport';
import { authenticationOf } from '../options/option-values';

/** What became of one message: the fields of its output, or why it failed. */
export type DeliveryResult =
	| { readonly ok: true; readonly json: IDataObject; readonly binary?: IBinaryKeyData }
	| { readonly ok: false; readonly failure: ItemFailure };

/** One message as it was read from the panel. */
export type MessageOrder = Pick<DeliveryOrder, 'draft' | 'options' | 'policy'> & {
	readonly partsSentBefore?: number;
	/** How much of its `maxWaitMs` is already used up. */ readonly waitedMs?: number;
};

/** Posts messages for one execution of the node. */
export interface Deliverer {
	/** Aborted when the execution is cancelled; `undefined` if n8n gives no signal. */
	readonly signal: AbortSignal | undefined;
	readonly engine: Transport['engine'];
	/**
	 * Checks one message, waits for its slot, and posts it. Throws the errors of `prepareMessage`; whatever Teams, the
	 * pace or the network does comes back as a result.
	 */
	deliver(message: MessageOrder, target: SendTarget, room?: Room): Promise<DeliveryResult>;
	/** Room for a message that counts as under way until `leave` is called, not only until it was taken. */
	roomUntilLeft(destination: Destination): Room;
}

/** The room that one message takes among the exchanges of its run. */
export interface Room {
	readonly transport: Transport;
	leave(): void;
}

/** What all executions of this process share. Lost when n8n reloads the package: then windows start empty. */
let shared: Pick<DeliveryPorts, 'pacer' | 'tally'> | undefined;

/** Creates the deliverer of one execution, with the engine and the sign-in that its node has chosen. */
export function createDeliverer(context: IExecuteFunctions): Deliverer {
	shared ??= { pacer: createPacer(Date.now, sleep), tally: createFlowTally(Date.now) };
	const transport = transportOf(context);
	const lanes = createLanes(RUN_IN_FLIGHT_FIRST[transport.engine], {
		most: RUN_IN_FLIGHT[transport.engine],
		sleep,
	});
	const ports: DeliveryPorts = {
		...shared,
		transport: atMost(lanes, transport),
		now: Date.now,
		sleep,
		random: Math.random,
	};
	const signal = cancelSignalOf(context);
	return {
		signal,
		engine: transport.engine,
		roomUntilLeft: ({ kind }) => createRoom(lanes, transport, kind),
		async deliver({ partsSentBefore = 0, waitedMs = 0, ...message }, { name, webhook }, room) {
			const order = {
				...message,
				...webhook,
				name,
				partsSentBefore,
				waitedMs,
				...(signal === undefined ? {} : { signal }),
			};
			return toResult(await deliver(order, room === undefined ? ports : { ...ports, transport: room.transport }));
		},
	};
}

/** One run cannot use up all connections of a host. Waits and back-off do not count, so destinations still do not wait for each other. */
function atMost(lanes: Lanes, transport: Transport): Transport {
	return {
		engine: transport.engine,
		post: async (request) => await lanes.run('', async () => await transport.post(request)),
	};
}

/** Only whether the message was taken matters here. */
const showNothing = (): boolean => false;

/** Like `atMost`, but a message that was taken keeps its room until `leave` is called. */
function createRoom(lanes: Lanes, transport: Transport, kind: Destination['kind']): Room {
	let held: Leave | undefined;
	const leave = (): void => {
		held?.();
		held = undefined;
	};
	return {
		leave,
		transport: {
			engine: transport.engine,
			async post(request) {
				held ??= await lanes.enter('');
				const exchange = await transport.post(request);
				if (interpret(exchange, kind, showNothing).problem !== undefined) leave();
				return exchange;
			},
		},
	};
}

function transportOf(context: IExecuteFunctions): Transport {
	const transport = createTransport(context);
	return authenticationOf(context, 0) === 'oAuth2' ? createOAuthTransport(context, transport) : transport;
}

function toResult({ delivery, problem }: DeliveryReport): DeliveryResult {
	if (problem !== undefined) return { ok: false, failure: failureOf(delivery, problem) };
	return { ok: true, json: JSON.parse(JSON.stringify(delivery)) as IDataObject };
}
