import type { Stage } from './stage';

import { expectQuiet, expectSame, lastThread, messageBox, openPage, picture, sendEvent, write } from './stage';

/** How people talk in a channel: the keyboard, threads, the error text, through a real n8n. */
export const CONVERSATION_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	['An empty channel says what to do', showsEmpty],
	['@n8n help gives a card, with the keyboard alone', helpsByKeyboard],
	['Commands, wrong ones and replies in a thread', talks],
	['The error text, and why', showsSorry],
];

/** Comes last, for it leaves ugly things in the channel. */
export const HOSTILE_CHECKS: typeof CONVERSATION_CHECKS = [['Hostile and very long texts', showsHostile]];

async function showsEmpty({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	await tab.page.getByRole('heading', { name: 'Nothing here yet' }).waitFor();
	await tab.page.getByRole('button', { name: 'Write “@n8n help”' }).click();
	expectSame('the message box', await messageBox(tab.page).inputValue(), '@n8n help');
	expectQuiet(tab);
	await tab.context.close();
}

/** From the address bar to the answer: no pointer, and the focus is always where it is expected. */
async function helpsByKeyboard({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await page.keyboard.press('Tab');
	expectSame('the first stop of the Tab key', await focused(page), 'Go to the message box');
	await page.keyboard.press('Enter');
	expectSame(
		'where the link leads',
		await page.evaluate('document.activeElement.getAttribute("aria-label")'),
		'Message to General',
	);
	await page.keyboard.type('@');
	const options = page.getByRole('listbox', { name: 'People and webhooks' }).getByRole('option');
	await options.first().waitFor();
	expectSame('a webhook comes before people', await options.first().getAttribute('aria-selected'), 'true');
	await page.keyboard.type('n8');
	expectSame('what fits', await options.count(), 1);
	await page.keyboard.press('Enter');
	expectSame('the completed mention', await messageBox(page).inputValue(), '@n8n ');
	await page.keyboard.type('help');
	await page.keyboard.press('Enter');
	await lastThread(page).getByText('What I can do').waitFor();
	await lastThread(page).getByText('Deploys a service to production').waitFor();
	await page.getByRole('status').filter({ hasText: 'n8n: a card' }).waitFor({ state: 'attached' });
	expectSame('the box after sending', await messageBox(page).inputValue(), '');
	expectSame(
		'the focus after sending',
		await page.evaluate('document.activeElement.getAttribute("aria-label")'),
		'Message to General',
	);
	expectQuiet(tab);
	await picture(page, 'help');
	await tab.context.close();
}

async function focused(page: { evaluate: (script: string) => Promise<unknown> }): Promise<unknown> {
	return await page.evaluate('document.activeElement.textContent.trim()');
}

async function talks({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await write(page, '@n8n deploy api v2');
	await lastThread(page).getByText('Deploying api v2').waitFor();
	await lastThread(page)
		.getByRole('button', { name: /^Reply in the thread/ })
		.click();
	await page.getByRole('textbox', { name: 'Reply to Ada Example' }).fill('@n8n rollback');
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	await lastThread(page)
		.getByText(/needs <service>/)
		.waitFor();
	expectSame('replies in the thread', await lastThread(page).getByRole('listitem').count(), 3);
	await page.getByLabel('Writing as').selectOption('Bo Example');
	await write(page, '@hello tell me');
	await lastThread(page).getByText('Hello Bo Example, you asked for tell with: me').waitFor();
	expectQuiet(tab);
	await tab.context.close();
}

async function showsSorry({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	demo.simulator.actions.createOutgoing({
		team: 'Platform',
		name: 'unpublished',
		description: '',
		callbackUrl: `${demo.client.baseUrl}/webhook/not-there`,
	});
	await write(tab.page, '@unpublished hello');
	await lastThread(tab.page).getByText('Sorry, there was a problem encountered with your request').waitFor();
	await lastThread(tab.page).getByText('The answer has status 404; Teams shows answers with status 200.').waitFor();
	await lastThread(tab.page).getByRole('button', { name: 'Show the request' }).click();
	await tab.page
		.getByRole('article', { name: 'Request of unpublished' })
		.getByText('HMAC-SHA256 of the body, with the security token')
		.waitFor();
	expectQuiet(tab);
	await picture(tab.page, 'request');
	await tab.context.close();
}

async function showsHostile({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl, { width: 320, height: 640 });
	const { page } = tab;
	const hostile = `<img src=x onerror=alert(1)> ${'x'.repeat(2_000)} [a](javascript:alert(1)) [b](https://evil.example/${'y'.repeat(300)})`;
	await write(page, hostile);
	await lastThread(page).getByText('<img src=x').waitFor();
	await sendEvent(demo, 'event-to-card', { title: hostile, text: `${hostile} ![c](https://evil.example/c.png)` });
	await lastThread(page).locator('.ac-adaptiveCard').waitFor();
	expectSame('elements that a text has made', await page.locator('.threads img').count(), 0);
	expectSame(
		'what is wider than the page',
		await page.evaluate(
			'document.documentElement.scrollWidth <= 320 && document.querySelector(".threads").scrollWidth <= 320',
		),
		true,
	);
	expectQuiet(tab);
	await tab.context.close();
}
