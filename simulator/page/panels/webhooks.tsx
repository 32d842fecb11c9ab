import type { Channel, IncomingWebhook, OutgoingWebhook, Snapshot, Team } from '../../model/types';

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

import { call } from '../api';
import { CopyButton } from '../parts/copy-button';
import { ErrorText, FormField, Form, useCall } from '../parts/form';

/** The security token of a new webhook. It is kept outside the panel, so that it is there until somebody has copied it. */
export interface CreatedToken {
	readonly name: string;
	readonly securityToken: string;
}

/** What the panel needs. */
interface WebhooksProps {
	readonly snapshot: Snapshot;
	readonly team: Team;
	readonly channel: Channel;
	readonly token: CreatedToken | undefined;
	readonly onToken: (token: CreatedToken | undefined) => void;
}

/** Outgoing webhooks of the team and incoming ones of the channel, and above each list a form to create one. */
export function Webhooks({ snapshot, team, channel, token, onToken }: WebhooksProps) {
	const outgoing = snapshot.outgoing.filter(({ teamId }) => teamId === team.id);
	const incoming = snapshot.incoming.filter(({ channelId }) => channelId === channel.id);
	return (
		<>
			<section aria-labelledby="outgoing">
				<h3 id="outgoing">Outgoing webhooks of {team.name}</h3>
				<p class="subtle">
					A name to mention: each message with it is posted to the callback URL, and the answer appears in the thread.
				</p>
				{token === undefined ? (
					<NewOutgoing team={team} n8nUrl={snapshot.n8nUrl} onToken={onToken} />
				) : (
					<TokenOnce {...token} onDone={() => onToken(undefined)} />
				)}
				{outgoing.length === 0 && <p class="empty-line">None yet.</p>}
				<ul class="cards">
					{outgoing.map((webhook) => (
						<OutgoingCard key={webhook.id} webhook={webhook} />
					))}
				</ul>
			</section>
			<section aria-labelledby="incoming">
				<h3 id="incoming">Incoming webhooks of {channel.name}</h3>
				<p class="subtle">A URL that posts into this channel. The URL is the only secret.</p>
				<NewIncoming channel={channel} />
				{incoming.length === 0 && <p class="empty-line">None yet.</p>}
				<ul class="cards">
					{incoming.map((webhook) => (
						<IncomingCard key={webhook.id} webhook={webhook} baseUrl={snapshot.baseUrl} />
					))}
				</ul>
			</section>
		</>
	);
}

function OutgoingCard({ webhook }: { readonly webhook: OutgoingWebhook }) {
	const [isChanging, setChanging] = useState(false);
	const opener = useRef<HTMLButtonElement>(null);
	const done = () => {
		setChanging(false);
		opener.current?.focus();
	};
	return (
		<li class="item">
			<p class="item-title">@{webhook.name}</p>
			{webhook.description !== '' && <p>{webhook.description}</p>}
			<p class="mono break">{webhook.callbackUrl}</p>
			{isChanging && <ChangeCallback webhook={webhook} onDone={done} />}
			<div class="buttons">
				<button
					type="button"
					class="button quiet"
					ref={opener}
					aria-expanded={isChanging}
					aria-label={`${isChanging ? 'Cancel the change' : 'Change the URL'} of @${webhook.name}`}
					onClick={() => setChanging(!isChanging)}
				>
					{isChanging ? 'Cancel' : 'Change the URL'}
				</button>
				<DeleteButton label={`Delete @${webhook.name}`} path={`/outgoing-webhooks/${webhook.id}`} />
			</div>
		</li>
	);
}

/** The form that points an outgoing webhook elsewhere; name and security token stay, as in Teams. */
function ChangeCallback({ webhook, onDone }: { readonly webhook: OutgoingWebhook; readonly onDone: () => void }) {
	const [callbackUrl, setCallbackUrl] = useState(webhook.callbackUrl);
	const field = useRef<HTMLInputElement>(null);
	useLayoutEffect(() => field.current?.focus(), []);
	const change = async () => {
		await call('PATCH', `/outgoing-webhooks/${webhook.id}`, { callbackUrl });
		onDone();
	};
	return (
		<Form label={`Callback URL of @${webhook.name}`} action="Save" onSubmit={change}>
			<FormField label="Callback URL" hint="The security token stays the same.">
				<input
					ref={field}
					value={callbackUrl}
					onInput={({ currentTarget }) => setCallbackUrl(currentTarget.value)}
					required
					type="url"
				/>
			</FormField>
		</Form>
	);
}

function IncomingCard({ webhook, baseUrl }: { readonly webhook: IncomingWebhook; readonly baseUrl: string }) {
	const [isShown, setShown] = useState(false);
	const url = `${baseUrl}${webhook.path}`;
	const extras = [
		webhook.access === 'tenant' ? 'signed-in callers only' : '',
		webhook.schema ? 'with a schema' : '',
		webhook.confirms ? 'confirms the post' : '',
	].filter((text) => text !== '');
	return (
		<li class="item">
			<p class="item-title">
				{webhook.name} <span class="tag">{webhook.kind === 'workflows' ? 'Workflows' : 'Connector (legacy)'}</span>
			</p>
			{extras.length > 0 && <p class="subtle">{extras.join(', ')}</p>}
			<p class="mono break">{isShown ? url : `${baseUrl}/…`}</p>
			<div class="buttons">
				<button type="button" class="button quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
					{isShown ? 'Hide the URL' : 'Show the URL'}
				</button>
				<CopyButton text={url} label={`Copy the URL of ${webhook.name}`} />
				<DeleteButton label={`Delete ${webhook.name}`} path={`/incoming-webhooks/${webhook.id}`} />
			</div>
		</li>
	);
}

