import type { Stage } from './stage';

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../../scripts/lib/package';
import { expectSame, open, publish, ready } from './stage';

/** Where the pictures go. */
const PICTURES = join(ROOT, '.build', 'connector');

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
async function keyboard(stage: Stage): Promise<void> {
	const { url } = await publish(stage, 'keyboard', { parameters: { fields: FIELDS } });
	const opened = await open(stage, url);
	await ready(opened);
	const { frame, page } = opened;
	await frame.getByRole('textbox', { name: 'Name' }).focus();
	await page.keyboard.type('Mine');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Tab');
	const city = frame.getByRole('textbox', { name: 'City' });
	expectSame(
		'an error is tied to its field',
		[
			await city.getAttribute('aria-invalid'),
			await frame.locator('#e-city').textContent(),
			await city.getAttribute('aria-describedby'),
		],
		['true', 'Fill this in.', 'h-city e-city'],
	);
	await page.keyboard.press('Shift+Tab');
	await page.keyboard.type('Oslo');
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	const days = frame.getByRole('group', { name: 'Days' });
	expectSame(
		'a group has a name and a help text',
		[await days.getAttribute('aria-describedby'), await days.getByRole('checkbox', { name: 'Monday' }).isChecked()],
		['h-days e-days', true],
	);
	expectSame(
		'the error is gone',
		[await city.getAttribute('aria-invalid'), await frame.locator('#e-city').textContent()],
		['false', ''],
	);
	expectSame('Save', (await opened.state()).valid, true);
	await days.getByRole('checkbox', { name: 'Monday' }).uncheck();
	expectSame('Save without a day', (await opened.state()).valid, false);
	await opened.close();
}

interface Colours {
	readonly name: string;
	readonly contrast: number;
}

/** Runs in the page: contrasts of text and its background, after WCAG 2.2. */
const CONTRASTS = `(() => {
	const rgb = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	const luminance = (colour) => rgb(colour).reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
	const page = luminance(getComputedStyle(document.body).backgroundColor);
	const contrast = (element) => { const text = luminance(getComputedStyle(element).color); return (Math.max(text, page) + 0.05) / (Math.min(text, page) + 0.05); };
	return [...document.querySelectorAll('h1, label, legend, .help, .required, .error, .problem, input[type=text]')].map((element) => ({ name: element.tagName + '.' + element.className, contrast: contrast(element) }));
})()`;

/** The page is readable in every theme, and needs no sideways scrolling at 320 px. */
async function looks(stage: Stage): Promise<void> {
	const long = {
		name: 'long',
		label: `Long ${SUPERCALIFRAGILISTIC}`,
		type: 'choice',
		options: SUPERCALIFRAGILISTIC,
		help: SUPERCALIFRAGILISTIC,
	};
	const { url } = await publish(stage, 'looks', {
		parameters: { fields: { values: [...FIELDS.values, long] }, options: { title: SUPERCALIFRAGILISTIC } },
	});
	await mkdir(PICTURES, { recursive: true });
	for (const theme of ['default', 'dark', 'contrast']) {
		const opened = await open(stage, url, { width: 320, host: { theme } });
		await ready(opened);
		expectSame(`${theme}: the theme of the page`, await opened.frame.locator('html').getAttribute('data-theme'), theme);
		expectSame(`${theme}: width`, await opened.frame.evaluate('document.documentElement.scrollWidth'), 320);
		const colours = await opened.frame.evaluate<readonly Colours[]>(CONTRASTS);
		expectSame(
			`${theme}: texts with too little contrast`,
			colours.filter(({ contrast }) => contrast < 4.5),
			[],
		);
		await opened.page.screenshot({ path: join(PICTURES, `${theme}.png`) });
		await opened.page.evaluate("window.host.setTheme('dark')");
		await opened.frame.locator('html[data-theme=dark]').waitFor();
		await opened.close();
	}
}

/** Who uses the page with a keyboard, a screen reader, a small screen or another theme. */
export const ACCESS_CHECKS: ReadonlyArray<readonly [string, (stage: Stage) => Promise<void>]> = [
	['Keyboard, names and errors', keyboard],
	['Themes, contrast and 320 px', looks],
];
