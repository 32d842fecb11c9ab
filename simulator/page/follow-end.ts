import type { Message } from '../model/types';

import { useLayoutEffect, useRef } from 'preact/hooks';

/** Chosen: closer to the end than this, the view follows new messages. */
const NEAR_END_PX = 120;

/** Keeps the end in view while somebody is there; does not move for somebody who reads further up. */
export function useFollowEnd(
	list: { readonly current: HTMLDivElement | null },
	messages: readonly Message[],
	channelId: string,
): void {
	const isNearEnd = useRef(true);
	useLayoutEffect(() => {
		const element = list.current;
		if (element === null) return;
		const toEnd = () => {
			if (isNearEnd.current) element.scrollTop = element.scrollHeight;
		};
		let lastTop = element.scrollTop;
		const remember = () => {
			const isNear = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PX;
			// Somebody has left the end only by going up: the list also grows under those who stay.
			if (isNear) isNearEnd.current = true;
			else if (element.scrollTop < lastTop) isNearEnd.current = false;
			lastTop = element.scrollTop;
		};
		// Cards are drawn after this and make the list longer.
		const observer = new ResizeObserver(toEnd);
		for (const child of element.children) observer.observe(child);
		element.addEventListener('scroll', remember, { passive: true });
		toEnd();
		return () => {
			observer.disconnect();
			element.removeEventListener('scroll', remember);
		};
	}, [messages, channelId]);
	useLayoutEffect(() => {
		isNearEnd.current = true;
	}, [channelId]);
}
