import type { HostState, Stage } from './stage';

import { expect } from '@playwright/test';

import { eventsOf } from './events';
import { test } from './fixtures';
import { open, publish, ready } from './stage';

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

/** Refuses Paris, and accepts every other city. */
const JUDGE = {
	name: 'Judge',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: {
		jsCode:
			"const { settings } = $input.first().json;\nreturn [{ json: settings.city === 'paris' ? { error: 'Paris is full. <b>Choose</b> another city.' } : { saved: true } }];",
	},
};

type Kept = HostState['kept'];

/** Hosts by the generation of teams-js that they speak. */
const HOSTS = [
	{ generation: '2', title: 'Create, failure, edit and remove with TeamsJS 2' },
	{ generation: '1', title: 'Create, failure, edit and remove with a host of the first generation' },
] as const;

for (const { generation, title } of HOSTS) {
	test(title, async ({ stage }) => {
		const { id, url } = await publish(stage, {
			parameters: { fields: FIELDS, options: { title: 'Weather', suggestedName: 'Weather at eight' } },
			next: JUDGE,
		});
		const kept = await create(stage, url, generation);
		const keptAgain = await edit(stage, kept, generation);
		await remove(stage, keptAgain, generation);
		await expectEvents(stage, id, { kept, keptAgain });
	});
}

/** Is refused once, chooses another city, and saves. Returns what the host keeps. */
async function create(stage: Stage, url: string, generation: string): Promise<Kept> {
	const opened = await open(stage, url, { host: { generation } });
	await ready(opened);
	const { frame } = opened;
	await opened.expectValid(false);
	await frame.getByLabel('City').selectOption({ label: 'Paris' });
	await opened.expectValid(true);
	const reason = 'Paris is full. <b>Choose</b> another city.';
	expect(await opened.press('Save'), 'a refused subscription').toEqual({ outcome: 'failed', reason });
	await expect(frame.getByRole('alert')).toHaveText(reason);
	expect((await opened.state()).kept, 'what a host keeps of a failure').toEqual({});
	await frame.getByLabel('City').selectOption({ label: 'Oslo, Norway' });
	await frame.getByLabel('Wednesday').check();
	expect(await opened.press('Save'), 'a saved subscription').toEqual({ outcome: 'saved', reason: null });
	const { kept } = await opened.state();
	await opened.close();
	return kept;
}

/** Opens the page again as the host does, finds everything filled in, and changes one field. */
async function edit(stage: Stage, kept: Kept, generation: string): Promise<Kept> {
	const host = { generation, saved: JSON.stringify(kept) };
	const opened = await open(stage, String(kept.contentUrl), { host });
	await ready(opened);
	const { frame } = opened;
	await expect(frame.getByLabel('City')).toHaveValue('oslo');
	await expect(frame.getByLabel('Wednesday')).toBeChecked();
	await expect(frame.getByLabel('Storm alerts')).not.toBeChecked();
	await expect(frame.getByLabel('Name')).toHaveValue('Weather at eight');
	await frame.getByLabel('Storm alerts').check();
	expect(await opened.press('Save'), 'a changed subscription').toEqual({ outcome: 'saved', reason: null });
	const { kept: keptAgain } = await opened.state();
	await opened.close();
	return keptAgain;
}

async function remove(stage: Stage, kept: Kept, generation: string): Promise<void> {
	const host = { generation, frame: 'remove', saved: JSON.stringify(kept) };
	const opened = await open(stage, String(kept.removeUrl), { host });
	await expect(opened.frame.getByText('Removing this connection')).toBeVisible();
	expect(await opened.press('Remove'), 'a removed subscription').toEqual({ outcome: 'removed', reason: null });
	await opened.close();
}

async function expectEvents(
	stage: Stage,
	workflowId: string,
	{ kept, keptAgain }: { readonly kept: Kept; readonly keptAgain: Kept },
): Promise<void> {
	const events = await eventsOf(stage.client, workflowId, 4);
	expect(events.map(({ event }) => event)).toEqual(['created', 'created', 'updated', 'removed']);
	const ids = events.slice(1).map(({ entityId }) => entityId);
	expect(new Set(ids).size, 'one subscription has one id').toBe(1);
	expect(ids, 'the id that is handed out is not the one that opens doors').not.toContain(keptAgain.entityId);
	const settings = { city: 'oslo', days: ['mon', 'tue', 'wed'], note: 'Good morning', alerts: false };
	expect(events[1]?.settings, 'what was created').toEqual(settings);
	expect(events[2]?.settings, 'what was changed').toEqual({ ...settings, alerts: true });
	expect([...new Set(events.map(({ webhookUrl }) => webhookUrl))], 'where messages go').toEqual([kept.webhookUrl]);
	expect(events[1]?.unverified, 'who did it').toMatchObject({
		user: { id: '22222222-0000-4000-8000-000000000000', principalName: 'ada@example.com' },
		tenant: { id: '11111111-0000-4000-8000-000000000000' },
		host: { name: 'Teams', clientType: 'web' },
	});
}

/** The page reports success to the host only once n8n has answered, not as soon as it has asked. */
test('The page waits for n8n', async ({ stage }) => {
	const { url } = await publish(stage, { parameters: { options: { suggestedName: 'x' } }, next: JUDGE });
	const opened = await open(stage, url);
	await ready(opened);
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await opened.page.route('**/webhook/**', async (route) => {
		const response = await route.fetch();
		await released;
		await route.fulfill({ response });
	});
	await opened.page.getByRole('button', { name: 'Save' }).click();
	await expect(opened.frame.getByRole('status').filter({ hasText: 'Saving…' })).toBeVisible();
	expect((await opened.state()).outcome, 'the host while the answer is on its way').toBeNull();
	release();
	const outcome = async () => (await opened.state()).outcome;
	await expect.poll(outcome, { message: 'the host afterwards' }).toEqual({ outcome: 'saved', reason: null });
	await opened.close();
});

const SLOW = { name: 'Slow', type: 'n8n-nodes-base.wait', typeVersion: 1.1, parameters: { amount: 3 } };

/** Nothing is saved in the host while n8n cannot be reached, or takes too long; the page says so and can be used again. */
test('An n8n that does not answer, and one that takes too long', async ({ stage }) => {
	const options = { suggestedName: 'x', deadline: 1 };
	const { url } = await publish(stage, { parameters: { options }, next: SLOW });
	const opened = await open(stage, url);
	await ready(opened);
	const { page } = opened;
	const noAnswer = {
		outcome: 'failed',
		reason: 'n8n did not answer, so the change may not have been saved. Try again.',
	};
	await page.route('**/webhook/**', async (route) => await route.abort());
	expect(await opened.press('Save'), 'no state').toEqual(noAnswer);
	await page.unroute('**/webhook/**');
	await page.route(
		'**/webhook/**',
		async (route) =>
			await (route.request().method() === 'POST'
				? route.fulfill({ status: 502, contentType: 'text/html', body: '<b>Bad gateway</b>' })
				: route.continue()),
	);
	expect(await opened.press('Save'), 'a gateway that answers instead').toEqual(noAnswer);
	await page.unroute('**/webhook/**');
	expect(await opened.press('Save'), 'the deadline').toEqual({
		outcome: 'failed',
		reason: 'n8n is taking too long. The connection may have been saved anyway; check before you try again.',
	});
	expect((await opened.state()).kept, 'what the host keeps').toEqual({});
	await opened.close();
});
