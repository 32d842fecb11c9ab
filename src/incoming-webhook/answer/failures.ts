import type { FailureReason } from '../../ports';
import type { DeliveryProblem } from './outcome';

import { TeamsWebhookError } from '../../errors';

/** What one failure means if nothing was sent. */
interface FailureRow extends Pick<DeliveryProblem, 'code' | 'message' | 'hint'> {
	/** Whether the cause can go away by itself; a pattern if only some causes can. */
	readonly isPassing: boolean | RegExp;
}

const NETWORK = 'Check the network, firewall and proxy settings of the machine n8n runs on.';

/** One row per reason; `{cause}` stands for the error code. */
export const FAILURES: Readonly<Record<FailureReason, FailureRow>> = {
	'address-refused': {
		code: 'address-refused',
		isPassing: false,
		message: 'The host of the webhook URL is this machine or is in a private network.',
		hint: 'Teams is never at such an address: check DNS. For your own gateway, add its exact host name to Allowed Hosts in the credential.',
	},
	cancelled: {
		code: 'cancelled',
		isPassing: false,
		message: 'The execution was canceled before the message was sent.',
		hint: 'Run the workflow again to send it.',
	},
	'certificate-untrusted': {
		code: 'certificate-untrusted',
		isPassing: false,
		message: "The other side's certificate is not trusted ({cause}).",
		hint: 'If your own proxy or gateway inspects TLS, set NODE_EXTRA_CA_CERTS to the path of the file with its CA, and restart n8n. Otherwise check the URL: the certificate may have expired, or somebody else may be answering for this host.',
	},
	'connection-failed': {
		code: 'connection-failed',
		isPassing: true,
		message: 'n8n could not connect to Teams ({cause}).',
		hint: NETWORK,
	},
	'connection-lost': {
		code: 'connection-failed',
		isPassing: true,
		message: 'The connection to Teams broke while it was being opened ({cause}).',
		hint: NETWORK,
	},
	'egress-refused': {
		code: 'egress-refused',
		isPassing: false,
		message: "n8n's egress filter blocked this request.",
		hint: 'Ask whoever runs n8n to allow the host (N8N_SSRF_ALLOWED_HOSTNAMES), or correct the URL.',
	},
	'name-not-found': {
		code: 'name-not-found',
		isPassing: true,
		message: 'DNS does not know the host of the webhook URL ({cause}).',
		hint: 'Check the URL, and the DNS of the machine n8n runs on.',
	},
	'proxy-refused': {
		code: 'proxy-refused',
		isPassing: /^proxy answered (?:429|50[234])$/,
		message: 'The proxy refused to connect to Teams ({cause}).',
		hint: 'Check the user, password and rules of the proxy in HTTPS_PROXY, or name the host in NO_PROXY.',
	},
	'sign-in-failed': {
		code: 'sign-in-failed',
		isPassing: /^token-endpoint (?:timeout|E[A-Z_]+|HTTP (?:429|5\d\d))$/,
		message: 'n8n could not get a token for the flow ({cause}).',
		hint: 'Open the credential and connect it again. The operation Webhook: Diagnose shows what the credential holds.',
	},
	timeout: {
		code: 'connection-failed',
		isPassing: true,
		message: 'n8n could not connect to Teams in time.',
		hint: NETWORK,
	},
	'tls-failed': {
		code: 'tls-failed',
		isPassing: false,
		message: 'The TLS handshake failed ({cause}).',
		hint: 'Check whatever is between n8n and Teams, such as a proxy or a gateway, and whether the URL has the right port.',
	},
};

/** The problem of a message that had not been sent when the execution was cancelled. */
export const CANCELLED: DeliveryProblem = problemOf(FAILURES.cancelled);

/** The same as an error, for a cancellation before the message exists. */
export function cancelledError(): TeamsWebhookError {
	return new TeamsWebhookError(CANCELLED.code, CANCELLED.message, CANCELLED.hint);
}

const LOOK = 'Check the channel before you send again: the message may have been posted.';

/** What every failure means once bytes may have been sent: the outcome is unknown. */
export const UNCLEAR_FAILURE: DeliveryProblem = {
	code: 'unclear-no-answer',
	message: 'The connection ended before Teams answered ({cause}).',
	hint: LOOK,
};

/** The same for an execution that was canceled in the middle of an exchange. n8n recognises a cancellation by that word. */
export const UNCLEAR_CANCELLED: DeliveryProblem = {
	...UNCLEAR_FAILURE,
	message: 'The execution was canceled before Teams answered.',
};

function problemOf({ code, message, hint }: FailureRow): DeliveryProblem {
	return { code, message, hint };
}
