/** A security token decodes to 32 bytes: 44 Base64 characters (observed: Microsoft's sample keys, teams.md A.3). */
export const SECURITY_TOKEN_BYTES = 32;

/** Length of the Base64 text of {@link SECURITY_TOKEN_BYTES} bytes, padding included. */
export const SECURITY_TOKEN_CHARACTERS = 44;

/** An HMAC-SHA256 is 32 bytes (RFC 2104, FIPS 180-4). */
export const MAC_BYTES = 32;

/** Documented: Teams waits 5 s for the whole exchange. We answer at 4 s, which leaves room for n8n and the network. */
export const REPLY_DEADLINE_MS = 4_000;

/** Chosen: an activity is a few KB, and Teams refuses messages over 28 KB; nothing larger is worth a MAC. */
export const REQUEST_BODY_MAX_BYTES = 262_144;

/** Chosen: answers of Teams are one line or a small JSON error; more is not read. */
export const RESPONSE_BODY_MAX_BYTES = 65_536;

/** Chosen: one HTTP exchange with Teams, connecting included. */
export const SEND_TIMEOUT_MS = 15_000;

/** Chosen: idle connections are closed before the gateways in front of Workflows do it. */
export const IDLE_CONNECTION_MS = 4_000;

/** Quoted from Microsoft's connector page: the window in which a flow's Teams connection may post 25 messages. */
export const PACE_WINDOW_MS = 300_000;

/** Chosen: the longest a card waits for its place in the pace window before it is given back as not sent. */
export const PACE_MAX_WAIT_MS = 60_000;

/** Chosen: one log line per refusal reason and minute keeps a flood of bad requests out of the log. */
export const REFUSAL_LOG_WINDOW_MS = 60_000;

/** Adaptive Card version that Workflows accepts (higher ones are refused in practice, teams.md C.2). */
export const ADAPTIVE_CARD_VERSION = '1.4';
