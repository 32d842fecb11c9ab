import type { ErrorCode } from '../errors';
import type { PostAnswer, PostFailure } from '../ports';
import type { DestinationKind } from './destination';

/** What became of one message (design.md 3.2). */
export type Outcome = 'delivered' | 'accepted' | 'rejected' | 'notSent' | 'unclear';

/** The reading of one exchange. `code`, `message` and `hint` are there unless the message was taken. */
export interface Interpretation {
	readonly outcome: Outcome;
	readonly statusCode: number | null;
	readonly runIds: readonly string[];
	readonly problem?: { readonly code: ErrorCode; readonly message: string; readonly hint: string };
}

interface Row {
	readonly kind?: DestinationKind;
	readonly status: (status: number) => boolean;
	readonly body?: RegExp;
	readonly outcome: Outcome;
	readonly code?: ErrorCode;
	readonly message?: string;
	readonly hint?: string;
}

const is = (expected: number) => (status: number) => status === expected;
const between = (from: number, to: number) => (status: number) => status >= from && status <= to;

const SHORTEN = 'Shorten the message: Teams takes about 28 KB, and less after Workflows has re-encoded it.';
const LATER = 'Send fewer messages to this channel, or try again later: Teams takes 4 a second and 60 in 30 seconds.';
const LOOK = 'Look into the channel before you send again: the message may have been posted.';
const NEW_URL = 'Create the webhook again in Teams (channel menu > Workflows) and put the new URL into the credential.';

/** Answers of teams.md B.2 and C.3, the first matching row counts. */
const ANSWERS: readonly Row[] = [
	{ kind: 'connector', status: is(200), body: /^1$/, outcome: 'delivered' },
	{ status: is(200), body: /HTTP error 413/, outcome: 'rejected', code: 'payload-refused', message: 'Teams found the message too large.', hint: SHORTEN },
	{ status: is(200), body: /HTTP error 429/, outcome: 'rejected', code: 'throttled', message: 'Teams is throttling this webhook.', hint: LATER },
	{ status: is(200), body: /delivery failed with error/i, outcome: 'rejected', code: 'teams-refused', message: 'Teams could not post the message.', hint: 'Check the card JSON, and that the channel still exists.' },
	{ kind: 'connector', status: between(200, 299), outcome: 'unclear', code: 'unclear-answer', message: 'Teams gave an answer that is neither success nor failure.', hint: LOOK },
	{ status: between(200, 299), outcome: 'accepted' },
	{ status: is(400), body: /WorkflowTriggerIsNotEnabled/, outcome: 'rejected', code: 'flow-off', message: 'The flow behind this URL is turned off or deleted.', hint: 'Turn the flow on in Power Automate, or create it again.' },
	{ status: between(401, 403), body: /DirectApiAuthorizationRequired|MisMatchingOAuthClaims/, outcome: 'rejected', code: 'flow-wants-sign-in', message: 'The flow accepts only signed-in callers.', hint: 'Set "Who can trigger the flow" to Anyone, then copy the URL again: it must end with a "sig" part.' },
	{ status: between(401, 403), outcome: 'rejected', code: 'flow-wants-sign-in', message: 'Teams refused the webhook URL.', hint: `The URL may be cut off or its key renewed. ${NEW_URL}` },
	{ status: is(404), outcome: 'rejected', code: 'flow-not-found', message: 'There is no flow or webhook at this URL any more.', hint: NEW_URL },
	{ status: is(410), outcome: 'rejected', code: 'webhook-not-found', message: 'This webhook has been removed.', hint: NEW_URL },
	{ status: is(413), outcome: 'rejected', code: 'payload-refused', message: 'Teams found the message too large.', hint: SHORTEN },
	{ status: is(429), outcome: 'rejected', code: 'throttled', message: 'Teams is throttling this webhook.', hint: LATER },
	{ status: is(408), outcome: 'rejected', code: 'throttled', message: 'Teams did not take the message in time.', hint: LATER },
	{ status: is(503), outcome: 'rejected', code: 'throttled', message: 'Teams is not available at the moment.', hint: LATER },
	{ status: between(300, 499), outcome: 'rejected', code: 'payload-refused', message: 'Teams refused the message.', hint: 'Check the card JSON: a MessageCard needs "summary" or "text", a flow with a schema needs its members.' },
	{ status: between(500, 599), outcome: 'unclear', code: 'unclear-answer', message: 'Teams failed while it handled the message.', hint: LOOK },
];

const UNKNOWN: Row = { status: () => true, outcome: 'unclear', code: 'unclear-answer', message: 'Teams gave an unknown answer.', hint: LOOK };

/** Reads what came back. Only a connector's `1` is `delivered`; a 202 is `accepted` and nothing more (design.md, decision 3). */
export function interpret(exchange: PostAnswer | PostFailure, kind: DestinationKind): Interpretation {
	if (exchange.kind === 'failure') return interpretFailure(exchange);
	const body = exchange.body.trim();
	const row = ANSWERS.find((candidate) => matches(candidate, exchange.status, body, kind)) ?? UNKNOWN;
	const runId = exchange.headers['x-ms-workflow-run-id'];
	return {
		outcome: row.outcome,
		statusCode: exchange.status,
		runIds: runId === undefined ? [] : [runId],
		...(row.code === undefined ? {} : { problem: { code: row.code, message: row.message ?? '', hint: row.hint ?? '' } }),
	};
}

function matches(row: Row, status: number, body: string, kind: DestinationKind): boolean {
	return (row.kind === undefined || row.kind === kind) && row.status(status) && (row.body?.test(body) ?? true);
}

function interpretFailure(failure: PostFailure): Interpretation {
	const base = { statusCode: null, runIds: [] };
	if (failure.sent === 'no') {
		const hint = 'Nothing was sent. Check the network, DNS, proxy and certificate settings of the machine n8n runs on.';
		return { ...base, outcome: 'notSent', problem: { code: 'connection-failed', message: `No connection to Teams could be made (${failure.cause}).`, hint } };
	}
	return { ...base, outcome: 'unclear', problem: { code: 'unclear-no-answer', message: `The connection ended before Teams answered (${failure.cause}).`, hint: LOOK } };
}
