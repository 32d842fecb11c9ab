import type { Destination } from '../destination/destination';
import type { Interpretation } from './interpret';

/** Shorter parts of a URL are words like "workflows" or "invoke"; a key is longer. */
const SECRET_MIN_CHARACTERS = 8;

/** Parts of a request that an answer must not bring into an output. */
export interface RequestSecrets {
	readonly destination: Pick<Destination, 'url'>;
	readonly headers: Readonly<Record<string, string>>;
}

/** A reading without ids and warnings in which the other side repeats parts of the URL or the extra header. */
export function withoutEchoes(reading: Interpretation, { destination, headers }: RequestSecrets): Interpretation {
	const parts = [...destination.url.split(/[/?&=;,]/).slice(3), ...Object.values(headers)];
	const secrets = parts.filter((part) => part.length >= SECRET_MIN_CHARACTERS);
	const isClean = (text: string) => !secrets.some((secret) => text.includes(secret));
	return { ...reading, runIds: reading.runIds.filter(isClean), messageIds: reading.messageIds.filter(isClean), warnings: reading.warnings.filter(isClean) };
}
