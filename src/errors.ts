/**
 * Every code an error or a log line of this package can carry, with what happened and what to do about it.
 * `docs/errors.md` is made of this table (`npm run generate -- errors`). Codes never change meaning.
 */
export const ERRORS = {
	'action-answer-unreadable': {
		what: 'Log line: the refresh card of an answer is no Adaptive Card or MessageCard; the status was answered without it',
		todo: 'Give the card itself as an object or JSON text',
	},
	'action-app-invalid': {
		what: 'The actions app ID of the credential is blank or no ID: every action is refused',
		todo: "Enter the ID of Microsoft's service, which is the default of the field",
	},
	'action-audience-blank': {
		what: 'The audience of the credential is blank: every action is refused',
		todo: 'Enter the client ID or the Application ID URI of your Entra app',
	},
	'action-credential-unreadable': {
		what: 'The credential of the card action trigger cannot be read: every action is refused',
		todo: 'Choose or save the credential again',
	},
	'action-inputs-unreadable': {
		what: 'The body of an action is no text of its content type, is nested too deep, or has too many fields',
		todo: 'Let the card send one input as the whole body, or put inputs into JSON only where they cannot hold quotes',
	},
	'action-status-changed': {
		what: 'Log line: the status of an answer held characters that a header cannot carry, or was too long',
		todo: 'Write the status in plain ASCII, up to 200 characters',
	},
	'action-tenants-invalid': {
		what: 'The list of tenants of the credential is blank, or holds something that is no ID: every action is refused',
		todo: 'Enter tenant IDs, separated by commas',
	},
	'address-refused': {
		what: 'The host of the URL is this machine or in a private network, and the credential does not name it; nothing was sent',
		todo: 'Correct the URL; for a gateway of your own put its exact host name into Allowed Hosts',
	},
	'app-build-as-tool': {
		what: 'Connector App: Build was used as a tool of an AI agent',
		todo: 'Run it in a workflow of your own',
	},
	'app-icon-unreadable': {
		what: 'The item has no binary data under the name given for an icon of the app',
		todo: 'Give the name of the binary field; the node before must hand the file on',
	},
	'app-package-invalid': {
		what: 'The form of the Teams app has mistakes: a field is missing or too long, an address cannot work, or an icon is of the wrong kind',
		todo: 'Correct what the error names; each line ends with a code of docs/connector-app.md',
	},
	'binding-expired': {
		what: 'The callback URL of the card has expired',
		todo: 'Send a new card; make its URL with Card: Create Callback URL',
	},
	'binding-forged': {
		what: 'The binding of a callback URL does not fit its signature: it is of another trigger or workflow, was made with another secret, or was changed',
		todo: 'Make URLs with the credential, the workflow and the production URL of the trigger',
	},
	'binding-malformed': {
		what: 'The binding, expiry or signature in a callback URL cannot be read',
		todo: 'Put the URL into the card as Card: Create Callback URL gives it',
	},
	'binding-missing': {
		what: "A callback came without the trigger's own token in its URL",
		todo: 'Make the URL with Card: Create Callback URL, or switch Require Callback URL off',
	},
	'binding-secret-blank': { what: 'The binding secret of the credential is blank', todo: 'Enter a long random text' },
	'binding-secret-short': {
		what: 'The binding secret of the credential has fewer than 32 bytes, or fewer than 8 different ones',
		todo: 'Enter a longer random text',
	},
	'binding-used': {
		what: 'The callback of this message was used before in this process',
		todo: 'Nothing; people press twice. Across processes use Remove Duplicates',
	},
	'body-empty': {
		what: 'A signed request without a body reached the trigger',
		todo: 'Look at what stands between Teams and n8n: it must not change the body',
	},
	'body-missing': {
		what: 'n8n had no raw bytes of the request (multipart, for example)',
		todo: 'Look at what stands between Teams and n8n: it must not change the body',
	},
	'body-not-activity': { what: 'A signed body that is no Bot Framework activity', todo: 'Use the URL for Teams only' },
	'body-too-large': {
		what: 'The request to the trigger is over 256 KiB',
		todo: 'Teams sends nothing as large; look at who calls the URL',
	},
	'callback-binding-invalid': {
		what: 'The name that binds a callback URL to its message cannot be used',
		todo: 'Use up to 200 whole characters in one line',
	},
	'callback-url-as-tool': {
		what: 'Card: Create Callback URL was used as a tool of an AI agent',
		todo: 'Put the node before the agent',
	},
	'callback-url-invalid': {
		what: 'The URL of the trigger is no web address, or ends before the path of the trigger',
		todo: 'Copy the production URL of the trigger',
	},
	cancelled: {
		what: 'The execution was cancelled before the message had left',
		todo: 'Nothing; run the workflow again to send it',
	},
	'card-empty': {
		what: 'The form of the card is empty',
		todo: 'Fill in a title, a text or facts, or check their expressions',
	},
	'card-invalid': {
		what: 'The card has mistakes that Teams refuses, or that lose a part of it',
		todo: 'Correct what the error names, or set On Invalid Card to Warn',
	},
	'card-invalid-json': {
		what: 'The card JSON cannot be read',
		todo: 'Look at the place named; in expressions use `JSON.stringify` for texts',
	},
	'card-not-a-card': {
		what: 'The JSON is no Adaptive Card, attachment or message',
		todo: 'Set "type" to "AdaptiveCard"',
	},
	'card-too-large': {
		what: 'The message is larger than Teams takes, and could not or should not be shortened; or its card is nested deeper than 500 levels',
		todo: 'Shorten the parts the error names, or set On Too Large to Truncate',
	},
	'certificate-untrusted': {
		what: 'The certificate of the other side is signed by nobody this n8n knows, is out of date, or is for another name; nothing was sent',
		todo: 'Where a proxy or gateway of your own inspects TLS, give its CA to n8n in `NODE_EXTRA_CA_CERTS`; else look at the URL',
	},
	'command-accepted': { what: 'Audit line: a command has started the workflow', todo: 'Nothing' },
	'command-arguments-missing': {
		what: 'A command was given without a required argument; the person was shown its usage',
		todo: 'Nothing',
	},
	'command-channel-refused': {
		what: 'The command may not be used in that channel',
		todo: 'Add the channel to the command if it should be',
	},
	'command-list-broken': {
		what: 'The allowed users or channels of a command are set but empty, or hold something that is no ID: everyone is refused',
		todo: 'Correct the list; names are no IDs',
	},
	'command-name-missing': { what: 'A command of the trigger has no name', todo: 'Give it one, or remove it' },
	'command-name-twice': {
		what: 'Two commands answer to the same name or alias',
		todo: 'Names are compared without case; change one',
	},
	'command-usage-invalid': {
		what: 'The usage of a command cannot be read',
		todo: '`<required>` parameters first, then `[optional]` ones; only the last may end in `...`',
	},
	'command-user-refused': {
		what: 'The person may not use the command',
		todo: 'Add the Entra object ID to the command if they should',
	},
	'connection-failed': {
		what: 'No connection to Teams could be made; nothing was sent',
		todo: 'Check network, proxy and firewall of the machine n8n runs on',
	},
	'connector-entity-refused': {
		what: "A connector's configuration page named a subscription with an ID that this trigger has not signed, whose time is up, or whose creation the workflow has not agreed to",
		todo: 'Remove the connection in Teams and set it up again; a new state secret or a new trigger makes all older IDs worthless',
	},
	'connector-field-invalid': {
		what: "A field of the connector's configuration page cannot be used",
		todo: 'Correct the field that is named',
	},
	'connector-request-invalid': {
		what: 'A request to the connector trigger did not come from its configuration page',
		todo: 'Nothing; use the URL as configuration URL of the connector only',
	},
	'connector-secret-blank': {
		what: 'The state secret of the connector credential is empty',
		todo: 'Fill in a long random text',
	},
	'connector-secret-short': {
		what: 'The state secret of the connector credential has fewer than 32 bytes, or fewer than 8 different ones',
		todo: 'Use a longer random text',
	},
	'connector-settings-invalid': {
		what: "What was filled in on a connector's configuration page does not fit its fields; the page shows what",
		todo: 'Nothing, unless people report it: then the fields were changed while the page was open',
	},
	'connector-state-refused': {
		what: "A connector's configuration page sent a state that this trigger has not signed for this action, that was used before, or whose time is up",
		todo: 'Save again; where it stays, give every n8n process the same credential and the right time',
	},
	'connector-tenant-refused': {
		what: 'The tenant that the browser reported is not among those of the connector credential, or that list cannot be read',
		todo: 'Add the tenant ID if it should be',
	},
	'connector-url-refused': {
		what: "The webhook URL that a connector's configuration page sent is no webhook URL of Microsoft; nothing was started",
		todo: 'Nothing; a host other than Teams or Outlook has framed the page, or somebody tried',
	},
	'credential-store-unavailable': {
		what: 'n8n could not read the credential from its database, for a message within Max Wait; triggers answer with 503 and start nothing',
		todo: "Look whether n8n's database is up, then try again; the credential need not be changed",
	},
	'destination-missing': { what: 'No destination is chosen for the item', todo: 'Choose one, or check the expression' },
	'destination-unknown': {
		what: 'The credential has no destination of that name',
		todo: 'Use one of the names in the message',
	},
	'destinations-blank': { what: 'The list of destinations is empty', todo: 'Write "name, channel ID, URL" per entry' },
	'destinations-invalid': {
		what: 'An entry of the destinations cannot be read',
		todo: 'Mend the entry that is named; separate entries with semicolons',
	},
	'diagnose-as-tool': {
		what: 'Diagnose was used as a tool of an AI agent',
		todo: 'Run it in a workflow of your own; it shows where a credential points to',
	},
	'egress-refused': {
		what: "n8n's egress filter does not let the request out; nothing was sent",
		todo: 'Ask whoever runs n8n to allow the host (`N8N_SSRF_ALLOWED_HOSTNAMES`), or correct the URL',
	},
	'email-one-card': {
		what: 'The message for an email is not exactly one card',
		todo: 'Choose a MessageCard or an Adaptive Card, and a message for each item',
	},
	'filter-broken': {
		what: 'A filter of the trigger is set but empty, or holds something that is no ID: everyone is refused',
		todo: 'Correct the list that the log names, or remove the option',
	},
	'filter-refused': {
		what: 'Tenant, team, channel or person are not on a filter of the trigger',
		todo: 'Add them if they should be',
	},
	'flow-claims-refused': {
		what: 'The flow refused who has signed in: audience, tenant or person is not on its list',
		todo: 'Compare the credential with "Who can trigger the flow"; Webhook: Diagnose shows what the token says',
	},
	'flow-not-found': {
		what: 'There is no flow or webhook at the URL',
		todo: 'Create the webhook again and put the new URL into the credential',
	},
	'flow-off': { what: 'The flow is turned off or deleted', todo: 'Turn it on in Power Automate' },
	'flow-schema-mismatch': {
		what: "The message does not fit the schema of the flow's trigger",
		todo: 'Remove the schema of the trigger, or let it describe the message that is sent',
	},
	'flow-wants-sign-in': {
		what: 'The flow accepts only signed-in callers, or the URL is cut off (its `sig` is missing or wrong)',
		todo: 'Use the credential Microsoft Teams Workflows OAuth2 API, or let Anyone trigger the flow and copy the whole URL again',
	},
	'header-name-invalid': {
		what: 'The extra header cannot be sent',
		todo: 'Use a name of letters, digits and dashes, and a plain ASCII value',
	},
	'host-not-allowed': {
		what: 'The URL is on no host of Microsoft',
		todo: 'Copy the URL from Teams, or name your gateway in Allowed Hosts',
	},
	'keys-url-invalid': {
		what: 'The keys URL of the credential is not https on a login host of Microsoft, nor on an allowed host',
		todo: 'Leave the default',
	},
	'message-card-action-invalid': {
		what: "A row of the MessageCard's actions has no name, or an address that is not http(s)",
		todo: 'Fill in name and URL, or check the expressions in them',
	},
	'message-duplicate': {
		what: 'A message with the same ID was received before',
		todo: 'Nothing; if people see it, something sends requests twice',
	},
	'message-stale': {
		what: 'The signed timestamp is further from this clock than the maximum age',
		todo: 'Set the clock of the server (NTP)',
	},
	'message-undated': {
		what: 'A signed message without a readable timestamp',
		todo: 'Use the URL for Teams only, or set the maximum age to 0 for other senders',
	},
	'name-not-found': {
		what: 'The host of the URL has no address; nothing was sent',
		todo: 'Check the URL, and DNS of the machine n8n runs on',
	},
	'no-destination-for-channel': {
		what: 'No destination has the channel of the mention; the late reply was posted nowhere',
		todo: 'Add an entry with the channel ID',
	},
	'no-mention-to-answer': {
		what: 'Reply runs in an execution that no waiting mention has started',
		todo: 'Start with the outgoing webhook trigger, responding "Using Reply Operation"',
	},
	'no-token': { what: 'The credential of the trigger cannot be read', todo: 'Choose or save the credential again' },
	'operation-unknown': { what: 'The node has no such operation', todo: 'Choose one from the list' },
	'option-invalid': {
		what: 'A parameter cannot be used',
		todo: 'Correct the one that is named; a trigger has no `$json`',
	},
	'pace-queue-full': {
		what: 'Too many messages wait for a place at this destination; nothing was sent',
		todo: 'Send fewer messages, or gather them in one card',
	},
	'pace-window-full': {
		what: 'The pace limit is used up, and the wait would be longer than Max Wait; nothing was sent',
		todo: 'Send again after the time in the message (`details.retryAt`), or raise Max Wait',
	},
	'payload-refused': {
		what: 'Teams refused the message, or found it too large',
		todo: 'Check the card, shorten the text',
	},
	'proxy-refused': {
		what: 'The proxy did not open the way to the host; nothing was sent',
		todo: 'Check user, password and rules of the proxy in `HTTPS_PROXY`',
	},
	'redirect-not-followed': {
		what: 'The URL answered with a redirect, which is not followed',
		todo: 'Copy the whole URL from Teams again; a gateway must not redirect',
	},
	'reply-actions-removed': {
		what: 'Warning: buttons other than open-URL were taken out of a reply, because Teams ignores them there',
		todo: 'Use links',
	},
	'reply-as-tool': { what: 'Reply was used as a tool of an AI agent', todo: 'Put the node behind the agent' },
	'reply-empty': { what: 'Reply was given no content', todo: 'Fill in the text or card' },
	'reply-late': {
		what: 'The deadline for the reply has passed; in the log of the trigger: by so many milliseconds',
		todo: 'Choose what a late reply does in the Reply operation; in the log, compare the clocks of the machines, or raise the reply margin',
	},
	'reply-missing': {
		what: 'The trigger is not published: it waits for a Reply, and none that is enabled is behind it in the same workflow',
		todo: 'Add the operation Reply behind it, or choose another way to respond',
	},
	'reply-not-handed-over': {
		what: 'n8n did not take the reply: in queue mode, its queue (Redis) could not hand it over',
		todo: 'Look whether Redis is up; switch on Retry On Fail, or let late replies be sent to the channel',
	},
	'reply-shortened': { what: 'Warning: a reply over 28 KiB was shortened', todo: 'Say less, or send a file link' },
	'reply-unreadable': {
		what: 'The items of the last node could not be made into an answer; the failure text was shown',
		todo: 'Answer with a text or a card',
	},
	'security-token-blank': { what: 'The security token is empty', todo: 'Paste the token that Teams showed' },
	'security-token-length': {
		what: 'The security token is not 44 characters of Base64 for 32 bytes',
		todo: 'Copy the whole token',
	},
	'security-token-not-base64': {
		what: 'The security token holds a character that no token has',
		todo: 'Copy it without quotes',
	},
	'send-once-busy': {
		what: 'Another message with the same Send Once Key was still being sent when Max Wait was over',
		todo: 'Send it again later: it is skipped where the other one was taken; or raise Max Wait',
	},
	'send-once-unavailable': {
		what: "n8n's database could not be asked about the Send Once Key, or keeps none for this workflow; nothing was sent",
		todo: "Look whether n8n's database is up, then send again: what was taken is skipped. A workflow has to be saved first",
	},
	'sign-in-failed': {
		what: 'No token for the flow could be had; nothing was sent',
		todo: 'Open the credential and connect it again; Webhook: Diagnose shows what it holds',
	},
	'signature-malformed': {
		what: 'The Authorization header is not `HMAC` and 44 characters of Base64',
		todo: 'Nothing, unless Teams itself is refused: then a gateway changes the header',
	},
	'signature-missing': {
		what: 'The request has no Authorization header',
		todo: 'Nothing, unless Teams itself is refused: then a gateway changes the header',
	},
	'signature-no-match': {
		what: 'The signature fits none of the tokens',
		todo: 'Check that the credential holds the token of this webhook',
	},
	'summary-missing': {
		what: 'The message has neither a summary nor a text',
		todo: 'Fill in the option Summary, or a text',
	},
	'teams-refused': { what: 'Teams could not post the message', todo: 'Check the card, and that the channel exists' },
	'text-empty': { what: 'There is no text to send', todo: 'Fill in the text, or check its expression' },
	throttled: { what: 'Teams is throttling, or not available, also after the retries', todo: 'Send less, or later' },
	'tls-failed': {
		what: 'No TLS connection could be agreed on; nothing was sent',
		todo: 'Look at what stands between n8n and Teams; the URL has to be https',
	},
	'token-algorithm': {
		what: 'A token that is not signed with RS256',
		todo: 'Nothing: Microsoft signs with RS256 only',
	},
	'token-audience': {
		what: 'A token for another audience than the credential names',
		todo: 'Compare the audience with the Entra app: its client ID for version 2 tokens, the Application ID URI for version 1',
	},
	'token-caller': {
		what: "A token that Microsoft's actions app does not hold",
		todo: 'Nothing: somebody has called the URL with a token for something else',
	},
	'token-claims': {
		what: 'A token that lacks a claim, has one of the wrong type, or is for an app instead of a person',
		todo: 'Nothing: tokens of Microsoft have them',
	},
	'token-duplicated': {
		what: 'Authorization or Action-Authorization came twice',
		todo: 'Look at what stands between Microsoft and n8n',
	},
	'token-expired': { what: 'A token that has expired', todo: 'Set the clock of the server (NTP)' },
	'token-issuer': {
		what: "A token that another issuer than the tenant's has made, or that is signed with a key of another tenant",
		todo: 'Look whether the keys URL is of the right cloud',
	},
	'token-key-unknown': {
		what: 'A token signed with a key that the issuer does not publish',
		todo: 'Nothing, unless it goes on: then look at the keys URL',
	},
	'token-keys-unavailable': {
		what: 'The keys of the issuer could not be read',
		todo: 'Look at proxy, firewall and the egress filter of n8n: it has to reach login.microsoftonline.com',
	},
	'token-malformed': {
		what: 'The header is not `Bearer` and a signed JSON Web Token',
		todo: 'Nothing, unless Microsoft itself is refused: then a gateway changes the header',
	},
	'token-missing': {
		what: 'The request has neither Authorization nor Action-Authorization',
		todo: 'Nothing, unless Microsoft itself is refused: then a gateway drops the header',
	},
	'token-not-yet-valid': {
		what: 'A token that is not valid yet, or was issued in the future',
		todo: 'Set the clock of the server (NTP)',
	},
	'token-retired': {
		what: 'A token in the format that Microsoft ended on 8 June 2026',
		todo: 'Register the provider for Entra tokens in the actionable message portal (docs/card-actions.md)',
	},
	'token-signature': {
		what: 'The signature of a token does not fit',
		todo: 'Nothing: the token was changed or forged',
	},
	'token-tenant': {
		what: 'A token of a tenant that is not on the list',
		todo: 'Add the tenant to the credential if its people should act',
	},
	'unclear-answer': {
		what: 'The answer says neither success nor failure',
		todo: 'Look into the channel before you send again',
	},
	'unclear-no-answer': {
		what: 'The connection ended before Teams answered',
		todo: 'Look into the channel before you send again',
	},
	'unknown-host-error': {
		what: 'n8n could not read the parameters or the credential of the item',
		todo: 'Open the node and check credential and expressions',
	},
	'url-blank': { what: 'The webhook URL is empty', todo: 'Paste the URL that Teams showed' },
	'url-not-https': { what: 'The webhook URL is not https', todo: 'Copy the URL from Teams' },
	'url-not-public': {
		what: 'Warning at publishing: Teams cannot call a local or plain-http URL',
		todo: "Set `WEBHOOK_URL` to the public https address, or a tunnel's",
	},
	'url-not-valid': { what: 'The webhook URL cannot be read', todo: 'Copy the whole URL' },
	'web-page-answer': {
		what: 'A web page came back instead of an answer: something between n8n and Teams has answered',
		todo: 'Open the way to the host in the proxy or gateway, then look into the channel before you send again',
	},
	'webhook-not-found': {
		what: 'The webhook has been removed',
		todo: 'Create it again and put the new URL into the credential',
	},
} as const satisfies Readonly<Record<string, { readonly what: string; readonly todo: string }>>;

/** A stable name of one cause, a key of {@link ERRORS}. */
export type ErrorCode = keyof typeof ERRORS;

/** An error a user can act on: `message` says what happened, `description` what to do, `code` is stable. */
export class TeamsWebhookError extends Error {
	readonly code: ErrorCode;

	readonly description: string;

	constructor(code: ErrorCode, message: string, description: string, options?: { readonly cause?: unknown }) {
		super(message, options);
		this.name = 'TeamsWebhookError';
		this.code = code;
		this.description = description;
	}
}
