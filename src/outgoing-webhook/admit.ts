import type { ErrorCode } from '../errors';
import type { AllowList } from './allow-list';
import type { MentionActivity, MessageRead } from './activity';
import type { CommandWords } from './command';
import type { Asker, CommandMatch, CommandTable } from './commands';
import type { ReplyActivity } from './reply';
import type { SeenMessages } from './seen-messages';
import type { Texts } from './texts';

import { escapeMessageText } from '../cards/markdown';
import { MESSAGE_MAX_AGE_MINUTES, SEEN_MESSAGES_KEEP_FACTOR } from '../limits';
import { isAllowed } from './allow-list';
import { splitCommand } from './command';
import { commandsFor, matchCommand } from './commands';
import { judgeFreshness } from './freshness';
import { helpReply, usageReply } from './help-card';
import { textReply } from './reply';
import { fillText } from '../replaceable-texts';

/** Who and what may start the workflow. */
export interface AdmissionRules {
	/** 0 switches off the check of the message's age. */
	readonly maxAgeMs: number;
	readonly ignoreDuplicates: boolean;
	readonly tenants: AllowList;
	readonly teams: AllowList;
	readonly channels: AllowList;
	readonly users: AllowList;
	/** `undefined` if no commands are configured. */
	readonly commands: CommandTable | undefined;
	readonly unknownCommand: 'output' | 'help';
	readonly texts: Texts;
}

/** What the check of a message needs besides its rules. `scope` keeps workflows and tokens apart. */
interface AdmissionContext {
	readonly seen: SeenMessages;
	readonly scope: string;
	readonly nowMs: number;
}

/** A line for the log: `always` for the audit of commands, otherwise at most once a minute. `command` is its configured name. */
export interface AdmissionNote {
	readonly code: ErrorCode;
	readonly always: boolean;
	readonly command?: string;
	/** What is wrong with the configuration; never anything from the message. */
	readonly explanation?: string;
}

/**
 * What becomes of a verified message: `start` runs the workflow on one output, `answer` is posted in the thread without
 * an execution, `refuse` is not a message that could be answered.
 */
export type Admission =
	| {
			readonly kind: 'start';
			readonly output: number;
			readonly words: CommandWords;
			readonly params?: Readonly<Record<string, string>>;
			readonly note?: AdmissionNote;
	  }
	| { readonly kind: 'answer'; readonly reply: ReplyActivity; readonly note?: AdmissionNote }
	| { readonly kind: 'refuse'; readonly code: 'message-undated' };

const MINUTE_MS = 60_000;

/** The filters in the order of their checks, and the text for people who do not pass. */
const FILTERS: ReadonlyArray<{
	readonly list: 'tenants' | 'teams' | 'channels' | 'users';
	readonly idsOf: (mention: MentionActivity) => ReadonlyArray<string | null>;
	readonly text: keyof Texts;
}> = [
	{ list: 'tenants', idsOf: (mention) => [mention.tenant.id], text: 'tenantRefused' },
	{ list: 'teams', idsOf: (mention) => [mention.team.id], text: 'teamRefused' },
	{ list: 'channels', idsOf: (mention) => [mention.channel.id], text: 'channelRefused' },
	{ list: 'users', idsOf: userIds, text: 'userRefused' },
];

const REFUSED_COMMANDS: Readonly<Record<Extract<CommandMatch, { kind: 'refused' }>['reason'], keyof Texts>> = {
	'command-user-refused': 'commandUserRefused',
	'command-channel-refused': 'commandChannelRefused',
	'command-list-broken': 'misconfigured',
};

/** Decides what becomes of a verified message: age, duplicate, filters, then its command. Notes its id. Never throws. */
export function admit(message: MessageRead, rules: AdmissionRules, context: AdmissionContext): Admission {
	const { mention } = message;
	return (
		judgeAge(mention, rules, context) ??
		judgeDuplicate(mention, rules, context) ??
		judgeFilters(mention, rules) ??
		judgeCommand(message, rules)
	);
}

