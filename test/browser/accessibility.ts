import type { Page } from '@playwright/test';

import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';

/** Findings that keep somebody from using a page. */
const IMPACTS: ReadonlySet<unknown> = new Set(['serious', 'critical']);

/** Fails if axe finds anything serious or critical in the page or its frames: contrast, names, roles, keyboard. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	const found = violations
		.filter(({ impact }) => IMPACTS.has(impact))
		.flatMap(({ id, help, nodes }) =>
			nodes.map(({ target, failureSummary = '' }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
		);
	expect(found, `what axe finds in ${what}`).toEqual([]);
}
