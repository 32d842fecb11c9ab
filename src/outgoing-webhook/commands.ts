import type { AllowList } from './allow-list';
import type { CommandWords } from './command';
import type { PlainText } from './own-mention';
import type { UsageParameter } from './usage';
import type { Word } from './words';

import { TeamsWebhookError } from '../errors';
import { argumentsAfter } from './command';
import { isAllowed, parseAllowList } from './allow-list';
import { bindParameters, parseUsage } from './usage';
import { bareWord, foldWord, splitWords } from './words';

/** Stands for a word that cannot name a command: a folded word never has a space. */
const NO_NAME = ' ';

/** One command as the user configured it. The lists are `undefined` if they were left alone. */
export interface CommandField {
	readonly name: string;
	readonly aliases: string;
	readonly usage: string;
	readonly description: string;
	readonly allowedUsers: unknown;
	readonly allowedChannels: unknown;
}

/** One command, ready to be matched. */
export interface Command {
	readonly name: string;
	readonly aliases: readonly string[];
	readonly usage: string;
	readonly parameters: readonly UsageParameter[];
	readonly description: string;
	readonly users: AllowList;
	readonly channels: AllowList;
}

/** All commands of a trigger, by the folded words of their names and aliases. */
export interface CommandTable {
	readonly commands: readonly Command[];
	readonly byPhrase: ReadonlyMap<string, number>;
	/** Words in the longest name or alias. */
	readonly longest: number;
}

/** Who asks, and where. */
export interface Asker {
	readonly userIds: ReadonlyArray<string | null>;
	readonly channelId: string | null;
}

/** What a message asks for. `index` is the position of the command in the configuration. */
export type CommandMatch =
	| { readonly kind: 'none'; readonly words: CommandWords; readonly asksForHelp: boolean }
	| {
			readonly kind: 'run';
			readonly index: number;
			readonly words: CommandWords;
			readonly params: Readonly<Record<string, string>> | undefined;
	  }
	| {
			readonly kind: 'refused';
			readonly command: Command;
			readonly reason: 'command-user-refused' | 'command-channel-refused' | 'command-list-broken';
	  }
	| { readonly kind: 'missing'; readonly command: Command; readonly parameter: string };

/**
 * Prepares the configured commands. Throws `command-name-missing`, `command-name-twice` or `command-usage-invalid`,
 * each naming the command. Lists with an entry that is not an id do not throw: they refuse everyone.
 */
export function createCommandTable(fields: readonly CommandField[]): CommandTable {
	const commands = fields.map(toCommand);
	const byPhrase = new Map<string, number>();
	let longest = 0;
	for (const [index, command] of commands.entries()) {
		for (const phrase of new Set([command.name, ...command.aliases].map(foldPhrase))) {
			if (byPhrase.has(phrase)) throw twice(phrase, commands[byPhrase.get(phrase) ?? 0]?.name ?? '', command.name);
			byPhrase.set(phrase, index);
			longest = Math.max(longest, phrase.split(' ').length);
		}
	}
	return { commands, byPhrase, longest };
}

/**
 * Finds the command a message asks for: the one whose name or alias has the most words. If none fits, punctuation after
 * the name and one "/" or "!" before it are ignored, and then also mentions of others before the webhook's own mention.
 * Never throws.
 */
export function matchCommand(
	table: CommandTable,
	{ text, names, calledAt = 0 }: PlainText,
	asker: Asker,
): CommandMatch {
	const words = splitWords(text, names);
	const called = calledAt === 0 ? words : words.filter(({ start }) => start >= calledAt);
	for (const each of calledAt === 0 ? [words] : [words, called]) {
		const heads = headsOf(each, table.longest);
		const found = findCommand(table, heads) ?? findCommand(table, heads.map(withoutPunctuation));
		if (found !== undefined) return judge(found, { text, words: each.slice(found.count) }, asker);
	}
	const [head] = headsOf(called, 1).map(withoutPunctuation);
	const asksForHelp = head === undefined || (called.length === head.count && head.folded === 'help');
	return { kind: 'none', words: { command: null, ...argumentsAfter(text, words, 0) }, asksForHelp };
}

