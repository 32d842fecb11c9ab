import type { Run, Snapshot } from '../../model/types';

import { exactTime } from '../parts/time';

/** Chosen: the number of runs that are drawn. */
const SHOWN = 100;

/** Every call of an incoming webhook, newest first, and why it failed. */
export function Runs({
	snapshot,
	onRequest,
}: {
	readonly snapshot: Snapshot;
	readonly onRequest: (requestId: string) => void;
}) {
	const runs = snapshot.runs.slice(-SHOWN).toReversed();
	return (
		<>
			<p class="subtle">
				Calls of incoming webhooks. “Failed” means that no card was posted. Unless the flow confirms its cards, the
				caller was told 202 and does not know.
			</p>
			{runs.length === 0 && <p class="empty-line">Nothing has been posted to an incoming webhook yet.</p>}
			<ul class="cards" aria-label="Runs, newest first">
				{runs.map((run) => (
					<RunCard key={run.id} run={run} onRequest={onRequest} />
				))}
			</ul>
		</>
	);
}

const WORDS: Readonly<Record<Run['status'], string>> = { succeeded: 'Succeeded', failed: 'Failed', refused: 'Refused' };

function RunCard({ run, onRequest }: { readonly run: Run; readonly onRequest: (requestId: string) => void }) {
	return (
		<li class="item">
			<div class="row">
				<span class={`state state-${run.status}`}>{WORDS[run.status]}</span>
				<strong class="grow break">{run.webhookName}</strong>
				<time dateTime={new Date(run.atMs).toISOString()}>{exactTime(run.atMs)}</time>
			</div>
			{run.reasons.map((reason, index) => (
				<p class="break" key={index}>
					{reason}
				</p>
			))}
			<p class="subtle">
				{run.posted === 0 ? 'Nothing posted' : run.posted === 1 ? '1 message posted' : `${run.posted} messages posted`}
				{run.status === 'refused' ? ', the caller got an error' : ''}.{' '}
				<button type="button" class="link" onClick={() => onRequest(run.requestId)}>
					Show the request
				</button>
			</p>
		</li>
	);
}
