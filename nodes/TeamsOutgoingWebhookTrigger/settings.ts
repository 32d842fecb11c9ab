import type { IHookFunctions, IWebhookFunctions, NodeParameterValueType } from 'n8n-workflow';
import type { AllowList, AllowListKind } from '../../src/outgoing-webhook/allow-list';
import type { CommandField, CommandTable } from '../../src/outgoing-webhook/commands';
import type { AdmissionRules } from '../../src/outgoing-webhook/admit';
import type { ReplyActivity } from '../../src/outgoing-webhook/reply';
import type { SessionScope } from '../../src/outgoing-webhook/session';
import type { Texts } from '../../src/outgoing-webhook/texts';
import type { RespondMode } from '../shared/trigger-webhook';

import { caught } from '../../src/caught';
import { TeamsWebhookError } from '../../src/errors';
import { isPlainObject, scalarText } from '../../src/json';
import { parseAllowList } from '../../src/outgoing-webhook/allow-list';
import { createCommandTable } from '../../src/outgoing-webhook/commands';
import { textReply } from '../../src/outgoing-webhook/reply';
import { ENGLISH_TEXTS, readTexts } from '../../src/outgoing-webhook/texts';
import {
	MESSAGE_MAX_AGE_MINUTES,
	REPLY_DEADLINE_MAX_MS,
	REPLY_DEADLINE_MIN_MS,
	REPLY_DEADLINE_MS,
} from '../../src/limits';
import { numberIn } from '../shared/number-option';
import { publishError, textOr, warnOfPrivateUrl } from '../shared/trigger-settings';
import { respondOf } from '../shared/trigger-webhook';
import { LOG_NAME, logRefusal } from './log';
import { FAILURE_TEXT, IMMEDIATE_TEXT } from './options';
import { nodesWiredTo } from './wiring';

/** Everything the panel of the trigger says, read once per request. */
export interface TriggerSettings {
	readonly respond: RespondMode;
	readonly immediateText: string;
	readonly deadlineMs: number;
	/** `undefined` if the text should say whether an answer will follow. */
	readonly deadlineText: string | undefined;
	readonly failureText: string;
	readonly minimal: boolean;
	/** Which messages share the memory of a model. */
	readonly session: SessionScope;
	/** True if the texts of the last node are not turned into the Markdown that Teams draws. */
	readonly asWritten: boolean;
	readonly includeActivity: boolean;
	/** The name of the webhook in Teams; `undefined` if the user has not given it. */
	readonly webhookName: string | undefined;
	readonly rules: AdmissionRules;
}

/** The output for everything that is not a command. */
const OTHER_MESSAGES = 0;

type Context = IHookFunctions | IWebhookFunctions;
type Options = Readonly<Record<string, unknown>>;

/**
 * Reads the parameters. Throws a `TeamsWebhookError` (`option-invalid`, or a code of the commands) for values that
 * cannot be used; n8n's own expression errors become `option-invalid`.
 */
export function readSettings(context: Context): TriggerSettings {
	const options = readParameter(context, 'options', {}) as Options;
	const commands = readCommands(context);
	return {
		respond: respondOf(readParameter(context, 'respond', 'replyNode'), 'replyNode'),
		immediateText: textOr(scalarText(readParameter(context, 'immediateText', '')), IMMEDIATE_TEXT),
		deadlineMs: deadlineOf(options),
		deadlineText: scalarText(options.deadlineText).trim() || undefined,
		failureText: textOr(scalarText(options.failureText), FAILURE_TEXT),
		minimal: options.detail === 'minimal',
		session: sessionOf(options),
		asWritten: options.markdown === 'asWritten',
		includeActivity: options.includeActivity === true,
		webhookName: webhookNameOf(options),
		rules: {
			maxAgeMs: maxAgeOf(options),
			ignoreDuplicates: options.ignoreDuplicates !== false,
			tenants: filterOf(options, 'allowedTenants', 'tenants'),
			teams: filterOf(options, 'allowedTeams', 'teams'),
			channels: filterOf(options, 'allowedChannels', 'channels'),
			users: filterOf(options, 'allowedUsers', 'users'),
			commands,
			texts: textsIn(options),
			unknownCommand: commands === undefined ? 'output' : unknownCommandOf(context, options),
		},
	};
}

/** The settings of a verified request, or the text for the thread if they cannot be used. Never throws. */
export function settingsOrAnswer(
	context: IWebhookFunctions,
): TriggerSettings | { readonly webhookResponse: ReplyActivity } {
	try {
		return readSettings(context);
	} catch (error) {
		const code = error instanceof TeamsWebhookError ? error.code : 'option-invalid';
		logRefusal(context, code, error instanceof TeamsWebhookError ? error.message : undefined);
		return { webhookResponse: textReply(textsOf(context).misconfigured) };
	}
}