function judgeAge(mention: MentionActivity, rules: AdmissionRules, { nowMs }: AdmissionContext): Admission | undefined {
	const freshness = judgeFreshness(mention.message.timestamp, rules.maxAgeMs, nowMs);
	if (freshness.kind === 'fresh') return undefined;
	if (freshness.kind === 'unreadable') return { kind: 'refuse', code: 'message-undated' };
	const text = freshness.offBySeconds > 0 ? rules.texts.tooOld : rules.texts.fromFuture;
	return answer(fillText(text, { seconds: String(Math.abs(freshness.offBySeconds)) }), 'message-stale');
}

function judgeDuplicate(
	mention: MentionActivity,
	rules: AdmissionRules,
	{ seen, scope }: AdmissionContext,
): Admission | undefined {
	const { id } = mention.message;
	if (!rules.ignoreDuplicates || id === null) return undefined;
	const keepMs =
		SEEN_MESSAGES_KEEP_FACTOR * (rules.maxAgeMs > 0 ? rules.maxAgeMs : MESSAGE_MAX_AGE_MINUTES * MINUTE_MS);
	return seen.note(`${scope}/${mention.channel.id ?? ''}/${id}`, keepMs)
		? answer(rules.texts.seenBefore, 'message-duplicate')
		: undefined;
}

function judgeFilters(mention: MentionActivity, rules: AdmissionRules): Admission | undefined {
	for (const { list, idsOf, text } of FILTERS) {
		const ids = rules[list];
		if (ids.kind === 'broken')
			return answer(
				rules.texts.misconfigured,
				'filter-broken',
				`the list of allowed ${list} ${ids.entry === 0 ? 'is set but empty' : `has an entry that is not an ID: entry ${ids.entry}`}`,
			);
		if (!isAllowed(ids, idsOf(mention))) return answer(rules.texts[text], 'filter-refused');
	}
	return undefined;
}

function judgeCommand({ mention, names, calledAt }: MessageRead, rules: AdmissionRules): Admission {
	if (rules.commands === undefined)
		return { kind: 'start', output: 0, words: splitCommand(mention.text, names, calledAt) };
	const asker: Asker = { userIds: userIds(mention), channelId: mention.channel.id };
	const match = matchCommand(rules.commands, { text: mention.text, names, calledAt }, asker);
	switch (match.kind) {
		case 'none':
			if (rules.unknownCommand === 'help')
				return { kind: 'answer', reply: helpReply(commandsFor(rules.commands, asker), match.asksForHelp, rules.texts) };
			return { kind: 'start', output: 0, words: match.words };
		case 'run': {
			const note = audit('command-accepted', match.words.command ?? '');
			return {
				kind: 'start',
				output: match.index + 1,
				words: match.words,
				note,
				...(match.params === undefined ? {} : { params: match.params }),
			};
		}
		case 'missing':
			return {
				kind: 'answer',
				reply: usageReply(match.command, match.parameter, rules.texts),
				note: audit('command-arguments-missing', match.command.name),
			};
		case 'refused':
			return {
				kind: 'answer',
				reply: textReply(
					fillText(rules.texts[REFUSED_COMMANDS[match.reason]], { command: escapeMessageText(match.command.name) }),
				),
				note: audit(match.reason, match.command.name),
			};
	}
}

function userIds(mention: MentionActivity): ReadonlyArray<string | null> {
	return [mention.from.aadObjectId, mention.from.id];
}

function audit(code: ErrorCode, command: string): AdmissionNote {
	return { code, always: true, command };
}

function answer(text: string, code: ErrorCode, explanation?: string): Admission {
	return {
		kind: 'answer',
		reply: textReply(text),
		note: { code, always: false, ...(explanation === undefined ? {} : { explanation }) },
	};
}
