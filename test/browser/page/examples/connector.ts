import type { Stage } from '../fixtures';

import { expect } from '@playwright/test';
import { randomBytes } from 'node:crypto';

import { subscriptionTable, zoneAt } from '../../../../scripts/lib/subscriptions';
import { CONNECTOR_TYPE, open, ready } from '../../connector/stage';
import { publishExample } from '../publish';
import { schedule } from './schedule';
import { shows } from './shown';

const CITY = 'Oslo, Norway';

/** Ten past eight in the morning, in minutes. */
const EIGHT = 8 * 60 + 10;

/** The configuration page in the frame of Teams: a subscription is saved, and is filled in when the page is opened again. */
export async function keepsSubscription(stage: Stage): Promise<void> {
	await dropSubscriptions(stage);
	const kept = await subscribe(stage);
	const edited = await open(stage, String(kept.contentUrl), { width: 320, host: { saved: JSON.stringify(kept) } });
	await ready(edited);
	await expect(edited.frame.getByLabel('City').locator('option:checked')).toHaveText(CITY);
	await expect(edited.frame.getByLabel('Name')).toHaveValue('Weather');
	expect(await edited.frame.evaluate('document.documentElement.scrollWidth'), 'the width on a phone').toBe(320);
	expect(edited.troubles.filter((trouble) => !trouble.includes('res.cdn.office.net'))).toEqual([]);
	await edited.close();
	const { rows } = await subscriptionTable(stage.client);
	expect(rows.map(({ name, city }) => `${name}, ${city}`)).toEqual(['Weather, Oslo:59.91:10.75']);
}

/**
 * The weather for a subscription. The host gives only Microsoft's addresses, so the row is changed to a channel of the
 * simulator, and to a zone in which it is eight.
 */
export const sendsWeather = shows({
	start: async (stage) => {
		const { client, simulator } = stage;
		await dropSubscriptions(stage);
		await subscribe(stage);
		const { path } = await subscriptionTable(client);
		const webhook = simulator.actions.createIncoming({
			channel: 'Platform/General',
			name: 'Weather',
			kind: 'workflows',
			access: 'anyone',
			schema: false,
			confirms: false,
		});
		const data = { webhookUrl: `${simulator.baseUrl}${webhook.path}`, timeZone: zoneAt(EIGHT) };
		const filter = { type: 'and', filters: [{ columnName: 'name', condition: 'eq', value: 'Weather' }] };
		await client.request('PATCH', `${path}/rows`, { filter, data });
		return await sendWeather(stage);
	},
	sees: [{ reads: ['Oslo today: 3 to 9 °C, 0.4 mm of rain'] }],
});

const sendWeather = schedule({
	name: 'connector-weather',
	nodes: { schedule: 'Every quarter of an hour', source: 'Weather' },
	answer: { daily: { temperature_2m_min: [3], temperature_2m_max: [9], precipitation_sum: [0.4] } },
	credential: async ({ client }) =>
		await client.createCredential('Subscriber', 'teamsIncomingWebhookApi', {
			webhookUrl: '={{ $json.webhookUrl }}',
			allowedHosts: '127.0.0.1',
		}),
});

/** Saves a subscription in the frame of Teams. Returns what the host keeps of it. */
async function subscribe(stage: Stage): Promise<Readonly<Record<string, unknown>>> {
	const stateSecret = randomBytes(32).toString('base64');
	const credential = await stage.client.createCredential('Connector', 'teamsConnectorApi', { stateSecret });
	const { url } = await publishExample(stage, 'connector-subscriptions', {
		credentials: { [CONNECTOR_TYPE]: { teamsConnectorApi: credential } },
	});
	const created = await open(stage, url);
	await ready(created);
	await expect(created.frame.getByRole('heading')).toHaveText('Weather at eight');
	await expect(created.frame.getByText("A line about today's weather, every morning.")).toBeVisible();
	await created.frame.getByLabel('City').selectOption({ label: CITY });
	expect(await created.press('Save')).toMatchObject({ outcome: 'saved' });
	const { kept } = await created.state();
	await created.close();
	return kept;
}

/** The table belongs to n8n and outlives a test, so each test begins without it. */
async function dropSubscriptions({ client }: Stage): Promise<void> {
	const { path, isThere } = await subscriptionTable(client);
	if (isThere) await client.request('DELETE', path);
}
