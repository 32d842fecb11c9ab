import { isDeeperThan } from '../cards/depth';
import { isPlainObject } from '../cards/message';
import { ACTION_BODY_DEPTH_MAX } from '../limits';

/** The inputs of an action, or `undefined` where the body cannot be read. */
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
 * content type, for what is not UTF-8 or not of its type, and for JSON nested deeper than {@link ACTION_BODY_DEPTH_MAX}.
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
		// The value of an input was pasted raw and broke the JSON, or it is nested too deep to be read.
		return undefined;
	}
}

function readForm(text: string): ActionInputs {
	const form = new URLSearchParams(text);
	const names = [...new Set(form.keys())].filter((name) => name !== PROTOTYPE);
	return Object.fromEntries(names.map((name) => {
		const values = form.getAll(name);
		return [name, values.length === 1 ? values[0] : values];
	}));
}
