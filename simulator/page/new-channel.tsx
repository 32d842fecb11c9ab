import type { RefObject } from 'preact';
import type { Channel, Team } from '../model/types';

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { call } from './api';
import { FormField, Form } from './parts/form';

/** The form for a channel of a team. */
export function NewChannel({ team, onDone }: { readonly team: Team; readonly onDone: (channel: Channel) => void }) {
	const [name, setName] = useState('');
	const first = useFirstField();
	const [kind, setKind] = useState('standard');
	return (
		<Form
			label={`New channel of ${team.name}`}
			action="Add the channel"
			onSubmit={async () => onDone(await call<Channel>('POST', `/teams/${team.id}/channels`, { name, kind }))}
		>
			<FormField label="Name">
				<input
					ref={first}
					value={name}
					onInput={({ currentTarget }) => setName(currentTarget.value)}
					required
					maxLength={60}
					autoComplete="off"
				/>
			</FormField>
			<FormField label="Kind" hint="Outgoing webhooks work in standard channels only.">
				<select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value)}>
					<option value="standard">Standard</option>
					<option value="private">Private</option>
					<option value="shared">Shared</option>
				</select>
			</FormField>
		</Form>
	);
}

/** The form for a team; it comes with a first channel. */
export function NewTeam({ onDone }: { readonly onDone: (team: Team) => void }) {
	const [name, setName] = useState('');
	const first = useFirstField();
	return (
		<Form
			label="New team"
			action="Add the team"
			onSubmit={async () => onDone(await call<Team>('POST', '/teams', { name }))}
		>
			<FormField label="Name">
				<input
					ref={first}
					value={name}
					onInput={({ currentTarget }) => setName(currentTarget.value)}
					required
					maxLength={60}
					autoComplete="off"
				/>
			</FormField>
		</Form>
	);
}

/** The focus moves into an opened form. */
function useFirstField(): RefObject<HTMLInputElement | null> {
	const field = useRef<HTMLInputElement>(null);
	useLayoutEffect(() => field.current?.focus(), []);
	return field;
}
