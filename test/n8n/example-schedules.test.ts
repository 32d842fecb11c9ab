import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExampleName } from '../../scripts/lib/examples';
import type { Bench } from './support';

import { createServer } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

import { readWorkflow } from '../../scripts/lib/demo';
import { everySeconds, ON_A_LEAP_DAY } from '../../scripts/lib/import-example';
import { plain, seenIn } from '../support/card-text';
import { cardAfter, colorOf, publishExample } from './example-support';
import { post } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(120_000);

const HOSTILE = 'a_b *c* <b>g</b> <at>Bo</at> "h" [j](http://evil.example)\nsecond line';

let bench: Bench;
let source: Server;
let sourceUrl = '';
let answer: unknown;
let asked: URL | undefined;

beforeAll(async () => {
	bench = await startBench();
	source = createServer((request, response) => {
		asked = new URL(request.url ?? '', 'http://source');
		response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
	});
	await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve));
	sourceUrl = `http://127.0.0.1:${(source.address() as AddressInfo).port}/`;
});

afterAll(async () => {
	source?.closeAllConnections();
	source?.close();
	await bench?.stop();
});

/** Lets the schedule of an example fire once and returns its execution. */
async function fire(
	name: ExampleName,
	changes: Parameters<typeof publishExample>[2],
): Promise<{ status: string; data: string }> {
	const id = await publishExample(bench, name, changes);
	const execution = await finished(bench, id);
	await bench.client.unpublish(id);
	return execution;
}

/** The digests, firing each second instead of in the morning and asking a source of this test. */
const digest = (schedule: string, get: string) => ({
	parameters: { [schedule]: everySeconds(1), [get]: { url: sourceUrl } },
});

it.each(['daily-digest', 'empty-digest', 'alert-storm'])('%s has a time zone of its own', async (name) => {
	expect((await readWorkflow(`examples/${name}.json`)).settings).toMatchObject({ timezone: 'Europe/Oslo' });
});

describe('Daily digest', () => {
	const changes = () => digest('Weekdays at eight', 'Tickets since yesterday');
	const ticket = (title: string, priority = 'normal') => ({
		title,
		priority,
		assignee: { name: 'Ada' },
		openedAt: '2026-10-21T08:00:00Z',
	});

	it('puts all items into one card, in the time zone of the workflow', async () => {
		answer = {
			tickets: [ticket(HOSTILE, 'urgent'), ...Array.from({ length: 39 }, (_, index) => ticket(`Ticket_${index}`))],
		};
		const before = bench.teams.messages().length;
		expect((await fire('daily-digest', changes())).status).toBe('success');
		const card = await cardAfter(bench, before);
		expect(seenIn(card)).toMatch(/^40 new tickets since \w+day \d+ \w+ \| Ticket \| Priority \| For \| Opened \| /);
		expect(seenIn(card)).toContain(
			`${plain(HOSTILE)} | urgent | Ada | 21 Oct 2026, 10:00 | Ticket_0 | normal | Ada | 21 Oct 2026, 10:00`,
		);
		expect(seenIn(card)).toContain('Ticket_23 | normal | Ada | 21 Oct 2026, 10:00 | and 15 more tickets');
		expect(colorOf(card)).toBe('attention');
		const since = asked?.searchParams.get('openedAfter') ?? '';
		expect(since).toMatch(/T00:00:00\.000\+0[12]:00$/);
	});

	it('is silent on a day without items', async () => {
		answer = { tickets: [] };
		const before = bench.teams.messages().length;
		expect((await fire('daily-digest', changes())).status).toBe('success');
		expect(bench.teams.messages()).toHaveLength(before);
	});
});

