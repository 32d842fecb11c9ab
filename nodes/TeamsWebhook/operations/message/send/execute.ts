import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { Caught } from '../../../../../src/caught';
import type { ShownDestination } from '../../../../../src/incoming-webhook/destination/destination';
import type { Batch } from '../../../batch';
import type { BatchResult } from '../../../batch-output';
import type { MessageDraft } from '../../../content/draft';
import type { Deliverer, DeliveryResult, MessageOrder, Room } from '../../../delivery/deliverer';
import type { Progress } from '../../../delivery/progress';
import type { RunMemory } from '../../../delivery/run-memory';
import type { SendTarget, TargetChoice, TargetReader } from '../../../delivery/targets';
import type { MessageEvent } from '../../../content/event';
import type { ItemInput } from '../../../item-input';
import type { ModelRules } from './model-rules';

import { sleep } from 'n8n-workflow';

import { caught, valueOrThrow } from '../../../../../src/caught';
import { fingerprintOf, shownDestination } from '../../../../../src/incoming-webhook/destination/destination';
import { CANCELLED } from '../../../../../src/incoming-webhook/answer/failures';
import { MESSAGES_PER_TURN, MESSAGES_READ_AHEAD, RUN_IN_FLIGHT } from '../../../../../src/limits';
import { toItemFailure } from '../../../../shared/node-error';
import { batchesOf } from '../../../batch';
import { outputOf } from '../../../batch-output';
import { whySkipped } from '../../../../../src/events/skip';
import { readDraft } from '../../../content/draft';
import { eventMembers } from '../../../content/event';
import { createDeliverer } from '../../../delivery/deliverer';
import { sendOnce } from '../../../delivery/once-keys';
import { createProgress } from '../../../delivery/progress';
import { createQueues } from '../../../../../src/incoming-webhook/concurrency/queues';
import { createRunMemory } from '../../../delivery/run-memory';
import { readSendOnceKey, readSendPolicy, readSkipRules } from '../../../options/send-options';
import { createTargetReader } from '../../../delivery/targets';
import { readPrepareOptions } from '../../../options/message-options';
import { showWarnings } from '../../../run-hints';
import { batchInput, itemInput } from '../../../item-input';
import { readModelRules } from './model-rules';

/** What the messages of one run of the node share. */
interface SendRun {
	readonly context: IExecuteFunctions;
	readonly targets: TargetReader;
	readonly deliverer: Deliverer;
	readonly memory: RunMemory;
	readonly progress: Progress;
	/** What a model may choose, if one fills in parameters of the node. */
	readonly modelRules: ModelRules;
}

/** A message as it was read, with the tool events that it reports. */
type SendOrder = MessageOrder & { readonly draft: MessageDraft };

/** One message for one destination, and the place of its output. The content of the first ones has been read ahead. */
interface SendJob {
	readonly place: number;
	readonly batch: Batch;
	readonly target: SendTarget;
	/** Milliseconds of its Max Wait that reading the credential has taken. */
	readonly waitedMs: number;
	readonly ahead?: Caught<SendOrder>;
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
	const results = await sendBatches(run, batches);
	run.progress.end();
	if (results.every(({ ok }) => ok)) run.memory.clear();
	const output = outputOf(context, results, 'Teams');
	showWarnings(context, results);
	return output;
}

function createRun(context: IExecuteFunctions): SendRun {
	return {
		context,
		targets: createTargetReader(context),
		deliverer: createDeliverer(context),
		memory: createRunMemory(context),
		progress: createProgress(context),
		modelRules: readModelRules(context),
	};
}

async function sendBatches(run: SendRun, batches: readonly Batch[]): Promise<readonly BatchResult[]> {
	const results: BatchResult[] = [];
	const settle = ({ place, batch }: Pick<SendJob, 'place' | 'batch'>, result: DeliveryResult): void => {
		run.progress.count(result);
		results[place] = { ...result, batch };
	};
	const queues = createQueues<SendJob>({
		width: inFlightOf(run),
		work: async (job) => settle(job, await trySend(run, job)),
	});
	let places = 0;
	for (const [index, batch] of batches.entries()) {
		if (index % MESSAGES_PER_TURN === MESSAGES_PER_TURN - 1) await sleep(0);
		if (index === MESSAGES_READ_AHEAD) queues.start();
		// With very many items, only a few messages are in memory at a time: the others are read when their turn comes.
		const ahead = index < MESSAGES_READ_AHEAD ? { ahead: caught(() => readMessage(run, batch)) } : {};
		const startMs = Date.now();
		const choices = await chooseTargets(run, batch);
		const waitedMs = Date.now() - startMs;
		for (const choice of choices) {
			const place = places++;
			if (choice.ok)
				queues.add(choice.target.webhook.destination.lane, { place, batch, target: choice.target, waitedMs, ...ahead });
			else settle({ place, batch }, { ok: false, failure: toItemFailure(choice.error) });
		}
	}
	await queues.end();
	return results;
}

