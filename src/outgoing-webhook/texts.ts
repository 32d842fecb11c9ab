import type { FixedText, TextsOf } from '../replaceable-texts';

import { replaceTexts } from '../replaceable-texts';

/** Every fixed sentence of the trigger that has no option of its own. */
export const FIXED_TEXTS = {
	answerComes: {
		label: 'Late: Answer Follows',
		when: 'The workflow has not answered in time, and every Reply node after the output that the mention takes is set to post late answers',
		text: 'This is taking longer than Teams allows for an answer. The answer will follow in a separate message.',
	},
	answerDoesNotCome: {
		label: 'Late: No Answer',
		when: 'The workflow has not answered in time, and no Reply node after the output that the mention takes is set to post late answers',
		text: 'This is taking longer than Teams allows for an answer. The workflow goes on, but no answer will follow here.',
	},
	answerMayCome: {
		label: 'Late: May Follow',
		when: 'The workflow has not answered in time, and only some Reply nodes after the output that the mention takes are set to post late answers',
		text: 'This is taking longer than Teams allows for an answer. The workflow goes on; its answer may follow in a separate message.',
	},
	helpTitle: {
		label: 'Help: Title',
		when: 'Above the commands, for "help" and for a mention without text',
		text: 'What I can do',
	},
	unknownTitle: {
		label: 'Help: Unknown',
		when: 'Above the commands, for a message that is not a command',
		text: 'I do not know this command. What I can do:',
	},
	helpAliases: {
		label: 'Help: Other Names',
		when: 'Below a command that has aliases',
		text: 'Also: {aliases}',
		placeholders: ['aliases'],
	},
	noCommands: {
		label: 'Help: No Command',
		when: 'In place of the help, for a person who cannot run any command here',
		text: 'You cannot run any commands here.',
	},
	usage: {
		label: 'Command: Usage',
		when: 'A required argument of the command is missing',
		text: '"{command}" needs {parameter}. Usage: {command} {usage}',
		placeholders: ['command', 'parameter', 'usage'],
	},
	commandChannelRefused: {
		label: 'Command: Channel',
		when: 'The command is not allowed in this channel',
		text: 'Sorry, "{command}" cannot be used in this channel.',
		placeholders: ['command'],
	},
	commandUserRefused: {
		label: 'Command: Person',
		when: 'The command is not allowed for this person',
		text: 'Sorry, you are not among the people who may use "{command}".',
		placeholders: ['command'],
	},
	channelRefused: {
		label: 'Refused: Channel',
		when: 'Allowed Channels does not include this channel',
		text: 'Sorry, this webhook cannot be used in this channel.',
	},
	userRefused: {
		label: 'Refused: Person',
		when: 'Allowed Users does not include this person',
		text: 'Sorry, you are not among the people who may use this webhook.',
	},
	teamRefused: {
		label: 'Refused: Team',
		when: 'Allowed Teams does not include this team',
		text: 'Sorry, this webhook cannot be used in this team.',
	},
	tenantRefused: {
		label: 'Refused: Tenant',
		when: 'Allowed Tenants does not include this tenant',
		text: 'Sorry, this webhook is not open to your organisation.',
	},
	tooOld: {
		label: 'Refused: Too Old',
		when: 'The message is older than Maximum Age',
		text: "This message is too old, or this server's clock is off by {seconds} s.",
		placeholders: ['seconds'],
	},
	fromFuture: {
		label: 'Refused: Future',
		when: 'The timestamp of the message is further in the future than Maximum Age',
		text: "This message comes from the future, or this server's clock is off by {seconds} s.",
		placeholders: ['seconds'],
	},
	seenBefore: {
		label: 'Refused: Seen Before',
		when: 'The message was received before',
		text: 'This message has been received already.',
	},
	notNew: {
		label: 'Refused: Not New',
		when: 'A reaction or an edit, not a new message',
		text: 'Only new messages are answered.',
	},
	notVerified: {
		label: 'Refused: Unverified',
		when: 'The signature is wrong, and Answer to a Bad Signature is Text in the Thread',
		text: 'This message could not be verified, so nothing was started. Please tell the person who looks after this webhook.',
	},
	misconfigured: {
		label: 'Refused: Not Set Up',
		when: 'An option, a filter or a command of the trigger is not set up correctly',
		text: 'Sorry, this webhook is not set up correctly at the moment. Please tell the person who looks after it.',
	},
} as const satisfies Readonly<Record<string, FixedText>>;

/** What people in Teams read, by the name of the sentence. */
export type Texts = TextsOf<typeof FIXED_TEXTS>;

/** The sentences in English, as they are without replacements. */
export const ENGLISH_TEXTS: Texts = readTexts({});

/** Reads the replacements of the sentences. Throws as `replaceTexts` does. */
export function readTexts(replacements: Readonly<Record<string, unknown>>): Texts {
	return replaceTexts(FIXED_TEXTS, replacements);
}
