import type { ErrorCode } from '../../errors';
import type { Outcome, Retry } from './outcome';
import type { DestinationKind } from '../../webhook-hosts';

/** What one kind of answer means. Without `code` the message was taken. */
export interface AnswerRow {
	/** Only answers of these destinations; by default of all. */
	readonly kinds?: readonly DestinationKind[];
	readonly from: number;
	readonly to: number;
	readonly body?: RegExp;
	readonly outcome: Outcome;
	readonly retry: Retry;
	readonly code?: ErrorCode;
	readonly message?: string;
	readonly hint?: string;
	/** The warning of a message that was taken. */
	readonly warning?: string;
}

const FLOWS: readonly DestinationKind[] = ['workflows', 'other'];

const SHORTEN =
	'Shorten the message: Teams accepts about 28 KB, and less through Workflows, which encodes the message again.';
const LATER =
	'Send fewer messages to this channel, or try again later: Teams accepts 4 a second to one URL, and a connector accepts 60 in 30 seconds.';
const LOOK = 'Check the channel before you send again: the message may have been posted.';
const NEW_URL = 'Create the webhook again in Teams (channel menu > Workflows) and put the new URL into the credential.';
const SIGN_IN =
	'If the node already signs in, docs/sign-in.md says what may be wrong. Otherwise use the credential "Microsoft Teams Workflows OAuth2 API" (Authentication: OAuth2), or set "Who can trigger the flow" to Anyone and copy the URL again: it then ends with a "sig" part.';
const CLAIMS =
	'Compare the tenant, audience and person in the token with "Who can trigger the flow"; app-only tokens are reported to fail on some flows. The operation Webhook: Diagnose shows what the token says.';
const SCHEMA = 'Remove the schema from the trigger in Power Automate, or make it describe the message that is sent.';
const UNCONFIRMED = 'The flow answered without confirming the message; see docs/flows.md for a flow that does.';
const GATEWAY =
	'A proxy or gateway between n8n and Teams answered instead: allow the host of the webhook URL in it. Then check the channel before you send again.';

/** The sentence in which a connector hides an error behind a 200 (teams.md B.2). */
const sentence = (status: string) => new RegExp(`delivery failed with error.*HTTP error ${status}\\b`, 'is');

const WEB_PAGE = /^\s*(?:<!doctype html|<html)/i;

type Parts = Omit<AnswerRow, 'from' | 'to' | 'outcome' | 'retry'> & { readonly retry?: Retry };

const row = (outcome: Outcome, from: number, to: number, { retry = 'no', ...parts }: Parts): AnswerRow => ({
	outcome,
	from,
	to,
	retry,
	...parts,
});
const rejected = (from: number, to: number, parts: Parts) => row('rejected', from, to, parts);
const unclear = (from: number, to: number, parts: Parts) =>
	row('unclear', from, to, { retry: 'unclear', hint: LOOK, ...parts });

