import type { PostAnswer } from '../../ports';
import type { Destination } from '../destination/destination';

import { decodedForms, decodedFormsOfPart, encodedForms, folded, withoutEscapes } from './secret-forms';
import { createRunFinder, RUN_CHARACTERS } from './shared-run';

/** Says whether a text from the other side may be shown. */
export type MayShow = (text: string) => boolean;

/** What is secret in a request. */
interface RequestSecrets {
	readonly destination: Pick<Destination, 'url'>;
	readonly headers: Readonly<Record<string, string>>;
}

/** Parts of a path that every webhook URL has (teams.md B.1 and C.1). Any other part may be an id, which is secret. */
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

/** Characters that tokens never contain end a word. */
const WORD = /[^\s"'<>,;{}()[\]]{8,}/g;

/** Chosen: a shorter header value is a common word, and would hide answers that contain it by chance. */
const SECRET_MIN_CHARACTERS = 4;

/** One check for each destination and set of headers, because many messages share them. */
const checks = new WeakMap<object, MayShow>();

/**
 * Accepts texts that share no run of eight characters with the query of the URL, an id in its path or a header value,
 * whether raw, decoded or encoded in a common way. Words that every URL has do not count.
 */
export function echoCheck({ destination, headers }: RequestSecrets): MayShow {
	const isNotInUrl = remembered(destination, () => urlSecrets(destination.url));
	const isNotInHeaders = remembered(headers, () => Object.values(headers));
	return (text) => (isPathWord(text) || isNotInUrl(text)) && isNotInHeaders(text);
}

/** Removes the words of an answer that repeat secrets of the request; the others stay readable. */
export function withoutEchoes(answer: PostAnswer, mayShow: MayShow): PostAnswer {
	const headers = Object.fromEntries(Object.entries(answer.headers).filter(([, value]) => mayShow(value)));
	return { ...answer, headers, body: answer.body.replace(WORD, (word) => (mayShow(word) ? word : '')) };
}

/** Makes a check for any secrets. */
export function checkFor(secrets: readonly string[]): MayShow {
	const plain = secrets.flatMap((secret) => [secret, ...withoutEscapes(secret)]);
	const sharesRun = createRunFinder([...plain, ...plain.flatMap(decodedForms)].flatMap(encodedForms).map(folded));
	const whole = secrets.map(folded).filter(({ length }) => length >= SECRET_MIN_CHARACTERS);
	return (text) =>
		![text, ...decodedFormsOfPart(text)]
			.map(folded)
			.some((form) => sharesRun(form) || whole.some((secret) => form.includes(secret)));
}

function remembered(key: object, secretsOf: () => readonly string[]): MayShow {
	const check = checks.get(key) ?? lazily(() => checkFor(secretsOf()));
	checks.set(key, check);
	return check;
}

/** Made on first use: most answers have nothing to show. */
function lazily(create: () => MayShow): MayShow {
	let check: MayShow | undefined;
	return (text) => (check ??= create())(text);
}

/** Reads the text and not the parsed URL, because the parser re-encodes some characters. */
function urlSecrets(url: string): readonly string[] {
	const [, path = '', query = ''] = /:\/\/[^/?]*([^?]*)\??(.*)/s.exec(url) ?? [];
	return [query, ...path.split('/').filter((part) => part.length >= RUN_CHARACTERS && !isPathWord(part))];
}

function isPathWord(text: string): boolean {
	return PATH_WORDS.has(text.toLowerCase());
}
