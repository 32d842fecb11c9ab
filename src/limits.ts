/** A security token decodes to 32 bytes: 44 Base64 characters (observed: Microsoft's sample keys, teams.md A.3). */
export const SECURITY_TOKEN_BYTES = 32;

/** Length of the Base64 text of {@link SECURITY_TOKEN_BYTES} bytes, padding included. */
export const SECURITY_TOKEN_CHARACTERS = 44;

/** An HMAC-SHA256 is 32 bytes (RFC 2104, FIPS 180-4). */
export const MAC_BYTES = 32;

/** Documented: Teams waits 5 s for the whole exchange. We answer at 4 s, which leaves room for n8n and the network. */
export const REPLY_DEADLINE_MS = 4_000;

/**
 * Chosen: the longest deadline a user may set. The Teams overview page says 10 s, the how-to page 5 s (teams.md A.6).
 */
export const REPLY_DEADLINE_MAX_MS = 9_500;

/** Chosen: shorter deadlines would leave no time for a workflow. */
export const REPLY_DEADLINE_MIN_MS = 500;

/** Chosen: how long a message can have been on its way before the deadline is shortened; clocks differ by less. */
export const MESSAGE_WAIT_GRACE_MS = 750;

/** Chosen: if a message seems to have waited longer, a clock is wrong: after that time Teams has hung up. */
export const MESSAGE_WAIT_MAX_MS = 10_000;

/** Chosen: the largest share of a deadline that is subtracted. */
export const REPLY_DEADLINE_SHORTENED_SHARE = 0.5;

/** Chosen: the time that a reply needs to get from a worker to the process that holds the connection. */
export const REPLY_MARGIN_MS = 700;

/** Chosen: how long after the deadline a reply can still be on its way to n8n's queue; after that it counts as not taken. */
export const REPLY_HAND_OVER_MS = 1_000;

/** Chosen: the default maximum age of a message; clocks can be off in both directions. */
export const MESSAGE_MAX_AGE_MINUTES = 5;

/** Chosen: ids are kept for this many times the maximum age, so that a message from the future cannot come twice either. */
export const SEEN_MESSAGES_KEEP_FACTOR = 2;

/** Chosen: ids of messages that a trigger remembers; 50,000 fingerprints of 43 characters with their times take 6 MB. */
export const SEEN_MESSAGES_MAX = 50_000;

/** Documented: 28 KB for webhooks and the flow bot (teams.md B.3, C.4, H.1); nothing is documented for replies, so they get the same limit (A.6). */
export const MESSAGE_MAX_BYTES = 28 * 1024;

/** Chosen: texts for notifications, or for clients without cards, are cut to this many UTF-16 units if they would take space from the message; banners show fewer. */
export const NOTICE_MAX_CHARACTERS = 500;

/** Observed: 24,453 bytes sent to Workflows were counted as 28,897 (teams.md C.6). */
export const WORKFLOWS_GROWTH = 1.18;

/** Chosen: an activity is a few KB, and Teams refuses messages over 28 KB; larger bodies are refused without computing a MAC. */
export const REQUEST_BODY_MAX_BYTES = 262_144;

/** Chosen: answers from Teams are one line or a small JSON error; more is not read. */
export const RESPONSE_BODY_MAX_BYTES = 65_536;

/** Documented: the longest request URL of a flow (teams.md C.1). */
export const URL_MAX_CHARACTERS = 16_384;

/** Chosen: default time for one HTTP exchange with Teams, connecting included. */
export const SEND_TIMEOUT_MS = 15_000;

/** Documented: a flow gives up an inbound request after 120 s (teams.md C.4); waiting longer is pointless. */
export const SEND_TIMEOUT_MAX_MS = 120_000;

/** Chosen: default number of attempts to post a message; 1 means no retry. */
export const SEND_ATTEMPTS = 3;

/** Chosen: the most attempts that a user can set. */
export const SEND_ATTEMPTS_MAX = 20;

/** Chosen: default time for queue and back-off of one message together. */
export const SEND_WAIT_MAX_MS = 60_000;

/** Chosen: the longest first back-off; each further one is at most twice as long as the one before. */
export const BACKOFF_BASE_MS = 1_000;

/** Chosen: the longest single back-off, unless Teams asks for more. */
export const BACKOFF_MAX_MS = 30_000;

/**
 * Chosen: exchanges of one run of the node at once, for all destinations together. n8n's client makes a connection for
 * each, and each handshake costs less when more run at once (docs/performance.md).
 */
export const RUN_IN_FLIGHT = { undici: 64, n8n: 256 } as const;

/**
 * Chosen: how many exchanges a run starts with. undici keeps connections open, and each new one costs a TLS handshake, so
 * a run adds more only while answers are slow (docs/performance.md). undici reuses a connection one turn of the event loop
 * after its answer, so it opens up to two per exchange. n8n's client never keeps a connection.
 */
export const RUN_IN_FLIGHT_FIRST = { undici: 4, n8n: RUN_IN_FLIGHT.n8n } as const;

/** Chosen: how often a run checks whether answers are slow, while messages are waiting. */
export const LANE_LOOK_MS = 25;

