import type { N8nClient } from '../../../scripts/lib/n8n-client';

import { expect } from '@playwright/test';
import { parse } from 'flatted';

/** Waits until this many executions have ended, and returns the trigger's item of each, oldest first. */
export async function eventsOf(
	client: N8nClient,
	workflowId: string,
	count: number,
): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
	const ended = async () =>
		(await client.executions(workflowId)).filter(({ status }) => !['new', 'running', 'waiting'].includes(status));
	await expect.poll(async () => (await ended()).length, { message: 'executions that have ended' }).toBe(count);
	return await Promise.all((await ended()).toReversed().map(async ({ id }) => itemOf(await client.executionData(id))));
}

interface RunData {
	readonly resultData: {
		readonly runData: {
			readonly Connector?: ReadonlyArray<{
				readonly data: {
					readonly main: ReadonlyArray<ReadonlyArray<{ readonly json: Readonly<Record<string, unknown>> }>>;
				};
			}>;
		};
	};
}

function itemOf(data: string): Readonly<Record<string, unknown>> {
	const run = parse(data) as RunData;
	const item = run.resultData.runData.Connector?.[0]?.data.main[0]?.[0]?.json;
	if (item === undefined) throw new Error('an execution has no item of the trigger');
	return item;
}
