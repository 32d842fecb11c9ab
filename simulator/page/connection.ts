import type { Change, Snapshot } from '../model/types';

import { useEffect, useRef, useState } from 'preact/hooks';

import { ApiError, call } from './api';
import { applyChange } from './snapshot';

/** The state of the connection to the simulator. `refused`: this browser does not have a valid token. */
export type Link = 'loading' | 'live' | 'lost' | 'refused';

/** Chosen: how long until a lost connection is tried again. */
const RETRY_MS = 1_500;

/** What the page shows, kept up to date. After a lost connection, everything is loaded again. */
export function useSimulator(onMessage: (change: Change & { kind: 'message' }) => void): {
	readonly snapshot: Snapshot | undefined;
	readonly link: Link;
} {
	const [snapshot, setSnapshot] = useState<Snapshot>();
	const [link, setLink] = useState<Link>('loading');
	const listener = useRef(onMessage);
	listener.current = onMessage;
	useEffect(() => connect({ setSnapshot, setLink, onMessage: (change) => listener.current(change) }), []);
	return { snapshot, link };
}

interface Sink {
	readonly setSnapshot: (update: (before: Snapshot | undefined) => Snapshot | undefined) => void;
	readonly setLink: (link: Link) => void;
	readonly onMessage: (change: Change & { kind: 'message' }) => void;
}

/** Listens first and loads then, so that nothing is missed; changes that arrive in between are applied afterwards. */
function connect({ setSnapshot, setLink, onMessage }: Sink): () => void {
	let source: EventSource | undefined;
	let retry: ReturnType<typeof setTimeout> | undefined;
	let ended = false;
	const again = () => {
		source?.close();
		if (!ended) retry = setTimeout(open, RETRY_MS);
	};
	const open = () => {
		const early: Change[] = [];
		let loaded = false;
		const take = (change: Change) => {
			if (change.kind === 'reset') return void load();
			setSnapshot((before) => before && applyChange(before, change));
			if (change.kind === 'message') onMessage(change);
		};
		const load = async () => {
			try {
				const snapshot = await call<Snapshot>('GET', '/state');
				setSnapshot(() => snapshot);
				setLink('live');
				loaded = true;
				for (const change of early.splice(0)) take(change);
			} catch (error) {
				setLink(error instanceof ApiError && error.status === 401 ? 'refused' : 'lost');
				again();
			}
		};
		source = new EventSource('/api/events');
		source.onopen = () => void load();
		source.onmessage = ({ data }: MessageEvent<string>) => {
			const change = JSON.parse(data) as Change;
			if (loaded) take(change);
			else early.push(change);
		};
		source.onerror = () => {
			source?.close();
			// Tells whether the connection or the token is the problem.
			void load().then(() => {
				if (loaded) again();
			});
		};
	};
	open();
	return () => {
		ended = true;
		clearTimeout(retry);
		source?.close();
	};
}
