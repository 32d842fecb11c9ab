import type { ExampleName } from '../../scripts/lib/examples';
import type { Bench } from './support';
import type { Card } from './example-support';

import { exampleOf, readEvent } from '../../scripts/lib/examples';
import { startIncomingSide } from '../../simulator/incoming';
import { plain, seenIn } from '../support/card-text';
import { cardAfter, colorOf, publishExample } from './example-support';
import { post } from '../support/chain';
import { finished, startBench } from './support';

jest.setTimeout(120_000);

/** What somebody may put into any text of an event. */
const HOSTILE =
	'a_b *c* __d__ `e` ~~f~~ <b>g</b> <at>Bo</at> "h" \'i\' [j](http://evil.example) {{DATE(2026-01-01T00:00:00Z)}} ${k} ={{ 1 + 1 }} \\ & &lt;';

let bench: Bench;

beforeAll(async () => (bench = await startBench()));
afterAll(async () => await bench?.stop());

/** Posts an event to a published example, and waits for its card. */
async function cardOf(name: ExampleName, event: unknown): Promise<Card> {
	const before = bench.teams.messages().length;
	expect((await send(name, event)).status).toBe(200);
	return await cardAfter(bench, before);
}

async function send(name: ExampleName, event: unknown): Promise<{ status: number; text: string }> {
	const { path = '', headers = {} } = exampleOf(name);
	return await post(`${bench.n8n.baseUrl}/webhook/${path}`, JSON.stringify(event), headers);
}

/** A copy of an event with other values at some paths. */
function altered(
	event: Readonly<Record<string, unknown>>,
	changes: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	const copy = structuredClone(event) as Record<string, unknown>;
	for (const [path, value] of Object.entries(changes)) {
		const steps = path.split('.');
		const last = steps.pop() ?? '';
		const holder = steps.reduce<Record<string, unknown>>(
			(current, step) => current[step] as Record<string, unknown>,
			copy,
		);
		holder[last] = value;
	}
	return copy;
}

