import type { Clock } from '../clock';
import type { Store } from '../model/store';
import type { FaultKind, RequestRecord, SignatureCheck } from '../model/types';
import type { SimulatorPlugin } from '../plugin';
import type { HttpAnswer } from '../rules/answer';
import type { FaultEffect } from '../rules/faults';
import type { RateCounter } from '../rules/rates';
import type { IncomingCall, Judged } from './judge';

import { newContextId, newId } from '../model/ids';
import { requestRecord } from '../model/records';
import { afterFault, faultFor, faultRow } from '../rules/faults';
import { judgeCall, MESSAGE_ID } from './judge';
import { postMessages } from './post-messages';
import { previewLinks } from './preview';
import { signatureOf } from './signature';

/** What the HTTP side has to do. */
interface Reaction {
	/** `reset`: tear the connection down instead of answering. */
	readonly answer: HttpAnswer | 'reset';
	readonly delayMs: number;
	/** To be called once that is done. */
	readonly done: () => void;
}

/** What receiving needs. */
export interface Receiver {
	readonly store: Store;
	readonly clock: Clock;
	readonly rates: RateCounter;
	readonly plugins: readonly SimulatorPlugin[];
}

/** Receives a call: checks it, posts the messages, records the run and the request, and returns the answer. */
export function receive(receiver: Receiver, call: IncomingCall): Reaction {
	const { store, clock } = receiver;
	const atMs = clock.nowMs();
	const signature = signatureOf(call.webhook, call.url);
	const begun = requestRecord({
		direction: 'in',
		webhookName: call.webhook.name,
		atMs,
		method: 'POST',
		url: call.url,
		headers: call.headers,
		body: call.body,
		signature,
	});
	const fault = faultFor(store.state().setup.faults, call.webhook.id);
	const effect = fault === undefined ? undefined : faultRow(fault.kind).effect(fault, newContextId());
	if (fault !== undefined) store.setup({ faults: afterFault(store.state().setup.faults, fault) });
	const honest = judgeWithRates(receiver, call, signature);
	const judged = effect === undefined ? honest : withEffect(honest, effect, fault?.posts ?? false);
	const messageIds = postMessages(store, call.webhook, judged.postings);
	if (store.state().setup.settings.previews)
		for (const posting of judged.postings) void previewLinks(receiver, call.webhook.name, posting);
	recordRun(store, { call, judged, atMs, requestId: begun.id, ...(fault === undefined ? {} : { fault: fault.kind }) });
	const reaction =
		effect?.kind === 'reset'
			? 'reset'
			: { ...judged.answer, body: judged.answer.body.replace(MESSAGE_ID, messageIds[0] ?? '') };
	const record = withAnswer(begun, judged, reaction);
	store.request(record);
	return {
		answer: reaction,
		delayMs: effect?.kind === 'delay' ? effect.ms : 0,
		done: () => store.request({ ...record, tookMs: Math.round(clock.nowMs() - atMs) }),
	};
}

function judgeWithRates(
	{ store, clock, rates, plugins }: Receiver,
	call: IncomingCall,
	signature: SignatureCheck,
): Judged {
	return judgeCall({ call, signature, settings: store.state().setup.settings, nowMs: clock.nowMs(), rates, plugins });
}

/** A fault takes the place of an answer; what would have been posted is lost, unless the fault says otherwise. */
function withEffect(honest: Judged, effect: FaultEffect, posts: boolean): Judged {
	switch (effect.kind) {
		case 'delay':
			return honest;
		case 'answer':
			return {
				...honest,
				answer: effect.answer,
				postings: posts ? honest.postings : [],
				reasons: [effect.reason],
				runId: undefined,
			};
		case 'reset':
			return { ...honest, postings: posts ? honest.postings : [], reasons: [effect.reason], runId: undefined };
		case 'run-fails':
			return honest.runId === undefined ? honest : { ...honest, postings: [], reasons: [effect.reason] };
	}
}

interface RunFacts {
	readonly call: IncomingCall;
	readonly judged: Judged;
	readonly atMs: number;
	readonly requestId: string;
	readonly fault?: FaultKind;
}

function recordRun(store: Store, { call: { webhook }, judged, atMs, requestId, fault }: RunFacts): void {
	const { runId, reasons, postings } = judged;
	const accepted = runId !== undefined;
	store.run({
		id: runId ?? newId(),
		webhookId: webhook.id,
		webhookName: webhook.name,
		atMs,
		status: reasons.length === 0 ? 'succeeded' : accepted ? 'failed' : 'refused',
		reasons,
		posted: postings.length,
		requestId,
		...(fault === undefined ? {} : { fault }),
	});
}

function withAnswer(
	record: RequestRecord,
	{ countedBytes, reasons }: Judged,
	answer: HttpAnswer | 'reset',
): RequestRecord {
	const counted = countedBytes === undefined || countedBytes === 0 ? {} : { countedBytes };
	const note = reasons.join(' ');
	if (answer === 'reset') return { ...record, ...counted, note };
	return {
		...record,
		...counted,
		note,
		status: answer.status,
		responseHeaders: [['content-type', answer.contentType], ...Object.entries(answer.headers)],
		responseBody: answer.body,
	};
}