/** Asks once more before it deletes: in Teams, too, a deleted webhook does not come back. */
function DeleteButton({ label, path }: { readonly label: string; readonly path: string }) {
	const [isSure, setSure] = useState(false);
	const { busy, error, run } = useCall();
	const onClick = () => {
		if (isSure) run(async () => await call('DELETE', path));
		else setSure(true);
	};
	return (
		<>
			<button
				type="button"
				class={`button quiet${isSure ? ' danger' : ''}`}
				disabled={busy}
				aria-label={isSure ? `${label}: press again to confirm` : label}
				onClick={onClick}
				onBlur={() => setSure(false)}
			>
				{isSure ? 'Really delete?' : 'Delete'}
			</button>
			<ErrorText error={error} />
		</>
	);
}

function NewOutgoing({ team, n8nUrl, onToken }: Pick<WebhooksProps, 'team' | 'onToken'> & { readonly n8nUrl: string }) {
	const [input, setInput] = useState({ name: '', callbackUrl: '', description: '' });
	const set = (name: keyof typeof input) => ({
		value: input[name],
		onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) =>
			setInput({ ...input, [name]: currentTarget.value }),
	});
	const create = async () => {
		const { webhook, securityToken } = await call<{ webhook: OutgoingWebhook; securityToken: string }>(
			'POST',
			'/outgoing-webhooks',
			{ team: team.id, ...input },
		);
		onToken({ name: webhook.name, securityToken });
	};
	return (
		<details>
			<summary>Create an outgoing webhook</summary>
			<Form label="New outgoing webhook" action="Create" onSubmit={create}>
				<FormField label="Name" hint="What people mention.">
					<input {...set('name')} required maxLength={60} autoComplete="off" />
				</FormField>
				<FormField label="Callback URL" hint="Production URL of the trigger. Teams itself takes https only.">
					<input
						{...set('callbackUrl')}
						required
						type="url"
						placeholder={`${n8nUrl === '' ? 'http://127.0.0.1:5678' : n8nUrl}/webhook/…`}
					/>
				</FormField>
				<FormField label="Description">
					<input {...set('description')} maxLength={500} autoComplete="off" />
				</FormField>
			</Form>
		</details>
	);
}

function TokenOnce({ name, securityToken, onDone }: CreatedToken & { readonly onDone: () => void }) {
	return (
		<div class="item highlight" role="alert">
			<p class="item-title">Security token of @{name}</p>
			<p>It is shown only once. Paste it into the credential of the trigger.</p>
			<p class="mono break token">{securityToken}</p>
			<div class="buttons">
				<CopyButton text={securityToken} label="Copy the security token" />
				<button type="button" class="button primary" onClick={onDone}>
					Done
				</button>
			</div>
		</div>
	);
}

function NewIncoming({ channel }: { readonly channel: Channel }) {
	const [name, setName] = useState('');
	const [kind, setKind] = useState<IncomingWebhook['kind']>('workflows');
	const [flow, setFlow] = useState({ tenant: false, schema: false, confirms: false });
	const box = (member: keyof typeof flow, label: string) => (
		<label class="check">
			<input
				type="checkbox"
				checked={flow[member]}
				onChange={({ currentTarget }) => setFlow({ ...flow, [member]: currentTarget.checked })}
			/>
			<span>{label}</span>
		</label>
	);
	const create = async () => {
		const { tenant, ...rest } = flow;
		await call('POST', '/incoming-webhooks', {
			channel: channel.id,
			name,
			kind,
			...(kind === 'workflows' ? { ...rest, access: tenant ? 'tenant' : 'anyone' } : {}),
		});
		setName('');
		setFlow({ tenant: false, schema: false, confirms: false });
	};
	return (
		<details>
			<summary>Create an incoming webhook</summary>
			<Form label="New incoming webhook" action="Create" onSubmit={create}>
				<FormField label="Name">
					<input
						value={name}
						onInput={({ currentTarget }) => setName(currentTarget.value)}
						required
						maxLength={60}
						autoComplete="off"
					/>
				</FormField>
				<FormField label="Kind">
					<select
						value={kind}
						onChange={({ currentTarget }) => setKind(currentTarget.value === 'connector' ? 'connector' : 'workflows')}
					>
						<option value="workflows">Workflows</option>
						<option value="connector">Office 365 connector (legacy)</option>
					</select>
				</FormField>
				{kind === 'workflows' && (
					<fieldset>
						<legend>The flow</legend>
						{box('tenant', 'takes signed-in callers only')}
						{box('schema', 'has a schema in its trigger')}
						{box('confirms', 'answers 200 once the card is posted')}
					</fieldset>
				)}
			</Form>
		</details>
	);
}
