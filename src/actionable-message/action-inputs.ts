import { isDeeperThan, isPlainObject } from '../json';
import { ACTION_BODY_DEPTH_MAX, ACTION_FIELDS_MAX } from '../limits';

/** The inputs of an action, or `undefined` if the body cannot be read. */
export type ActionInputs = Readonly<Record<string, unknown>>;

type BodyReader = (text: string) => unknown;

const READERS: ReadonlyArray<{ readonly type: RegExp; readonly read: BodyReader }> = [
	{ type: /^(?:application\/json|[\w.-]+\/[\w.-]+\+json)$/, read: readJson },
	{ type: /^application\/x-www-form-urlencoded$/, read: readForm },
	{ type: /^(?:text\/[\w.+-]+)?$/, read: (text) => (text === '' ? {} : { text }) },
];

/** A member of this name would become the prototype where n8n copies the item. */
const PROTOTYPE = '__proto__';

/**
 * Reads the body of an action by its content type: JSON (an object as it is, anything else under `value`), a form (a
 * name that comes twice gives a list), or text (under `text`). An empty body has no inputs. `undefined` for another
 * content type, for a body that is not UTF-8 or does not match its content type, for JSON nested deeper than
 * {@link ACTION_BODY_DEPTH_MAX}, and for a form of more than {@link ACTION_FIELDS_MAX} fields.
 */
export function readActionInputs(rawBody: Buffer, contentType: unknown): ActionInputs | undefined {
	const type = typeof contentType === 'string' ? (contentType.split(';')[0] ?? '').trim().toLowerCase() : '';
	const reader = READERS.find((row) => row.type.test(type));
	const text = decode(rawBody);
	if (reader === undefined || text === undefined) return undefined;
	const value = text.trim() === '' ? {} : reader.read(text);
	if (value === undefined || isDeeperThan(value, ACTION_BODY_DEPTH_MAX)) return undefined;
	return isPlainObject(value) ? value : { value };
}

function decode(bytes: Buffer): string | undefined {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		// Not UTF-8: the caller refuses it.
		return undefined;
	}
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text, (name: string, value: unknown) => (name === PROTOTYPE ? undefined : value)) as unknown;
	} catch {
		// The value of an input was inserted unescaped and broke the JSON, or the JSON is nested too deep to be read.
		return undefined;
	}
}

/** In one pass: looking up each name again would take quadratic time. */
function readForm(text: string): ActionInputs | undefined {
	const fields = [...new URLSearchParams(text)];
	if (fields.length > ACTION_FIELDS_MAX) return undefined;
	const values = new Map<string, string[]>();
	for (const [name, value] of fields) {
		if (name === PROTOTYPE) continue;
		const known = values.get(name);
		if (known === undefined) values.set(name, [value]);
		else known.push(value);
	}
	return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
}
