import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { ShownDestination } from '../../src/delivery/destination/destination';
import type { Batch, BatchResult } from './batches';
import type { Deliverer, DeliveryResult, Message } from './delivery/deliverer';
import type { Lanes } from './delivery/lanes';
import type { Progress } from './delivery/progress';
import type { RunMemory } from './delivery/run-memory';
import type { Target, TargetChoice, TargetReader } from './delivery/targets';

import { sleep } from 'n8n-workflow';

import { attempt, valueOf } from '../../src/attempt';
import { fingerprintOf, shownDestination } from '../../src/delivery/destination/destination';
import { CANCELLED } from '../../src/delivery/answer/failures';
import { MESSAGES_PER_TURN, MESSAGES_READ_AHEAD, UNPACED_IN_FLIGHT } from '../../src/limits';
import { toItemFailure } from '../shared/node-error';
import { batchesOf, outputOf } from './batches';
import { readDraft } from './content/draft';
import { createDeliverer } from './delivery/deliverer';
import { createLanes } from './delivery/lanes';
import { sendOnce } from './delivery/once-keys';
import { createProgress } from './delivery/progress';
import { createRunMemory } from './delivery/run-memory';
import { readSendOnceKey, readSendPolicy } from './delivery/send-options';
import { createTargetReader } from './delivery/targets';
import { readPrepareOptions } from './message-options';
import { optionsOf } from './option-values';

/** What the messages of one run of the node share. */
interface Run {
	readonly context: IExecuteFunctions;
	readonly targets: TargetReader;
	readonly deliverer: Deliverer;
	readonly lanes: Lanes;
	readonly memory: RunMemory;
	readonly progress: Progress;
}

/** One message for one destination; `read` gives its content, or throws why there is none. */
interface Job {
	readonly batch: Batch;
	readonly choice: TargetChoice;
	readonly read: () => Message;
}

/**
 * Posts one message per batch of items and destination, each with an output item, in the order of the items. Messages
 * to one destination go in order, unless no pace is kept; destinations do not wait for each other. All are tried; then,
 * without "continue on fail", one error lists the failed ones and says how many were taken.
 */
export async function sendItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const batches = batchesOf(context);
	if (batches.length === 0) return [];
	const run = createRun(context);
	const ahead: Job[] = [];
	for (const [index, batch] of batches.slice(0, MESSAGES_READ_AHEAD).entries()) {
		if (index % MESSAGES_PER_TURN === MESSAGES_PER_TURN - 1) await sleep(0);
		ahead.push(...(await jobsOf(run, batch, settled)));
	}
	const pending = ahead.map(async (job) => await sendJob(run, job));
	for (const [index, batch] of batches.slice(MESSAGES_READ_AHEAD).entries()) {
		if (index % MESSAGES_PER_TURN === 0) await sleep(0);
		// The content is read when its turn comes: of very many items, few messages are in memory at a time.
		for (const job of await jobsOf(run, batch, (read) => read)) pending.push(sendJob(run, job));
	}
	const results = await Promise.all(pending);
	run.progress.end();
	if (results.every(({ ok }) => ok)) run.memory.clear();
	return outputOf(context, results, 'Teams');
}

function createRun(context: IExecuteFunctions): Run {
	const options = attempt(() => optionsOf(context, 0));
	// An option that cannot be read fails its item later; until then the careful way counts.
	const isPaced = !options.ok || options.value.pace !== 'off';
	return {
		context,
		targets: createTargetReader(context),
		deliverer: createDeliverer(context),
		lanes: createLanes(isPaced ? 1 : UNPACED_IN_FLIGHT),
		memory: createRunMemory(context),
		progress: createProgress(context),
	};
}

/** The messages of a batch, one per destination. `when` decides when their common content is read. */
async function jobsOf({ context, targets }: Run, batch: Batch, when: (read: () => Message) => () => Message): Promise<readonly Job[]> {
	const read = when(() => readMessage(context, batch));
	return (await chooseTargets(targets, batch)).map((choice) => ({ batch, choice, read }));
}

function readMessage(context: IExecuteFunctions, batch: Batch): Message {
	const itemIndex = batch[0] ?? 0;
	return { draft: readDraft(context, batch), options: readPrepareOptions(context, itemIndex), policy: readSendPolicy(context, itemIndex) };
}

/** Reads at once, and gives what came of it, value or error, when it is asked. */
function settled<Value>(read: () => Value): () => Value {
	const attempted = attempt(read);
	return () => valueOf(attempted);
}

async function chooseTargets(targets: TargetReader, batch: Batch): Promise<readonly TargetChoice[]> {
	try {
		return await targets.targetsOf(batch[0] ?? 0);
	} catch (error) {
		return [{ ok: false, error }];
	}
}

/** Never rejects: one message that fails does not keep the others from being sent. */
async function sendJob(run: Run, { batch, choice, read }: Job): Promise<BatchResult> {
	const result = choice.ok ? await run.lanes.run(choice.target.webhook.destination.lane, async () => await trySend(run, { batch, target: choice.target, read })) : { ok: false as const, failure: toItemFailure(choice.error) };
	run.progress.count(result);
	return { ...result, batch };
}

type ReadyJob = Pick<Job, 'batch' | 'read'> & { readonly target: Target };

async function trySend(run: Run, job: ReadyJob): Promise<DeliveryResult> {
	const name = nameOf(job);
	const before = run.memory.recall(name);
	if (before !== undefined) return before;
	if (run.deliverer.signal?.aborted === true) return { ok: false, failure: { ...CANCELLED, destination: shownOf(job.target) } };
	try {
		const result = await sendUnlessSent(run, job);
		run.memory.remember(name, result);
		return result;
	} catch (error) {
		return { ok: false, failure: { ...toItemFailure(error), destination: shownOf(job.target) } };
	}
}

async function sendUnlessSent({ context, deliverer, memory }: Run, job: ReadyJob): Promise<DeliveryResult> {
	const send = async () => await deliverer.deliver({ ...job.read(), partsSentBefore: memory.partsSent(nameOf(job)) }, job.target);
	const key = readSendOnceKey(context, job.batch[0] ?? 0);
	if (key === undefined) return await send();
	const { name, webhook } = job.target;
	return (await sendOnce(context, `${key}\n${name ?? fingerprintOf(webhook.destination)}`, send)) ?? skipped(job.target);
}

/** The name of a message within its run of the node. */
function nameOf({ batch, target }: ReadyJob): string {
	return `${batch[0] ?? 0}/${target.name ?? ''}`;
}

function skipped(target: Target): DeliveryResult {
	return { ok: true, json: { outcome: 'skipped', statusCode: null, attempts: 0, bytes: 0, parts: 0, runIds: [], destination: { ...shownOf(target) }, warnings: [] } };
}

function shownOf({ name, webhook }: Target): ShownDestination {
	return shownDestination(webhook.destination, name);
}
