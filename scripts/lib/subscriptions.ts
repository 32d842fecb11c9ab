import type { DataTable } from './data-table';
import type { N8nClient } from './n8n-client';

import { dataTable } from './data-table';

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

/** The data table that the example connector-subscriptions makes. */
export async function subscriptionTable(client: N8nClient): Promise<DataTable<Subscription>> {
	return await dataTable<Subscription>(client, TABLE);
}

/** A time zone in which it is now this many minutes after midnight. */
export function zoneAt(minutes: number): string {
	const now = new Date();
	const away = (minutes - (now.getUTCHours() * 60 + now.getUTCMinutes()) + DAY_MINUTES) % DAY_MINUTES;
	const signed = away > DAY_MINUTES / 2 ? away - DAY_MINUTES : away;
	return `UTC${signed < 0 ? '-' : '+'}${Math.floor(Math.abs(signed) / 60)}:${String(Math.abs(signed) % 60).padStart(2, '0')}`;
}
