/** The first part of the path of n8n's webhooks, unless an administrator has renamed it. */
const ENDPOINTS: ReadonlySet<string> = new Set(['webhook', 'webhook-test']);

/**
 * The place of a trigger, as far as every form of its URL shows it: `path` is what follows n8n's endpoint; `end` is the
 * last part, for URLs that do not show where the path begins.
 */
export type TriggerPlace = readonly ['path' | 'end', string];

/**
 * The place in the path of a trigger's URL, production or test. Host and prefix are left out, because proxies change
 * them. `undefined` if the URL ends before it names a trigger.
 */
export function placeOfUrl(pathname: string): TriggerPlace | undefined {
	const parts = partsOf(pathname);
	const endpoint = parts.findIndex((part) => ENDPOINTS.has(part));
	const own = parts.slice(endpoint + 1);
	const end = own.at(-1);
	if (end === undefined) return undefined;
	return endpoint === -1 ? ['end', end] : ['path', own.join('/')];
}

/** The places that URLs of a trigger with this path can name. */
export function placesOfTrigger(path: string): readonly TriggerPlace[] {
	const parts = partsOf(path);
	return [
		['path', parts.join('/')],
		['end', parts.at(-1) ?? ''],
	];
}

function partsOf(path: string): readonly string[] {
	return path
		.split('/')
		.filter((part) => part !== '')
		.map(decode);
}

function decode(part: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		// A percent sign that stands for itself.
		return part;
	}
}