/** A word that could belong to a command's name, folded, and the number of words up to it. */
interface Head {
	readonly folded: string;
	readonly count: number;
}

/** A command of the table, and the number of words that its name took. */
interface Found extends Pick<Head, 'count'> {
	readonly index: number;
	readonly command: Command;
}

function findCommand(table: CommandTable, heads: readonly Head[]): Found | undefined {
	for (let length = heads.length; length > 0; length -= 1) {
		const index = table.byPhrase.get(
			heads
				.slice(0, length)
				.map((head) => head.folded)
				.join(' '),
		);
		const command = index === undefined ? undefined : table.commands[index];
		if (index !== undefined && command !== undefined) return { index, command, count: heads[length - 1]?.count ?? 0 };
	}
	return undefined;
}

/** Who may run the command, and with what; `words` are those after its name. */
function judge(
	{ index, command }: Found,
	{ text, words }: { readonly text: string; readonly words: readonly Word[] },
	asker: Asker,
): CommandMatch {
	const refusal = refusalOf(command, asker);
	if (refusal !== undefined) return { kind: 'refused', command, reason: refusal };
	const bound = bindParameters(command.parameters, text, words);
	if ('missing' in bound) return { kind: 'missing', command, parameter: bound.missing };
	const params = command.usage === '' ? undefined : bound.params;
	return {
		kind: 'run',
		index,
		words: { command: command.name, ...argumentsAfter(text, words, 0, words[0]?.start ?? text.length) },
		params,
	};
}

/** See {@link bareWord}. */
function withoutPunctuation({ folded, count }: Head, index: number): Head {
	return { folded: bareWord(folded, index === 0), count };
}

/**
 * The first words that could name a command, folded, each with the number of words up to it. Words that nobody sees are
 * passed over, so that they cannot split a command of several words. The name of a person does not name a command.
 */
function headsOf(words: readonly Word[], most: number): readonly Head[] {
	const heads: Head[] = [];
	for (const [index, word] of words.entries()) {
		if (heads.length === most) break;
		const folded = word.named ? NO_NAME : (foldWord(word.value) ?? NO_NAME);
		if (folded !== '') heads.push({ folded, count: index + 1 });
	}
	return heads;
}

/** The commands somebody may run, in their order. */
export function commandsFor(table: CommandTable, asker: Asker): readonly Command[] {
	return table.commands.filter((command) => refusalOf(command, asker) === undefined);
}

function refusalOf(
	command: Command,
	asker: Asker,
): 'command-user-refused' | 'command-channel-refused' | 'command-list-broken' | undefined {
	if (command.users.kind === 'broken' || command.channels.kind === 'broken') return 'command-list-broken';
	if (!isAllowed(command.users, asker.userIds)) return 'command-user-refused';
	return isAllowed(command.channels, [asker.channelId]) ? undefined : 'command-channel-refused';
}

function toCommand(field: CommandField, index: number): Command {
	const name = field.name.trim();
	const aliases = field.aliases
		.split(/[,\r\n]/)
		.map((alias) => alias.trim())
		.filter((alias) => foldPhrase(alias) !== '');
	if (foldPhrase(name) === '') {
		throw new TeamsWebhookError(
			'command-name-missing',
			`Command ${index + 1} of the trigger does not have a name.`,
			'Give it the word that people type after the mention, or remove it.',
		);
	}
	const command = {
		name,
		aliases,
		usage: field.usage.trim(),
		parameters: parseUsage(field.usage),
		description: field.description.trim(),
	};
	return {
		...command,
		users: parseAllowList(field.allowedUsers, 'users'),
		channels: parseAllowList(field.allowedChannels, 'channels'),
	};
}

function foldPhrase(phrase: string): string {
	return splitWords(phrase)
		.map((word) => foldWord(word.value) ?? '')
		.filter((word) => word !== '')
		.join(' ');
}

function twice(phrase: string, first: string, second: string): TeamsWebhookError {
	return new TeamsWebhookError(
		'command-name-twice',
		`The commands "${first}" and "${second}" of the trigger both answer to "${phrase}".`,
		'Give each command a name and aliases of its own; upper and lower case count as the same.',
	);
}
