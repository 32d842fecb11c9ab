import type { AddressInfo } from 'node:net';
import type { Stage, Tab } from './stage';

import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { fileStorage } from '../../../simulator/model/storage';
import { startSimulator } from '../../../simulator/simulator';
import { inspect } from './look-checks';
import { expectQuiet, expectSame, lastThread, messageBox, openPage, openView, picture, write } from './stage';

/** Forms, wrong input, and a simulator that goes away and comes back. */
export const FORM_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	['A webhook from the form; its token is shown once', createsWebhook],
	['Teams and channels from forms, and a second click', createsChannel],
	['A phone makes teams and channels too, 320 px wide', createsOnPhone],
	['Without the token nobody is let in', refusesStranger],
	['A server on another port is sent the cookie, and gets nothing with it', refusesNeighbour],
	['The page finds the simulator again after a restart', reconnects],
];

async function createsWebhook({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await openView(page, 'Webhooks');
	await page.getByText('Create an outgoing webhook').click();
	const form = page.getByRole('form', { name: 'New outgoing webhook' });
	expectSame(
		'the address begins with that of n8n',
		await form.getByLabel('Callback URL').inputValue(),
		`${demo.client.baseUrl}/webhook/`,
	);
	await form.getByLabel('Name').fill('N8N');
	await form.getByRole('button', { name: 'Create' }).click();
	await form.getByRole('alert').getByText('The team has an outgoing webhook "N8N" already.').waitFor();
	await form.getByLabel('Name').fill('fresh');
	await form.getByRole('button', { name: 'Create' }).click();
	const token = page.getByRole('alert').filter({ hasText: 'Security token of @fresh' });
	expectSame('the token', /^[A-Za-z0-9+/]{43}=$/.test((await token.locator('.token').textContent()) ?? ''), true);
	await token.getByRole('button', { name: 'Done' }).click();
	await page.getByText('@fresh').waitFor();
	expectSame('tokens on the page afterwards', await page.locator('.token').count(), 0);
	await page.getByRole('button', { name: 'Delete @fresh' }).click();
	await page.getByRole('button', { name: 'Delete @fresh: press again to confirm' }).click();
	await page.getByText('@fresh').waitFor({ state: 'detached' });
	expectSame(
		'complaints besides the 409',
		tab.problems.filter((problem) => !problem.includes('409')),
		[],
	);
	await tab.context.close();
}

async function createsChannel({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await page.getByRole('button', { name: 'Add a channel to Platform' }).click();
	const form = page.getByRole('form', { name: 'New channel of Platform' });
	await form.getByLabel('Name').fill('secret');
	await form.getByLabel('Kind').selectOption('Private');
	await form.getByRole('button', { name: 'Add the channel' }).dblclick();
	await page.getByRole('heading', { name: /secret/ }).waitFor();
	await page.getByRole('button', { name: 'secret private', exact: true }).and(page.locator(':focus')).waitFor();
	expectSame(
		'channels named secret',
		demo.simulator.store.state().setup.teams[0]?.channels.filter(({ name }) => name === 'secret').length,
		1,
	);
	await messageBox(page, 'secret').fill('@n8n help');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	await page.getByText('outgoing webhooks work in standard channels only').waitFor();
	expectQuiet(tab);
	await tab.context.close();
}

/** One button names the channel and opens the list; what is made there is shown at once, and the focus is never lost. */
async function createsOnPhone({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl, { width: 320, height: 640 });
	const { page } = tab;
	const channels = page.getByRole('navigation', { name: 'Teams and channels' });
	const toggle = channels.getByRole('button', { name: /^Channel: / });
	const list = channels.locator('.channel-list');
	await toggle.focus();
	await page.keyboard.press('Enter');
	await channels.getByRole('button', { name: 'General', exact: true }).waitFor();
	expectSame(
		'what a screen reader hears of the button',
		[await toggle.getAttribute('aria-expanded'), await toggle.getAttribute('aria-controls')],
		['true', await list.getAttribute('id')],
	);
	await channels.getByRole('button', { name: 'Add a channel to Platform' }).click();
	expectSame('the focus in the form', await page.evaluate('document.activeElement.tagName'), 'INPUT');
	await page.keyboard.type('From a train');
	expectSame('what is cut off', await inspect(page), []);
	await page.keyboard.press('Enter');
	await expectChannel(tab, 'Channel: From a train Platform');
	await toggle.click();
	await channels.getByRole('button', { name: 'Add a team' }).click();
	await channels.getByRole('form', { name: 'New team' }).getByLabel('Name').fill('Field work');
	await channels.getByRole('button', { name: 'Add the team' }).click();
	await expectChannel(tab, 'Channel: General Field work');
	await toggle.click();
	await list.waitFor();
	await picture(page, 'phone-channels');
	await page.keyboard.press('Escape');
	await expectChannel(tab, 'Channel: General Field work');
	await toggle.click();
	await page.getByText('Teams simulator', { exact: true }).click();
	await list.waitFor({ state: 'hidden' });
	await toggle.click();
	await channels.getByRole('region', { name: 'Platform' }).getByRole('button', { name: 'From a train' }).click();
	await expectChannel(tab, 'Channel: From a train Platform');
	await write(page, 'seen on a phone', 'From a train');
	await lastThread(page).getByText('seen on a phone').waitFor();
	expectQuiet(tab);
	await tab.context.close();
}

/** The list is closed, the button has the focus, and it and the heading name the channel. */
async function expectChannel({ page }: Tab, name: string): Promise<void> {
	await page
		.getByRole('button', { name, exact: true })
		.and(page.locator('[aria-expanded=false]'))
		.and(page.locator(':focus'))
		.waitFor();
	await page
		.getByRole('heading', { level: 1, name: name.replace('Channel: ', ''), exact: true })
		.waitFor({ state: 'attached' });
	await page.locator('.channel-list').waitFor({ state: 'hidden' });
}

async function refusesStranger({ browser, demo }: Stage): Promise<void> {
	const context = await browser.newContext();
	const page = await context.newPage();
	const response = await page.goto(demo.simulator.baseUrl);
	expectSame('the status without the token', response?.status(), 401);
	await page.getByText('Open the address that was printed when the simulator was started').waitFor();
	await context.close();
}

/** Browsers keep cookies apart by host and not by port. */
async function refusesNeighbour({ browser, demo }: Stage): Promise<void> {
	const { simulator } = demo;
	const cookies: string[] = [];
	const neighbour = createServer((request, response) => {
		cookies.push(request.headers.cookie ?? '');
		response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>x</title>');
	});
	await new Promise<void>((resolve) => neighbour.listen(0, '127.0.0.1', resolve));
	try {
		const tab = await openPage(browser, simulator.pageUrl);
		await tab.page.goto(`http://127.0.0.1:${(neighbour.address() as AddressInfo).port}/`);
		const asked = await tab.page.evaluate(
			async (url) =>
				await fetch(url, { mode: 'no-cors', credentials: 'include' }).then(
					({ type }) => type,
					() => 'failed',
				),
			`${simulator.baseUrl}/api/state`,
		);
		expectSame('what the other page can read', ['opaque', 'failed'].includes(asked), true);
		const cookie = cookies.find((sent) => sent.includes('teams-simulator-')) ?? '';
		expectSame('the cookie came along', cookie !== '', true);
		expectSame(
			'the token is in it',
			cookie.includes(new URL(simulator.pageUrl).searchParams.get('token') ?? ''),
			false,
		);
		const replayed = await fetch(`${simulator.baseUrl}/api/state`, { headers: { cookie } });
		expectSame('the status of the cookie by itself', replayed.status, 403);
		await tab.context.close();
	} finally {
		neighbour.closeAllConnections();
		await new Promise((resolve) => neighbour.close(resolve));
	}
}

async function reconnects({ browser }: Stage): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-simulator-page-'));
	const start = async (port: number) =>
		await startSimulator({ token: 'page', storage: fileStorage(folder, 'state.json'), port });
	let simulator = await start(0);
	try {
		const tab = await openPage(browser, simulator.pageUrl);
		await write(tab.page, 'before');
		await tab.page.getByText('before').waitFor();
		const port = Number(new URL(simulator.baseUrl).port);
		await simulator.close();
		await tab.page.getByText('Reconnecting').waitFor();
		await write(tab.page, 'nobody hears this');
		await tab.page.getByRole('alert').getByText('The simulator does not answer').waitFor();
		expectSame('what was written is still there', await messageBox(tab.page).inputValue(), 'nobody hears this');
		simulator = await start(port);
		await tab.page.getByText('Live').waitFor();
		await tab.page.getByText('before').waitFor();
		simulator.actions.say({ channel: 'Platform/General', text: 'after' });
		await tab.page.getByText('after', { exact: true }).waitFor();
		await tab.context.close();
	} finally {
		await simulator.close();
		await rm(folder, { recursive: true, force: true });
	}
}
