import type { Page } from '@playwright/test';

import { expect } from '@playwright/test';

import { expectAccessible } from '../accessibility';
import { expectNothingCutOff } from './cut-off';
import { lastThread, openView, sendEvent, test, write } from './fixtures';
import { publishExample } from './publish';

const PHONE = { width: 320, height: 640 };

const LOOKS = [
	{ name: 'light', use: { colorScheme: 'light' } },
	{ name: 'dark', use: { colorScheme: 'dark' } },
	{ name: 'phone-light', use: { colorScheme: 'light', viewport: PHONE } },
	{ name: 'phone-dark', use: { colorScheme: 'dark', viewport: PHONE } },
	{ name: 'tablet', use: { colorScheme: 'light', viewport: { width: 820, height: 1_000 } } },
] as const;

const VIEWS = ['Channel', 'Webhooks', 'Runs', 'Requests', 'Faults'];

/** What the Tab key must reach. */
const STOPS = [
	'Webhooks',
	'Runs',
	'Requests',
	'Faults',
	'ops',
	'Threads',
	'Message to General',
	'Reply in the thread by Ada Example',
];

for (const { name, use } of LOOKS) {
	test.describe(name, () => {
		test.use(use);

		/** Every view with something in it: nothing is cut off, and axe finds nothing that keeps somebody from using it. */
		test(`Looks: ${name}`, async ({ stage }) => {
			const { page, simulator } = stage;
			await publishExample(stage, 'deploy-bot');
			const { url } = await publishExample(stage, 'event-to-card');
			simulator.actions.createFault({ kind: 'run-fails', webhook: 'all', times: 1, posts: false });
			await sendEvent(url, { title: 'Build 4711 is live' });
			await expect.poll(() => simulator.store.state().runs.length).toBe(1);
			simulator.actions.createFault({ kind: 'slow', webhook: 'all', times: null, posts: false });
			await write(page, '@n8n help');
			await expect(lastThread(page).getByText('Goes back to the version before')).toBeVisible();
			for (const title of VIEWS) {
				await openView(page, title);
				await expectLook(page, title);
			}
			await openView(page, 'Webhooks');
			for (const summary of await page.locator('.panel summary').all()) await summary.click();
			await expectLook(page, 'the forms of Webhooks');
			await openView(page, 'Runs');
			await page.getByRole('button', { name: 'Show the request' }).last().click();
			await expectLook(page, 'a request');
		});
	});
}

test.describe('dark system', () => {
	test.use({ colorScheme: 'dark' });

	test('The switch for colours is kept', async ({ stage: { page } }) => {
		const root = page.locator('html');
		await expect(root).toHaveAttribute('data-theme', 'dark');
		await page.emulateMedia({ colorScheme: 'light' });
		await expect(root).toHaveAttribute('data-theme', 'light');
		await page.getByLabel('Colours').selectOption('Dark');
		await expect(root).toHaveAttribute('data-theme', 'dark');
		await page.reload();
		await expect(page.getByRole('region', { name: 'Threads' })).toBeVisible();
		await expect(root).toHaveAttribute('data-theme', 'dark');
	});
});

/** Goes through the page with Tab: no trap, a visible outline at each stop, and panels take the focus when they open. */
test('The keyboard reaches everything, and the focus can be seen', async ({ stage: { page } }) => {
	await write(page, 'something to reply to');
	await expect(lastThread(page).getByText('something to reply to')).toBeVisible();
	// Whoever comes to the page begins at its top.
	await page.reload();
	await expect(lastThread(page)).toBeVisible();
	const stops = await tabThrough(page);
	expect(
		stops.filter(({ isSeen }) => !isSeen).map(({ name }) => name),
		'where the focus cannot be seen',
	).toEqual([]);
	expect(stops.map(({ name }) => name)).toEqual(expect.arrayContaining(STOPS));
	const faults = page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Faults' });
	await faults.focus();
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Faults' })).toBeFocused();
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await expect(page.getByRole('heading', { name: 'Faults' })).toBeHidden();
	await expect(faults).toBeFocused();
});

async function expectLook(page: Page, title: string): Promise<void> {
	await expectNothingCutOff(page, title);
	await expectAccessible(page, title);
}

interface Stop {
	readonly name: string;
	readonly isSeen: boolean;
}

async function tabThrough(page: Page): Promise<readonly Stop[]> {
	const stops: Stop[] = [];
	for (let count = 0; count < 400; count += 1) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate<Stop | null>(STOP);
		if (stop === null) break;
		stops.push(stop);
	}
	return stops;
}

/** Runs in the page: where the focus is; `null` once it has left the page. */
const STOP = `(() => {
	const element = document.activeElement;
	if (element === null || element === document.body) return null;
	const style = getComputedStyle(element);
	const frame = getComputedStyle(element.closest('.compose-box') ?? element);
	return { name: element.getAttribute('aria-label') ?? element.textContent.trim(), isSeen: style.outlineStyle !== 'none' || frame.boxShadow !== 'none' };
})()`;
