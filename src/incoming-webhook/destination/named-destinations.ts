import { caught } from '../../caught';
import { TeamsWebhookError } from '../../errors';

/** One entry of a list of destinations. `url` is secret; `channelId` is `null` if the entry has none. */
interface NamedDestination {
	readonly name: string;
	readonly channelId: string | null;
	readonly url: string;
}

const SHAPE =
	'Write "name, URL" or "name, channel ID, URL", and a semicolon or a new line after each entry. A name must not contain a slash or any of ? & = % #.';

/** A name is shown in outputs, errors and the editor's list, so it must not look like a piece of a URL. */
const NAME = /^[^/?&=%#]{1,100}$/;

/** Thread id of a channel (teams.md A.4). */
const CHANNEL = /^19:[^\s,;]+$/;

/**
 * Reads entries of "name, URL" or "name, channel id, URL", separated by semicolons or line breaks. Throws
 * `destinations-blank` or `destinations-invalid`, naming the position of the entry and never a URL.
 */
export function parseDestinations(text: string): readonly NamedDestination[] {
	const entries = text
		.replace(/&(?:amp;)+/g, '&')
		.split(/[;\r\n]/)
		.map((entry) => entry.trim())
		.filter((entry) => entry !== '');
	if (entries.length === 0)
		throw new TeamsWebhookError('destinations-blank', 'The list of destinations is empty.', SHAPE);
	const destinations = entries.map(toDestination);
	const twice = firstRepeated(destinations.map(({ name }) => name));
	if (twice !== -1) throw invalid(twice, 'has the same name as another entry');
	const sameChannel = firstRepeated(destinations.map(({ channelId }) => channelId));
	if (sameChannel !== -1) throw invalid(sameChannel, 'has the same channel ID as another entry');
	return destinations;
}

/** Whether a text can be the name of a destination, so that it may be shown. */
export function isDestinationName(text: string): boolean {
	return NAME.test(text);
}

/** Runs `read`; an error it throws names the destination. */
export function namingDestination<Result>(name: string, read: () => Result): Result {
	const end = caught(read);
	if (end.ok) return end.value;
	const { error } = end;
	throw error instanceof TeamsWebhookError
		? new TeamsWebhookError(error.code, `Destination "${name}": ${error.message}`, error.description, { cause: error })
		: error;
}

function toDestination(entry: string, index: number): NamedDestination {
	const parts = entry.split(',').map((part) => part.trim());
	const [name = '', middle] = parts;
	const url = parts.at(-1) ?? '';
	if (parts.length < 2 || parts.length > 3 || !isDestinationName(name) || !/^https?:\/\//.test(url))
		throw invalid(index, 'cannot be read');
	if (parts.length === 2) return { name, channelId: null, url };
	if (middle === undefined || !CHANNEL.test(middle))
		throw invalid(index, 'must have a channel ID (19:…) in the middle');
	return { name, channelId: middle, url };
}

/** The index at which a value occurs for the second time, ignoring `null`; -1 if none does. */
function firstRepeated(values: ReadonlyArray<string | null>): number {
	const seen = new Set<string>();
	return values.findIndex((value) => value !== null && seen.size === seen.add(value).size);
}

function invalid(index: number, what: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'destinations-invalid',
		`Entry ${index + 1} in the list of destinations ${what}.`,
		SHAPE,
	);
}
