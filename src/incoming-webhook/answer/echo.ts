import type { PostAnswer } from '../../ports';
import type { Destination } from '../destination/destination';

import { decodedForms, decodedFormsOfPart, encodedForms, folded, withoutEscapes } from './secret-forms';
import { createRunFinder, RUN_CHARACTERS } from './shared-run';

/** Says whether a text that the other side wrote may be shown. */
export type MayShow = (text: string) => boolean;

/** What is secret in a request. */
interface RequestSecrets {
	readonly destination: Pick<Destination, 'url'>;
	readonly headers: Readonly<Record<string, string>>;
}

/** Parts of a path that every webhook URL has (teams.md B.1 and C.1). Any other may be an id, and an id opens the door. */
const PATH_WORDS: ReadonlySet<string> = new Set([
	'automations',
	'direct',
	'incomingwebhook',
	'invoke',
	'manual',
	'paths',
	'powerautomate',
	'triggers',
	'webhook',
	'webhookb2',
	'workflows',
]);

/** What no token has in it ends a word. */
const WORD = /[^\s"'<>,;{}()[\]]{8,}/g;

/** Chosen: a shorter header value is a word, and would hide answers that only happen to hold it. */
const SHORT_SECRET_MIN_CHARACTERS = 4;

/** One check for each destination and set of headers: they do not change, and many messages go with them. */
const checks = new WeakMap<object, MayShow>();

/**
 * Lets through what shares no run of eight characters with the query of the URL, an id of its path or a header value;
 * be it raw, decoded, or encoded in a usual way. A word that every URL has is none of them.
 */
export function echoCheck({ destination, headers }: RequestSecrets): MayShow {
	const isNotInUrl = remembered(destination, () => urlSecrets(destination.url));
	const isNotInHeaders = remembered(headers, () => Object.values(headers));
	return (text) => (isPathWord(text) || isNotInUrl(text)) && isNotInHeaders(text);
}

/** Takes the secrets of a request out of the words of an answer that repeat them; the others stay, so that it can be read. */
export function withoutEchoes(answer: PostAnswer, mayShow: MayShow): PostAnswer {
	const headers = Object.fromEntries(Object.entries(answer.headers).filter(([, value]) => mayShow(value)));
	return { ...answer, headers, body: answer.body.replace(WORD, (word) => (mayShow(word) ? word : '')) };
}

/** The check for any secrets. */
export function checkFor(secrets: readonly string[]): MayShow {
	const plain = secrets.flatMap((secret) => [secret, ...withoutEscapes(secret)]);
	const sharesRun = createRunFinder([...plain, ...plain.flatMap(decodedForms)].flatMap(encodedForms).map(folded));
	const short = secrets
		.map(folded)
		.filter(({ length }) => length >= SHORT_SECRET_MIN_CHARACTERS && length < RUN_CHARACTERS);
	return (text) =>
		![text, ...decodedFormsOfPart(text)]
			.map(folded)
			.some((form) => sharesRun(form) || short.some((secret) => form.includes(secret)));
}

function remembered(key: object, secretsOf: () => readonly string[]): MayShow {
	const check = checks.get(key) ?? lazily(() => checkFor(secretsOf()));
	checks.set(key, check);
	return check;
}

/** Most answers hold nothing to show. */
function lazily(create: () => MayShow): MayShow {
	let check: MayShow | undefined;
	return (text) => (check ??= create())(text);
}

/** The text is read and not the parsed URL: the parser writes some characters anew. */
function urlSecrets(url: string): readonly string[] {
	const [, path = '', query = ''] = /^[a-z]+:\/\/[^/?]*([^?]*)\??(.*)$/is.exec(url) ?? [];
	return [query, ...path.split('/').filter((part) => part.length >= RUN_CHARACTERS && !isPathWord(part))];
}

function isPathWord(text: string): boolean {
	return PATH_WORDS.has(text.toLowerCase());
}