describe('GitHub pull request', () => {
	const name = 'github-pull-request';

	it('becomes a card whose colour says what happened', async () => {
		const id = await publishExample(bench, name);
		const event = await readEvent(name);
		const opened = await cardOf(name, event);
		expect(seenIn(opened)).toContain(
			'#42 Retry payments that time out | Open | Payments that time out are tried again after 2 s. - [x] tests - [ ] changelog Fixes #41 | Branches | retry_timeouts → main | Author | ada | Changes | +120 −8 | Labels | payments, needs_review | Repository | example-org/shop | By | ada | GitHub',
		);
		expect([colorOf(opened), opened.actions?.map(({ title, url }) => `${title} ${url}`)]).toEqual([
			'accent',
			[
				'Open pull request https://github.com/example-org/shop/pull/42',
				'Open repository https://github.com/example-org/shop',
			],
		]);
		const merged = await cardOf(
			name,
			altered(event, {
				action: 'closed',
				'pull_request.merged': true,
				'pull_request.labels': [],
				'pull_request.body': null,
			}),
		);
		expect([colorOf(merged), seenIn(merged)]).toEqual([
			'good',
			expect.stringMatching(/^#42 Retry payments that time out \| Merged \| (?!.*Labels)/),
		]);
		const closed = await cardOf(name, altered(event, { action: 'closed' }));
		expect([colorOf(closed), seenIn(closed)]).toEqual([
			'default',
			expect.stringContaining('#42 Retry payments that time out | Closed'),
		]);
		expect((await finished(bench, id)).status).toBe('success');
	});

	it('lets pings, pushes, drafts and other events pass without a card', async () => {
		const event = await readEvent(name);
		const before = bench.teams.messages().length;
		await post(`${bench.n8n.baseUrl}/webhook/${name}`, JSON.stringify({ zen: 'Speak like a human.', hook_id: 1 }), {
			'x-github-event': 'ping',
		});
		await send(name, altered(event, { action: 'synchronize' }));
		await send(name, altered(event, { action: 'opened', 'pull_request.draft': true }));
		await cardOf(name, altered(event, { action: 'ready_for_review' }));
		expect(bench.teams.messages().length).toBe(before + 1);
	});

	it('shows hostile and very long data as it was written', async () => {
		const event = altered(await readEvent(name), {
			'pull_request.title': HOSTILE,
			'pull_request.body': '🚀'.repeat(40_000),
			'pull_request.head.ref': `x${'_y'.repeat(150)}`,
		});
		const card = await cardOf(name, event);
		expect(seenIn(card)).toContain(`#42 ${plain(HOSTILE)} | Open | ${'🚀'.repeat(200)}`);
		expect(JSON.stringify(card)).not.toMatch(/<\/?at>|Action\.(?!OpenUrl)/);
		expect(seenIn(card)).toContain(`x${'_y'.repeat(150)} → main`);
	});
});

describe('Jira issue', () => {
	const name = 'jira-issue';

	it('becomes a card that says what has changed', async () => {
		await publishExample(bench, name);
		const event = await readEvent(name);
		const card = await cardOf(name, event);
		expect(seenIn(card)).toContain(
			'SHOP-154 Payment page times out | In Progress · High | Status | To Do → In Progress | Assignee | – → Bo Example | Type | Bug | Project | Web shop | Labels | payments | By | Ada Example | Jira',
		);
		expect([colorOf(card), card.actions]).toEqual([
			'default',
			[{ type: 'Action.OpenUrl', title: 'Open issue', url: 'https://example.atlassian.net/browse/SHOP-154' }],
		]);
		const unassigned = await cardOf(
			name,
			altered(event, { 'issue.fields.assignee': null, 'issue.fields.priority': null }),
		);
		expect(seenIn(unassigned)).toContain(
			'SHOP-154 Payment page times out | In Progress | Status | To Do → In Progress',
		);
	});

	it('shows the description of a new issue, and lets comments pass without a card', async () => {
		const event = await readEvent(name);
		const before = bench.teams.messages().length;
		await send(name, altered(event, { webhookEvent: 'comment_created', changelog: undefined }));
		await send(name, altered(event, { 'changelog.items': [{ field: 'labels', fromString: '', toString: 'x' }] }));
		const created = await cardOf(
			name,
			altered(event, {
				webhookEvent: 'jira:issue_created',
				changelog: undefined,
				'issue.fields.summary': HOSTILE,
				'issue.fields.priority.name': 'Blocker',
				'issue.fields.status.statusCategory.key': 'new',
			}),
		);
		expect(bench.teams.messages().length).toBe(before + 1);
		expect([colorOf(created), seenIn(created)]).toEqual([
			'accent',
			expect.stringContaining(
				`SHOP-154 ${plain(HOSTILE)} | In Progress · Blocker | Seen by *three* customers. Steps: open {{/pay}}, wait.`,
			),
		]);
	});
});

describe('Stripe payment', () => {
	const name = 'stripe-payment';

	it('becomes a card with the amount as people read it', async () => {
		await publishExample(bench, name);
		const event = await readEvent(name);
		const failed = await cardOf(name, event);
		expect(seenIn(failed)).toMatch(
			/^49\.90 EUR not paid \| Your card has insufficient funds\. \| For \| Order 4711 \| Customer \| cus_NffrFeUfNV2Hib \| Method \| card \| Reason \| insufficient_funds \| Time \| 2\d Oct 2026/,
		);
		expect([colorOf(failed), failed.actions?.[0]?.url]).toEqual([
			'attention',
			'https://dashboard.stripe.com/payments/pi_3N4QNsEuwdm0l6U90BvTQ3iC',
		]);
		const paid = altered(event, {
			type: 'payment_intent.succeeded',
			'data.object.last_payment_error': null,
			livemode: false,
		});
		const test = await cardOf(name, paid);
		expect([colorOf(test), seenIn(test), test.actions?.[0]?.url]).toEqual([
			'good',
			expect.stringMatching(/^Test: 49\.90 EUR paid \| For/),
			'https://dashboard.stripe.com/test/payments/pi_3N4QNsEuwdm0l6U90BvTQ3iC',
		]);
		for (const [currency, shown] of [
			['jpy', '4990 JPY'],
			['kwd', '4.990 KWD'],
		] as const) {
			expect(seenIn(await cardOf(name, altered(paid, { 'data.object.currency': currency })))).toContain(shown);
		}
	});

	it('shows hostile data as it was written, and lets other events pass', async () => {
		const event = await readEvent(name);
		const before = bench.teams.messages().length;
		await send(name, altered(event, { type: 'charge.updated' }));
		const card = await cardOf(
			name,
			altered(event, {
				'data.object.description': HOSTILE,
				'data.object.last_payment_error.message': `${HOSTILE}\nsecond line`,
			}),
		);
		expect(bench.teams.messages().length).toBe(before + 1);
		expect(seenIn(card)).toContain(` | ${plain(HOSTILE)} second line | For | ${plain(HOSTILE)}`);
	});
});

describe('Alertmanager alerts', () => {
	const name = 'alertmanager-alert';

	it('become one card that shows each of them', async () => {
		await publishExample(bench, name);
		const event = await readEvent(name);
		const firing = await cardOf(name, event);
		expect(seenIn(firing)).toMatch(
			/^ProbeFailure \| 2 firing · critical \| A site does not answer \| job \| http_checks \| ProbeFailure \| Firing · critical · 21 Oct 2026, \d\d:00 \| .*instance \| https:\/\/shop\.example\.com .*instance \| https:\/\/pay\.example\.com .*Prometheus Alertmanager · 21 Oct 2026/,
		);
		expect([colorOf(firing), firing.actions?.map(({ url }) => url)]).toEqual([
			'attention',
			['https://alertmanager.example.com'],
		]);
		const [first, second] = event.alerts as Array<Record<string, unknown>>;
		const half = altered(event, { alerts: [{ ...first, status: 'resolved' }, second] });
		expect(seenIn(await cardOf(name, half))).toContain('ProbeFailure | 1 firing, 1 resolved · critical');
		const resolved = await cardOf(
			name,
			altered(event, {
				status: 'resolved',
				alerts: [first, second].map((alert) => ({ ...alert, status: 'resolved' })),
			}),
		);
		expect([colorOf(resolved), seenIn(resolved)]).toEqual([
			'good',
			expect.stringContaining('ProbeFailure | 2 resolved'),
		]);
	});

	it('are counted beyond fifteen, shown as written, and keep a card without a button that has no address', async () => {
		const event = await readEvent(name);
		const [alert] = event.alerts as Array<Record<string, unknown>>;
		const alerts = Array.from({ length: 40 }, (_, index) => ({
			...alert,
			labels: { alertname: HOSTILE, instance: `host_${index}` },
		}));
		const card = await cardOf(name, altered(event, { alerts, externalURL: 'javascript:alert(1)' }));
		expect(seenIn(card)).toMatch(/^ProbeFailure \| 40 firing · critical \| /);
		expect(seenIn(card)).toContain(`${plain(HOSTILE)} | Firing · `);
		expect(seenIn(card)).toContain('instance | host_14');
		expect(seenIn(card)).toContain('and 25 more alerts');
		expect(card.actions).toBeUndefined();
	});

	it('are tried again by Alertmanager where no card could be sent', async () => {
		const gone = await startIncomingSide();
		await gone.close();
		const id = await publishExample(bench, name, {
			webhookUrl: gone.workflowsUrl,
			parameters: { Alerts: { path: 'alertmanager-down' } },
		});
		const answer = await post(`${bench.n8n.baseUrl}/webhook/alertmanager-down`, JSON.stringify(await readEvent(name)));
		expect(answer.status).toBe(500);
		expect((await finished(bench, id)).data).toContain('connection-failed');
	});
});

describe('Event to card', () => {
	it('shows title and text as they were written, and fails where there is neither', async () => {
		const id = await publishExample(bench, 'event-to-card');
		expect(seenIn((await cardOf('event-to-card', { title: HOSTILE, text: `${HOSTILE}\nsecond line` })).body)).toBe(
			`${plain(HOSTILE)} | ${plain(HOSTILE)} second line`,
		);
		expect(seenIn((await cardOf('event-to-card', { title: 'long', text: 'x y '.repeat(30_000) })).body)).toContain(
			'long | x y x y',
		);
		const before = bench.teams.messages().length;
		await send('event-to-card', {});
		const execution = await finished(bench, id);
		expect([execution.status, execution.data.includes('card-empty'), bench.teams.messages().length]).toEqual([
			'error',
			true,
			before,
		]);
	});
});

describe('Any JSON', () => {
	const name = 'generic-json';

	it('becomes a card of all its fields', async () => {
		await publishExample(bench, name);
		const card = await cardOf(name, await readEvent(name));
		expect(seenIn(card)).toMatch(
			/^backup\.finished \| event \| backup\.finished \| severity \| warning \| host \| db_01 \| size\.bytes \| 1073741824 \| size\.files \| 4096 \| skipped \| /,
		);
		expect([colorOf(card), card.actions]).toEqual([
			'warning',
			[{ type: 'Action.OpenUrl', title: 'Open', url: 'https://backups.example.com/runs/4711' }],
		]);
	});

	it.each([
		['an object without fields', {}, 'An event without a name'],
		['a list', [{ a: 1 }, { a: 2 }], 'An event without a name | entries | '],
		[
			'hostile data',
			{ title: HOSTILE, [HOSTILE]: HOSTILE, url: 'javascript:alert(1)' },
			`${plain(HOSTILE)} | title | ${plain(HOSTILE)} | ${plain(HOSTILE)} | ${plain(HOSTILE)}`,
		],
		['a very long text', { title: 'long', text: 'x y '.repeat(30_000) }, 'long | title | long | text | x y x y'],
	])('shows %s', async (_what, event, shown) => {
		const card = await cardOf(name, event);
		expect(seenIn(card)).toContain(shown);
		expect(card.actions).toBeUndefined();
	});
});

describe('Fan-out', () => {
	it('posts to every channel and answers with the outcome of each', async () => {
		const other = await startIncomingSide();
		try {
			const destinations = `ops, ${bench.teams.workflowsUrl}; support, ${other.workflowsUrl.replace(/sig=.*/, 'sig=wrong')}; management, ${other.workflowsUrl}`;
			await publishExample(bench, 'fan-out', { destinations });
			const before = bench.teams.messages().length;
			const answer = await send('fan-out', { title: HOSTILE, text: 'x' });
			const outcomes = JSON.parse(answer.text) as ReadonlyArray<Readonly<Record<string, string>>>;
			expect(outcomes.map(({ channel, outcome }) => `${channel} ${outcome}`)).toEqual([
				'ops accepted',
				'support rejected',
				'management accepted',
			]);
			expect(outcomes.map(({ reason }) => reason === '')).toEqual([true, false, true]);
			expect(seenIn((await cardAfter(bench, before)).body)).toContain(plain(HOSTILE));
			expect(other.messages()).toHaveLength(1);
			expect(answer.text).not.toMatch(/sig=|invoke/);
		} finally {
			await other.close();
		}
	});
});
