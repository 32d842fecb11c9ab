import type { IDataObject } from 'n8n-workflow';
import type { ScriptedTeams } from '../../../../../support/scripted-teams';

import { mentionItem, runWorkflow } from '../../../../../support/action';
import { breakDeduplication, useDeduplication } from '../../../../../support/deduplication';
import { startScriptedTeams } from '../../../../../support/scripted-teams';

let teams: ScriptedTeams;
let slow: ScriptedTeams;

beforeAll(async () => {
	teams = await startScriptedTeams();
	slow = await startScriptedTeams(20);
	await useDeduplication();
});

afterAll(async () => {
	await teams.close();
	await slow.close();
});

let count = 0;
/** A channel nobody has sent to. */
const fresh = () => `channel${(count += 1)}`;
const listed = (webhookUrl: string) => ({ webhookUrl, allowedHosts: '127.0.0.1' });
const OFF = { pace: 'off' };
const CONTINUE = 'continueRegularOutput' as const;
const action = (options: IDataObject = {}, more: object = {}) => ({
	parameters: { text: '={{ "<" + $json.n + ">" }}', options, ...more },
});
const items = (length: number) => Array.from({ length }, (_, n) => ({ n }));
const numbers = (bodies: readonly string[]) => bodies.map((body) => Number(/<(\d+)>/.exec(body)?.[1]));
const details = (json: IDataObject | undefined) => json?.details as IDataObject;