/** Answers of teams.md B.2 and C.3; the first matching row counts. Any other answer is unclear. */
export const ANSWERS: readonly AnswerRow[] = [
	row('delivered', 200, 200, { kinds: ['connector'], body: /^1$/ }),
	rejected(200, 200, {
		body: sentence('413'),
		code: 'payload-refused',
		message: 'Teams found the message too large.',
		hint: SHORTEN,
	}),
	rejected(200, 200, {
		body: sentence('429'),
		retry: 'safe',
		code: 'throttled',
		message: 'Teams is throttling this webhook.',
		hint: LATER,
	}),
	rejected(200, 200, {
		body: sentence('4\\d\\d'),
		code: 'teams-refused',
		message: 'Teams could not post the message.',
		hint: 'Check the card JSON, and whether the channel still exists.',
	}),
	unclear(200, 200, {
		body: sentence('5\\d\\d'),
		code: 'unclear-answer',
		message: 'Teams failed while posting the message.',
	}),
	rejected(200, 200, {
		body: /delivery failed with error/i,
		code: 'teams-refused',
		message: 'Teams could not post the message.',
		hint: 'Check the card JSON, and whether the channel still exists.',
	}),
	unclear(200, 299, {
		body: WEB_PAGE,
		code: 'web-page-answer',
		message: 'A web page came back instead of an answer from Teams.',
		hint: GATEWAY,
	}),
	unclear(200, 299, {
		kinds: ['connector'],
		code: 'unclear-answer',
		message: 'The answer from Teams shows neither success nor failure.',
	}),
	row('accepted', 202, 202, { kinds: FLOWS }),
	row('accepted', 200, 299, { kinds: FLOWS, warning: UNCONFIRMED }),
	rejected(300, 399, {
		code: 'redirect-not-followed',
		message: 'The webhook URL answered with a redirect, which is not followed.',
		hint: 'Copy the whole URL from Teams again; a gateway must pass requests on, not redirect them.',
	}),
	rejected(400, 400, {
		body: /TriggerInputSchemaMismatch/,
		code: 'flow-schema-mismatch',
		message: "The message does not fit the schema of the flow's trigger.",
		hint: SCHEMA,
	}),
	rejected(400, 404, {
		body: /WorkflowTriggerIsNotEnabled/,
		code: 'flow-off',
		message: 'The flow behind this URL is turned off, suspended or deleted.',
		hint: 'Turn the flow on in Power Automate, or create it again.',
	}),
	rejected(400, 400, {
		body: /Summary or Text is required/i,
		code: 'summary-missing',
		message: 'Teams requires a summary or text with this message.',
		hint: 'Fill in the option Summary; connectors refuse a bare Adaptive Card.',
	}),
	rejected(400, 499, {
		body: /invalid webhook url|webhook not found/i,
		code: 'webhook-not-found',
		message: 'This webhook has been removed.',
		hint: NEW_URL,
	}),
	rejected(401, 403, {
		body: /DirectApiAuthorizationRequired/,
		code: 'flow-wants-sign-in',
		message: 'The flow accepts only signed-in callers.',
		hint: SIGN_IN,
	}),
	rejected(401, 403, {
		body: /MisMatchingOAuthClaims/,
		code: 'flow-claims-refused',
		message: 'The flow refused the signed-in caller.',
		hint: CLAIMS,
	}),
	rejected(403, 403, {
		body: WEB_PAGE,
		code: 'web-page-answer',
		message: 'The message was refused, and the answer was a web page.',
		hint: 'The page came from a proxy or gateway between n8n and Teams, or from a URL that is not a webhook: allow the host in the proxy or gateway, or copy the URL again.',
	}),
	rejected(401, 403, {
		code: 'url-refused',
		message: 'Teams refused the webhook URL.',
		hint: 'Copy the whole URL again: a part of it may be missing or mistyped, or its key may have changed. With OAuth2, the flow may have refused the token: docs/sign-in.md.',
	}),
	rejected(404, 404, {
		code: 'flow-not-found',
		message: 'The flow or webhook at this URL no longer exists.',
		hint: NEW_URL,
	}),
	rejected(407, 407, {
		code: 'proxy-refused',
		message: 'The proxy refused the message.',
		hint: 'Check the user and password of the proxy in HTTPS_PROXY.',
	}),
	rejected(408, 408, {
		retry: 'safe',
		code: 'throttled',
		message: 'Teams did not accept the message in time.',
		hint: LATER,
	}),
	rejected(410, 410, { code: 'webhook-not-found', message: 'This webhook has been removed.', hint: NEW_URL }),
	rejected(413, 413, { code: 'payload-refused', message: 'Teams found the message too large.', hint: SHORTEN }),
	rejected(429, 429, { retry: 'safe', code: 'throttled', message: 'Teams is throttling this webhook.', hint: LATER }),
	rejected(400, 499, {
		code: 'payload-refused',
		message: 'Teams refused the message.',
		hint: 'Check the card JSON: a MessageCard needs "summary" or "text", and a flow with a schema needs the members of that schema.',
	}),
	rejected(503, 503, {
		retry: 'safe',
		code: 'throttled',
		message: 'Teams is not available at the moment.',
		hint: LATER,
	}),
	unclear(500, 599, { code: 'unclear-answer', message: 'Teams failed while handling the message.' }),
];

/** The meaning of an answer that matches no row. */
export const UNKNOWN_ANSWER: AnswerRow = unclear(0, 999, {
	code: 'unclear-answer',
	message: 'Teams gave an unknown answer.',
});
