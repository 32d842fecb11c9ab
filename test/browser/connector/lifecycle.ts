import type { Stage } from './stage';

import { eventsOf } from './events';
import { expectSame, open, publish, ready } from './stage';

const FIELDS = {
	values: [
		{
			name: 'city',
			label: 'City',
			type: 'choice',
			options: 'oslo = Oslo, Norway\nparis = Paris',
			required: true,
			help: 'Where the weather is',
		},
		{
			name: 'days',
			label: 'Days',
			type: 'choices',
			options: 'mon = Monday\ntue = Tuesday\nwed = Wednesday',
			default: 'mon, tue',
		},
		{ name: 'note', label: 'Note', type: 'text', default: 'Good morning' },
		{ name: 'alerts', label: 'Storm alerts', type: 'checkbox' },
	],
};

/** Answers "refused" for the city Paris, and takes its time: the page has to wait. */
const JUDGE = {
	name: 'Judge',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode:
			"const { settings } = $input.first().json;\nreturn [{ json: settings.city === 'paris' ? { error: 'Paris is full. <b>Choose</b> another city.' } : { saved: true } }];",
	},
};

/** Creates, edits and removes a subscription with a host of one generation, and looks at what reached the workflow. */
async function lifeWith(stage: Stage, generation: '1' | '2'): Promise<void> {
	const path = `life-${generation}`;
	const { id, url } = await publish(stage, path, {
		parameters: { fields: FIELDS, options: { title: 'Weather', suggestedName: 'Weather at eight' } },
		next: JUDGE,
	});

	const created = await open(stage, url, { host: { generation } });
	await ready(created);
	expectSame('Save before a city is chosen', (await created.state()).valid, false);
	await created.frame.getByLabel('City').selectOption({ label: 'Paris' });
	expectSame('Save once a city is chosen', (await created.state()).valid, true);
	expectSame('a refused subscription', await created.press('Save'), {
		outcome: 'failed',
		reason: 'Paris is full. <b>Choose</b> another city.',
	});
	expectSame(
		'the reason on the page',
		await created.frame.getByRole('alert').textContent(),
		'Paris is full. <b>Choose</b> another city.',
	);
	expectSame('what a host keeps of a failure', (await created.state()).kept, {});
	await created.frame.getByLabel('City').selectOption({ label: 'Oslo, Norway' });
	await created.frame.getByLabel('Wednesday').check();
	expectSame('a saved subscription', await created.press('Save'), { outcome: 'saved', reason: null });
	const { kept } = await created.state();
	await created.close();

	const edited = await open(stage, String(kept.contentUrl), { host: { generation, saved: JSON.stringify(kept) } });
	await ready(edited);
	const shown = [
		await edited.frame.getByLabel('City').inputValue(),
		await edited.frame.getByLabel('Wednesday').isChecked(),
		await edited.frame.getByLabel('Storm alerts').isChecked(),
		await edited.frame.getByLabel('Name').inputValue(),
	];
	expectSame('what is filled in on edit', shown, ['oslo', true, false, 'Weather at eight']);
	await edited.frame.getByLabel('Storm alerts').check();
	expectSame('a changed subscription', await edited.press('Save'), { outcome: 'saved', reason: null });
	const { kept: keptAgain } = await edited.state();
	await edited.close();

	const removed = await open(stage, String(keptAgain.removeUrl), {
		host: { generation, frame: 'remove', saved: JSON.stringify(keptAgain) },
	});
	await removed.frame.getByText('Removing this connection').waitFor();
	expectSame('a removed subscription', await removed.press('Remove'), { outcome: 'removed', reason: null });
	await removed.close();

	const events = await eventsOf(stage.client, id, 4);
	expectSame(
		'the events',
		events.map(({ event }) => event),
		['created', 'created', 'updated', 'removed'],
	);
	const ids = events.slice(1).map(({ entityId }) => entityId);
	expectSame('one subscription has one id', new Set(ids).size, 1);
	expectSame('the id that is handed out is not the one that opens doors', ids.includes(keptAgain.entityId), false);
	expectSame('what was created', events[1]?.settings, {
		city: 'oslo',
		days: ['mon', 'tue', 'wed'],
		note: 'Good morning',
		alerts: false,
	});
	expectSame('what was changed', events[2]?.settings, {
		city: 'oslo',
		days: ['mon', 'tue', 'wed'],
		note: 'Good morning',
		alerts: true,
	});
	expectSame('where messages go', [...new Set(events.map(({ webhookUrl }) => webhookUrl))], [kept.webhookUrl]);
	const unverified = events[1]?.unverified as { user: unknown; tenant: unknown; host: unknown; appType: unknown };
	expectSame(
		'who did it',
		[unverified.user, unverified.tenant, unverified.host],
		[
			{ id: '22222222-0000-4000-8000-000000000000', principalName: 'ada@example.com' },
			{ id: '11111111-0000-4000-8000-000000000000' },
			{ name: 'Teams', clientType: 'web' },
		],
	);
}

const SLOW = { name: 'Slow', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 3 } };

/** The host is told of success by n8n's answer, not by the page having asked. */
async function waits(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'slow', { parameters: { options: { suggestedName: 'x' } }, next: SLOW });
	const opened = await open(stage, url);
	await ready(opened);
	await opened.page.getByRole('button', { name: 'Save' }).click();
	await opened.frame.getByRole('status').filter({ hasText: 'Saving…' }).waitFor();
	await opened.page.waitForTimeout(1_500);
	expectSame('the host while the workflow runs', (await opened.state()).outcome, null);
	await opened.page.waitForFunction('window.host.outcome !== null', undefined, { timeout: 15_000 });
	expectSame('the host afterwards', (await opened.state()).outcome, { outcome: 'saved', reason: null });
	await opened.close();
}

/** Nothing is saved in the host while n8n cannot be reached, or takes too long; the page says so and can be used again. */
async function unreachable(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'deadline', {
		parameters: { options: { suggestedName: 'x', deadline: 1 } },
		next: SLOW,
	});
	const opened = await open(stage, url);
	await ready(opened);
	const noAnswer = { outcome: 'failed', reason: 'n8n did not answer. Nothing is known to have changed; try again.' };
	await opened.page.route('**/webhook/**', async (route) => await route.abort());
	expectSame('no state', await opened.press('Save'), noAnswer);
	await opened.page.unroute('**/webhook/**');
	await opened.page.route(
		'**/webhook/**',
		async (route) =>
			await (route.request().method() === 'POST'
				? route.fulfill({ status: 502, contentType: 'text/html', body: '<b>Bad gateway</b>' })
				: route.continue()),
	);
	expectSame('a gateway that answers instead', await opened.press('Save'), noAnswer);
	await opened.page.unroute('**/webhook/**');
	expectSame('the deadline', await opened.press('Save'), {
		outcome: 'failed',
		reason: 'n8n takes too long. The connection may have been saved all the same; look before you try again.',
	});
	expectSame('what the host keeps', (await opened.state()).kept, {});
	await opened.close();
}

/** What the page does over the life of a subscription. */
export const LIFE_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	['Create, failure, edit and remove with TeamsJS 2', async (stage) => await lifeWith(stage, '2')],
	['Create, failure, edit and remove with a host of the first generation', async (stage) => await lifeWith(stage, '1')],
	['The page waits for n8n', waits],
	['An n8n that does not answer, and one that takes too long', unreachable],
];