describe('many items', () => {
	it('keep their order in the output and, with a pace, in the channel', async () => {
		const channel = fresh();
		const { output } = await runWorkflow({
			items: items(4),
			actions: [action()],
			credential: listed(slow.urlOf(channel)),
		});
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items(4).map(({ n }) => ({ item: n })));
		expect([numbers(slow.received(channel)), slow.mostAtOnce(channel)]).toEqual([[0, 1, 2, 3], 1]);
	});

	it('are sent several at once where no pace is kept, in the same output order', async () => {
		const holding = await startScriptedTeams(50, { open: 64, last: 70 });
		const { output } = await runWorkflow({
			items: items(70),
			actions: [action(OFF)],
			credential: listed(holding.urlOf('x')),
		});
		await holding.close();
		expect(output.map(({ pairedItem }) => pairedItem)).toEqual(items(70).map(({ n }) => ({ item: n })));
		expect(holding.mostAtOnce()).toBe(64);
		expect(numbers(holding.received('x')).sort((left, right) => left - right)).toEqual(items(70).map(({ n }) => n));
	});

	it('to many URLs do not wait for one another: the credential is read for each item', async () => {
		const channels = items(30).map(fresh);
		const { output } = await runWorkflow({
			items: items(30),
			actions: [action()],
			credential: (itemIndex) => listed(slow.urlOf(channels[itemIndex] ?? '')),
		});
		expect(output.every(({ json }) => json.outcome === 'accepted')).toBe(true);
		expect(channels.map((channel) => numbers(slow.received(channel)))).toEqual(items(30).map(({ n }) => [n]));
	});

	it('are all tried before one error lists those that failed and says how many were taken', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 202 }, { status: 404 }, { status: 202 }, { status: 400 }]);
		const { run } = await runWorkflow({
			items: items(4),
			actions: [action()],
			credential: listed(teams.urlOf(channel)),
		});
		const { error } = run.data.resultData;
		expect(error?.message).toBe(
			'The flow or webhook at this URL no longer exists. 2 of 4 messages failed; Teams accepted 2.',
		);
		expect(error).toMatchObject({
			name: 'NodeApiError',
			httpCode: '404',
			context: { itemIndex: 1, code: 'flow-not-found' },
		});
		expect(error).toMatchObject({
			description: expect.stringMatching(
				/Item 1: The flow or webhook at this URL no longer exists.*\[flow-not-found\]\nItem 3: Teams refused the message\. \[payload-refused\]/s,
			) as string,
		});
		expect(JSON.stringify(run)).not.toContain('SECRET');
	});

	it('list no more than ten failures', async () => {
		const channel = fresh();
		teams.script(
			channel,
			items(12).map(() => ({ status: 404 })),
		);
		const { run } = await runWorkflow({
			items: items(12),
			actions: [action(OFF)],
			credential: listed(teams.urlOf(channel)),
		});
		expect(run.data.resultData.error).toMatchObject({ description: expect.stringContaining('And 2 more.') as string });
	});

	it('of which one is bad do not stop the others', async () => {
		const channel = fresh();
		const { output } = await runWorkflow({
			items: [{ n: 1 }, { n: null }, { n: 3 }],
			actions: [{ ...action({}, { text: '={{ $json.n ?? "" }}' }), onError: CONTINUE }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(output.map(({ json }) => json.outcome ?? details(json).code)).toEqual([
			'accepted',
			'text-empty',
			'accepted',
		]);
	});

	it('sum up in a hint from 50 on', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 404 }]);
		const hintsOf = async (length: number) => {
			const { run } = await runWorkflow({
				items: items(length),
				actions: [{ ...action(OFF), onError: CONTINUE }],
				credential: { ...listed(teams.urlOf(channel)), pacePer300s: 1_000 },
			});
			return run.data.resultData.runData['Action 0']?.[0]?.hints;
		};
		expect(await hintsOf(50)).toEqual([
			expect.objectContaining({ message: '50 messages: 1 rejected (flow-not-found), 49 accepted.', type: 'warning' }),
		]);
		expect(await hintsOf(50)).toEqual([
			expect.objectContaining({ message: '50 messages: 50 accepted.', type: 'info' }),
		]);
		expect(await hintsOf(49)).toEqual([]);
	});

	it('of which the first has an option that cannot be read do not stop the others', async () => {
		const channel = fresh();
		const { output } = await runWorkflow({
			items: items(2),
			actions: [{ ...action({ summary: '={{ $json.n === 0 ? $("Nope").first() : "s" }}' }), onError: CONTINUE }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(output.map(({ json }) => json.outcome ?? details(json).code)).toEqual(['unknown-host-error', 'accepted']);
	});

	it('of which there are none give nothing', async () => {
		const { output } = await runWorkflow({ items: [], actions: [action()], credential: listed(teams.urlOf(fresh())) });
		expect(output).toEqual([]);
	});
});

describe('n8n’s Retry On Fail', () => {
	const retrying = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

	it('sends only what was not taken, and ends with every item', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 202 }, { status: 404 }, { status: 202 }, { status: 404 }]);
		const { run, output } = await runWorkflow({
			items: items(3),
			actions: [{ ...action(), ...retrying }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(run.data.resultData.error).toBeUndefined();
		expect(numbers(teams.received(channel))).toEqual([0, 1, 2, 1, 1]);
		expect(output.map(({ json }) => [json.outcome, json.statusCode])).toEqual([
			['accepted', 202],
			['accepted', 202],
			['accepted', 202],
		]);
	});

	it('does not send again what may have been posted', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 502 }]);
		const { run } = await runWorkflow({
			items: items(1),
			actions: [{ ...action(), ...retrying }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(run.data.resultData.error).toMatchObject({ context: { code: 'unclear-answer' } });
		expect(teams.received(channel)).toHaveLength(1);
	});

	it('sends the parts of a split message once', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 202 }, { status: 404 }]);
		const long = { text: Array.from({ length: 5_000 }, (_, line) => `line ${line}`).join('\n') };
		const { output } = await runWorkflow({
			items: items(1),
			actions: [{ ...action({ onTooLarge: 'split' }, long), ...retrying }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(output[0]?.json).toMatchObject({ outcome: 'accepted' });
		const parts = Number(output[0]?.json.parts);
		expect(teams.received(channel).map((body) => /\((\d)\/\d\)/.exec(body)?.[1])).toEqual([
			'1',
			'2',
			...Array.from({ length: parts - 1 }, (_, index) => String(index + 2)),
		]);
	});

	it('sends a split late reply, and a late reply that may be there, once', async () => {
		const late = async (channel: string, more: IDataObject) =>
			await runWorkflow({
				items: [mentionItem('replyNode', -1)],
				actions: [{ parameters: { operation: 'reply', lateReply: 'send', ...more }, ...retrying }],
				withTrigger: true,
				credential: listed(teams.urlOf(channel)),
			});
		const [unclear, split] = [fresh(), fresh()];
		teams.script(unclear, [{ status: 502 }]);
		expect((await late(unclear, { text: 'x' })).run.data.resultData.error).toMatchObject({
			context: { code: 'unclear-answer' },
		});
		expect(teams.received(unclear)).toHaveLength(1);
		teams.script(split, [{ status: 202 }, { status: 404 }]);
		const body = Array.from({ length: 60 }, (_, line) => ({
			type: 'TextBlock',
			text: `${line} ${'x'.repeat(1_000)}`,
			wrap: true,
		}));
		const { output } = await late(split, {
			content: 'adaptiveCard',
			cardJson: JSON.stringify({ type: 'AdaptiveCard', version: '1.4', body }),
			options: { onTooLarge: 'split' },
		});
		expect(output[0]?.json).toMatchObject({ outcome: 'lateSent' });
		expect(
			teams
				.received(split)
				.map((sent) => /\((\d)\/\d\)/.exec(sent)?.[1])
				.slice(0, 4),
		).toEqual(['1', '2', '2', '3']);
	});

	it('sends the test message of Diagnose once', async () => {
		const channel = fresh();
		const parameters = {
			resource: 'webhook',
			operation: 'diagnose',
			sendTest: true,
			options: { timeout: '={{ $json.n === 0 ? 15 : 0 }}' },
		};
		await runWorkflow({
			items: items(2),
			actions: [{ parameters, ...retrying }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(teams.received(channel)).toHaveLength(1);
	});

	it('keeps nothing in the execution where all was taken', async () => {
		const { run } = await runWorkflow({
			items: items(2),
			actions: [{ ...action(), ...retrying }],
			credential: listed(teams.urlOf(fresh())),
		});
		expect(JSON.stringify(run)).not.toContain('teamsMessagesOfRun');
	});

	it('keeps nothing in the execution that is secret', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 202 }, ...Array.from({ length: 3 }, () => ({ status: 404 }))]);
		const { run } = await runWorkflow({
			items: items(2),
			actions: [{ ...action(), ...retrying }],
			credential: listed(teams.urlOf(channel)),
		});
		expect(JSON.stringify(run)).toContain('teamsMessagesOfRun');
		expect(JSON.stringify(run)).not.toContain('SECRET');
	});
});

