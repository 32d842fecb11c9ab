import type { FailureReason } from '../../ports';
import type { DeliveryProblem } from './outcome';

import { TeamsWebhookError } from '../../errors';

/** What one reason for having no answer means, where nothing was sent. */
interface FailureRow extends Pick<DeliveryProblem, 'code' | 'message' | 'hint'> {
	/** Whether the cause can pass by itself; a pattern where only some causes can. */
	readonly isPassing: boolean | RegExp;
}

const NETWORK = 'Check the network, firewall and proxy settings of the machine n8n runs on.';

/** One row per reason; `{cause}` stands for the error code. */
export const FAILURES: Readonly<Record<FailureReason, FailureRow>> = {
	'address-refused': {
		code: 'address-refused',
		isPassing: false,
		message: 'The host of the webhook URL is this machine or in a private network.',
		hint: 'Teams is not there: check DNS. For a gateway of your own, put its exact host name into Allowed Hosts of the credential.',
	},
	cancelled: {
		code: 'cancelled',
		isPassing: false,
		message: 'The execution was canceled before the message had left.',
		hint: 'Run the workflow again to send it.',
	},
	'certificate-untrusted': {
		code: 'certificate-untrusted',
		isPassing: false,
		message: 'The certificate of the other side is not trusted ({cause}).',
		hint: 'Where a proxy or gateway of your own inspects TLS, put the file with its CA into NODE_EXTRA_CA_CERTS and restart n8n. Otherwise somebody else answers for this host.',
	},
	'connection-failed': {
		code: 'connection-failed',
		isPassing: true,
		message: 'No connection to Teams could be made ({cause}).',
		hint: NETWORK,
	},
	'connection-lost': {
		code: 'connection-failed',
		isPassing: true,
		message: 'The connection to Teams broke while it was made ({cause}).',
		hint: NETWORK,
	},
	'egress-refused': {
		code: 'egress-refused',
		isPassing: false,
		message: 'The egress filter of n8n does not let this request out.',
		hint: 'Ask whoever runs n8n to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES), or correct the URL.',
	},
	'name-not-found': {
		code: 'name-not-found',
		isPassing: true,
		message: 'The host of the webhook URL has no address ({cause}).',
		hint: 'Check the URL, and DNS of the machine n8n runs on.',
	},
	'proxy-refused': {
		code: 'proxy-refused',
		isPassing: /^proxy answered (?:429|50[234])$/,
		message: 'The proxy did not open the way to Teams ({cause}).',
		hint: 'Check user, password and rules of the proxy in HTTPS_PROXY, or name the host in NO_PROXY.',
	},
	'sign-in-failed': {
		code: 'sign-in-failed',
		isPassing: /^token-endpoint (?:timeout|E[A-Z_]+|HTTP (?:429|5\d\d))$/,
		message: 'No token for the flow could be had ({cause}).',
		hint: 'Open the credential and connect it again. The operation Webhook: Diagnose shows what it holds.',
	},
	timeout: {
		code: 'connection-failed',
		isPassing: true,
		message: 'No connection to Teams could be made in time.',
		hint: NETWORK,
	},
	'tls-failed': {
		code: 'tls-failed',
		isPassing: false,
		message: 'No TLS connection could be agreed on ({cause}).',
		hint: 'Look at what stands between n8n and Teams: a proxy, a gateway, or a URL with the wrong port.',
	},
};

/** What to say of a message that had not left when the execution was cancelled. */
export const CANCELLED: DeliveryProblem = problemOf(FAILURES.cancelled);

/** The same as an error, for what is cancelled before there is a message. */
export function cancelledError(): TeamsWebhookError {
	return new TeamsWebhookError(CANCELLED.code, CANCELLED.message, CANCELLED.hint);
}

const LOOK = 'Look into the channel before you send again: the message may have been posted.';

/** What a failure means once bytes may have left: nothing is known, whatever the reason. */
export const UNCLEAR_FAILURE: DeliveryProblem = {
	code: 'unclear-no-answer',
	message: 'The connection ended before Teams answered ({cause}).',
	hint: LOOK,
};

/** The same for an execution that was canceled in the middle of an exchange. n8n knows such an end by the word. */
export const UNCLEAR_CANCELLED: DeliveryProblem = {
	...UNCLEAR_FAILURE,
	message: 'The execution was canceled before Teams answered.',
};

function problemOf({ code, message, hint }: FailureRow): DeliveryProblem {
	return { code, message, hint };
}