/**
 * Chosen: the longest time for which one answer from Teams holds back all messages to its URL; then one attempt asks
 * again.
 */
export const HOLD_MAX_MS = 3_600_000;

/** Chosen: how much of an answer is read to interpret it; the known ones are short. */
export const ANSWER_READ_CHARACTERS = 4_096;

/** Chosen: messages that are read before the first is sent, because expressions cost less in a row; the others are read when their turn comes. */
export const MESSAGES_READ_AHEAD = 1_000;

/** Chosen: after this many messages have been read in a row, n8n gets a turn to answer others. */
export const MESSAGES_PER_TURN = 50;

/** Chosen: time for opening one connection, including TLS and a proxy; a gateway that is up answers in far less. */
export const CONNECT_TIMEOUT_MS = 5_000;

/** Chosen: idle connections are closed before the gateways in front of Workflows do it. */
export const IDLE_CONNECTION_MS = 4_000;

/** Documented for connectors (teams.md B.3), and kept in Microsoft's pages for Workflows (C.4): requests per second and URL. */
export const PACE_PER_SECOND = 4;

/** The window of {@link PACE_PER_SECOND}. */
export const PACE_SECOND_MS = 1_000;

/** Documented for connectors (teams.md B.3): requests per 30 s and URL. */
export const PACE_PER_HALF_MINUTE = 60;

/** The window of {@link PACE_PER_HALF_MINUTE}. */
export const PACE_HALF_MINUTE_MS = 30_000;

/** Chosen: connections to one host at once; a burst to very many URLs of a host does not open more. */
export const CONNECTIONS_PER_ORIGIN = 256;

/** Quoted from Microsoft's connector page: the window in which a flow's Teams connection may post 25 messages. */
export const PACE_FLOW_WINDOW_MS = 300_000;

/** Quoted as above (teams.md C.4, two projects of 2026): messages in {@link PACE_FLOW_WINDOW_MS}. Weak evidence, so it is only a warning. */
export const PACE_PER_FLOW_WINDOW = 25;

/** Chosen: how much longer than documented long windows are, because requests do not travel equally fast. */
export const PACE_WINDOW_SLACK = 1.02;

/** Chosen: how much longer the window of a second is; a new connection can take a good part of it. */
export const PACE_SECOND_SLACK = 1.2;

/** Chosen: messages that can wait for one URL; further ones end as not sent. */
export const PACE_QUEUE_MAX = 1_000;

/** Chosen: windows of messages that are kept at once, and lanes that are held back; 10,000 take 5 MB with the times of waiting messages. */
export const PACE_GROUPS_MAX = 10_000;

/** Chosen: groups whose messages of the last minutes are counted; 5,000 with 26 times each take 3 MB. */
export const FLOW_GROUPS_MAX = 5_000;

/** Chosen: reasons of refusals, per workflow and node, whose lines in the log are counted; 1,000 take less than 1 MB. */
export const REFUSAL_REASONS_MAX = 1_000;

/** Chosen: one log line per reason and minute, so that a flood of bad requests does not flood the log. */
export const REFUSAL_LOG_WINDOW_MS = 60_000;

/** Adaptive Card version that Workflows accepts (higher ones are refused in practice, teams.md C.2). */
export const ADAPTIVE_CARD_VERSION = '1.4';

/** Observed: Teams shows about six buttons per set; desktop hides the others (teams.md H.2, C1). */
export const BUTTONS_PER_SET = 6;

/** Chosen: default number of items on one card; the others are counted. */
export const ITEMS_IN_CARD_MAX = 20;

/** Documented: at most 20 users can be mentioned in a message (teams.md H.4, P4 of 9 May 2026). */
export const PEOPLE_MENTIONED_MAX = 20;

/** Chosen: levels of objects and lists in a card; deeper ones exhaust the stack when JSON is written, and nobody can read them. */
export const CARD_DEPTH_MAX = 500;

/** Chosen: bytes of the secret that signs states and entity ids, as many as the hash has. */
export const CONNECTOR_SECRET_MIN_BYTES = 32;

/** Chosen: validity of a state. The page asks for it when somebody presses Save and uses it at once; this allows for a slow network. */
export const CONNECTOR_STATE_LIFE_MS = 300_000;

/** Chosen: how long Teams' copy of an entity id is valid after it was last saved: two years. */
export const CONNECTOR_ENTITY_LIFE_MS = 63_072_000_000;

/** Chosen: default deadline for answering the page. Hosts are said to give a save handler 30 s; not measured. */
export const CONNECTOR_DEADLINE_MS = 20_000;

/** Chosen: the longest deadline that a user can set, which leaves a margin below the 30 s above. */
export const CONNECTOR_DEADLINE_MAX_MS = 25_000;

/** Chosen: fields of one configuration page. */
export const CONNECTOR_FIELDS_MAX = 50;

/** Chosen: choices of one field of the configuration page. */
export const CONNECTOR_CHOICES_MAX = 500;

/** Chosen: characters of a text field of the configuration page. */
export const CONNECTOR_TEXT_MAX_CHARACTERS = 1_000;

