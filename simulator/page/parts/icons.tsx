/** Outlines of 20 by 20, drawn for this page. Hidden from screen readers, because each has a text beside it. */
const PATHS = {
	channel: 'M3 4.5h14v9H9l-4 3v-3H3z',
	webhooks: 'M7.5 8.5a3 3 0 1 1 4 2.8l2 3.2M6 12.500a3 3 0 1 0 3.500 3h4.500M11.500 15.500a3 3 0 1 0 3-3.500',
	runs: 'M4 10a6 6 0 1 1 1.800 4.300M4 15v-3h3M10 6.500V10l2.500 1.500',
	requests: 'M3 6h11l-2.500-2.500M17 14H6l2.500 2.500',
	faults: 'M10 3l7.500 13.500h-15zM10 8.500v3.500M10 14v.500',
	hash: 'M8 3.500 6.500 16.500M13.500 3.500 12 16.500M4 7.500h13M3 12.500h13',
	lock: 'M5.500 9h9v7h-9zM7.500 9V6.500a2.500 2.500 0 0 1 5 0V9',
	send: 'M3 4l14.500 6L3 16l2-6zM5 10h6',
	close: 'M5 5l10 10M15 5 5 15',
	plus: 'M10 4v12M4 10h12',
	copy: 'M7 7h9v9H7zM4 13V4h9',
	back: 'M12 4l-6 6 6 6',
	down: 'M4 7l6 6 6-6',
} as const;

/** Names of icons. */
export type IconName = keyof typeof PATHS;

/** An icon in the colour of its text. */
export function Icon({ name }: { readonly name: IconName }) {
	return (
		<svg class="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
			<path d={PATHS[name]} />
		</svg>
	);
}
