import type { Destination } from '../destination/destination';
import type { Interpretation } from './interpret';

/** Shorter parts of a URL are words like "workflows" or "invoke"; a key is longer. */
const SECRET_MIN_CHARACTERS = 8;

/** Parts of a request that an answer must not bring into an output. */
export interface RequestSecrets {
	readonly destination: Pick<Destination, 'url'>;
	readonly headers: Readonly<Record<string, string>>;
}

/** The long parts of each destination's URL; destinations do not change, and many messages go to one. */
const partsOfUrl = new WeakMap<RequestSecrets['destination'], readonly string[]>();

/** A reading without ids and warnings in which the other side repeats parts of the URL or the extra header. */
export function withoutEchoes(reading: Interpretation, { destination, headers }: RequestSecrets): Interpretation {
	const secrets = [...urlParts(destination), ...Object.values(headers).filter(isLong)];
	const isClean = (text: string) => !secrets.some((secret) => text.includes(secret));
	return { ...reading, runIds: reading.runIds.filter(isClean), messageIds: reading.messageIds.filter(isClean), warnings: reading.warnings.filter(isClean) };
}

function urlParts(destination: RequestSecrets['destination']): readonly string[] {
	const parts = partsOfUrl.get(destination) ?? destination.url.split(/[/?&=;,]/).slice(3).filter(isLong);
	partsOfUrl.set(destination, parts);
	return parts;
}

function isLong(part: string): boolean {
	return part.length >= SECRET_MIN_CHARACTERS;
}
