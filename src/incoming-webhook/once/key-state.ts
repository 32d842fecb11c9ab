/**
 * What is known of a key: `new`, nobody has begun with it; `open`, somebody has begun, and whether a message was taken
 * is not known; `taken`; `torn`, only the later half of an open key was kept.
 */
export type KeyState = 'new' | 'open' | 'taken' | 'torn';

/** Behind the key, so that it is a value of its own; a key is trimmed and ends in no line break. */
const OPEN = '\nopen';

/**
 * The values of a key, in the order in which a look adds them: the key, and that it is open. A key counts as taken only
 * where the second one is missing, which is taken away when the message was taken: whatever ends in between leaves the
 * key open, so that the message may be sent again and never counts as sent. The store drops its oldest values first,
 * so that of an open key the second one stays longer.
 */
export function valuesOf(key: string): readonly [string, string] {
	return [key, `${key}${OPEN}`];
}

/** Reads what a look has found. */
export function stateOf(key: string, found: ReadonlySet<string>): KeyState {
	const [isThere, isOpen] = valuesOf(key).map((value) => found.has(value));
	if (isThere === true) return isOpen === true ? 'open' : 'taken';
	return isOpen === true ? 'torn' : 'new';
}