/**
 * Checks and reads the parameters when the workflow is published. Throws with the whole explanation in the message,
 * because n8n shows nothing else.
 */
export function requireSettings(context: IHookFunctions): TriggerSettings {
	const read = caught(() => readSettings(context));
	if (!read.ok) throw publishError(context.getNode(), read.error);
	warnOfPrivateUrl(context, LOG_NAME, 'Teams');
	return read.value;
}

/**
 * The sentences people read, for when the settings are not needed or cannot be used. Never throws: if they cannot be
 * read, they are the English ones.
 */
export function textsOf(context: IWebhookFunctions): Texts {
	const texts = caught(() => textsIn(readParameter(context, 'options', {}) as Options));
	return texts.ok ? texts.value : ENGLISH_TEXTS;
}

function textsIn({ texts }: Options): Texts {
	return readTexts(isPlainObject(texts) ? texts : {});
}

/** How to refuse a request whose signature is wrong. Never throws: a broken option refuses with 401. */
export function readBadSignature(context: IWebhookFunctions): 'unauthorized' | 'message' {
	try {
		return (readParameter(context, 'options', {}) as Options).badSignature === 'message' ? 'message' : 'unauthorized';
	} catch {
		// The options cannot be read: the stricter of the two refusals.
		return 'unauthorized';
	}
}

function readParameter(context: Context, name: string, fallback: NodeParameterValueType): unknown {
	const read = caught(() => context.getNodeParameter(name, fallback) as unknown);
	if (read.ok) return read.value;
	throw new TeamsWebhookError(
		'option-invalid',
		`The trigger's parameter "${name}" cannot be read.`,
		'Check its expressions: a trigger does not have an input item, so $json does not exist.',
		{ cause: read.error },
	);
}

/** `undefined` where no commands are configured. */
function readCommands(context: Context): CommandTable | undefined {
	const values = readParameter(context, 'commands.values', []);
	if (!Array.isArray(values) || values.length === 0) return undefined;
	const written = rawCommands(context);
	return createCommandTable(values.map((value: unknown, index) => toField(Object(value) as Options, written[index])));
}

/** Any other value means the narrowest scope: nobody reads in one thread what was said in another. */
function sessionOf({ session }: Options): SessionScope {
	return session === 'channel' || session === 'person' ? session : 'thread';
}

/** If nothing is wired to "Other messages", an execution would only end without an answer. */
function unknownCommandOf(context: Context, { unknownCommand }: Options): AdmissionRules['unknownCommand'] {
	if (unknownCommand === 'help' || unknownCommand === 'output') return unknownCommand;
	return nodesWiredTo(context, OTHER_MESSAGES)?.length === 0 ? 'help' : 'output';
}

/** The commands as they were typed: an expression that gives nothing differs from an untouched field. */
function rawCommands(context: Context): readonly Options[] {
	const { commands } = context.getNode().parameters as { commands?: { values?: unknown } };
	return Array.isArray(commands?.values) ? commands.values.map((value: unknown) => Object(value) as Options) : [];
}

/** A list is `undefined` only if its field is untouched; an expression that gives nothing refuses everybody. */
function toField(value: Options, written: Options | undefined): CommandField {
	const leftAlone = (name: string) => written !== undefined && (written[name] === undefined || written[name] === '');
	const list = (name: string) => (leftAlone(name) ? undefined : (value[name] ?? ''));
	return {
		name: scalarText(value.name),
		aliases: scalarText(value.aliases),
		usage: scalarText(value.usage),
		description: scalarText(value.description),
		allowedUsers: list('allowedUsers'),
		allowedChannels: list('allowedChannels'),
	};
}

/** An option that was added counts as set, whatever it gives: an empty list refuses everybody. */
function filterOf(options: Options, name: string, kind: AllowListKind): AllowList {
	return parseAllowList(Object.hasOwn(options, name) ? (options[name] ?? '') : undefined, kind);
}

/** People may write the name as they type it in Teams, with its "@". */
function webhookNameOf(options: Options): string | undefined {
	const name = scalarText(options.webhookName).trim().replace(/^@/, '').trim();
	return name === '' ? undefined : name;
}

function deadlineOf({ replyDeadline }: Options): number {
	const range = { from: REPLY_DEADLINE_MIN_MS / 1_000, to: REPLY_DEADLINE_MAX_MS / 1_000 };
	const seconds = replyDeadline ?? REPLY_DEADLINE_MS / 1_000;
	return Math.round(numberIn(seconds, { name: 'Reply Deadline (Seconds)', ...range, isOfTrigger: true }) * 1_000);
}

function maxAgeOf({ maxAge }: Options): number {
	const range = { from: 0, to: 525_600 };
	return (
		numberIn(maxAge ?? MESSAGE_MAX_AGE_MINUTES, { name: 'Maximum Age (Minutes)', ...range, isOfTrigger: true }) * 60_000
	);
}