/** Chosen: characters of the name of a subscription; Teams shows it in one line. */
export const CONNECTOR_NAME_MAX_CHARACTERS = 120;

/** Chosen: how much the clocks of Microsoft's service and of this machine can differ when a token's times are checked. */
export const TOKEN_CLOCK_SKEW_S = 60;

/** Chosen: Node accepts 16 KiB of headers in all; an Entra token with 200 groups is half as long. */
export const TOKEN_MAX_CHARACTERS = 16_384;

/** Chosen: time for reading the keys of an issuer, including its discovery document; the action waits meanwhile. */
export const KEYS_TIMEOUT_MS = 1_200;

/** Chosen: keys this old are read again. Microsoft advises once a day. */
export const KEYS_FRESH_MS = 43_200_000;

/** Chosen: keys this old are not used any more, even if they cannot be read again. */
export const KEYS_KEEP_MS = 172_800_000;

/** Chosen: how often an unknown key name can cause the keys to be read again. Microsoft announces keys long before it uses them. */
export const KEYS_COOL_DOWN_MS = 300_000;

/** Chosen: the pause after keys could not be read, before an action tries again. */
export const KEYS_RETRY_MS = 5_000;

/**
 * Chosen: the number of tenants whose key sets are kept in this process. A set has at most 100 keys (signing-key.ts), so
 * the worst case is 80 MB; Microsoft's real sets have 5 to 10 keys, which is at most 8 MB.
 */
export const KEY_SETS_MAX = 200;

/** Chosen: bytes of the secret that callback URLs are signed with, as many as the hash has. */
export const BINDING_SECRET_MIN_BYTES = 32;

/** Chosen: characters of the name that binds a callback to a message. */
export const BINDING_MAX_CHARACTERS = 200;

/** Documented: actions on messages older than about a month are refused (teams.md F.5); plus a day for "about". */
export const BINDING_LIFE_DAYS = 32;

/** Chosen: the longest validity that a user can give a callback URL. */
export const BINDING_LIFE_MAX_DAYS = 400;

/** Documented for actions without a click: 2 s (teams.md F.5). We answer before that, which leaves room for n8n and the network. */
export const ACTION_DEADLINE_MS = 1_700;

/** Observed: an action that took about 5 s failed in the client (teams.md F.5). */
export const ACTION_DEADLINE_MAX_MS = 4_500;

/** Chosen: shorter deadlines would leave no time for a workflow. */
export const ACTION_DEADLINE_MIN_MS = 300;

/** Chosen: the status of an action is a short text on the card. */
export const ACTION_STATUS_MAX_CHARACTERS = 200;

/** Chosen: levels of objects and lists in the body of an action; inputs of a card make one or two. */
export const ACTION_BODY_DEPTH_MAX = 32;

/** Chosen: fields in a form body of an action; nobody fills in a card with more inputs. */
export const ACTION_FIELDS_MAX = 1_000;

/** Chosen: a secret with fewer different bytes was typed just to fill the field; 48 random bytes in Base64 have about 40. */
export const SECRET_DIFFERENT_BYTES_MIN = 8;

/** Chosen: Send Once Keys that n8n remembers for a node; older ones are forgotten first. */
export const SEND_ONCE_KEYS_MAX = 10_000;

/** Chosen: how long a message waits if another process, or one that has crashed, has begun with its Send Once Key; most flows answer sooner. */
export const SEND_ONCE_OPEN_WAIT_MS = 1_000;

/** Chosen: the first pause before n8n's database is asked again for a Send Once Key or a credential; each further pause is twice as long. */
export const DATABASE_RETRY_MS = 100;

/** Chosen: the longest pause before the database is asked again. */
export const DATABASE_RETRY_MAX_MS = 2_000;

/** Chosen: the shortest wait for a database that does not answer; messages queue for it. */
export const SEND_ONCE_LOOK_MS = 15_000;

/** Chosen: a mention answers a question within this time of its being written; the same as {@link MESSAGE_MAX_AGE_MINUTES}. */
export const PROOF_LIFE_MS = 300_000;

/** Chosen: fields of the form behind a question. */
export const APPROVAL_FIELDS_MAX = 50;

/** Chosen: options of one field of that form. */
export const APPROVAL_CHOICES_MAX = 500;

/** Chosen: people whom one question names as approvers. */
export const APPROVERS_MAX = 200;

/** Chosen: characters of one answer that is typed on the page. */
export const APPROVAL_TEXT_MAX_CHARACTERS = 20_000;

/** Chosen: characters of the comment on a decision. */
export const APPROVAL_COMMENT_MAX_CHARACTERS = 2_000;

/**
 * Chosen: an answer by mention waits this long for a run that is not waiting yet; any longer, and the mention gets no
 * answer in time.
 */
export const RECORD_WAIT_MAX_MS = 3_000;

/** Chosen: the pause before a run that is not waiting yet is asked again. */
export const RECORD_RETRY_MS = 150;

/** Chosen: bytes of the JSON that shows what an agent wants to run. */
export const TOOL_INPUT_MAX_BYTES = 65_536;
