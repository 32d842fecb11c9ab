import type { Channel, Team } from '../model/types';

import { useEffect, useId, useRef, useState } from 'preact/hooks';

import { NewChannel, NewTeam } from './new-channel';
import { Icon } from './parts/icons';
import { useOpen } from './parts/open';

/** What the list of channels needs. */
interface ChannelsProps {
	readonly teams: readonly Team[];
	/** The channel that is shown, and its team. */
	readonly team: Team;
	readonly channel: Channel;
	readonly onChoose: (channelId: string) => void;
}

/** Teams with their channels, and forms to add some. On narrow screens a button with the name of the channel opens them. */
export function Channels({ teams, team, channel, onChoose }: ChannelsProps) {
	const listId = useId();
	const { isOpen, toggle, place, button, close } = useOpen();
	const choose = (channelId: string) => {
		onChoose(channelId);
		close();
	};
	return (
		<nav class="channels" aria-label="Teams and channels" ref={place}>
			<button
				type="button"
				class="button channel-toggle"
				ref={button}
				aria-expanded={isOpen}
				aria-controls={listId}
				onClick={toggle}
			>
				<Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
				<span class="grow break">
					<span class="visually-hidden">Channel: </span>
					{channel.name} <span class="subtle">{team.name}</span>
				</span>
				<Icon name="down" />
			</button>
			<div class={`channel-list${isOpen ? ' channel-list-open' : ''}`} id={listId}>
				<ChannelList teams={teams} channelId={channel.id} onChoose={choose} />
			</div>
		</nav>
	);
}

interface ListProps {
	readonly teams: readonly Team[];
	readonly channelId: string;
	readonly onChoose: (channelId: string) => void;
}

function ChannelList({ teams, channelId, onChoose }: ListProps) {
	const [adding, setAdding] = useState('');
	const current = useRef<HTMLButtonElement>(null);
	const isNew = useRef(false);
	const added = (id: string) => {
		isNew.current = true;
		setAdding('');
		onChoose(id);
	};
	const toggle = (form: string) => setAdding(adding === form ? '' : form);
	// The form is gone: the focus moves to the channel that it created.
	useEffect(() => {
		if (isNew.current) current.current?.focus();
		isNew.current = false;
	}, [channelId]);
	return (
		<>
			{teams.map((team) => (
				<section key={team.id} aria-label={team.name}>
					<div class="row">
						<h2>{team.name}</h2>
						<button
							type="button"
							class="button quiet square"
							aria-label={`Add a channel to ${team.name}`}
							aria-expanded={adding === team.id}
							onClick={() => toggle(team.id)}
						>
							<Icon name="plus" />
						</button>
					</div>
					<ul>
						{team.channels.map((channel) => (
							<li key={channel.id}>
								<ChannelButton
									channel={channel}
									isCurrent={channel.id === channelId}
									place={channel.id === channelId ? current : undefined}
									onChoose={onChoose}
								/>
							</li>
						))}
					</ul>
					{adding === team.id && <NewChannel team={team} onDone={({ id }) => added(id)} />}
				</section>
			))}
			<button type="button" class="link" aria-expanded={adding === 'team'} onClick={() => toggle('team')}>
				Add a team
			</button>
			{adding === 'team' && <NewTeam onDone={({ channels: [first] }) => added(first?.id ?? '')} />}
		</>
	);
}

interface ButtonProps {
	readonly channel: Channel;
	readonly isCurrent: boolean;
	readonly place: { current: HTMLButtonElement | null } | undefined;
	readonly onChoose: (channelId: string) => void;
}

function ChannelButton({ channel: { id, name, kind }, isCurrent, place, onChoose }: ButtonProps) {
	return (
		<button
			type="button"
			class="channel"
			{...(place === undefined ? {} : { ref: place })}
			aria-current={isCurrent ? 'page' : undefined}
			onClick={() => onChoose(id)}
		>
			<Icon name={kind === 'private' ? 'lock' : 'hash'} />
			<span>{name}</span>
			{kind !== 'standard' && <span class="tag">{kind}</span>}
		</button>
	);
}
