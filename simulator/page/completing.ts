import type { Mentionable } from '../outgoing/segments';
import type { TypedDraft } from './draft';

import { useState } from 'preact/hooks';

import { complete, openMention, suggestions } from './completion';

const KEYS = ['ArrowDown', 'ArrowUp', 'Enter', 'Tab', 'Escape'];

/** The names that fit what is being written after an `@`. */
export interface Completion {
	readonly found: readonly Mentionable[];
	/** Which of them Enter takes. */
	readonly active: number;
	readonly pick: (name: string) => void;
	/** Takes the current text of the box, and offers names again. */
	readonly follow: () => void;
	readonly close: () => void;
	/** Handles a key that the open list uses; says whether it was one. */
	readonly take: (event: KeyboardEvent) => boolean;
}

/** Completes mentions in a draft. */
export function useCompletion({ text, caret, place, follow }: TypedDraft, names: readonly Mentionable[]): Completion {
	const [chosen, setChosen] = useState(0);
	const [isClosed, setClosed] = useState(false);
	const mention = openMention(text, caret);
	const found = mention === undefined || isClosed ? [] : suggestions(mention.query, names);
	const active = Math.min(chosen, found.length - 1);
	const pick = (name: string) => {
		if (mention !== undefined) place(complete(text, caret, mention, name));
		setChosen(0);
	};
	const close = () => setClosed(true);
	return {
		found,
		active,
		pick,
		close,
		follow: () => {
			follow();
			setClosed(false);
			setChosen(0);
		},
		take: ({ key, shiftKey }) => {
			const picked = found[active];
			if (picked === undefined || shiftKey || !KEYS.includes(key)) return false;
			if (key === 'ArrowDown') setChosen((active + 1) % found.length);
			else if (key === 'ArrowUp') setChosen((active + found.length - 1) % found.length);
			else if (key === 'Escape') close();
			else pick(picked.name);
			return true;
		},
	};
}