/**
 * How many messages to one destination can be under way at once: one if a pace is kept, so that they arrive in order.
 */
function inFlightOf({ context, deliverer }: SendRun): number {
	const options = caught(() => itemInput(context, 0).options());
	// An option that cannot be read makes its item fail later; until then the safe value applies.
	return options.ok && options.value.pace === 'off' ? RUN_IN_FLIGHT[deliverer.engine] : 1;
}

function readMessage({ context, modelRules }: SendRun, batch: Batch): SendOrder {
	const inputs = batchInput(context, batch);
	const [first] = inputs;
	const draft = readDraft(inputs);
	modelRules.judgeMessage(draft);
	return { draft, options: readPrepareOptions(first), policy: readSendPolicy(first) };
}

async function chooseTargets({ targets, modelRules }: SendRun, batch: Batch): Promise<readonly TargetChoice[]> {
	try {
		const chosen = await targets.targetsOf(batch[0]);
		modelRules.judgeTargets(chosen.length);
		return chosen;
	} catch (error) {
		return [{ ok: false, error }];
	}
}

/** Never rejects: one message that fails does not keep the others from being sent. */
async function trySend(run: SendRun, job: SendJob): Promise<DeliveryResult> {
	const name = nameOf(job);
	const before = run.memory.recall(name);
	if (before !== undefined) return before;
	if (run.deliverer.signal?.aborted === true)
		return { ok: false, failure: { ...CANCELLED, destination: shownOf(job.target) } };
	try {
		const result = await sendUnlessSent(run, job);
		run.memory.remember(name, result);
		return result;
	} catch (error) {
		return { ok: false, failure: { ...toItemFailure(error), destination: shownOf(job.target) } };
	}
}

async function sendUnlessSent(run: SendRun, job: SendJob): Promise<DeliveryResult> {
	const inputs = batchInput(run.context, job.batch);
	const read = job.ahead ?? caught(() => readMessage(run, job.batch));
	const events = read.ok ? read.value.draft.events : [];
	const reason = skipReason(inputs[0], events);
	const result = reason === undefined ? await sendOnceIfAsked(run, job, read) : skipped(job.target, [], reason);
	return result.ok ? { ...result, json: { ...result.json, ...eventMembers(events) } } : result;
}

/** Why a message is not posted: all the events that it reports are to be left out. */
function skipReason(first: ItemInput, events: readonly MessageEvent[]): string | undefined {
	if (events.length === 0) return undefined;
	const rules = readSkipRules(first);
	const reasons = events.map(({ summary }) => whySkipped(summary, rules));
	return reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
}

async function sendOnceIfAsked(
	{ context, deliverer, memory }: SendRun,
	job: SendJob,
	read: Caught<SendOrder>,
): Promise<DeliveryResult> {
	const inputs = batchInput(context, job.batch);
	const send = async (onceMs: number, room?: Room) => {
		const message = valueOrThrow(read);
		// A message that need not wait any longer still goes, however long it has waited.
		const waitedMs = Math.min(job.waitedMs + onceMs, message.policy.maxWaitMs);
		return await deliverer.deliver(
			{ ...message, waitedMs, partsSentBefore: memory.partsSent(nameOf(job)) },
			job.target,
			room,
		);
	};
	const key = readSendOnceKey(inputs[0], read.ok ? read.value.draft.events : []);
	if (key === undefined) return await send(0);
	const { name, webhook } = job.target;
	const { maxWaitMs } = readSendPolicy(inputs[0]);
	const order = {
		key: `${key}\n${name ?? fingerprintOf(webhook.destination)}`,
		maxWaitMs: Math.max(0, maxWaitMs - job.waitedMs),
		signal: deliverer.signal,
	};
	// Until its key is recorded, a message counts as under way, which limits how many can be sent again after a crash.
	const room = deliverer.roomUntilLeft(webhook.destination);
	try {
		const once = await sendOnce(context, order, async (onceMs) => await send(onceMs, room));
		return 'result' in once ? once.result : skipped(job.target, once.skipped);
	} finally {
		room.leave();
	}
}

/** The name of a message within its run of the node. */
function nameOf({ batch, target }: SendJob): string {
	return `${batch[0]}/${target.name ?? ''}`;
}

function skipped(target: SendTarget, warnings: readonly string[], reason?: string): DeliveryResult {
	return {
		ok: true,
		json: {
			outcome: 'skipped',
			...(reason === undefined ? {} : { reason }),
			statusCode: null,
			attempts: 0,
			bytes: 0,
			parts: 0,
			runIds: [],
			destination: { ...shownOf(target) },
			warnings: [...warnings],
		},
	};
}

function shownOf({ name, webhook }: SendTarget): ShownDestination {
	return shownDestination(webhook.destination, name);
}
