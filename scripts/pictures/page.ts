import type { Browser, Page } from 'playwright-core';
import type { Demo } from '../lib/start-demo';

import { callbackUrl } from '../lib/demo-publish';
import { exampleOf, readEvent } from '../lib/examples';
import { step } from '../lib/steps';
import { writePicture } from './picture-file';
import { stillScreenshot, withoutVarying } from './still';

const WINDOW = { width: 1_280, height: 800 };

const PHONE = { width: 320, height: 640 };

/** A picture of the simulator's page: what is done before it is taken. */
interface Scene {
	readonly name: string;
	readonly window: { readonly width: number; readonly height: number };
	readonly play: (page: Page, demo: Demo) => Promise<void>;
}

/** Events that arrive as cards: the last ones are in view. */
const EVENTS = [
	{ name: 'jira-issue', reads: 'SHOP-154 Payment page times out' },
	{ name: 'github-pull-request', reads: '#42 Retry payments that time out' },
	{ name: 'alertmanager-alert', reads: '2 firing · critical' },
] as const;

const SCENES: readonly Scene[] = [
	{ name: 'simulator-light', window: WINDOW, play: asksForHelp },
	{ name: 'simulator-request', window: WINDOW, play: looksAtRequest },
	{ name: 'simulator-cards', window: { width: 1_280, height: 1_200 }, play: getsEvents },
	{ name: 'simulator-faults', window: WINDOW, play: switchesOnFault },
	{ name: 'simulator-phone-channels', window: PHONE, play: opensChannels },
];

/** Takes the pictures of the simulator's page, beside an n8n with the examples published. */
export async function picturePage(browser: Browser, demo: Demo): Promise<void> {
	for (const { name, window, play } of SCENES) {
		await step(name, async () => {
			const context = await browser.newContext({ viewport: window, colorScheme: 'light', locale: 'en-GB' });
			const page = await context.newPage();
			await page.goto(demo.simulator.pageUrl);
			await page.getByRole('region', { name: 'Threads' }).waitFor();
			await play(page, demo);
			await page.evaluate('document.querySelector(".panel-body")?.scrollTo(0, 0)');
			await withoutVarying(page);
			await writePicture(name, await stillScreenshot(page));
			await context.close();
		});
	}
}

async function asksForHelp(page: Page): Promise<void> {
	await write(page, '@n8n help');
	await page.getByText('Goes back to the version before').waitFor();
}

/** Nobody listens at the callback URL: the thread shows the reason, with the request beside it. */
async function looksAtRequest(page: Page, { simulator, client }: Demo): Promise<void> {
	simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'unpublished',
		description: '',
		callbackUrl: callbackUrl(client, 'not-there'),
	});
	await write(page, '@unpublished hello');
	await page.getByText('Sorry, there was a problem encountered with your request').first().waitFor();
	await page.getByRole('button', { name: 'Show the request' }).last().click();
	await page.getByRole('article', { name: 'Request of unpublished' }).waitFor();
}

async function getsEvents(page: Page, { client }: Demo): Promise<void> {
	for (const { name, reads } of EVENTS) {
		await fetch(callbackUrl(client, exampleOf(name).path), {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...exampleOf(name).headers },
			body: JSON.stringify(await readEvent(name)),
		});
		await page.getByText(reads).last().waitFor();
	}
}

async function switchesOnFault(page: Page): Promise<void> {
	await openView(page, 'Faults');
	await page.getByRole('radio', { name: /^429 with Retry-After/ }).check();
	await page.getByRole('button', { name: 'Switch on' }).click();
	await page.getByRole('button', { name: /^Switch off/ }).waitFor();
}

async function opensChannels(page: Page, { simulator }: Demo): Promise<void> {
	simulator.actions.deleteFaults();
	const team = simulator.actions.createTeam({ name: 'Field work' });
	simulator.actions.createChannel(team.id, { name: 'From a train', kind: 'standard' });
	await page.getByRole('button', { name: /^Channel: / }).click();
	await page.getByRole('button', { name: 'From a train' }).waitFor();
}

async function openView(page: Page, name: string): Promise<void> {
	await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();
}

async function write(page: Page, text: string): Promise<void> {
	await page.getByRole('textbox', { name: 'Message to General' }).fill(text);
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
}