describe('Digest that also says when there is nothing', () => {
	const changes = () => digest('Every morning', 'Backups of the night');

	it('says so', async () => {
		answer = { runs: [] };
		const before = bench.teams.messages().length;
		expect((await fire('empty-digest', changes())).status).toBe('success');
		const card = await cardAfter(bench, before);
		expect([colorOf(card), seenIn(card)]).toEqual([
			'good',
			expect.stringMatching(/^No failed backup \| Looked at \d\d:\d\d on \w+day \d+ \w+\.$/),
		]);
	});

	it('says nothing where the source sends no list', async () => {
		answer = { items: [] };
		const before = bench.teams.messages().length;
		const { status, data } = await fire('empty-digest', changes());
		expect([status, data]).toEqual(['error', expect.stringContaining('The source sent no list')]);
		expect(bench.teams.messages()).toHaveLength(before);
	});

	it('names what there is', async () => {
		answer = {
			runs: [
				{ name: 'shop_db', host: 'db_01', error: HOSTILE, endedAt: '2026-10-21T01:00:00Z' },
				{ name: 'files', host: 'nas', error: 'x'.repeat(50_000), endedAt: '2026-10-21T01:00:00Z' },
			],
		};
		const before = bench.teams.messages().length;
		expect((await fire('empty-digest', changes())).status).toBe('success');
		const card = await cardAfter(bench, before);
		expect([colorOf(card), seenIn(card)]).toEqual([
			'attention',
			expect.stringContaining(
				`2 failed backups | Backup | shop_db | Host | db_01 | Reason | ${plain(HOSTILE)} | Ended | 21 Oct 2026, 03:00`,
			),
		]);
		expect(seenIn(card)).toContain('Backup | files');
		expect(bench.teams.failedRuns()).toEqual([]);
	});
});

/** Long enough for a card to be sent and its alerts to be forgotten before the next one. */
const EVERY_FIVE_SECONDS = everySeconds(5);

describe('Alert storm', () => {
	const alert = async (alertName: unknown, severity: string, source = 'web_1') =>
		await post(`${bench.n8n.baseUrl}/webhook/alert-storm`, JSON.stringify({ alert: alertName, severity, source }));

	it('answers an error while its table is missing, so that the sender knows', async () => {
		const id = await publishExample(bench, 'alert-storm', {
			parameters: { 'Every five minutes': ON_A_LEAP_DAY },
		});
		expect((await alert('too early', 'warning')).status).toBe(500);
		await bench.client.unpublish(id);
	});

	it('posts a storm as one card, with what happened how often, and forgets it', async () => {
		const id = await publishExample(bench, 'alert-storm', {
			parameters: { 'Every five minutes': ON_A_LEAP_DAY },
		});
		await bench.client.runByHand(id, 'Set up (run once)');
		await finished(bench, id);
		await bench.client.runByHand(id, 'Set up (run once)');
		for (let sent = 0; sent < 60; sent += 10)
			expect(
				(
					await Promise.all(
						Array.from(
							{ length: 10 },
							async (_, index) => await alert('Disk is nearly full', 'warning', `web_${index % 2}`),
						),
					)
				).map(({ status }) => status),
			).toEqual(Array.from({ length: 10 }, () => 200));
		await alert(HOSTILE, 'critical');
		await alert({ not: 'a text' }, 'info');
		await bench.client.unpublish(id);
		const before = bench.teams.messages().length;
		const fast = await publishExample(bench, 'alert-storm', {
			parameters: { 'Every five minutes': EVERY_FIVE_SECONDS, Alert: { path: 'alert-storm-2' } },
		});
		const card = await cardAfter(bench, before);
		expect(seenIn(card)).toMatch(/^62 alerts since \d\d:\d\d \| Alert \| Severity \| From \| Times \| /);
		expect(seenIn(card)).toContain(
			`Times | ${plain(HOSTILE)} | critical | web_1 | 1 | Disk is nearly full | warning | web_`,
		);
		expect(seenIn(card)).toMatch(
			/Disk is nearly full \| warning \| web_[01] \| 30 \| Disk is nearly full \| warning \| web_[01] \| 30/,
		);
		expect(colorOf(card)).toBe('attention');
		await delay(6_000);
		await bench.client.unpublish(fast);
		expect(bench.teams.messages()).toHaveLength(before + 1);
	});

	it('keeps the alerts while Teams cannot be reached', async () => {
		await publishExample(bench, 'alert-storm', {
			parameters: { 'Every five minutes': ON_A_LEAP_DAY },
		});
		expect((await alert('kept', 'warning')).status).toBe(200);
		const unreachable = bench.teams.workflowsUrl.replace(/sig=.*/, 'sig=wrong');
		const id = await publishExample(bench, 'alert-storm', {
			webhookUrl: unreachable,
			parameters: { 'Every five minutes': EVERY_FIVE_SECONDS, Alert: { path: 'alert-storm-3' } },
		});
		expect((await finished(bench, id)).status).toBe('error');
		await bench.client.unpublish(id);
		const before = bench.teams.messages().length;
		const working = await publishExample(bench, 'alert-storm', {
			parameters: { 'Every five minutes': EVERY_FIVE_SECONDS, Alert: { path: 'alert-storm-4' } },
		});
		expect(seenIn(await cardAfter(bench, before))).toContain('kept | warning | web_1 | 1');
		await bench.client.unpublish(working);
	});
});
