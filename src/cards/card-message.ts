import type { JsonObject } from '../json';
import type { Content } from './content';
import type { Finding } from './finding';
import type { Attachment } from './message';
import type { Draft } from './prepare';

import { TeamsWebhookError } from '../errors';
import { EXPECTED, parseJsonParameter, parseNested } from './card-json';
import { cardContent, joinContents } from './content';
import { isMessage, toAttachment } from './message';
import { isPlainObject } from '../json';

/** Members of a message that are read or have no meaning; `version` is in messages that call themselves cards. */
const READ_MEMBERS: ReadonlySet<string> = new Set(['type', 'attachments', '$schema', 'version']);

/** The values with which these members change nothing, so that nothing is lost without them. */
const DEFAULTS: Readonly<Record<string, unknown>> = { attachmentLayout: 'list', textFormat: 'markdown' };

/**
 * Reads a user's card JSON, as text or as an object: an Adaptive Card, an attachment, a whole message, or an array of
 * them; JSON in strings is read where a card, its content or attachments belong. Returns at least one card, with text
 * and summary of the message, and warnings for its other members. Throws `card-invalid-json`, with line and column, or
 * `card-not-a-card`, both with the path.
 */
export function parseCardMessage(value: unknown): Draft {
	const parsed = parseNested(parseJsonParameter(value), 'card JSON');
	const entries: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
	const drafts = entries.map((entry, index) => readEntry(entry, Array.isArray(parsed) ? `[${index}]` : ''));
	const content =
		drafts.length === 1 && drafts[0] !== undefined
			? drafts[0].content
			: joinContents(drafts.map((draft) => draft.content));
	if (content.attachments.length === 0)
		throw new TeamsWebhookError('card-not-a-card', 'The card JSON does not contain a card.', EXPECTED);
	return { content, findings: drafts.flatMap(({ findings }) => findings) };
}

function readEntry(entry: unknown, path: string): Draft {
	const value = parseNested(entry, `JSON in ${path}`);
	if (!isPlainObject(value) || !isMessage(value))
		return { content: cardContent([readCard(value, path)]), findings: [] };
	const at = path === '' ? 'attachments' : `${path}.attachments`;
	const given = parseNested(value.attachments, `JSON in ${at}`);
	const attachments = Array.isArray(given)
		? given.map((attachment: unknown, index) => readCard(attachment, `${at}[${index}]`))
		: [readCard(given, at)];
	return { content: readMessage(value, attachments), findings: lostMembers(value, path) };
}

function readCard(given: unknown, path: string): Attachment {
	const value = parseNested(given, `JSON in ${path}`);
	const content =
		isPlainObject(value) && typeof value.content === 'string'
			? { content: parseNested(value.content, `JSON in ${path === '' ? 'content' : `${path}.content`}`) }
			: {};
	const attachment = toAttachment(isPlainObject(value) ? { ...value, ...content } : value);
	if (attachment !== undefined) return attachment;
	throw new TeamsWebhookError(
		'card-not-a-card',
		`There is no Adaptive Card in ${path === '' ? 'the JSON' : path}: ${whatStandsThere(value)}.`,
		EXPECTED,
	);
}

function whatStandsThere(value: unknown): string {
	if (typeof value === 'string') return 'there is text instead';
	if (!isPlainObject(value)) return 'it must be an object with "type": "AdaptiveCard"';
	return value.contentType !== undefined && value.content === undefined
		? 'the attachment has no "content"'
		: '"type" must be "AdaptiveCard"';
}

function readMessage({ text, summary }: JsonObject, attachments: readonly Attachment[]): Content {
	return {
		...cardContent(attachments),
		...(isText(text) ? { text: String(text) } : {}),
		...(isText(summary) ? { summary: String(summary) } : {}),
	};
}

function isText(value: unknown): value is string | number {
	return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');
}

function lostMembers(message: JsonObject, path: string): readonly Finding[] {
	const at = (name: string) => (path === '' ? name : `${path}.${name}`);
	const lost = Object.entries(message)
		.filter(([name, value]) => isLost(name, value))
		.map(
			([name]): Finding => ({
				severity: 'warning',
				code: 'message-member-ignored',
				path: at(name),
				message: `"${name.slice(0, 40)}" is not sent: only the text, summary and attachments of a message are.`,
				fix: 'Put what people should see into the text or into a card.',
			}),
		);
	const summary: Finding = {
		severity: 'warning',
		code: 'summary-not-shown',
		path: at('summary'),
		message: 'Nobody will see the summary of this message.',
		fix: 'Put the summary into the text or into a card.',
	};
	return isText(message.summary) ? [...lost, summary] : lost;
}

function isLost(name: string, value: unknown): boolean {
	const isEmpty = value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
	if (isEmpty || DEFAULTS[name] === value) return false;
	if (name === 'text' || name === 'summary') return typeof value !== 'string' && !isText(value);
	return !READ_MEMBERS.has(name);
}
