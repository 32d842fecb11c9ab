import type { RefObject } from 'preact';

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A text with the place of its caret. */
interface DraftText {
	readonly text: string;
	readonly caret: number;
}

/** A text that a box begins with; a new `at` sets it again. */
export interface Beginning {
	readonly text: string;
	readonly at: number;
}

/** What is being written in a box. */
export interface TypedDraft extends DraftText {
	readonly box: RefObject<HTMLTextAreaElement | null>;
	/** Replaces what is written, and moves the focus there. */
	readonly place: (next: DraftText) => void;
	/** Takes the current text of the box. */
	readonly follow: () => void;
	/** Empties the box if it still has the sent text. */
	readonly clear: (sent: string) => void;
}

/** Keeps a box and its text together. `begin` replaces the text whenever its `at` changes. */
export function useDraft(begin: Beginning | undefined, autoFocus: boolean): TypedDraft {
	const box = useRef<HTMLTextAreaElement>(null);
	const [{ text, caret }, set] = useState<DraftText>({ text: '', caret: 0 });
	const write = (next: DraftText) => {
		set(next);
		if (box.current === null) return;
		box.current.value = next.text;
		box.current.setSelectionRange(next.caret, next.caret);
	};
	const place = (next: DraftText) => {
		write(next);
		box.current?.focus();
	};
	useLayoutEffect(() => {
		if (begin !== undefined) place({ text: begin.text, caret: begin.text.length });
	}, [begin?.at]);
	useLayoutEffect(() => {
		if (autoFocus) box.current?.focus();
	}, []);
	useLayoutEffect(() => fitHeight(box.current), [text]);
	return {
		text,
		caret,
		box,
		place,
		follow: () => {
			if (box.current !== null) set({ text: box.current.value, caret: box.current.selectionStart });
		},
		// Text that was typed while the message was on its way is kept.
		clear: (sent) => {
			if (box.current?.value === sent) write({ text: '', caret: 0 });
		},
	};
}

/** Grows with its text, up to what the style sheet allows. */
function fitHeight(element: HTMLTextAreaElement | null): void {
	if (element === null) return;
	element.style.height = 'auto';
	element.style.height = `${element.scrollHeight + 2}px`;
}
