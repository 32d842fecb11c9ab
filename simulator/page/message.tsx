import type { Message } from '../model/types';
import type { Mentionable } from '../outgoing/segments';
import type { Theme } from './theme';

import { segmentsOf } from '../outgoing/segments';
import { AttachmentView } from './cards/attachment';

import { Avatar } from './parts/avatar';
import { durationText, shortTime } from './parts/time';
import { richText } from './rich-text';

/** What a message needs besides itself. */
interface MessageProps {
	readonly message: Message;
	readonly theme: Theme;
	readonly names: readonly Mentionable[];
	readonly onRequest: (requestId: string) => void;
}

/** One message: who, when, what, and what the simulator has to say about it. */
export function MessageView({ message, theme, names, onRequest }: MessageProps) {
	const { author, answer, attachments, notes } = message;
	return (
		<div class={`message${answer?.state === 'sorry' ? ' message-sorry' : ''}`} data-message={message.id}>
			<Avatar name={author.name} kind={author.kind} />
			<div class="message-main">
				<p class="message-head">
					<strong>{author.name}</strong>
					{author.kind !== 'person' && <span class="tag">{KINDS[author.kind]}</span>}
					<time dateTime={new Date(Number(message.id)).toISOString()}>{shortTime(Number(message.id))}</time>
				</p>
				{answer?.state === 'waiting' ? (
					<p class="waiting">is answering; Teams waits 5 seconds</p>
				) : (
					<Body message={message} names={names} />
				)}
				{attachments.map((attachment, index) => (
					<AttachmentView key={index} attachment={attachment} theme={theme} fromFlow={author.kind === 'flow'} />
				))}
				{notes.map((note) => (
					<p class="note" key={note}>
						{note}
					</p>
				))}
				{answer !== undefined && answer.state !== 'waiting' && (
					<p class="note">
						{answer.state === 'sorry' && <span class="reason">{answer.reason} </span>}
						{answer.tookMs !== null && (
							<span>
								{answer.state === 'sorry' ? 'After' : 'Answered in'} {durationText(answer.tookMs)}.{' '}
							</span>
						)}
						<button type="button" class="link" onClick={() => onRequest(answer.requestId)}>
							Show the request
						</button>
					</p>
				)}
			</div>
		</div>
	);
}

const KINDS: Readonly<Record<string, string>> = { webhook: 'Outgoing webhook', flow: 'Flow', connector: 'Connector' };

function Body({ message: { author, text, textFormat }, names }: Pick<MessageProps, 'message' | 'names'>) {
	if (text === '') return null;
	if (author.kind === 'person')
		return (
			<p class="text">
				{segmentsOf(text, names).map((segment, index) =>
					segment.kind === 'text' ? (
						segment.text
					) : (
						<span class="mention" key={index}>
							{segment.who.name}
						</span>
					),
				)}
			</p>
		);
	if (textFormat === 'plain') return <p class="text">{text}</p>;
	return <div class="text rich" dangerouslySetInnerHTML={{ __html: richText(text, textFormat) }} />;
}
