import type { Stage } from '../stage';

import { randomBytes } from 'node:crypto';

import { openHostBrowser } from '../../connector/host-browser';
import { CONNECTOR_TYPE, open, ready } from '../../connector/stage';
import { importExample } from '../../../../scripts/lib/import-example';
import { subscriptionTable, zoneAt } from '../../../../scripts/lib/subscriptions';
import { expectSame } from '../stage';
import { schedule } from './schedule';
import { shows } from './shown';

const CITY = 'Oslo, Norway';

/** Ten past eight in the morning, in minutes. */
const EIGHT = 8 * 60 + 10;

/** The configuration page in the frame of Teams: a subscription is saved, and is filled in when the page is opened again. */
export async function keepsSubscription({ demo: { client } }: Stage): Promise<void> {
	const credential = await client.createCredential('Connector', 'teamsConnectorApi', { stateSecret: randomBytes(32).toString('base64') });
	await importExample(client, { name: 'connector-subscriptions', credentials: { [CONNECTOR_TYPE]: { teamsConnectorApi: credential } } });
	const url = `${client.baseUrl}/webhook/teams-connector`;
	const frame = await openHostBrowser();
	try {
		const stage = { client, ...frame, credential };
		const created = await open(stage, url);
		await ready(created);
		expectSame('the title of the page', await created.frame.getByRole('heading').innerText(), 'Weather at eight');
		await created.frame.getByText("A line about today's weather, every morning.").waitFor();
		await created.frame.getByLabel('City').selectOption({ label: CITY });
		await created.press('Save');
		await created.page.getByRole('status').getByText('saved').waitFor();
		const { kept } = await created.state();
		await created.close();
		const edited = await open(stage, String(kept.contentUrl), { width: 320, host: { saved: JSON.stringify(kept) } });
		await ready(edited);
		expectSame('what is filled in', [await edited.frame.getByLabel('City').locator('option:checked').innerText(), await edited.frame.getByLabel('Name').inputValue()], [CITY, 'Weather']);
		expectSame('the width of the page on a phone', await edited.frame.evaluate('document.documentElement.scrollWidth'), 320);
		expectSame('what went wrong in the page', edited.troubles.filter((trouble) => !trouble.includes('res.cdn.office.net')), []);
		await edited.close();
	} finally {
		await frame.close();
	}
	expectSame('what the workflow keeps', (await subscriptionTable(client)).rows.map(({ name, city }) => `${name}, ${city}`), ['Weather, Oslo:59.91:10.75']);
}

/**
 * The weather for the subscription of the check before, which is made up for where it was left out. The host gives Microsoft's addresses only, so the row is pointed
 * to a channel of the simulator, and to a zone in which it is eight.
 */
export const sendsWeather = shows({
	start: async (stage, tab) => {
		const { client, simulator } = stage.demo;
		if ((await subscriptionTable(client)).rows.length === 0) await keepsSubscription(stage);
		const { path } = await subscriptionTable(client);
		const webhook = simulator.actions.createIncoming({ channel: 'Platform/General', name: 'Weather', kind: 'workflows', access: 'anyone', schema: false, confirms: false });
		const data = { webhookUrl: `${simulator.baseUrl}${webhook.path}`, timeZone: zoneAt(EIGHT) };
		await client.request('PATCH', `${path}/rows`, { filter: { type: 'and', filters: [{ columnName: 'name', condition: 'eq', value: 'Weather' }] }, data });
		const start = schedule({
			name: 'connector-weather',
			nodes: { schedule: 'Every quarter of an hour', source: 'Weather' },
			answer: { daily: { temperature_2m_min: [3], temperature_2m_max: [9], precipitation_sum: [0.4] } },
			credential: async () => await client.createCredential('Subscriber', 'teamsIncomingWebhookApi', { webhookUrl: '={{ $json.webhookUrl }}', allowedHosts: '127.0.0.1' }),
		});
		return await start(stage, tab);
	},
	sees: [{ reads: ['Oslo today: 3 to 9 °C, 0.4 mm of rain'] }],
});
