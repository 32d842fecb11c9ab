import type { N8nClient } from './n8n-client';

/** The table of the examples connector-subscriptions and connector-weather. */
const TABLE = 'teams_subscriptions';

const DAY_MINUTES = 1_440;

/** A subscription as the example keeps it. */
export interface Subscription {
	readonly entityId: string;
	readonly webhookUrl: string;
	readonly name: string;
	readonly city: string;
	readonly timeZone: string;
}

/** The data table that the example connector-subscriptions makes: its path in n8n's REST API, and its rows; where there is no table yet, no rows and the path of all tables. */
export async function subscriptionTable(
	client: N8nClient,
): Promise<{ readonly path: string; readonly isThere: boolean; readonly rows: readonly Subscription[] }> {
	const [project] = await client.request<Array<{ id: string; type: string }>>('GET', '/rest/projects/my-projects');
	const tables = `/rest/projects/${project?.id ?? ''}/data-tables`;
	const { data } = await client.request<{ data: Array<{ id: string; name: string }> }>('GET', tables);
	const table = data.find(({ name }) => name === TABLE);
	if (table === undefined) return { path: tables, isThere: false, rows: [] };
	const path = `${tables}/${table.id}`;
	const { data: rows } = await client.request<{ data: Subscription[] }>('GET', `${path}/rows`);
	return { path, isThere: true, rows };
}

/** A time zone in which it is now so many minutes after midnight. */
export function zoneAt(minutes: number): string {
	const now = new Date();
	const away = (minutes - (now.getUTCHours() * 60 + now.getUTCMinutes()) + DAY_MINUTES) % DAY_MINUTES;
	const signed = away > DAY_MINUTES / 2 ? away - DAY_MINUTES : away;
	return `UTC${signed < 0 ? '-' : '+'}${Math.floor(Math.abs(signed) / 60)}:${String(Math.abs(signed) % 60).padStart(2, '0')}`;
}
