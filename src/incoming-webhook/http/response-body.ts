import { RESPONSE_BODY_MAX_BYTES } from '../../limits';

/** Collects a response body up to {@link RESPONSE_BODY_MAX_BYTES}. */
interface BodyCollector {
	/** Returns whether more is wanted. */
	add(chunk: Uint8Array): boolean;
	text(): string;
}

/** Starts with an empty body. */
export function collectBody(): BodyCollector {
	const chunks: Uint8Array[] = [];
	let size = 0;
	return {
		add(chunk) {
			chunks.push(chunk);
			size += chunk.length;
			return size < RESPONSE_BODY_MAX_BYTES;
		},
		text: () => Buffer.concat(chunks).subarray(0, RESPONSE_BODY_MAX_BYTES).toString('utf8'),
	};
}

/** Header values as one text each, with lower-case names. */
export function flatHeaders(headers: Readonly<Record<string, unknown>>): Record<string, string> {
	const present = Object.entries(headers).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(
		present.map(([name, value]) => [name.toLowerCase(), Array.isArray(value) ? value.join(', ') : String(value)]),
	);
}
