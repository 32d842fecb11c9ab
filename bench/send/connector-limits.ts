/** A number of messages in a span of time. */
export interface Window {
	readonly ms: number;
	readonly messages: number;
}

/** What a connector takes (teams.md B.3; the longer windows are too long to measure). */
export const CONNECTOR_WINDOWS: readonly Window[] = [
	{ ms: 1_000, messages: 4 },
	{ ms: 30_000, messages: 60 },
];

/** Judges arrivals by the windows of a connector. Refused ones count too: a sender that does not listen stays refused. */
export function createConnectorLimits(): (atMs: number) => boolean {
	const arrivals: number[] = [];
	return (atMs) => {
		const isFree = CONNECTOR_WINDOWS.every(
			({ ms, messages }) => arrivals.filter((earlierMs) => earlierMs > atMs - ms).length < messages,
		);
		arrivals.push(atMs);
		return isFree;
	};
}

/** The shortest time from the first to the last of a number of messages, each sent as early as all windows allow. */
export function shortestMs(messages: number, windows: readonly Window[]): number {
	const atMs: number[] = [];
	for (let index = 0; index < messages; index += 1) {
		atMs.push(Math.max(0, ...windows.map((window) => (atMs[index - window.messages] ?? -Infinity) + window.ms)));
	}
	return atMs.at(-1) ?? 0;
}
