import type { Browser, Page } from 'playwright-core';
import type { Demo } from '../lib/start-demo';
import type { Frame } from './moving-picture';

import { callbackUrl } from '../lib/demo-publish';
import { exampleOf } from '../lib/examples';
import { step } from '../lib/steps';
import { writeMovingPicture } from './moving-picture';
import { stillScreenshot, withoutVarying } from './still';

/** Wide enough for the list of channels beside the conversation, and no wider than a README is. */
const WINDOW = { width: 860, height: 560 };

const MENTION = '@n8n deploy api v2';

const ANSWER = 'Deploying api v2';

const EVENT = { title: 'Build 4711 is live', text: 'api v2 is in production, 3 minutes after the merge.' };

/** How long a state is shown, in milliseconds. */
const SHOWN = { before: 700, key: 90, typed: 700, answer: 1_900, card: 3_200 };

/** Letters that are typed from one frame to the next. */
const LETTERS = 2;

/**
 * Makes the moving picture at the top of the README: somebody mentions n8n, it answers in the thread, and an event
 * arrives as a card.
 */
export async function pictureConversation(browser: Browser, demo: Demo): Promise<void> {
	await step('conversation', async () => {
		const context = await browser.newContext({ viewport: WINDOW, colorScheme: 'light', locale: 'en-GB' });
		try {
			const page = await context.newPage();
			await page.emulateMedia({ reducedMotion: 'reduce' });
			await page.goto(demo.simulator.pageUrl);
			await page.getByRole('region', { name: 'Threads' }).waitFor();
			await writeMovingPicture('conversation', await play(page, demo));
		} finally {
			await context.close();
		}
	});
}

async function play(page: Page, { client }: Demo): Promise<readonly Frame[]> {
	const frames: Frame[] = [await frame(page, SHOWN.before)];
	const box = page.getByRole('textbox', { name: 'Message to General' });
	for (let typed = LETTERS; typed < MENTION.length + LETTERS; typed += LETTERS) {
		await box.fill(MENTION.slice(0, typed));
		frames.push(await frame(page, typed < MENTION.length ? SHOWN.key : SHOWN.typed));
	}
	await page.keyboard.press('Escape');
	await page.keyboard.press('Enter');
	await page.getByText(ANSWER).first().waitFor();
	frames.push(await frame(page, SHOWN.answer));
	await fetch(callbackUrl(client, exampleOf('event-to-card').path), {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(EVENT),
	});
	await page.getByText(EVENT.text).first().waitFor();
	frames.push(await frame(page, SHOWN.card));
	return frames;
}

async function frame(page: Page, ms: number): Promise<Frame> {
	await withoutVarying(page);
	return { png: await stillScreenshot(page), ms };
}
