import type { FaultKind, Snapshot } from '../../model/types';

import { useState } from 'preact/hooks';

import { FAULTS, faultRow } from '../../rules/faults';
import { call } from '../api';
import { FormField, Form } from '../parts/form';
import { targetOf } from './fault-target';

interface Wish {
	readonly kind: FaultKind;
	readonly webhook: string;
	/** How often, as the list offers it; empty means until it is switched off. */
	readonly times: string;
	/** Absent while the preset is unchanged. */
	readonly seconds?: number;
	readonly posts: boolean;
}

/** The form that switches a fault on. */
export function NewFault({ snapshot }: { readonly snapshot: Snapshot }) {
	const [wish, setWish] = useState<Wish>({ kind: 'throttled-200', webhook: 'all', times: '', posts: false });
	const { kind, webhook, times, seconds, posts } = wish;
	const row = faultRow(kind);
	const create = async () =>
		await call<void>('POST', '/faults', { ...wish, times: times === '' ? null : Number(times) });
	return (
		<Form label="Switch on a fault" action="Switch on" onSubmit={create}>
			<Kinds value={kind} onChange={(next) => setWish({ kind: next, webhook, times, posts: false })} />
			<FormField label="Where">
				<select value={webhook} onChange={({ currentTarget }) => setWish({ ...wish, webhook: currentTarget.value })}>
					<option value="all">All incoming webhooks</option>
					{snapshot.incoming.map(({ id }) => (
						<option key={id} value={id}>
							{targetOf(snapshot, id)}
						</option>
					))}
				</select>
			</FormField>
			<Times value={times} onChange={(next) => setWish({ ...wish, times: next })} />
			{row.seconds !== undefined && (
				<FormField label={row.seconds.label}>
					<input
						type="number"
						min={0}
						max={3_600}
						required
						value={seconds ?? row.seconds.preset}
						onInput={({ currentTarget }) => setWish({ ...wish, seconds: currentTarget.valueAsNumber })}
					/>
				</FormField>
			)}
			{row.canPost && (
				<label class="check">
					<input
						type="checkbox"
						checked={posts}
						onChange={({ currentTarget }) => setWish({ ...wish, posts: currentTarget.checked })}
					/>
					<span>The message is posted all the same</span>
				</label>
			)}
		</Form>
	);
}

function Kinds({ value, onChange }: { readonly value: FaultKind; readonly onChange: (kind: FaultKind) => void }) {
	return (
		<fieldset class="choices">
			<legend>Fault</legend>
			{FAULTS.map(({ kind, title, what }) => (
				<label class="choice" key={kind}>
					<input type="radio" name="fault" value={kind} checked={value === kind} onChange={() => onChange(kind)} />
					<span>
						<strong>{title}</strong>
						<span class="hint">{what}</span>
					</span>
				</label>
			))}
		</fieldset>
	);
}

function Times({ value, onChange }: { readonly value: string; readonly onChange: (times: string) => void }) {
	return (
		<FormField label="How often">
			<select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
				<option value="">Until it is switched off</option>
				<option value="1">Once</option>
				<option value="2">Twice</option>
				<option value="5">5 times</option>
			</select>
		</FormField>
	);
}
