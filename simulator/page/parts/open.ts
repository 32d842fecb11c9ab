import type { RefObject } from 'preact';

import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** A button that opens the element beside it. */
export interface Open {
	readonly isOpen: boolean;
	readonly toggle: () => void;
	/** Closes it, and moves the focus back to the button; does nothing while it is closed. */
	readonly close: () => void;
	/** The parent of both. */
	readonly place: RefObject<HTMLElement | null>;
	readonly button: RefObject<HTMLButtonElement | null>;
}

/** Opens with its button; closes with it, with Escape, and when somebody clicks or moves the focus elsewhere. */
export function useOpen(): Open {
	const [isOpen, setOpen] = useState(false);
	const place = useRef<HTMLElement>(null);
	const button = useRef<HTMLButtonElement>(null);
	const close = () => {
		if (!isOpen) return;
		setOpen(false);
		button.current?.focus();
	};
	useLayoutEffect(() => {
		if (!isOpen) return;
		const goes = ({ target }: Event) => {
			if (target instanceof Node && place.current?.contains(target) === false) setOpen(false);
		};
		const escapes = ({ key }: KeyboardEvent) => {
			if (key === 'Escape') close();
		};
		const ending = new AbortController();
		document.addEventListener('pointerdown', goes, { signal: ending.signal });
		document.addEventListener('focusin', goes, { signal: ending.signal });
		place.current?.addEventListener('keydown', escapes, { signal: ending.signal });
		return () => ending.abort();
	}, [isOpen]);
	return { isOpen, toggle: () => setOpen(!isOpen), close, place, button };
}
