/**
 * Every code that an error or a log line of this package can carry, with what happened and what to do about it.
 * `docs/errors.md` is generated from this table (`npm run generate -- errors`). A code never changes its meaning.
 */
export const ERRORS = {
	'action-answer-unreadable': {
		what: 'Log line: the refresh card in an answer is not an Adaptive Card or MessageCard, or is nested deeper than 500 levels; the status was sent without it',
		todo: 'Return the card itself, as an object or JSON text',
	},
	'action-app-invalid': {
		what: 'The actions app ID in the credential is blank or not an ID, so every action is refused',
		todo: "Enter the ID of Microsoft's service, which is the field's default",
	},
	'action-audience-blank': {
		what: 'The audience in the credential is blank, so every action is refused',
		todo: 'Enter the client ID or the Application ID URI of your Entra app',
	},
	'action-credential-unreadable': {
		what: "The card action trigger's credential or parameters cannot be read, so every action is refused",
		todo: 'Choose or save the credential again, and save the workflow',
	},
	'action-inputs-unreadable': {
		what: 'The body of an action has an unknown content type, does not match its content type, is not UTF-8, is nested too deeply, or has too many fields',
		todo: 'Have the card send free text as a form or as the whole body (`text/plain`); in JSON, insert only inputs that cannot contain quotes',
	},
	'action-status-changed': {
		what: 'Log line: the status in an answer was too long or contained characters that a header cannot carry, so it was shortened or changed',
		todo: 'Write the status in plain ASCII, up to 200 characters',
	},
	'action-tenants-invalid': {
		what: 'The tenant list in the credential is blank, or an entry is not a tenant ID, so every action is refused',
		todo: 'Enter tenant IDs, separated by commas',
	},
	'address-refused': {
		what: "The URL's host is this machine or is in a private network, and the credential does not allow it; nothing was sent",
		todo: 'Correct the URL; for your own gateway, add its exact host name to Allowed Hosts',
	},
	'answer-as-tool': {
		what: 'Record Answer was used as an AI agent tool',
		todo: 'Put Record Answer after the trigger: a model must not answer for a person',
	},
	'answer-pinned': {
		what: 'Record Answer ran on pinned data instead of a mention',
		todo: "Unpin the trigger's data, then mention the bot in Teams",
	},
	'app-build-as-tool': {
		what: 'Connector App: Build was used as an AI agent tool',
		todo: 'Run the operation in a workflow without an agent',
	},
	'app-icon-unreadable': {
		what: 'The item does not have binary data in the field given for an app icon',
		todo: 'Enter the name of the binary field; the previous node must pass the file on',
	},
	'app-package-invalid': {
		what: 'The form for the Teams app has mistakes: a field is missing or too long, or an address or icon cannot be used',
		todo: 'Correct what the error names; each line ends with a code from docs/connector-app.md',
	},
	'binding-expired': {
		what: 'The callback URL of the card has expired',
		todo: 'Send a new card; make its URL with Card: Create Callback URL',
	},
	'binding-forged': {
		what: 'The signature of a callback URL is wrong: the URL belongs to another trigger or workflow, was made with another secret, or was changed',
		todo: "Make URLs with the trigger's credential, workflow and production URL",
	},
	'binding-malformed': {
		what: 'The binding, expiry or signature in a callback URL cannot be read',
		todo: 'Put the URL into the card exactly as Card: Create Callback URL returns it',
	},
	'binding-missing': {
		what: 'The URL that was called is not a callback URL: it has no binding, expiry or signature',
		todo: 'Make the URL with Card: Create Callback URL, or switch Require Callback URL off',
	},
	'binding-secret-blank': { what: 'The binding secret in the credential is blank', todo: 'Enter a long random string' },
	'binding-secret-short': {
		what: 'The binding secret in the credential is shorter than 32 bytes, or has fewer than 8 different bytes',
		todo: 'Enter a long random string',
	},
	'binding-used': {
		what: 'This process has already accepted a callback for this message',
		todo: 'Nothing: people sometimes press a button twice. With several n8n processes, use Remove Duplicates',
	},
	'body-empty': {
		what: 'A signed request without a body reached the trigger',
		todo: 'Check the proxies and gateways between Teams and n8n: they must not change the body',
	},
	'body-missing': {
		what: 'n8n did not have the raw bytes of the request (for example, because it is a multipart request)',
		todo: 'Check the proxies and gateways between Teams and n8n: they must not change the body',
	},
	'body-not-activity': { what: 'A signed body is not a Bot Framework activity', todo: 'Use the URL only for Teams' },
	'body-too-large': {
		what: 'The request to the trigger is larger than 256 KiB',
		todo: 'Teams does not send requests this large; find out who calls the URL',
	},
	'callback-binding-invalid': {
		what: 'The binding of a callback URL cannot be used, or there is no saved workflow to bind the URL to',
		todo: 'For Binding, use one line of up to 200 characters, without control characters or broken Unicode characters; save the workflow first',
	},
	'callback-url-as-tool': {
		what: 'Card: Create Callback URL was used as an AI agent tool',
		todo: 'Put the node before the agent',
	},
	'callback-url-invalid': {
		what: "The trigger URL is not a web address, contains a user name or password, or ends before the trigger's path",
		todo: "Copy the trigger's production URL",
	},
	cancelled: {
		what: 'The execution was cancelled before the message was sent',
		todo: 'Nothing; run the workflow again to send it',
	},
	'card-empty': {
		what: 'The card form is empty',
		todo: 'Fill in a title, text or facts, or check their expressions',
	},
	'card-invalid': {
		what: 'The card has mistakes that make Teams refuse it or drop a part of it',
		todo: 'Correct what the error names, or set On Invalid Card to Warn',
	},
	'card-invalid-json': {
		what: 'The JSON of a card, of template data or of an event cannot be read',
		todo: 'Check the place that the error names; in expressions, use `JSON.stringify` for text',
	},
	'card-not-a-card': {
		what: 'The JSON is empty, or is not an Adaptive Card, MessageCard, attachment or message',
		todo: 'Set "type" to "AdaptiveCard", or "@type" to "MessageCard"',
	},
	'card-too-large': {
		what: 'The message is too large, and On Too Large is set to Fail or shortening it was not enough; or its card is nested deeper than 500 levels',
		todo: 'Shorten the parts that the error names, or set On Too Large to Truncate',
	},
	'certificate-untrusted': {
		what: "The other side's certificate has expired, is for another name, or comes from an authority that this n8n does not trust; nothing was sent",
		todo: 'If your own proxy or gateway inspects TLS, give its CA to n8n in `NODE_EXTRA_CA_CERTS`; otherwise check the URL',
	},
	'command-accepted': { what: 'Audit line: a command started the workflow', todo: 'Nothing' },
	'command-arguments-missing': {
		what: 'A command was given without a required argument; the person was shown its usage',
		todo: 'Nothing',
	},
	'command-channel-refused': {
		what: 'The command is not allowed in this channel',
		todo: 'If it should be allowed there, add the channel to the command',
	},
	'command-list-broken': {
		what: "A command's allowed users or channels are set but empty, or an entry is not an ID, so everyone is refused",
		todo: 'Correct the list: it takes IDs, not names',
	},
	'command-name-missing': {
		what: "One of the trigger's commands does not have a name",
		todo: 'Give the command a name, or remove it',
	},
	'command-name-twice': {
		what: 'Two commands answer to the same name or alias',
		todo: 'Change one of them; upper and lower case count as the same',
	},
	'command-usage-invalid': {
		what: 'The usage of a command cannot be read',
		todo: 'Write `<required>` parameters first, then `[optional]` ones; only the last can end in `...`',
	},
	'command-user-refused': {
		what: 'The person is not allowed to use the command',
		todo: 'If they should be, add their Microsoft Entra object ID to the command',
	},
	'connection-failed': {
		what: 'n8n could not connect to Teams; nothing was sent',
		todo: 'Check the network, proxy and firewall of the machine n8n runs on',
	},
	'connector-entity-refused': {
		what: "A connector's configuration page sent an entity ID that this trigger did not sign, that has expired, or whose connection the workflow has not agreed to",
		todo: 'Remove the connection in Teams and set it up again; a new state secret or a new trigger invalidates all older IDs',
	},
	'connector-field-invalid': {
		what: "A field of the connector's configuration page cannot be used",
		todo: 'Correct the field that the error names',
	},
	'connector-request-invalid': {
		what: 'A request to the connector trigger did not come from its configuration page',
		todo: "Nothing; use the URL only as the connector's configuration URL",
	},
	'connector-secret-blank': {
		what: 'The state secret of the connector credential is empty',
		todo: 'Enter a long random string',
	},
	'connector-secret-short': {
		what: 'The state secret of the connector credential is shorter than 32 bytes, or has fewer than 8 different bytes',
		todo: 'Enter a long random string',
	},
	'connector-settings-invalid': {
		what: "Values from a connector's configuration page do not fit its fields; the page shows which",
		todo: 'Nothing; if people report it, the fields were changed while the page was open',
	},
	'connector-state-refused': {
		what: "A connector's configuration page sent a state that this trigger did not sign for this action, that was used before, or that has expired",
		todo: 'Save again; if the error persists, make sure that every n8n process has the same credential and the right time',
	},
	'connector-tenant-refused': {
		what: 'The connector credential does not allow the tenant that the browser reported, or its list of tenants cannot be read',
		todo: 'If the tenant should be allowed, add its ID to Allowed Tenants; the list takes IDs, not names',
	},
	'connector-url-refused': {
		what: "A connector's configuration page sent a webhook URL that is not Microsoft's; no execution was started",
		todo: 'Nothing: somebody embedded the page, or tried to, in an app other than Teams or Outlook',
	},
	'credential-store-unavailable': {
		what: 'n8n could not read the credential from its database (Send keeps trying until Max Wait runs out); triggers answer 503 and start nothing',
		todo: "Check whether n8n's database is up, then try again; the credential itself is fine",
	},
	'destination-from-model': {
		what: 'An AI model chose several destinations for one message (`$fromAI`)',
		todo: 'Let the model call the tool once for each channel',
	},
	'destination-missing': {
		what: 'The item does not have a destination',
		todo: 'Choose a destination, or check the expression',
	},
	'destination-unknown': {
		what: 'The credential does not have a destination with this name',
		todo: 'Use one of the names that the error lists',
	},
	'destinations-blank': {
		what: 'The list of destinations is empty',
		todo: 'Write "name, URL" or "name, channel ID, URL" for each entry',
	},
	'destinations-invalid': {
		what: 'An entry in the list of destinations cannot be read',
		todo: 'Correct the entry that the error names; separate entries with semicolons or line breaks',
	},
	'diagnose-as-tool': {
		what: 'Diagnose was used as an AI agent tool',
		todo: 'Run Diagnose in a workflow without an agent: a model must not see where a credential points',
	},
	'egress-refused': {
		what: "n8n's egress filter does not let the request out; nothing was sent",
		todo: 'Ask whoever runs n8n to allow the host (`N8N_SSRF_ALLOWED_HOSTNAMES`), or correct the URL',
	},
	'email-one-card': {
		what: 'The content for an email is not exactly one card',
		todo: 'Choose a MessageCard or an Adaptive Card, and set Items to Each Item',
	},
	'event-empty': {
		what: 'Content is set to Event of a Tool, but the item has no JSON object, or only an empty one, or is nested deeper than 500 levels',
		todo: 'Pass in the item from a Webhook node, or its body, or check the expression in the field Event',
	},
	'filter-broken': {
		what: "One of the trigger's filters is set but empty, or has an entry that is not an ID, so everyone is refused",
		todo: 'Correct the list that the log names, or remove the option',
	},
	'filter-refused': {
		what: "One of the trigger's filters does not allow the tenant, team, channel or person",
		todo: 'If the request should be allowed, add the missing ID to the filter',
	},
	'flow-claims-refused': {
		what: 'The flow refused the signed-in caller: it does not allow the audience, tenant or person',
		todo: 'Compare the credential with "Who can trigger the flow"; Webhook: Diagnose shows what the token says',
	},
	'flow-not-found': {
		what: 'The flow or webhook at the URL does not exist',
		todo: 'Create the webhook again and put the new URL into the credential',
	},
	'flow-off': {
		what: 'The flow is turned off, suspended or deleted',
		todo: 'Turn it on in Power Automate, or create it again',
	},
	'flow-schema-mismatch': {
		what: "The message does not fit the schema of the flow's trigger",
		todo: 'Remove the schema from the trigger, or make it describe the message that is sent',
	},
	'flow-wants-sign-in': {
		what: 'The flow accepts only signed-in callers, or the URL is cut off (its `sig` is missing)',
		todo: 'Use the credential Microsoft Teams Workflows OAuth2 API, or set "Who can trigger the flow" to Anyone and copy the whole URL again',
	},
	'form-field-invalid': {
		what: "A question's form cannot be read, does not have any fields, or has a field that cannot be used",
		todo: 'Correct the field or the JSON that the error names',
	},
	'header-name-invalid': {
		what: 'The extra header cannot be sent',
		todo: "Use letters, digits and dashes for its name, but not the name of one of HTTP's own headers, such as Authorization; use plain ASCII for its value",
	},
	'host-not-allowed': {
		what: 'The URL is not on a Microsoft host',
		todo: 'Copy the URL from Teams, or add your gateway to Allowed Hosts',
	},
	'keys-url-invalid': {
		what: 'The keys URL in the credential is not an https address on a Microsoft login host or an allowed host',
		todo: 'Keep the default',
	},
	'mention-from-model': {
		what: 'A card written by an AI model mentions a person whom the workflow does not name',
		todo: 'In the node, name the people whom the model may mention',
	},
	'message-card-action-invalid': {
		what: 'One of the MessageCard actions does not have a name, its URL is not http(s), or the ID of one of its inputs is missing or cannot be used',
		todo: 'Fill in what the error names, or check its expression',
	},
	'message-duplicate': {
		what: 'A message with the same ID was received before',
		todo: 'Nothing; if people see the refusal, something is sending requests twice',
	},
	'message-stale': {
		what: "The signed timestamp differs from this server's clock by more than the maximum age",
		todo: "Correct the server's clock (NTP)",
	},
	'message-undated': {
		what: 'A signed message does not have a readable timestamp',
		todo: 'Use the URL only for Teams, or set the maximum age to 0 for other senders',
	},
	'name-not-found': {
		what: 'DNS does not know the host of the URL; nothing was sent',
		todo: 'Check the URL, and the DNS of the machine n8n runs on',
	},
	'no-destination-for-channel': {
		what: 'The credential does not have a destination for the channel of the mention, so the late reply was not posted',
		todo: 'Add a destination with the ID of that channel',
	},
	'no-mention-to-answer': {
		what: 'Reply or Record Answer ran in an execution that was not started by a mention, or Reply ran after a trigger that answers by itself',
		todo: 'Start the workflow with the outgoing webhook trigger; for Reply, set Respond in the trigger to "Using Reply Operation"',
	},
	'no-token': {
		what: 'The credential of the trigger, or a parameter of the connector trigger, cannot be read',
		todo: 'Choose or save the credential again, and save the workflow',
	},
	'operation-unknown': { what: 'The node does not have this operation', todo: 'Choose one from the list' },
	'option-invalid': {
		what: 'A parameter cannot be used',
		todo: 'Correct the parameter that the error names; triggers cannot use `$json`',
	},
	'pace-queue-full': {
		what: 'Too many messages are waiting for this destination; nothing was sent',
		todo: 'Send fewer messages, or combine them in one card',
	},
	'pace-window-full': {
		what: 'The pace limit is used up, and the wait would be longer than Max Wait; nothing was sent',
		todo: 'Send again after the time that the error gives (`details.retryAt`), or raise Max Wait',
	},
	'payload-refused': {
		what: 'Teams refused the message or found it too large',
		todo: 'Check the card, and shorten the text',
	},
	'proxy-refused': {
		what: 'The proxy refused to connect to the host; nothing was sent',
		todo: 'Check the user, password and rules of the proxy in `HTTPS_PROXY`',
	},
	'question-approvers-invalid': {
		what: 'The approvers of a question are missing, too many, not Microsoft Entra object IDs, or set for a question that is answered by link; or Requester, Tenant ID or Channel cannot be used',
		todo: 'Correct what the error names; approvers are object IDs, separated by commas, and require Answer By to be set to Mention',
	},
	'question-destination': {
		what: 'A question has no destination, or several',
		todo: 'Choose exactly one destination',
	},
	'question-empty': {
		what: 'A question has neither a title nor a message, or n8n does not say what an agent wants to run',
		todo: 'Fill in Message, or check the expression in it; if the question is about the tool of an agent, update n8n',
	},
	'question-from-model': {
		what: 'An AI model was left to choose something other than the title, the message or the facts of a question, such as who can answer (`$fromAI`)',
		todo: "Set this yourself, or take it from the workflow's data",
	},
	'question-not-stored': {
		what: "A question's Data Table row is missing, or belongs to another run",
		todo: 'Right before the node that asks the question, put a Data Table node that inserts `$execution.id` and `$execution.resumeUrl`. Do not use Retry Execution; start the workflow again instead',
	},
	'question-too-long': {
		what: 'A question that is answered by mention is too long for one card, or the input of the tool that an agent wants to run is too long to read',
		todo: 'Shorten the question, or set Answer By to Link: the page shows all of it. Have a tool accept less input per call',
	},
	'question-unposted': {
		what: 'The card of a question may not have been posted, so the node does not wait',
		todo: 'Check the channel, then run the workflow again',
	},
	'redirect-not-followed': {
		what: 'The URL answered with a redirect, which is not followed',
		todo: 'Copy the whole URL from Teams again; a gateway must not redirect',
	},
	'reply-actions-removed': {
		what: 'Warning: buttons that do not open a URL were removed from a reply, because Teams ignores them there',
		todo: 'Use buttons that open a URL',
	},
	'reply-as-tool': { what: 'Reply was used as an AI agent tool', todo: 'Put the node after the agent' },
	'reply-late': {
		what: "The reply came after the deadline; if the trigger's log has a line with this code, the line says by how many milliseconds",
		todo: 'Set Late Reply in the Reply operation. If the log reports late replies, compare the clocks of the machines, or raise the reply margin',
	},
	'reply-missing': {
		what: 'The trigger was not published: it waits for a Reply, but the workflow does not have an enabled Reply after it',
		todo: 'Add the Reply operation after the trigger, or choose another way to respond',
	},
	'reply-not-handed-over': {
		what: "n8n did not accept the reply: in queue mode, n8n's queue (Redis) could not hand it over",
		todo: 'Check whether Redis is up; switch on Retry On Fail, or send late replies to the channel',
	},
	'reply-shortened': { what: 'Warning: a reply over 28 KiB was shortened', todo: 'Say less, or link to a file' },
	'reply-unreadable': {
		what: "The last node's items could not be turned into an answer; people saw the failure text",
		todo: 'Return text or a card from the last node',
	},
	'security-token-blank': { what: 'The security token is empty', todo: 'Paste the token that Teams showed' },
	'security-token-length': {
		what: 'The security token is not 44 Base64 characters (32 bytes)',
		todo: 'Copy the whole token',
	},
	'security-token-not-base64': {
		what: 'The security token contains a character that tokens never have',
		todo: 'Copy it without quotes',
	},
	'send-from-model': {
		what: 'An AI model was left to choose how a message is sent, or whom it mentions (`$fromAI`)',
		todo: 'Set this yourself: a model can only write the content and choose one of the destinations',
	},
	'send-once-busy': {
		what: 'Another message with the same Send Once Key was still being sent when Max Wait ran out',
		todo: 'Send the message again later (it is skipped if the other message was accepted), or raise Max Wait',
	},
	'send-once-unavailable': {
		what: 'n8n could not look up the Send Once Key in its database, or does not keep keys for this workflow; nothing was sent',
		todo: "Check whether n8n's database is up, then send again: messages that were already accepted are skipped. If the workflow has never been saved, save it first",
	},
	'sign-in-failed': {
		what: 'n8n could not get a token for the flow; nothing was sent',
		todo: 'Open the credential and connect it again; Webhook: Diagnose shows what the credential holds',
	},
	'signature-malformed': {
		what: 'The Authorization header is not `HMAC` followed by 44 Base64 characters',
		todo: 'Nothing, unless requests from Teams itself are refused: in that case, a gateway is changing the header',
	},
	'signature-missing': {
		what: 'The Authorization header is missing',
		todo: 'Nothing, unless requests from Teams itself are refused: in that case, a gateway is dropping the header',
	},
	'signature-no-match': {
		what: 'The signature does not match any of the tokens',
		todo: 'Check that the credential holds the token of this webhook',
	},
	'summary-missing': {
		what: 'The message has neither a summary nor text',
		todo: 'Fill in the option Summary, or the text',
	},
	'teams-refused': {
		what: 'Teams could not post the message',
		todo: 'Check the card, and whether the channel still exists',
	},
	'text-empty': { what: 'The text is empty', todo: 'Fill in the text, or check its expression' },
	throttled: {
		what: 'Teams is throttling or not available, even after retries',
		todo: 'Send fewer messages, or send later',
	},
	'tls-failed': {
		what: 'The TLS handshake failed; nothing was sent',
		todo: 'Check the proxies and gateways between n8n and Teams; the URL must be https',
	},
	'token-algorithm': {
		what: 'The token is not signed with RS256',
		todo: 'Nothing: Microsoft signs only with RS256',
	},
	'token-audience': {
		what: 'The token is for a different audience from the one in the credential',
		todo: 'Compare the audience with the Entra app: its client ID for version 2 tokens, the Application ID URI for version 1',
	},
	'token-caller': {
		what: "The token was not issued to Microsoft's actions app",
		todo: 'Nothing: somebody called the URL with a token for something else',
	},
	'token-claims': {
		what: 'The token lacks a claim, has one of the wrong type, or is for an app instead of a person',
		todo: 'Nothing: real tokens for actions have all the required claims, and are for a person',
	},
	'token-duplicated': {
		what: 'The Authorization or Action-Authorization header was sent twice',
		todo: 'Check the proxies and gateways between Microsoft and n8n',
	},
	'token-expired': { what: 'The token has expired', todo: "Correct the server's clock (NTP)" },
	'token-issuer': {
		what: "The token does not come from the tenant's issuer, or is signed with a key of another tenant",
		todo: 'Check that the keys URL belongs to the right cloud',
	},
	'token-key-unknown': {
		what: 'The token is signed with a key that the issuer does not publish',
		todo: 'Nothing, unless it keeps happening: in that case, check the keys URL',
	},
	'token-keys-unavailable': {
		what: "n8n could not read the issuer's keys",
		todo: "Check the proxy, the firewall and n8n's egress filter: n8n must reach the host of the keys URL, by default login.microsoftonline.com",
	},
	'token-malformed': {
		what: 'The header is not `Bearer` followed by a signed JSON Web Token',
		todo: 'Nothing, unless requests from Microsoft itself are refused: in that case, a gateway is changing the header',
	},
	'token-missing': {
		what: 'The request has neither an Authorization nor an Action-Authorization header',
		todo: 'Nothing, unless requests from Microsoft itself are refused: in that case, a gateway is dropping the header',
	},
	'token-not-yet-valid': {
		what: 'The token is not valid yet, or was issued in the future',
		todo: "Correct the server's clock (NTP)",
	},
	'token-retired': {
		what: 'The token is in the format that Microsoft retired on 8 June 2026',
		todo: 'Register the provider for Entra tokens in the actionable message portal (docs/card-actions.md)',
	},
	'token-signature': {
		what: 'The signature of the token is wrong',
		todo: 'Nothing: the token was changed or forged',
	},
	'token-tenant': {
		what: "The token's tenant is not on the credential's list",
		todo: 'If people in this tenant should be able to act, add it to the credential',
	},
	'unclear-answer': {
		what: 'The answer says neither success nor failure',
		todo: 'Check the channel before you send again',
	},
	'unclear-no-answer': {
		what: 'The connection ended before Teams answered',
		todo: 'Check the channel before you send again',
	},
	'unknown-host-error': {
		what: 'n8n could not read the parameters or the credential for the item',
		todo: 'Open the node and check its credential and expressions',
	},
	'url-blank': { what: 'The webhook URL is empty', todo: 'Paste the URL that Teams showed' },
	'url-not-https': { what: 'The webhook URL is not https', todo: 'Copy the URL from Teams' },
	'url-not-public': {
		what: 'Warning when publishing: Teams cannot call a local or plain-http URL',
		todo: "Set `WEBHOOK_URL` to n8n's public https address, or to a tunnel's",
	},
	'url-not-valid': { what: 'The webhook URL cannot be read', todo: 'Copy the whole URL' },
	'url-refused': {
		what: 'Teams refused the webhook URL: a part of it is missing or mistyped, its key has changed, or the token is not accepted',
		todo: 'Copy the whole URL again; with OAuth2, connect the credential again',
	},
	'wait-limit-invalid': {
		what: 'Limit Wait Time cannot be read, or is not in the future',
		todo: 'Enter a time in the future, or remove the option',
	},
	'web-page-answer': {
		what: 'A web page came back instead of an answer: something between n8n and Teams has answered',
		todo: 'Allow the host in the proxy or gateway, then check the channel before you send again',
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
