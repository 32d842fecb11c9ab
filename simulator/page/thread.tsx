import type { Message } from '../model/types';
import type { Mentionable } from '../outgoing/segments';
import type { Theme } from './theme';

import { useState } from 'preact/hooks';

import { Compose } from './compose';
import { MessageView } from './message';

/** What a thread needs. */
interface ThreadProps {
	readonly root: Message;
	readonly replies: readonly Message[];
	readonly names: readonly Mentionable[];
	readonly theme: Theme;
	readonly onRequest: (requestId: string) => void;
	readonly onReply: (text: string) => Promise<void>;
}

/** A post with its replies, and a box to reply once somebody wants to. */
export function Thread({ root, replies, names, theme, onRequest, onReply }: ThreadProps) {
	const [isReplying, setReplying] = useState(false);
	return (
		<article class="thread" aria-label={`Thread by ${root.author.name}`}>
			<MessageView message={root} theme={theme} names={names} onRequest={onRequest} />
			{replies.length > 0 && (
				<ul class="replies" aria-label="Replies">
					{replies.map((reply) => (
						<li key={reply.id}>
							<MessageView message={reply} theme={theme} names={names} onRequest={onRequest} />
						</li>
					))}
				</ul>
			)}
			{isReplying ? (
				<Compose
					label={`Reply to ${root.author.name}`}
					placeholder="Reply, @ to mention"
					names={names}
					autoFocus
					onCancel={() => setReplying(false)}
					onSend={async (text) => {
						await onReply(text);
						setReplying(false);
					}}
				/>
			) : (
				<button
					type="button"
					class="link reply"
					onClick={() => setReplying(true)}
					aria-label={`Reply in the thread by ${root.author.name}`}
				>
					Reply
				</button>
			)}
		</article>
	);
}
