import type { N8nClient } from './n8n-client';

/** A Data Table of n8n: its path in the REST API, and its rows. */
export interface DataTable<Row> {
	/** The path of all tables if there is no such table yet. */
	readonly path: string;
	readonly isThere: boolean;
	readonly rows: readonly Row[];
}

/** The Data Table of the owner that has this name; without rows where there is none. The caller knows what its columns hold. */
export async function dataTable<Row>(client: N8nClient, name: string): Promise<DataTable<Row>> {
	const [project] = await client.request<Array<{ id: string; type: string }>>('GET', '/rest/projects/my-projects');
	const tables = `/rest/projects/${project?.id ?? ''}/data-tables`;
	const { data } = await client.request<{ data: Array<{ id: string; name: string }> }>('GET', tables);
	const table = data.find((each) => each.name === name);
	if (table === undefined) return { path: tables, isThere: false, rows: [] };
	const path = `${tables}/${table.id}`;
	const { data: rows } = await client.request<{ data: Row[] }>('GET', `${path}/rows`);
	return { path, isThere: true, rows };
}
