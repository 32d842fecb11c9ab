import type { N8nClient } from '../../../scripts/lib/n8n-client';

import { parse } from 'flatted';
import { setTimeout as delay } from 'node:timers/promises';

import { StepError } from '../../../scripts/lib/steps';

/** The items of the trigger of every execution, oldest first. */
export async function eventsOf(
	client: N8nClient,
	workflowId: string,
	count: number,
): Promise<ReadonlyArray<Readonly<Record<string, unknown>>>> {
	const endMs = Date.now() + 15_000;
	for (;;) {
		const executions = (await client.executions(workflowId)).filter(
			({ status }) => !['new', 'running', 'waiting'].includes(status),
		);
		if (executions.length >= count)
			return await Promise.all(executions.toReversed().map(async ({ id }) => itemOf(await client.executionData(id))));
		if (Date.now() > endMs)
			throw new StepError(
				`n8n lists ${executions.length} executions, not ${count}.`,
				'Look at the executions in the editor.',
			);
		await delay(100);
	}
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
	if (item === undefined) throw new StepError('An execution has no item of the trigger.', 'Look at it in the editor.');
	return item;
}