describe('Send Once Key', () => {
	const once = (key: string, more: object = {}, options: IDataObject = {}) => ({
		...action({ ...OFF, ...options, sendOnceKey: key }, more),
		onError: CONTINUE,
	});
	const outcomes = async (channel: string, length: number, key: string) =>
		(
			await runWorkflow({ items: items(length), actions: [once(key)], credential: listed(teams.urlOf(channel)) })
		).output.map(({ json }) => json.outcome ?? details(json).code);

	it('lets a key through once, within a run and in later ones', async () => {
		const channel = fresh();
		expect(await outcomes(channel, 4, `={{ "a" + ($json.n % 2) + "${channel}" }}`)).toEqual([
			'accepted',
			'accepted',
			'skipped',
			'skipped',
		]);
		expect(await outcomes(channel, 2, `={{ "a" + $json.n + "${channel}" }}`)).toEqual(['skipped', 'skipped']);
		expect(teams.received(channel)).toHaveLength(2);
	});

	it('records no key of a message that was not taken', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 404 }, { status: 502 }]);
		expect([
			await outcomes(channel, 1, channel),
			await outcomes(channel, 1, channel),
			await outcomes(channel, 1, channel),
			await outcomes(channel, 1, channel),
		]).toEqual([['flow-not-found'], ['unclear-answer'], ['accepted'], ['skipped']]);
	});

	it('remembers every key of many that are sent at once', async () => {
		const channel = fresh();
		const keys = `={{ $json.n + "${channel}" }}`;
		expect(new Set(await outcomes(channel, 60, keys))).toEqual(new Set(['accepted']));
		expect(new Set(await outcomes(channel, 60, keys))).toEqual(new Set(['skipped']));
	});

	it('counts for each destination by itself', async () => {
		const [ops, alerts] = [fresh(), fresh()];
		const credential = {
			destinations: `ops, ${teams.urlOf(ops)}; alerts, ${teams.urlOf(alerts)}`,
			allowedHosts: '127.0.0.1',
		};
		const run = async (destination: string[]) =>
			(
				await runWorkflow({
					items: items(1),
					actions: [once(ops, { authentication: 'destinations', destination })],
					credential,
				})
			).output.map(({ json }) => [json.outcome, (json.destination as IDataObject).name]);
		expect(await run(['ops'])).toEqual([['accepted', 'ops']]);
		expect(await run(['ops', 'alerts'])).toEqual([
			['skipped', 'ops'],
			['accepted', 'alerts'],
		]);
	});

	it.each(['', '={{ " " }}', '={{ undefined }}', '={{ ({}) }}'])(
		'%j is no key: nothing is sent without the check',
		async (key) => {
			const channel = fresh();
			expect(await outcomes(channel, 2, key)).toEqual(['option-invalid', 'option-invalid']);
			expect(teams.received(channel)).toEqual([]);
		},
	);

	it('counts for each URL by itself', async () => {
		const channels = [fresh(), fresh()];
		const run = async () =>
			(
				await runWorkflow({
					items: items(2),
					actions: [once('same')],
					credential: (itemIndex) => listed(teams.urlOf(channels[itemIndex] ?? '')),
				})
			).output.map(({ json }) => json.outcome);
		expect([await run(), await run()]).toEqual([
			['accepted', 'accepted'],
			['skipped', 'skipped'],
		]);
	});

	it('waits for another message with the same key no longer than Max Wait', async () => {
		const stuck = await startScriptedTeams(60_000);
		const { output } = await runWorkflow({
			items: items(2),
			actions: [once('same', {}, { timeout: 1, maxWait: 0.1 })],
			credential: listed(stuck.urlOf('x')),
		});
		await stuck.close();
		expect(output.map(({ json }) => details(json).code)).toEqual(['unclear-no-answer', 'send-once-busy']);
		expect([details(output[1]?.json), stuck.received('x').length]).toEqual([
			expect.objectContaining({
				outcome: 'notSent',
				destination: { kind: 'workflows', host: expect.any(String) as string },
			}),
			1,
		]);
	});

	it('ends its wait for another execution at once when it is cancelled', async () => {
		const stuck = await startScriptedTeams(60_000);
		const stops: Array<() => void> = [];
		const start = async () =>
			await runWorkflow({
				items: items(1),
				actions: [once('same')],
				credential: listed(stuck.urlOf('x')),
				onStart: (stop) => void stops.push(stop),
			});
		const first = start();
		while (stuck.received('x').length === 0) await new Promise((resolve) => setImmediate(resolve));
		let isFirstOver = false;
		const over = first.finally(() => (isFirstOver = true));
		const second = start();
		while (stops.length < 2) await new Promise((resolve) => setImmediate(resolve));
		stops[1]?.();
		const { run } = await second;
		const wasFirstOver = isFirstOver;
		stops[0]?.();
		await over;
		await stuck.close();
		expect([run.status, wasFirstOver, stuck.received('x').length]).toEqual(['canceled', false, 1]);
	});

	it('that cannot be recorded is a warning: the message was sent, and is not sent again', async () => {
		const channel = fresh();
		breakDeduplication('after the look');
		const { output } = await runWorkflow({
			items: items(1),
			actions: [{ ...once(channel, {}, { maxWait: 0.1 }), retryOnFail: true, maxTries: 2, waitBetweenTries: 1 }],
			credential: listed(teams.urlOf(channel)),
		});
		breakDeduplication(false);
		expect(output[0]?.json).toMatchObject({
			outcome: 'accepted',
			warnings: [expect.stringContaining('could not record')],
		});
		expect(teams.received(channel)).toHaveLength(1);
	});

	it("says that n8n's database cannot be asked, and sends nothing", async () => {
		const channel = fresh();
		breakDeduplication(true);
		const { run, output } = await runWorkflow({
			items: items(1),
			actions: [once('k', {}, { maxWait: 0.3 })],
			credential: listed(teams.urlOf(channel)),
		});
		breakDeduplication(false);
		expect(output[0]?.json).toMatchObject({
			message: expect.stringMatching(/in its database, so nothing was sent/) as string,
			details: { code: 'send-once-unavailable', outcome: 'notSent' },
		});
		expect([teams.received(channel), JSON.stringify(run).includes('SECRET')]).toEqual([[], false]);
	});

	it('fails no message where the database is gone for a moment', async () => {
		const channel = fresh();
		breakDeduplication(true);
		const back = setTimeout(() => breakDeduplication(false), 400);
		expect(new Set(await outcomes(channel, 40, `={{ $json.n + "${channel}" }}`))).toEqual(new Set(['accepted']));
		clearTimeout(back);
		expect(teams.received(channel)).toHaveLength(40);
	});

	it('holds where the node is a tool of an agent', async () => {
		const channel = fresh();
		const send = async () =>
			(
				await runWorkflow({
					items: items(1),
					actions: [{ ...once(channel), type: 'teamsWebhookTool' }],
					credential: listed(teams.urlOf(channel)),
				})
			).output[0]?.json.outcome;
		expect([await send(), await send()]).toEqual(['accepted', 'skipped']);
	});
});

