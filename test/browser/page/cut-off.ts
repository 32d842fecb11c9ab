import type { Page } from '@playwright/test';

import { expect } from '@playwright/test';

/** Fails if a text is wider than its place, or the page wider than its window. */
export async function expectNothingCutOff(page: Page, what: string): Promise<void> {
	await expect.poll(() => page.evaluate<string[]>(CUT_OFF), { message: `what is cut off in ${what}` }).toEqual([]);
}

/** Runs in the page. */
const CUT_OFF = `(() => {
	const problems = [];
	const visible = (element) => element.getClientRects().length > 0 && !element.closest('.visually-hidden, .skip');
	if (document.documentElement.scrollWidth > innerWidth) problems.push('the page is wider than the window');
	for (const element of document.querySelectorAll('body *')) {
		const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
		if (!own || !visible(element) || element.closest(':disabled, option') || element.matches('pre, pre *, select')) continue;
		const words = element.textContent.trim().slice(0, 30);
		if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && getComputedStyle(element).overflowX !== 'auto')
			problems.push('"' + words + '" needs ' + element.scrollWidth + ' px and has ' + element.clientWidth);
	}
	return problems;
})()`;
