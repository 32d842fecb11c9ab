import type { Fault, Settings, Snapshot } from '../../model/types';
import type { FaultKind } from '../../rules/faults';

import { useState } from 'preact/hooks';

import { FAULTS, faultRow } from '../../rules/faults';
import { call } from '../api';
import { ErrorText, Field, Form, useCall } from '../parts/form';

/** Faults that are on, a form to switch one on, and the rules that can be switched off. */
export function Faults({ snapshot }: { readonly snapshot: Snapshot }) {
	return (
		<>
			<p class="subtle">Makes incoming webhooks behave badly, as Teams does at times.</p>
			<section aria-label="Faults that are on">
				{snapshot.faults.length === 0 && <p class="empty-line">No fault is on.</p>}
				<ul class="cards">
					{snapshot.faults.map((fault) => (
						<ActiveFault key={fault.id} fault={fault} target={targetOf(snapshot, fault.webhookId)} />
					))}
				</ul>
			</section>
			<NewFault snapshot={snapshot} />
			<Rules settings={snapshot.settings} />
		</>
	);
}

function targetOf({ incoming, teams }: Snapshot, webhookId: string): string {
	const webhook = incoming.find(({ id }) => id === webhookId);
	if (webhook === undefined) return 'All incoming webhooks';
	const channel = teams.flatMap(({ channels }) => channels).find(({ id }) => id === webhook.channelId);
	return `${webhook.name} (${channel?.name ?? ''})`;
}

function ActiveFault({ fault, target }: { readonly fault: Fault; readonly target: string }) {
	const { busy, error, run } = useCall();
	const { title } = faultRow(fault.kind);
	return (
		<li class="item highlight">
			<p class="item-title">{title}</p>
			<p>
				{target}, {fault.left === null ? 'until it is switched off' : fault.left === 1 ? 'once more' : `${fault.left} more times`}
				{fault.posts ? ', the message is posted' : ''}
			</p>
			<button type="button" class="button" disabled={busy} aria-label={`Switch off: ${title}`} onClick={() => run(async () => await call('DELETE', `/faults/${fault.id}`))}>
				Switch off
			</button>
			<ErrorText error={error} />
		</li>
	);
}

function NewFault({ snapshot }: { readonly snapshot: Snapshot }) {
	const [kind, setKind] = useState<FaultKind>('throttled-200');
	const [webhook, setWebhook] = useState('all');
	const [times, setTimes] = useState('');
	const [seconds, setSeconds] = useState<number>();
	const [posts, setPosts] = useState(false);
	const row = faultRow(kind);
	const choose = (next: FaultKind) => {
		setKind(next);
		setSeconds(undefined);
		setPosts(false);
	};
	const create = async () => {
		await call('POST', '/faults', { kind, webhook, times: times === '' ? null : Number(times), ...(seconds === undefined ? {} : { seconds }), posts });
	};
	return (
		<Form label="Switch on a fault" action="Switch on" onSubmit={create}>
			<fieldset class="choices">
				<legend>Fault</legend>
				{FAULTS.map(({ kind: each, title, what }) => (
					<label class="choice" key={each}>
						<input type="radio" name="fault" value={each} checked={kind === each} onChange={() => choose(each)} />
						<span>
							<strong>{title}</strong>
							<span class="hint">{what}</span>
						</span>
					</label>
				))}
			</fieldset>
			<Field label="Where">
				<select value={webhook} onChange={({ currentTarget }) => setWebhook(currentTarget.value)}>
					<option value="all">All incoming webhooks</option>
					{snapshot.incoming.map(({ id }) => (
						<option key={id} value={id}>
							{targetOf(snapshot, id)}
						</option>
					))}
				</select>
			</Field>
			<Field label="How often">
				<select value={times} onChange={({ currentTarget }) => setTimes(currentTarget.value)}>
					<option value="">Until it is switched off</option>
					<option value="1">Once</option>
					<option value="2">Twice</option>
					<option value="5">5 times</option>
				</select>
			</Field>
			{row.seconds !== undefined && (
				<Field label={row.seconds.label}>
					<input type="number" min={0} max={3_600} required value={seconds ?? row.seconds.preset} onInput={({ currentTarget }) => setSeconds(currentTarget.valueAsNumber)} />
				</Field>
			)}
			{row.canPost && (
				<label class="check">
					<input type="checkbox" checked={posts} onChange={({ currentTarget }) => setPosts(currentTarget.checked)} />
					<span>The message is posted all the same</span>
				</label>
			)}
		</Form>
	);
}

function Rules({ settings }: { readonly settings: Settings }) {
	const { error, run } = useCall();
	const box = (member: keyof Settings, label: string, hint: string) => (
		<label class="check">
			<input type="checkbox" checked={settings[member]} onChange={({ currentTarget: { checked } }) => run(async () => await call('PATCH', '/settings', { [member]: checked }))} />
			<span>
				{label}
				<span class="hint">{hint}</span>
			</span>
		</label>
	);
	return (
		<fieldset>
			<legend>Rates</legend>
			{box('rates', 'Documented rates', 'Connector: 4 in 1 s, 60 in 30 s, 100 in an hour. Workflows: 4 in 1 s.')}
			{box('flowBotRate', '25 posts in 300 s per flow owner', 'Quoted from Microsoft’s connector page; evidence is thin.')}
			<ErrorText error={error} />
		</fieldset>
	);
}
