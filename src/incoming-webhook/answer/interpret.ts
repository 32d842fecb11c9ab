import type { PostAnswer, PostFailure } from '../../ports';
import type { AnswerRow } from './answers';
import type { MayShow } from './echo';
import type { DeliveryProblem, Outcome, Retry } from './outcome';
import type { DestinationKind } from '../../webhook-hosts';

import { ANSWER_READ_CHARACTERS } from '../../limits';
import { ANSWERS, UNKNOWN_ANSWER } from './answers';
import { FAILURES, UNCLEAR_CANCELLED, UNCLEAR_FAILURE } from './failures';
import { readConfirmation } from './flow-confirmation';

/** The meaning of one exchange. `problem` is set unless the message was taken. */
export interface Interpretation {
	readonly outcome: Outcome;
	readonly retry: Retry;
	readonly statusCode: number | null;
	readonly runIds: readonly string[];
	/** Ids that a flow gave to the messages it has posted. */
	readonly messageIds: readonly string[];
	readonly warnings: readonly string[];
	readonly problem?: DeliveryProblem;
}

/**
 * Interprets an answer. Only a connector's `1` and a flow's confirmation are `delivered`; a 202 is only `accepted`.
 * Of the answer's text, only ids of a known form are kept, and only if `mayShow` accepts them.
 */
export function interpret(exchange: PostAnswer | PostFailure, kind: DestinationKind, mayShow: MayShow): Interpretation {
	if (exchange.kind === 'failure') return readFailure(exchange);
	const confirmed = kind === 'connector' ? undefined : readConfirmation(exchange);
	const base = {
		statusCode: exchange.status,
		runIds: headerValues(exchange, 'x-ms-workflow-run-id').filter(mayShow),
		messageIds: (confirmed?.messageIds ?? []).filter(mayShow),
	};
	if (confirmed !== undefined) return { ...base, outcome: 'delivered', retry: 'no', warnings: [] };
	const reading = readRow(rowOf(exchange, kind));
	const handles = supportHandles(exchange)
		.filter(mayShow)
		.map((handle) => `ContextId for Microsoft support: ${handle}`);
	return { ...base, ...reading, warnings: [...reading.warnings, ...handles] };
}

/** The form of run ids (teams.md C.3); anything else is not repeated. */
const RUN_ID = /^[A-Za-z0-9_-]{1,100}$/;

/** The handle with which Microsoft finds a failed post of a connector (teams.md B.2). Only this form is repeated. */
const CONTEXT_ID = /ContextId ((?:(?:tcid|server|cv|MS-CV)=[A-Za-z0-9.+/_-]{1,100},?){1,4})/;

function supportHandles({ body }: PostAnswer): readonly string[] {
	const found = CONTEXT_ID.exec(body.slice(0, ANSWER_READ_CHARACTERS))?.[1];
	return found === undefined ? [] : [found];
}

function rowOf({ status, body }: PostAnswer, kind: DestinationKind): AnswerRow {
	const text = body.slice(0, ANSWER_READ_CHARACTERS).trim();
	return (
		ANSWERS.find(
			(row) =>
				(row.kinds?.includes(kind) ?? true) && status >= row.from && status <= row.to && (row.body?.test(text) ?? true),
		) ?? UNKNOWN_ANSWER
	);
}

function readRow({
	outcome,
	retry,
	code,
	message,
	hint,
	warning,
}: AnswerRow): Pick<Interpretation, 'outcome' | 'retry' | 'warnings' | 'problem'> {
	const problem = code === undefined ? {} : { problem: { code, message: message ?? '', hint: hint ?? '' } };
	return { outcome, retry, warnings: warning === undefined ? [] : [warning], ...problem };
}

function readFailure({ sent, reason, cause }: PostFailure): Interpretation {
	const base = { statusCode: null, runIds: [], messageIds: [], warnings: [] };
	const say = ({ code, message, hint }: DeliveryProblem): DeliveryProblem => ({
		code,
		message: message.replace('{cause}', cause),
		hint,
	});
	if (sent === 'unknown' && reason === 'cancelled')
		return { ...base, outcome: 'unclear', retry: 'no', problem: UNCLEAR_CANCELLED };
	if (sent === 'unknown') return { ...base, outcome: 'unclear', retry: 'unclear', problem: say(UNCLEAR_FAILURE) };
	const row = FAILURES[reason];
	const canPass = typeof row.isPassing === 'boolean' ? row.isPassing : row.isPassing.test(cause);
	return { ...base, outcome: 'notSent', retry: canPass ? 'safe' : 'no', problem: say(row) };
}

function headerValues({ headers }: PostAnswer, name: string): readonly string[] {
	const value = headers[name];
	return value === undefined || !RUN_ID.test(value) ? [] : [value];
}