describe('one run', () => {
	it('has no more than 64 exchanges open, over all its destinations', async () => {
		const holding = await startScriptedTeams(50, { open: 64, last: 70 });
		const urls = items(70).map(({ n }) => holding.urlOf(`h${n}`));
		const { output } = await runWorkflow({
			items: items(70),
			actions: [action()],
			credential: (itemIndex) => listed(urls[itemIndex] ?? ''),
		});
		await holding.close();
		expect([output.every(({ json }) => json.outcome === 'accepted'), holding.mostAtOnce()]).toEqual([true, 64]);
	});
});

describe('a tool of an agent', () => {
	const asTool = async (parameters: IDataObject) =>
		await runWorkflow({
			items: [{ secret: 'SECRETITEM' }],
			actions: [{ parameters, type: 'teamsWebhookTool', onError: CONTINUE }],
			credential: listed(teams.urlOf('tool')),
		});

	it.each([
		[{ resource: 'message', operation: 'reply', text: 'x' }, 'reply-as-tool'],
		[{ resource: 'webhook', operation: 'diagnose' }, 'diagnose-as-tool'],
		[
			{ resource: 'card', operation: 'callbackUrl', triggerUrl: 'https://n8n.example.com/webhook/x', binding: 'b' },
			'callback-url-as-tool',
		],
		[
			{
				resource: 'connectorApp',
				operation: 'build',
				appShortName: 'x',
				appShortDescription: 'x',
				configurationUrl: 'https://n8n.example.com/webhook/x',
				developerName: 'x',
				developerWebsite: 'https://example.com',
			},
			'app-build-as-tool',
		],
	])('is refused what agents are not offered: %j', async (parameters, code) => {
		const { output } = await asTool(parameters);
		expect([details(output[0]?.json).code, output[0]?.binary]).toEqual([code, undefined]);
	});

	it('validates', async () => {
		expect((await asTool({ resource: 'card', operation: 'validate', text: 'x' })).output[0]?.json).not.toHaveProperty(
			'error',
		);
	});

	it('sends, but neither replies nor diagnoses', async () => {
		expect((await asTool({ text: 'x' })).output[0]?.json).toMatchObject({ outcome: 'accepted' });
		expect(
			(await asTool({ resource: 'webhook', operation: 'diagnose', sendTest: true })).output[0]?.json,
		).toMatchObject({ details: { code: 'diagnose-as-tool' } });
		expect((await asTool({ operation: 'reply', text: 'x' })).output[0]?.json).toMatchObject({
			details: { code: 'reply-as-tool' },
		});
		expect(teams.received('tool')).toHaveLength(1);
	});

	it('fills a template from nothing but the data it is given', async () => {
		const cardJson = JSON.stringify({
			type: 'AdaptiveCard',
			version: '1.4',
			body: [{ type: 'TextBlock', text: '${string($root)}' }],
		});
		await asTool({ content: 'template', cardJson, options: { onInvalid: 'warn' } });
		expect(teams.received('tool').join()).not.toContain('SECRETITEM');
	});
});

