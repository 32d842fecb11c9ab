import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type * as n8n from 'n8n-workflow';
import type * as limits from '../../../../../../src/limits';
import type { Fault, Outside, SeamNode, SeamRun } from '../../../../../support/seams';

import { sendItems } from '../../../../../../nodes/TeamsWebhook/operations/message/send/execute';
import { createOutside, runSend } from '../../../../../support/seams';

/** Messages of a run that may be under way at once; the real number is larger than the lists below. */
const IN_FLIGHT = 2;

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<typeof n8n>('n8n-workflow'),
	sleep: async () => await Promise.resolve(),
}));
jest.mock('../../../../../../src/limits', () => ({
	...jest.requireActual<typeof limits>('../../../../../../src/limits'),
	RUN_IN_FLIGHT: { undici: 2, n8n: 2 },
	RUN_IN_FLIGHT_FIRST: { undici: 2, n8n: 2 },
}));
jest.mock('../../../../../../nodes/shared/transport', () => ({
	createTransport: (context: IExecuteFunctions) => Reflect.get(context, 'transport') as unknown,
}));

const TEXTS = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'];

let points = 0;

/** One node for everything around one fault; no other node has its URLs. */
function nodeOf(scenario: Omit<SeamNode, 'texts' | 'urls'>): SeamNode {
	points += 1;
	return {
		...scenario,
		texts: TEXTS,
		urls: [0, 1].map(
			(url) => `https://prod-${url}.westeurope.logic.azure.com/workflows/${points}/triggers/manual/paths/invoke?sig=x`,
		),
	};
}

const run = async (node: SeamNode, outside: Outside, fault?: Fault): Promise<SeamRun> =>
	await runSend(sendItems, node, outside, fault);
const outcomeOf = (json: IDataObject): unknown => json.outcome ?? (json.details as IDataObject).outcome;
/** Texts that the output says are there. */
const claimed = ({ items = [] }: SeamRun): readonly string[] =>
	TEXTS.filter((_, index) => ['accepted', 'skipped'].includes(String(outcomeOf(items[index] ?? { outcome: 'none' }))));
const missing = ({ taken }: Outside): readonly string[] => TEXTS.filter((text) => !taken.has(text));
const twice = ({ taken }: Outside): readonly string[] => TEXTS.filter((text) => (taken.get(text) ?? 0) > 1);

const SCENARIOS = [true, false].flatMap((withKey) =>
	(['limits', 'off'] as const).flatMap((pace) => [true, false].map((retryOnFail) => ({ withKey, pace, retryOnFail }))),
);

/** Every wait of a run in which nothing goes wrong. */
async function waitsOf(scenario: Omit<SeamNode, 'texts' | 'urls'>): Promise<readonly number[]> {
	const outside = createOutside();
	const { waits, items } = await run(nodeOf(scenario), outside);
	expect([items?.map(outcomeOf), missing(outside), twice(outside)]).toEqual([TEXTS.map(() => 'accepted'), [], []]);
	return Array.from({ length: waits }, (_, index) => index + 1);
}

describe.each(SCENARIOS)('with %j', (scenario) => {
	const { withKey, pace } = scenario;

	it('a process that is gone at any wait loses nothing, and what is sent again was under way', async () => {
		for (const at of await waitsOf(scenario)) {
			const [node, outside] = [nodeOf(scenario), createOutside()];
			await run(node, outside, { at, kind: 'crash' });
			const before = new Map(outside.taken);
			const again = await run(node, outside);
			const label = JSON.stringify({ ...scenario, at });
			expect([label, missing(outside), claimed(again).length]).toEqual([label, [], TEXTS.length]);
			// Without a key an execution that is run again sends everything again.
			const most = !withKey ? before.size : pace === 'off' ? IN_FLIGHT : node.urls.length;
			expect([label, twice(outside).length <= most]).toEqual([label, true]);
			if (!withKey) continue;
			const third = await run(node, outside);
			expect([label, third.items?.map(outcomeOf)]).toEqual([label, TEXTS.map(() => 'skipped')]);
		}
	});

	it('a call that fails at any wait loses nothing that is said to be there', async () => {
		for (const at of await waitsOf(scenario)) {
			const [node, outside] = [nodeOf(scenario), createOutside()];
			const first = await run(node, outside, { at, kind: 'fails' });
			const label = JSON.stringify({ ...scenario, at });
			expect([label, claimed(first).filter((text) => !outside.taken.has(text)), twice(outside)]).toEqual([
				label,
				[],
				[],
			]);
			const again = await run(node, outside);
			expect([label, missing(outside), claimed(again).length]).toEqual([label, [], TEXTS.length]);
			// Only the one that may be there, and was reported as unclear.
			if (withKey) expect([label, twice(outside).length <= 1]).toEqual([label, true]);
		}
	});
});

it('what was taken and is not recorded yet counts as under way: a slow database holds back sending', async () => {
	const scenario = { withKey: true, pace: 'off', retryOnFail: false, isStoreSlow: true } as const;
	for (const at of await waitsOf(scenario)) {
		const [node, outside] = [nodeOf(scenario), createOutside()];
		await run(node, outside, { at, kind: 'crash' });
		await run(node, outside);
		expect([at, missing(outside), twice(outside).length <= IN_FLIGHT]).toEqual([at, [], true]);
	}
});
