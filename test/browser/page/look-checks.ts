import type { Page } from 'playwright-core';
import type { Look, Stage } from './stage';

import { StepError } from '../../../scripts/lib/steps';
import { expectQuiet, expectSame, lastThread, openPage, openView, picture, write } from './stage';

/** WCAG 2.2, 1.4.3 (AA): text of normal size. */
const CONTRAST_MIN = 4.5;

const LOOKS: ReadonlyArray<readonly [string, Look]> = [
	['light', { colorScheme: 'light' }],
	['dark', { colorScheme: 'dark' }],
	['phone-light', { colorScheme: 'light', width: 320, height: 640 }],
	['phone-dark', { colorScheme: 'dark', width: 320, height: 640 }],
	['tablet', { colorScheme: 'light', width: 820, height: 1_000 }],
];

const VIEWS = ['Channel', 'Webhooks', 'Runs', 'Requests', 'Faults'];

/** How the page looks: colours, widths, names for screen readers. */
export const LOOK_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	...LOOKS.map(([name, look]) => [`Looks: ${name}`, async (stage: Stage) => await looks(stage, name, look)] as const),
	['The switch for colours is kept', keepsTheme],
	['The keyboard reaches everything, and the focus can be seen', reachesEverything],
];

/** Every view: nothing is cut, every text can be read, everything that can be used has a name. */
async function looks({ browser, demo }: Stage, name: string, look: Look): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl, look);
	const { page } = tab;
	const problems: string[] = [];
	await write(page, '@n8n help');
	await lastThread(page).getByText('Goes back to the version before').waitFor();
	for (const title of VIEWS) {
		await openView(page, title);
		if (title === 'Webhooks') await openForms(page);
		await page.waitForTimeout(100);
		problems.push(...(await inspect(page)).map((problem) => `${title}: ${problem}`));
		if (title === 'Webhooks' && name === 'light') await picture(page, 'webhooks');
		if (title === 'Channel' || (title === 'Runs' && name.startsWith('phone')))
			await picture(page, title === 'Channel' ? name : `${name}-runs`);
	}
	if (problems.length > 0) throw new StepError(problems.join('\n       '), 'Mend simulator/page/style.css.');
	expectQuiet(tab);
	await tab.context.close();
}

async function openForms(page: Page): Promise<void> {
	for (const summary of await page.locator('.panel summary').all()) await summary.click();
}

/** What is wrong with the page as it stands: names that are missing, texts that are cut off or hard to read. */
export async function inspect(page: Page): Promise<readonly string[]> {
	const unnamed = (await page.locator('body').ariaSnapshot())
		.split('\n')
		.filter((line) =>
			/^\s*- (?:button|link|textbox|combobox|checkbox|radio|spinbutton|region|navigation|article)(?: \[[^\]]*\])*:?$/.test(
				line,
			),
		);
	return [...unnamed.map((line) => `without a name: ${line.trim()}`), ...(await page.evaluate<string[]>(IN_PAGE))];
}

/** Runs in the page: what is wider than its place, and texts that differ too little from their ground. */
const IN_PAGE = `(() => {
	const problems = [];
	const visible = (element) => element.getClientRects().length > 0 && !element.closest('.visually-hidden, .skip');
	if (document.documentElement.scrollWidth > innerWidth) problems.push('the page is wider than the window');
	const parse = (color) => { const parts = color.match(/[\\d.]+/g).map(Number); return { rgb: parts.slice(0, 3), alpha: parts[3] ?? 1 }; };
	const ground = (element) => { for (let at = element; at; at = at.parentElement) { const { rgb, alpha } = parse(getComputedStyle(at).backgroundColor); if (alpha > 0.9) return rgb; } return [255, 255, 255]; };
	const light = (rgb) => { const [r, g, b] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const contrast = (one, other) => { const [high, low] = [light(one), light(other)].sort((left, right) => right - left); return (high + 0.05) / (low + 0.05); };
	for (const element of document.querySelectorAll('body *')) {
		const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
		if (!own || !visible(element) || element.closest(':disabled, option')) continue;
		const found = contrast(parse(getComputedStyle(element).color).rgb, ground(element));
		const words = element.textContent.trim().slice(0, 30);
		if (found < ${CONTRAST_MIN}) problems.push('contrast ' + found.toFixed(2) + ': "' + words + '"');
		if (!element.matches('pre, pre *, select') && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflowX !== 'auto') problems.push('cut: "' + words + '" needs ' + element.scrollWidth + ' px and has ' + element.clientWidth);
	}
	return problems;
})()`;

async function keepsTheme({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl, { colorScheme: 'dark' });
	const becomes = async (theme: string) =>
		void (await tab.page.waitForFunction(
			(wanted) =>
				(globalThis as unknown as { document: { documentElement: { dataset: { theme?: string } } } }).document
					.documentElement.dataset.theme === wanted,
			theme,
		));
	await becomes('dark');
	await tab.page.emulateMedia({ colorScheme: 'light' });
	await becomes('light');
	await tab.page.getByLabel('Colours').selectOption('Dark');
	await becomes('dark');
	await tab.page.reload();
	await tab.page.getByRole('region', { name: 'Threads' }).waitFor();
	await becomes('dark');
	expectQuiet(tab);
	await tab.context.close();
}

/** Goes through the page with Tab: no trap, a visible outline at each stop, and panels take the focus when they open. */
async function reachesEverything({ browser, demo }: Stage): Promise<void> {
	const tab = await openPage(browser, demo.simulator.pageUrl);
	const { page } = tab;
	await write(page, 'something to reply to');
	await lastThread(page).getByText('something to reply to').waitFor();
	// Whoever comes to the page begins at its top.
	await page.reload();
	await lastThread(page).waitFor();
	const stops = new Set<string>();
	for (let count = 0; count < 400; count += 1) {
		await page.keyboard.press('Tab');
		const stop = await page.evaluate<{ readonly name: string; readonly isSeen: boolean } | null>(STOP);
		if (stop === null) break;
		if (!stop.isSeen)
			throw new StepError(
				`The focus cannot be seen on "${stop.name}".`,
				'Give it an outline in simulator/page/style.css.',
			);
		stops.add(stop.name);
	}
	for (const name of [
		'Webhooks',
		'Runs',
		'Requests',
		'Faults',
		'ops',
		'Threads',
		'Message to General',
		'Reply in the thread by Ada Example',
	])
		expectSame(`the Tab key reaches ${name}`, stops.has(name), true);
	await page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Faults' }).focus();
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Faults' }).waitFor();
	expectSame('the focus in the panel', await page.evaluate('document.activeElement.tagName'), 'H2');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Enter');
	await page.getByRole('heading', { name: 'Faults' }).waitFor({ state: 'detached' });
	expectSame(
		'the focus once the panel is closed',
		await page.evaluate('document.activeElement.closest("nav")?.ariaLabel + ": " + document.activeElement.textContent'),
		'Views: Faults',
	);
	expectQuiet(tab);
	await tab.context.close();
}

const STOP = `(() => {
	const element = document.activeElement;
	if (element === null || element === document.body) return null;
	const style = getComputedStyle(element);
	const frame = getComputedStyle(element.closest('.compose-box') ?? element);
	return { name: element.getAttribute('aria-label') ?? element.textContent.trim(), isSeen: style.outlineStyle !== 'none' || frame.boxShadow !== 'none' };
})()`;