describe('options', () => {
	it.each([
		['maxAttempts', 0],
		['maxAttempts', 21],
		['timeout', 0],
		['timeout', 121],
		['maxWait', -1],
		['maxWait', 'long'],
		['pace', 'fast'],
	])('%s: %j is refused', async (name, value) => {
		const { output } = await runWorkflow({
			items: items(1),
			actions: [{ ...action({ [name]: value }), onError: CONTINUE }],
			credential: listed(teams.urlOf(fresh())),
		});
		expect(output[0]?.json).toMatchObject({ details: { code: 'option-invalid' } });
	});

	it('maxAttempts and maxWait decide about another attempt', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 429 }, { status: 429, headers: { 'retry-after': '2' } }]);
		const send = async (options: IDataObject) =>
			details(
				(
					await runWorkflow({
						items: items(1),
						actions: [{ ...action({ ...OFF, ...options }), onError: CONTINUE }],
						credential: listed(teams.urlOf(channel)),
					})
				).output[0]?.json,
			);
		expect(await send({ maxAttempts: 1 })).toMatchObject({ outcome: 'rejected', code: 'throttled', attempts: 1 });
		expect(await send({ maxWait: 1 })).toMatchObject({
			outcome: 'rejected',
			attempts: 1,
			retryAt: expect.stringMatching(/^20\d\d-/) as string,
		});
	});

	it.each([2.01, 16.1, 64.1])('timeout: %d seconds are taken', async (timeout) => {
		expect(
			(await runWorkflow({ items: items(1), actions: [action({ timeout })], credential: listed(teams.urlOf(fresh())) }))
				.output[0]?.json,
		).toMatchObject({ outcome: 'accepted' });
	});

	it('timeout ends one exchange, without knowing what became of it', async () => {
		const stuck = await startScriptedTeams(5_000);
		const { output } = await runWorkflow({
			items: items(1),
			actions: [{ ...action({ timeout: 0.1 }), onError: CONTINUE }],
			credential: listed(stuck.urlOf('x')),
		});
		expect(output[0]?.json).toMatchObject({ details: { outcome: 'unclear', code: 'unclear-no-answer', attempts: 1 } });
		await stuck.close();
	});
});

