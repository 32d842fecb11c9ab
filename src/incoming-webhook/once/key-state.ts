/**
 * The state of a key: `new`, nobody has used it; `open`, somebody has begun, and whether a message was taken is unknown;
 * `taken`; `torn`, only the later half of an open key was kept.
 */
export type KeyState = 'new' | 'open' | 'taken' | 'torn';

/** Added to the key to make another value; a key is trimmed and never ends with a line break. */
const OPEN = '\nopen';

/**
 * The values of a key, in the order in which a look-up adds them: the key, and a mark that it is open. The mark is
 * removed once the message has been taken, and a key counts as taken only without it. If the process ends in between,
 * the key stays open, so that the message may be sent again but never counts as sent. The store drops its oldest values
 * first, so the mark of an open key outlives the key.
 */
export function valuesOf(key: string): readonly [string, string] {
	return [key, `${key}${OPEN}`];
}

/** The state that a look-up has found. */
export function stateOf(key: string, found: ReadonlySet<string>): KeyState {
	const [isThere, isOpen] = valuesOf(key).map((value) => found.has(value));
	if (isThere === true) return isOpen === true ? 'open' : 'taken';
	return isOpen === true ? 'torn' : 'new';
}
