import type { Fault, Settings, Snapshot } from '../../model/types';

import { faultRow } from '../../rules/faults';
import { call } from '../api';
import { ErrorText, useCall } from '../parts/form';
import { targetOf } from './fault-target';
import { NewFault } from './new-fault';

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

function ActiveFault({ fault, target }: { readonly fault: Fault; readonly target: string }) {
	const { busy, error, run } = useCall();
	const { title } = faultRow(fault.kind);
	return (
		<li class="item highlight">
			<p class="item-title">{title}</p>
			<p>
				{target},{' '}
				{fault.left === null ? 'until it is switched off' : fault.left === 1 ? 'once more' : `${fault.left} more times`}
				{fault.posts ? ', the message is posted' : ''}
			</p>
			<button
				type="button"
				class="button"
				disabled={busy}
				aria-label={`Switch off: ${title}`}
				onClick={() => run(async () => await call('DELETE', `/faults/${fault.id}`))}
			>
				Switch off
			</button>
			<ErrorText error={error} />
		</li>
	);
}

function Rules({ settings }: { readonly settings: Settings }) {
	const { error, run } = useCall();
	const box = (member: keyof Settings, label: string, hint: string) => (
		<label class="check">
			<input
				type="checkbox"
				checked={settings[member]}
				onChange={({ currentTarget: { checked } }) =>
					run(async () => await call('PATCH', '/settings', { [member]: checked }))
				}
			/>
			<span>
				{label}
				<span class="hint">{hint}</span>
			</span>
		</label>
	);
	return (
		<fieldset>
			<legend>Rates and previews</legend>
			{box('rates', 'Documented rates', 'Connector: 4 in 1 s, 60 in 30 s, 100 in an hour. Workflows: 4 in 1 s.')}
			{box(
				'flowBotRate',
				'25 posts in 300 s per flow owner',
				'Quoted from Microsoft’s connector page; evidence is thin.',
			)}
			{box(
				'previews',
				'Link preview',
				'Teams opens the links of each message, with GET and HEAD. Here only addresses of this machine are opened.',
			)}
			<ErrorText error={error} />
		</fieldset>
	);
}