describe('a cancelled execution', () => {
	it('sends nothing more, and its waits end at once', async () => {
		const channel = fresh();
		teams.script(channel, [{ status: 429, headers: { 'retry-after': '50' } }]);
		let cancel = () => undefined as void;
		const running = runWorkflow({
			items: items(3),
			actions: [action()],
			credential: listed(teams.urlOf(channel)),
			onStart: (stop) => (cancel = stop),
		});
		while (teams.received(channel).length === 0) await new Promise((resolve) => setImmediate(resolve));
		cancel();
		const { run } = await running;
		expect([run.status, teams.received(channel).length]).toEqual(['canceled', 1]);
	});
});

describe('destinations', () => {
	it('of which one cannot be used do not spoil the others', async () => {
		const channel = fresh();
		const credential = {
			destinations: `ops, ${teams.urlOf(channel)}; bad, https://evil.example/SECRET`,
			allowedHosts: '127.0.0.1',
		};
		const { output } = await runWorkflow({
			items: items(1),
			actions: [{ ...action({}, { authentication: 'destinations', destination: ['bad', 'ops'] }), onError: CONTINUE }],
			credential,
		});
		expect(output.map(({ json }) => json.outcome ?? details(json).code)).toEqual(['host-not-allowed', 'accepted']);
		expect(output[0]?.json.error).toBe('Destination "bad": evil.example is not a Microsoft Teams webhook host.');
		const empty = await runWorkflow({
			items: items(1),
			actions: [
				{ ...action({}, { text: ' ', authentication: 'destinations', destination: ['ops'] }), onError: CONTINUE },
			],
			credential,
		});
		expect(empty.output[0]?.json).toMatchObject({
			details: {
				code: 'text-empty',
				destination: { kind: 'workflows', host: expect.any(String) as string, name: 'ops' },
			},
		});
	});

	it('are named in the list of failures', async () => {
		const [ops, alerts] = [fresh(), fresh()];
		for (const channel of [ops, alerts]) teams.script(channel, [{ status: 404 }]);
		const credential = {
			destinations: `ops, ${teams.urlOf(ops)}; alerts, ${teams.urlOf(alerts)}`,
			allowedHosts: '127.0.0.1',
		};
		const { run } = await runWorkflow({
			items: items(1),
			actions: [action({}, { authentication: 'destinations', destination: ['ops', 'alerts'] })],
			credential,
		});
		expect(run.data.resultData.error).toMatchObject({
			description: expect.stringMatching(/Item 0 to ops: .*\nItem 0 to alerts: /) as string,
		});
	});
});

