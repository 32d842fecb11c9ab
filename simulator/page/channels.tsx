import type { Channel, Team } from '../model/types';

import { useState } from 'preact/hooks';

import { call } from './api';
import { Field, Form } from './parts/form';
import { Icon } from './parts/icons';

/** What the list of channels needs. */
export interface ChannelsProps {
	readonly teams: readonly Team[];
	readonly channelId: string;
	readonly onChoose: (channelId: string) => void;
}

/** Teams with their channels, and forms to add some. On narrow screens a list to choose from takes its place. */
export function Channels({ teams, channelId, onChoose }: ChannelsProps) {
	const [adding, setAdding] = useState('');
	return (
		<nav class="channels" aria-label="Teams and channels">
			<label class="channel-select">
				<span class="visually-hidden">Channel</span>
				<select value={channelId} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
					{teams.map((team) => (
						<optgroup key={team.id} label={team.name}>
							{team.channels.map((channel) => (
								<option key={channel.id} value={channel.id}>
									{channel.name}
								</option>
							))}
						</optgroup>
					))}
				</select>
			</label>
			<div class="channel-list">
				{teams.map((team) => (
					<section key={team.id} aria-label={team.name}>
						<div class="row">
							<h2>{team.name}</h2>
							<button type="button" class="button quiet square" aria-label={`Add a channel to ${team.name}`} aria-expanded={adding === team.id} onClick={() => setAdding(adding === team.id ? '' : team.id)}>
								<Icon name="plus" />
							</button>
						</div>
						<ul>
							{team.channels.map((channel) => (
								<li key={channel.id}>
									<button type="button" class="channel" aria-current={channel.id === channelId ? 'page' : undefined} onClick={() => onChoose(channel.id)}>
										<Icon name={channel.kind === 'private' ? 'lock' : 'hash'} />
										<span>{channel.name}</span>
										{channel.kind !== 'standard' && <span class="tag">{channel.kind}</span>}
									</button>
								</li>
							))}
						</ul>
						{adding === team.id && <NewChannel team={team} onDone={({ id }) => { setAdding(''); onChoose(id); }} />}
					</section>
				))}
				<button type="button" class="link" aria-expanded={adding === 'team'} onClick={() => setAdding(adding === 'team' ? '' : 'team')}>
					Add a team
				</button>
				{adding === 'team' && <NewTeam onDone={({ id }) => { setAdding(''); onChoose(id); }} />}
			</div>
		</nav>
	);
}

function NewChannel({ team, onDone }: { readonly team: Team; readonly onDone: (channel: Channel) => void }) {
	const [name, setName] = useState('');
	const [kind, setKind] = useState('standard');
	return (
		<Form label={`New channel of ${team.name}`} action="Add the channel" onSubmit={async () => onDone(await call<Channel>('POST', `/teams/${team.id}/channels`, { name, kind }))}>
			<Field label="Name">
				<input value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} required maxLength={60} autoComplete="off" />
			</Field>
			<Field label="Kind" hint="Outgoing webhooks work in standard channels only.">
				<select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
					<option value="standard">Standard</option>
					<option value="private">Private</option>
					<option value="shared">Shared</option>
				</select>
			</Field>
		</Form>
	);
}

function NewTeam({ onDone }: { readonly onDone: (team: Team) => void }) {
	const [name, setName] = useState('');
	return (
		<Form label="New team" action="Add the team" onSubmit={async () => onDone(await call<Team>('POST', '/teams', { name }))}>
			<Field label="Name">
				<input value={name} onInput={({ currentTarget }) => setName(currentTarget.value)} required maxLength={60} autoComplete="off" />
			</Field>
		</Form>
	);
}
