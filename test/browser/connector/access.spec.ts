import { expect } from '@playwright/test';

import { expectAccessible } from '../accessibility';
import { test } from './fixtures';
import { open, publish, ready } from './stage';

const FIELDS = {
	values: [
		{ name: 'city', label: 'City', type: 'text', required: true, help: 'Where the weather is' },
		{
			name: 'days',
			label: 'Days',
			type: 'choices',
			options: 'mon = Monday\ntue = Tuesday',
			required: true,
			help: 'When you want to know',
		},
		{ name: 'agree', label: 'I want this', type: 'checkbox' },
	],
};

const SUPERCALIFRAGILISTIC = 'x'.repeat(120);

/** Fills in the form with the keyboard alone, and hears its errors. */
test('Keyboard, names and errors', async ({ stage }) => {
	const { url } = await publish(stage, { parameters: { fields: FIELDS } });
	const opened = await open(stage, url);
	await ready(opened);
	const { frame, page } = opened;
	await frame.getByRole('textbox', { name: 'Name' }).focus();
	await page.keyboard.type('Mine');
	await page.keyboard.press('Tab');
	const city = frame.getByRole('textbox', { name: 'City' });
	await expect(city).toBeFocused();
	await page.keyboard.press('Tab');
	await expect(city).toHaveAttribute('aria-invalid', 'true');
	await expect(city).toHaveAttribute('aria-describedby', 'h-city e-city');
	await expect(frame.locator('#e-city')).toHaveText('Fill this in.');
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.type('Oslo');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	const days = frame.getByRole('group', { name: 'Days' });
	await expect(days).toHaveAttribute('aria-describedby', 'h-days e-days');
	await expect(days.getByRole('checkbox', { name: 'Monday' })).toBeChecked();
	await expect(city).toHaveAttribute('aria-invalid', 'false');
	await expect(frame.locator('#e-city')).toHaveText('');
	await opened.expectValid(true);
	await days.getByRole('checkbox', { name: 'Monday' }).uncheck();
	await opened.expectValid(false);
	await opened.close();
});

/** The page can be read in every theme, and needs no sideways scrolling at 320 px. */
test('Themes, contrast and 320 px', async ({ stage }) => {
	const long = {
		name: 'long',
		label: `Long ${SUPERCALIFRAGILISTIC}`,
		type: 'choice',
		options: SUPERCALIFRAGILISTIC,
		help: SUPERCALIFRAGILISTIC,
	};
	const fields = { values: [...FIELDS.values, long] };
	const { url } = await publish(stage, { parameters: { fields, options: { title: SUPERCALIFRAGILISTIC } } });
	for (const theme of ['default', 'dark', 'contrast']) {
		for (const width of [320, 1_280]) {
			const opened = await open(stage, url, { width, host: { theme } });
			await ready(opened);
			const { frame, page } = opened;
			await expect(frame.locator('html')).toHaveAttribute('data-theme', theme);
			expect(await frame.evaluate('document.documentElement.scrollWidth'), `${theme}: width`).toBe(width);
			// Leaving a required field shows an error, which has to be readable too.
			await frame.getByRole('textbox', { name: 'City' }).focus();
			await frame.getByRole('textbox', { name: 'City' }).blur();
			await expect(frame.locator('#e-city')).toHaveText('Fill this in.');
			await expectAccessible(page, `the configuration page, ${theme}, ${width} px`);
			await page.evaluate("window.host.setTheme('dark')");
			await expect(frame.locator('html')).toHaveAttribute('data-theme', 'dark');
			await opened.close();
		}
	}
});
