import type { ComponentChildren } from 'preact';
import type { Message, Snapshot } from '../model/types';
import type { Link } from './connection';
import type { CreatedToken } from './panels/webhooks';
import type { View } from './parts/views';
import type { Theme, ThemeChoice } from './theme';

import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';

import { Channels } from './channels';
import { useSimulator } from './connection';
import { Conversation } from './conversation';
import { Faults } from './panels/faults';
import { Requests } from './panels/requests';
import { Runs } from './panels/runs';
import { Webhooks } from './panels/webhooks';
import { Icon } from './parts/icons';
import { VIEWS } from './parts/views';
import { spokenText } from './rich-text';
import { useTheme } from './theme';

/** Chosen: how much of a reply is read aloud. */
const SPOKEN_CHARACTERS = 200;

/** The whole page. */
export function App() {
	const [spoken, setSpoken] = useState('');
	const { theme, choice, choose } = useTheme();
	const { snapshot, link } = useSimulator(({ message }) => {
		const words = announcement(message);
		if (words !== undefined) setSpoken(words);
	});
	return (
		<>
			<a class="skip" href="#compose" onClick={focusCompose}>
				Go to the message box
			</a>
			<Top link={link} choice={choice} onChoose={choose} />
			{link === 'refused' ? (
				<Refused />
			) : snapshot === undefined ? (
				<p class="loading">{link === 'lost' ? 'The simulator does not answer. Trying again…' : 'Loading…'}</p>
			) : (
				<Workspace snapshot={snapshot} theme={theme} />
			)}
			<div class="visually-hidden" role="status" aria-live="polite">
				{spoken}
			</div>
		</>
	);
}

function Top({
	link,
	choice,
	onChoose,
}: {
	readonly link: Link;
	readonly choice: ThemeChoice;
	readonly onChoose: (choice: ThemeChoice) => void;
}) {
	return (
		<header class="top">
			<span class="brand">Teams simulator</span>
			<span class={`link-state link-${link}`} role="status">
				{LINKS[link]}
			</span>
			<label class="theme">
				<span class="visually-hidden">Colours</span>
				<select value={choice} onChange={({ currentTarget }) => onChoose(currentTarget.value as ThemeChoice)}>
					<option value="system">System</option>
					<option value="light">Light</option>
					<option value="dark">Dark</option>
				</select>
			</label>
		</header>
	);
}

const LINKS: Readonly<Record<Link, string>> = {
	loading: 'Connecting',
	live: 'Live',
	lost: 'Reconnecting',
	refused: 'Not let in',
};

function Refused() {
	return (
		<main class="empty">
			<h1>This browser is not let in</h1>
			<p>Open the address that was printed when the simulator was started; it ends with a token.</p>
		</main>
	);
}

function Workspace({ snapshot, theme }: { readonly snapshot: Snapshot; readonly theme: Theme }) {
	const [view, setView] = useState<View>('channel');
	const [chosenChannel, setChannel] = useState('');
	const [openRequest, setOpenRequest] = useState<string>();
	const [token, setToken] = useState<CreatedToken>();
	const all = snapshot.teams.flatMap((team) => team.channels.map((channel) => ({ team, channel })));
	const current = all.find(({ channel }) => channel.id === chosenChannel) ?? all[0];
	const names = useMemo(
		() => namesOf(snapshot, current?.team.id),
		[snapshot.outgoing, snapshot.people, current?.team.id],
	);
	const showRequest = (requestId: string) => {
		setOpenRequest(requestId);
		setView('requests');
	};
	// The list of requests comes first, unless one of them is asked for.
	const choose = (chosen: View) => {
		setOpenRequest(undefined);
		setView(chosen);
	};
	if (current === undefined) return null;
	return (
		<div class="workspace" data-view={view}>
			<Rail snapshot={snapshot} view={view} onView={choose} />
			<Channels teams={snapshot.teams} team={current.team} channel={current.channel} onChoose={setChannel} />
			<Conversation
				snapshot={snapshot}
				team={current.team}
				channel={current.channel}
				names={names}
				theme={theme}
				onRequest={showRequest}
			/>
			{view !== 'channel' && (
				<Panel key={view} view={view} onClose={() => choose('channel')}>
					{view === 'webhooks' && (
						<Webhooks
							snapshot={snapshot}
							team={current.team}
							channel={current.channel}
							token={token}
							onToken={setToken}
						/>
					)}
					{view === 'runs' && <Runs snapshot={snapshot} onRequest={showRequest} />}
					{view === 'requests' && <Requests snapshot={snapshot} openId={openRequest} onOpen={setOpenRequest} />}
					{view === 'faults' && <Faults snapshot={snapshot} />}
				</Panel>
			)}
		</div>
	);
}

function Rail({
	snapshot,
	view,
	onView,
}: {
	readonly snapshot: Snapshot;
	readonly view: View;
	readonly onView: (view: View) => void;
}) {
	return (
		<nav class="rail" aria-label="Views">
			{VIEWS.map(({ view: each, title: label, icon, badge }) => (
				<button type="button" key={each} aria-current={view === each ? 'page' : undefined} onClick={() => onView(each)}>
					<Icon name={icon} />
					<span>{label}</span>
					{badge(snapshot) > 0 && (
						<span class="badge" aria-label={`${badge(snapshot)} on`}>
							{badge(snapshot)}
						</span>
					)}
				</button>
			))}
		</nav>
	);
}

function Panel({
	view,
	onClose,
	children,
}: {
	readonly view: View;
	readonly onClose: () => void;
	readonly children: ComponentChildren;
}) {
	const heading = useRef<HTMLHeadingElement>(null);
	const panel = useRef<HTMLElement>(null);
	const title = VIEWS.find((each) => each.view === view)?.title ?? '';
	// With the keyboard, the focus moves into an opened panel, and back to where it was opened when it closes.
	useLayoutEffect(() => {
		const opener = document.activeElement;
		const inside = panel.current;
		heading.current?.focus();
		return () => {
			if (opener instanceof HTMLElement && inside?.contains(document.activeElement) === true) opener.focus();
		};
	}, []);
	return (
		<aside class="panel" aria-label={title} ref={panel}>
			<header class="bar">
				<h2 ref={heading} tabIndex={-1}>
					{title}
				</h2>
				<button type="button" class="button quiet square" aria-label={`Close ${title}`} onClick={onClose}>
					<Icon name="close" />
				</button>
			</header>
			<div class="panel-body">{children}</div>
		</aside>
	);
}

function namesOf({ outgoing, people }: Snapshot, teamId: string | undefined) {
	return [
		...outgoing
			.filter((webhook) => webhook.teamId === teamId)
			.map(({ id, name }) => ({ kind: 'webhook' as const, id, name })),
		...people.map(({ id, name }) => ({ kind: 'person' as const, id, name })),
	];
}

/** What a screen reader says about a message; one's own are not read aloud. */
function announcement(message: Message): string | undefined {
	const { author, answer, attachments } = message;
	if (author.kind === 'person' || answer?.state === 'waiting') return undefined;
	const cards = attachments.length === 0 ? '' : attachments.length === 1 ? 'a card' : `${attachments.length} cards`;
	return `${author.name}: ${[spokenText(message).slice(0, SPOKEN_CHARACTERS), cards].filter((part) => part !== '').join(', ')}`;
}

function focusCompose(event: Event): void {
	event.preventDefault();
	document.querySelector<HTMLTextAreaElement>('.composer textarea')?.focus();
}
