import { isGuid } from '../guid';

/** The kind of ids in an allow-list: tenants, teams, channels or users. */
export type AllowListKind = 'tenants' | 'teams' | 'channels' | 'users';

/**
 * Who may use something. `off`: nothing was set. `broken`: it was set, but is empty or has an entry that is not an id,
 * so nobody may (fail closed).
 */
export type AllowList =
	| { readonly kind: 'off' }
	| { readonly kind: 'ids'; readonly ids: ReadonlySet<string> }
	| { readonly kind: 'broken'; readonly entry: number };

/** Bot Framework id of a person in Teams: opaque after the prefix (teams.md A.4). */
const TEAMS_USER = /^29:[\w-]{1,300}$/;

/** Thread id of a team or channel (teams.md A.4). */
const THREAD = /^19:[\w.-]{1,300}@thread\.(?:tacv2|skype)$/;

const TEAMS_HOSTS = /^(?:[a-z0-9-]+\.)*teams\.(?:microsoft\.(?:com|us)|cloud\.microsoft)$/;

const LINK_PATHS: Partial<Record<AllowListKind, RegExp>> = {
	teams: /^\/l\/team\/([^/]+)/,
	channels: /^\/l\/channel\/([^/]+)/,
};

/**
 * Reads a list of ids: comma or line separated text, or an array from an expression. Teams and channels may be pasted
 * as links of Teams. Names are not ids. `undefined` is `off`; everything else without an id is `broken`.
 */
export function parseAllowList(value: unknown, kind: AllowListKind): AllowList {
	if (value === undefined) return { kind: 'off' };
	const entries = entriesOf(value);
	const ids = entries.map((entry) => toId(entry, kind));
	const bad = ids.indexOf(undefined);
	if (entries.length === 0 || bad !== -1) return { kind: 'broken', entry: bad + 1 };
	return { kind: 'ids', ids: new Set(ids.filter((id) => id !== undefined)) };
}

/** Says whether one of the ids that something is known by is on the list. */
export function isAllowed(list: AllowList, ids: ReadonlyArray<string | null>): boolean {
	if (list.kind === 'off') return true;
	return list.kind === 'ids' && ids.some((id) => id !== null && list.ids.has(normalize(id)));
}

function entriesOf(value: unknown): readonly unknown[] {
	const entries: readonly unknown[] =
		typeof value === 'string' ? value.split(/[,;\r\n]/) : Array.isArray(value) ? value : [value];
	return entries.map((entry) => (typeof entry === 'string' ? entry.trim() : entry)).filter((entry) => entry !== '');
}

function toId(entry: unknown, kind: AllowListKind): string | undefined {
	if (typeof entry !== 'string') return undefined;
	const id = entry.startsWith('https://') ? idInLink(entry, LINK_PATHS[kind]) : entry;
	if (id === undefined) return undefined;
	const known =
		kind === 'tenants' ? isGuid(id) : kind === 'users' ? isGuid(id) || TEAMS_USER.test(id) : THREAD.test(id);
	return known ? normalize(id) : undefined;
}

/** The id in a link that Teams gives under "Get link to team" or "Get link to channel". */
function idInLink(link: string, path: RegExp | undefined): string | undefined {
	if (path === undefined || !URL.canParse(link)) return undefined;
	const url = new URL(link);
	const encoded = TEAMS_HOSTS.test(url.hostname) ? path.exec(url.pathname)?.[1] : undefined;
	try {
		return encoded === undefined ? undefined : decodeURIComponent(encoded);
	} catch {
		// A broken percent-encoding is not an id.
		return undefined;
	}
}

/** GUIDs are compared without case; Teams' own ids are not. */
function normalize(id: string): string {
	return isGuid(id) ? id.toLowerCase() : id;
}
