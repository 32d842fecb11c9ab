import type { ShapeName } from './shapes';

/** Who draws a MessageCard as it is: Teams, from a connector URL, or Outlook, from an email. */
export type MessageCardHost = 'teams' | 'outlook';

/** Where a host differs from the table of shapes. */
export interface HostRules {
	readonly name: string;
	/** Lengths of lists that differ; `undefined`: the limit is unknown. */
	readonly limits: Readonly<Record<string, number | undefined>>;
	/** Actions that only this host knows. */
	readonly actions: ReadonlyMap<unknown, ShapeName>;
	/** Whether a button can open an address of an app, like `app://x`. */
	readonly opensApps: boolean;
	/** Whether a button posts to https only. */
	readonly postsToHttpsOnly: boolean;
}

/** Documented: four actions in every collection of Outlook; no limit of images (teams.md E.1 to E.3, F.2; A1, A4). */
export const HOSTS: Readonly<Record<MessageCardHost, HostRules>> = {
	teams: { name: 'Teams', limits: {}, actions: new Map(), opensApps: false, postsToHttpsOnly: false },
	outlook: {
		name: 'Outlook',
		limits: { 'section.potentialAction': 4, 'section.images': undefined },
		actions: new Map([['InvokeAddInCommand', 'InvokeAddInCommand']]),
		opensApps: true,
		postsToHttpsOnly: true,
	},
};

/** The most entries that a host shows of a list; `undefined` if the number is unknown. */
export function maxEntries(
	rules: HostRules,
	shape: ShapeName,
	name: string,
	usual: number | undefined,
): number | undefined {
	const place = `${shape}.${name}`;
	return Object.hasOwn(rules.limits, place) ? rules.limits[place] : usual;
}
