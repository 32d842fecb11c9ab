import type { FindingCode, Severity, MessageTarget } from '../finding';

import { MESSAGE_MAX_BYTES } from '../../limits';

/** A fact about one or more targets; the source is a key of teams.md, or an address. */
interface Sourced {
	readonly targets: readonly MessageTarget[];
	readonly source: string;
}

const EVERYWHERE: readonly MessageTarget[] = ['workflows', 'connector', 'reply'];

/** What a source says is refused or lost. Only this is an error. */
const REFUSED: ReadonlyArray<Sourced & { readonly code: FindingCode }> = [
	{
		code: 'card-not-object',
		targets: EVERYWHERE,
		source: 'T7, C8 (unusable payload refused), T10 (the flow posts `content` as a card)',
	},
	{
		code: 'card-type',
		targets: ['workflows'],
		source:
			"github.com/lindegroup/autopkgr/issues/729, github.com/ffind-dev/pve-ups/issues/4 (2026): \"Property 'type' must be 'AdaptiveCard'\"",
	},
	{
		code: 'card-version-missing',
		targets: ['workflows'],
		source: 'AdaptiveCardConverter.cs of the same parser: "Required property \'version\' not found on AdaptiveCard"',
	},
	{ code: 'card-version-too-high', targets: ['workflows'], source: 'C1 (teams.md C.2)' },
	{ code: 'card-too-large', targets: ['workflows'], source: 'P4: "Request Entity too large" in the run' },
	{ code: 'card-too-large', targets: ['connector'], source: 'S4' },
	{ code: 'action-url-not-absolute', targets: EVERYWHERE, source: 'X17' },
	{ code: 'mention-id-unsupported', targets: EVERYWHERE, source: 'S9, S8 (teams.md H.4)' },
];

/** The highest version of Adaptive Cards 1.x, by its minor number. */
const HIGHEST_VERSION: ReadonlyArray<Sourced & { readonly minor: number }> = [
	{ minor: 4, targets: ['workflows'], source: 'C1 (teams.md C.2, H.1)' },
	{ minor: 5, targets: ['connector', 'reply'], source: 'S8' },
];

/** Actions that do nothing at a target (teams.md H.2). */
const IGNORED_ACTIONS: ReadonlyArray<Sourced & { readonly action: string; readonly why: string }> = [
	{ action: 'Action.Submit', targets: ['workflows'], why: 'the flow does not listen for it', source: 'P4' },
	{ action: 'Action.Submit', targets: ['connector'], why: 'connectors do not accept answers', source: 'S5' },
	{ action: 'Action.Submit', targets: ['reply'], why: 'replies take only buttons that open a URL', source: 'S1' },
	{ action: 'Action.Execute', targets: ['workflows'], why: 'the flow does not listen for it', source: 'P4' },
	{ action: 'Action.Execute', targets: ['connector'], why: 'connectors do not accept answers', source: 'S5' },
	{ action: 'Action.Execute', targets: ['reply'], why: 'replies take only buttons that open a URL', source: 'S1' },
	{ action: 'Action.Http', targets: EVERYWHERE, why: 'only Outlook knows it', source: 'A5' },
];

/** UTF-8 bytes of the message; the card alone must stay below. */
const LARGEST_CARD: ReadonlyArray<Sourced & { readonly bytes: number }> = [
	{ bytes: MESSAGE_MAX_BYTES, targets: ['workflows'], source: 'P4' },
	{ bytes: MESSAGE_MAX_BYTES, targets: ['connector'], source: 'S4' },
	{
		bytes: MESSAGE_MAX_BYTES,
		targets: ['reply'],
		source: 'A.6: not documented for replies, the limit of webhooks is safe',
	},
];

/** `error` if a source says that the target refuses or loses it, else `warning`. */
export function severityOf(code: FindingCode, target: MessageTarget): Severity {
	return REFUSED.some((row) => row.code === code && row.targets.includes(target)) ? 'error' : 'warning';
}

/** The minor number of the highest version that the target takes. */
export function highestVersion(target: MessageTarget): number {
	return HIGHEST_VERSION.find(({ targets }) => targets.includes(target))?.minor ?? 0;
}

/** Why an action does nothing at the target; `undefined` if it works or nothing is known. */
export function whyIgnored(action: string, target: MessageTarget): string | undefined {
	return IGNORED_ACTIONS.find((row) => row.action === action && row.targets.includes(target))?.why;
}

/** The largest card that the target takes, in bytes. */
export function largestCard(target: MessageTarget): number {
	return LARGEST_CARD.find(({ targets }) => targets.includes(target))?.bytes ?? Number.POSITIVE_INFINITY;
}