it('refuses an authentication that cannot post', async () => {
	const { output } = await runWorkflow({
		items: items(1),
		actions: [{ ...action({}, { authentication: 'securityToken' }), onError: CONTINUE }],
		credential: {},
	});
	expect(output[0]?.json).toMatchObject({ details: { code: 'option-invalid' } });
});

describe('a credential that n8n cannot read from its database', () => {
	/**
	 * Sends three items while the first `unread` reads fail. Returns outcomes or codes, the reads, and the whole run.
	 */
	async function send(unread: number, options: IDataObject, onStart: (cancel: () => void) => void = () => undefined) {
		const channel = fresh();
		let reads = 0;
		const credential = (): Record<string, unknown> => {
			if ((reads += 1) <= unread) throw new Error('Connection terminated SECRET');
			return listed(teams.urlOf(channel));
		};
		const { run, output } = await runWorkflow({
			items: items(3),
			actions: [{ ...action(options), onError: CONTINUE }],
			credential,
			onStart,
		});
		return {
			said: output.map(({ json }) => json.outcome ?? details(json).code),
			reads,
			channel,
			text: JSON.stringify(run),
		};
	}

	it('is read again within Max Wait', async () => {
		const { said, channel, text } = await send(3, {});
		expect([said, numbers(teams.received(channel)), text.includes('SECRET')]).toEqual([
			['accepted', 'accepted', 'accepted'],
			[0, 1, 2],
			false,
		]);
	});

	it('fails the items until the database is back where nothing may wait, and says so', async () => {
		const { said, text } = await send(1, { maxWait: 0 });
		expect([said, text.includes('SECRET')]).toEqual([['credential-store-unavailable', 'accepted', 'accepted'], false]);
	});

	it('costs the items Max Wait once, not each of them', async () => {
		const { said, reads } = await send(Infinity, { maxWait: 1 });
		expect(said).toEqual(items(3).map(() => 'credential-store-unavailable'));
		// The second and the third are tried, and once more because the time is up.
		expect(reads).toBeLessThan(12);
	});

	it('is not waited for in an execution that was cancelled', async () => {
		const { reads } = await send(Infinity, { maxWait: 60 }, (cancel) => setTimeout(cancel, 150));
		// The first item was waiting; the others are not even read.
		expect(reads).toBeLessThan(4);
	});

	it('is not read again where something is wrong with the option', async () => {
		expect((await send(Infinity, { maxWait: -1 })).said).toEqual(items(3).map(() => 'option-invalid'));
	});
});
