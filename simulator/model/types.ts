/** Everything the page and the API speak of. The page imports this file for its types alone. */

/** Where a channel's messages can be read: decides what its webhooks can do (teams.md A.1, C.6). */
export type ChannelKind = 'standard' | 'private' | 'shared';

/** A channel of a team. */
export interface Channel {
	readonly id: string;
	readonly name: string;
	readonly kind: ChannelKind;
}

/** A team with its channels; the first one is General and has the team's own id (teams.md A.4). */
export interface Team {
	readonly id: string;
	readonly name: string;
	readonly channels: readonly Channel[];
}

/** Somebody who writes in channels. */
export interface Person {
	/** Opaque, `29:...`. */
	readonly id: string;
	readonly name: string;
	readonly aadObjectId: string;
	/** User principal name: what a card mentions. */
	readonly upn: string;
}

/** A name that can be mentioned in a team. Its security token is shown once, when it is created (teams.md A.1). */
export interface OutgoingWebhook {
	readonly id: string;
	readonly teamId: string;
	readonly name: string;
	readonly description: string;
	readonly callbackUrl: string;
}

/** Who may trigger a flow (teams.md C.5). */
export type FlowAccess = 'anyone' | 'tenant';

/** A URL that posts into a channel. */
export interface IncomingWebhook {
	readonly id: string;
	readonly channelId: string;
	readonly name: string;
	readonly kind: 'workflows' | 'connector';
	/** Flows: `tenant` wants a signed-in caller. */
	readonly access: FlowAccess;
	/** Flows: the trigger has a schema, so that `null` in place of a string is refused (teams.md C.3). */
	readonly schema: boolean;
	/** Flows: it ends with a Response action that says what became of the message. */
	readonly confirms: boolean;
	/** Path and query, the secret included. */
	readonly path: string;
	readonly createdMs: number;
}

/** Who wrote a message. */
export interface Author {
	readonly kind: 'person' | 'webhook' | 'flow' | 'connector';
	readonly id: string;
	readonly name: string;
}

/** How a webhook's answer came about. */
export interface Answer {
	/** `sorry`: replaced by the documented error text. */
	readonly state: 'waiting' | 'shown' | 'sorry';
	/** Why, for people who build the other side; Teams keeps it to itself. */
	readonly reason: string;
	readonly tookMs: number | null;
	readonly requestId: string;
}

/** One message of a thread. */
export interface Message {
	/** Milliseconds since 1970 as text (teams.md A.4). */
	readonly id: string;
	readonly channelId: string;
	/** The first message of the thread, possibly itself. */
	readonly rootId: string;
	readonly author: Author;
	readonly text: string;
	readonly textFormat: 'markdown' | 'plain' | 'xml';
	readonly attachments: readonly unknown[];
	/** What is not shown, and why. */
	readonly notes: readonly string[];
	readonly answer?: Answer;
}

/** One call of an incoming webhook. */
export interface Run {
	/** The run id of a flow as the caller got it, or an id of the simulator's own. */
	readonly id: string;
	readonly webhookId: string;
	readonly webhookName: string;
	readonly atMs: number;
	/** `refused`: the caller got an error. `failed`: the caller got a 202, and not everything was posted. */
	readonly status: 'succeeded' | 'failed' | 'refused';
	readonly reasons: readonly string[];
	readonly posted: number;
	readonly requestId: string;
	/** The fault that was switched on, if it had a part in it. */
	readonly fault?: FaultKind;
}

/** What a check of a secret found. */
export type SignatureCheck = 'valid' | 'invalid' | 'missing' | 'signed' | 'none';

/** Headers in the order and spelling they were sent in; secrets are masked. */
export type HeaderList = ReadonlyArray<readonly [string, string]>;

/** One HTTP exchange, with secrets masked. */
export interface RequestRecord {
	readonly id: string;
	/** `in`: somebody called a webhook. `out`: a mention was posted to a callback URL. `preview`: Teams opened a link of a message. */
	readonly direction: 'in' | 'out' | 'preview';
	readonly webhookName: string;
	readonly atMs: number;
	readonly method: string;
	readonly url: string;
	readonly headers: HeaderList;
	/** Cut off at {@link RequestRecord.bodyCut} characters. */
	readonly body: string;
	readonly bodyCut: boolean;
	/** UTF-8 bytes of the whole body. */
	readonly bytes: number;
	/** What the size rule counted, if that differs from the bytes. */
	readonly countedBytes?: number;
	readonly signature: SignatureCheck;
	/** `null`: no answer, or not yet. */
	readonly status: number | null;
	readonly responseHeaders: HeaderList;
	readonly responseBody: string;
	readonly tookMs: number | null;
	readonly note: string;
}

/** Names of faults, as the API takes them. */
export type FaultKind =
	| 'throttled-200'
	| 'throttled-429'
	| 'bad-gateway'
	| 'slow'
	| 'reset'
	| 'retired'
	| 'flow-off'
	| 'run-fails';

/** A fault that is switched on. */
export interface Fault {
	readonly id: string;
	readonly kind: FaultKind;
	/** An incoming webhook, or `all`. */
	readonly webhookId: string;
	/** How many more times it happens; `null`: until it is switched off. */
	readonly left: number | null;
	/** Seconds in `Retry-After`, or for which an answer is held back. */
	readonly seconds: number;
	/** The message is posted although the caller does not learn of it. */
	readonly posts: boolean;
}

/** Rules that can be switched off. */
export interface Settings {
	/** Documented rates are enforced (teams.md B.3, C.4). */
	readonly rates: boolean;
	/** The quoted limit of 25 posts in 300 s per flow owner is enforced, too (teams.md C.4, weakly evidenced). */
	readonly flowBotRate: boolean;
	/** Links of messages are opened by Teams' link preview, with GET and HEAD. */
	readonly previews: boolean;
}

/** What seldom changes. */
export interface Setup {
	readonly teams: readonly Team[];
	readonly people: readonly Person[];
	readonly outgoing: readonly OutgoingWebhook[];
	readonly incoming: readonly IncomingWebhook[];
	readonly faults: readonly Fault[];
	readonly settings: Settings;
}

/** Everything there is to see. */
export interface Snapshot extends Setup {
	readonly messages: readonly Message[];
	readonly runs: readonly Run[];
	readonly requests: readonly RequestRecord[];
	/** The address that URLs of incoming webhooks begin with. */
	readonly baseUrl: string;
	/** The address of the n8n beside it; empty where none was named. */
	readonly n8nUrl: string;
}

/** One change, as it is sent to the page. Entities replace those with the same id. */
export type Change =
	| { readonly kind: 'setup'; readonly setup: Setup }
	| { readonly kind: 'message'; readonly message: Message }
	| { readonly kind: 'run'; readonly run: Run }
	| { readonly kind: 'request'; readonly request: RequestRecord }
	| { readonly kind: 'reset' };
