import type { Channel, Message, Person, Snapshot, Team } from '../model/types';
import type { Mentionable } from '../outgoing/segments';
import type { Beginning } from './draft';
import type { Theme } from './theme';

import { useMemo, useRef, useState } from 'preact/hooks';

import { call } from './api';
import { Compose } from './compose';
import { useFollowEnd } from './follow-end';
import { Thread } from './thread';

/** Chosen: the number of threads that are drawn; earlier ones on request. */
const THREADS_SHOWN = 30;

/** The demo has several webhooks; the one of this name has a card to show. */
const FIRST_TO_TRY = 'n8n';

/** What the conversation needs. */
interface ConversationProps {
	readonly snapshot: Snapshot;
	readonly team: Team;
	readonly channel: Channel;
	readonly names: readonly Mentionable[];
	readonly theme: Theme;
	readonly onRequest: (requestId: string) => void;
}

function webhookToTry({ outgoing }: Snapshot, team: Team): Snapshot['outgoing'][number] | undefined {
	const ofTeam = outgoing.filter(({ teamId }) => teamId === team.id);
	return ofTeam.find(({ name }) => name === FIRST_TO_TRY) ?? ofTeam[0];
}

/** The threads of a channel, and the box to begin another. */
export function Conversation({ snapshot, team, channel, names, theme, onRequest }: ConversationProps) {
	const [authorId, setAuthorId] = useState(snapshot.people[0]?.id ?? '');
	const [draft, setDraft] = useState<Beginning>();
	const [shown, setShown] = useState(THREADS_SHOWN);
	const threads = useMemo(() => threadsOf(snapshot.messages, channel.id), [snapshot.messages, channel.id]);
	const list = useRef<HTMLDivElement>(null);
	useFollowEnd(list, snapshot.messages, channel.id);
	const say = async (text: string, thread?: string) =>
		await call<void>('POST', '/messages', {
			channel: channel.id,
			text,
			author: authorId,
			...(thread === undefined ? {} : { thread }),
		});
	const webhookName = channel.kind === 'standard' ? webhookToTry(snapshot, team)?.name : undefined;
	return (
		<main class="conversation" aria-label={`${channel.name}, ${team.name}`}>
			<ChannelBar channel={channel.name} team={team.name} />
			{/* Focusable, so that it can be scrolled with the keyboard. */}
			<div class="threads" ref={list} tabIndex={0} role="region" aria-label="Threads">
				{threads.length > shown && (
					<button type="button" class="button" onClick={() => setShown(shown + THREADS_SHOWN)}>
						Show earlier threads
					</button>
				)}
				{threads.length === 0 && (
					<Empty webhookName={webhookName} onTry={(text) => setDraft({ text, at: Date.now() })} />
				)}
				{threads
					.slice(-shown)
					.map(
						([root, ...replies]) =>
							root !== undefined && (
								<Thread
									key={root.id}
									root={root}
									replies={replies}
									names={names}
									theme={theme}
									onRequest={onRequest}
									onReply={async (text) => await say(text, root.rootId)}
								/>
							),
					)}
			</div>
			<footer class="composer">
				<AuthorSelect people={snapshot.people} value={authorId} onChange={setAuthorId} />
				<Compose
					label={`Message to ${channel.name}`}
					placeholder="Start a post, @ to mention"
					names={names}
					{...(draft === undefined ? {} : { draft })}
					onSend={say}
				/>
			</footer>
		</main>
	);
}

function ChannelBar({ channel, team }: { readonly channel: string; readonly team: string }) {
	return (
		<header class="bar">
			<h1>
				{channel} <span class="subtle">{team}</span>
			</h1>
		</header>
	);
}

function Empty({
	webhookName,
	onTry,
}: {
	readonly webhookName: string | undefined;
	readonly onTry: (text: string) => void;
}) {
	if (webhookName === undefined) {
		return (
			<div class="empty">
				<h2>Nothing here yet</h2>
				<p>
					Create an outgoing webhook under Webhooks, then mention it here. Posts to an incoming webhook of this channel
					appear here too.
				</p>
			</div>
		);
	}
	return (
		<div class="empty">
			<h2>Nothing here yet</h2>
			<p>Mention a webhook and its answer appears in the thread.</p>
			<button type="button" class="button" onClick={() => onTry(`@${webhookName} help`)}>
				Write “@{webhookName} help”
			</button>
		</div>
	);
}

function AuthorSelect({
	people,
	value,
	onChange,
}: {
	readonly people: readonly Person[];
	readonly value: string;
	readonly onChange: (id: string) => void;
}) {
	return (
		<label class="author">
			<span>Writing as</span>
			<select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
				{people.map(({ id, name }) => (
					<option key={id} value={id}>
						{name}
					</option>
				))}
			</select>
		</label>
	);
}

/** Threads of a channel in the order in which they began. */
function threadsOf(messages: readonly Message[], channelId: string): ReadonlyArray<readonly Message[]> {
	const threads = new Map<string, Message[]>();
	for (const message of messages) {
		if (message.channelId !== channelId) continue;
		const thread = threads.get(message.rootId);
		if (thread === undefined) threads.set(message.rootId, [message]);
		else thread.push(message);
	}
	return [...threads.values()];
}
