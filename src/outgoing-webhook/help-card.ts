import type { Attachment } from '../cards/message';
import type { Command } from './commands';
import type { ReplyActivity } from './reply';
import type { Texts } from './texts';

import { escapeMarkdown, escapeMessageText } from '../cards/markdown';
import { adaptiveCard } from '../cards/message';
import { textReply } from './reply';
import { fitReply } from './reply-limits';
import { fillText } from '../replaceable-texts';

/**
 * The reply to a request for help, or to a message that is not a command: an Adaptive Card of the commands the person
 * may run, or a text if there is none. A card that is too large for Teams loses its last commands, with a note.
 */
export function helpReply(commands: readonly Command[], asked: boolean, texts: Texts): ReplyActivity {
	if (commands.length === 0) return textReply(texts.noCommands);
	return fitReply({ type: 'message', attachments: [helpCard(asked, commands, texts)] }).reply;
}

/** The reply to a command whose required argument is missing. */
export function usageReply({ name, usage }: Command, parameter: string, texts: Texts): ReplyActivity {
	const values = { command: name, parameter: `<${parameter}>`, usage };
	const escaped = Object.entries(values).map(([placeholder, value]) => [placeholder, escapeMessageText(value)]);
	return textReply(fillText(texts.usage, Object.fromEntries(escaped) as typeof values));
}

function helpCard(asked: boolean, commands: readonly Command[], texts: Texts): Attachment {
	const title = asked ? texts.helpTitle : texts.unknownTitle;
	return adaptiveCard([
		{ type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
		...commands.map((command) => toEntry(command, texts)),
	]);
}

function toEntry(command: Command, texts: Texts): unknown {
	const usage = command.usage === '' ? '' : ` ${escapeMarkdown(command.usage)}`;
	const lines = [{ type: 'TextBlock', text: `**${escapeMarkdown(command.name)}**${usage}`, wrap: true }];
	const names = command.aliases.map(escapeMarkdown).join(', ');
	const aliases = names === '' ? '' : fillText(texts.helpAliases, { aliases: names });
	const details = [command.description, aliases].filter((line) => line !== '');
	const more = details.map((text) => ({ type: 'TextBlock', text, wrap: true, isSubtle: true, spacing: 'None' }));
	return { type: 'Container', spacing: 'Medium', items: [...lines, ...more] };
}
