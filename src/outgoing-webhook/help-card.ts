import type { Attachment } from '../cards/message';
import type { Command } from './commands';
import type { ReplyActivity } from './reply';

import { escapeMarkdown, escapeMessageText } from '../cards/markdown';
import { adaptiveCard } from '../cards/message';
import { textReply } from './reply';
import { fitReply } from './reply-limits';

/**
 * The reply to a request for help, or to a message that is no command: an Adaptive Card of the commands the asker may
 * run, or a text where there is none. A card over what Teams takes loses its last commands, with a note.
 */
export function helpReply(commands: readonly Command[], asked: boolean): ReplyActivity {
	if (commands.length === 0) return textReply('There is no command that you may run here.');
	const heading = asked ? 'What I can do' : 'I do not know this command. What I can do:';
	return fitReply({ type: 'message', attachments: [helpCard(heading, commands)] }).reply;
}

/** The reply to a command whose required argument is missing. */
export function usageReply(command: Command, parameter: string): ReplyActivity {
	return textReply(
		escapeMessageText(`"${command.name}" needs <${parameter}>. Usage: ${command.name} ${command.usage}`),
	);
}

function helpCard(title: string, commands: readonly Command[]): Attachment {
	return adaptiveCard([
		{ type: 'TextBlock', text: title, weight: 'Bolder', size: 'Medium', wrap: true },
		...commands.map(toEntry),
	]);
}

function toEntry(command: Command): unknown {
	const usage = command.usage === '' ? '' : ` ${escapeMarkdown(command.usage)}`;
	const lines = [{ type: 'TextBlock', text: `**${escapeMarkdown(command.name)}**${usage}`, wrap: true }];
	const aliases = command.aliases.length === 0 ? '' : `Also: ${command.aliases.map(escapeMarkdown).join(', ')}`;
	const details = [command.description, aliases].filter((line) => line !== '');
	const more = details.map((text) => ({ type: 'TextBlock', text, wrap: true, isSubtle: true, spacing: 'None' }));
	return { type: 'Container', spacing: 'Medium', items: [...lines, ...more] };
}
