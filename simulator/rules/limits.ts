/** Documented: 28 KB for a message (teams.md B.3, C.4). Chosen for replies to mentions, for which nothing is documented (A.6). */
export const MESSAGE_MAX_BYTES = 28 * 1024;

/** Documented: Teams cuts the connection after five seconds (teams.md A.6; an overview page of 2022 says ten). */
export const REPLY_TIMEOUT_MS = 5_000;

/** Documented: the platform takes request bodies of 100 MB (teams.md C.4). */
export const REQUEST_MAX_BYTES = 100 * 1024 * 1024;

/** Documented: the most characters of a flow's address (teams.md C.1). */
export const FLOW_URL_MAX = 16_384;

/** Observed: the post-card action refuses cards above this version (teams.md C.2). */
export const CARD_VERSION_MAX = '1.4';

/** Documented: the most items of an apply-to-each in the low profile (teams.md C.4). */
export const ATTACHMENTS_MAX = 5_000;

/** Documented: list and carousel layouts show at most ten cards (teams.md A.6). */
export const REPLY_CARDS_MAX = 10;

/** Documented: an `Action.OpenUrl` leads to the web (teams.md E.3, H.2: relative and empty ones make a card invalid). */
export const WEB_URL = /^https?:\/\/[^\s/]+/i;
