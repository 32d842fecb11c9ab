import { defineConfig } from '@playwright/test';
import { join } from 'node:path';

const RESULTS = join(__dirname, '..', '..', '.build', 'browser');

/** A test may send, wait for a schedule of five seconds and read the result, on a busy machine. */
const TEST_MS = 120_000;

/** How long something may take to appear. */
const APPEARS_MS = 15_000;

/** Three suites against a real n8n. Traces and pictures of failed tests are kept in `.build/browser`. */
export default defineConfig({
	testDir: __dirname,
	outputDir: join(RESULTS, 'results'),
	workers: 1,
	retries: 0,
	forbidOnly: process.env.CI !== undefined,
	timeout: TEST_MS,
	expect: { timeout: APPEARS_MS },
	reporter: [['list'], ['html', { open: 'never', outputFolder: join(RESULTS, 'report') }]],
	use: {
		actionTimeout: APPEARS_MS,
		navigationTimeout: 60_000,
		locale: 'en-GB',
		viewport: { width: 1_280, height: 800 },
		colorScheme: 'light',
		trace: 'retain-on-failure',
		screenshot: 'only-on-failure',
		video: 'off',
	},
	projects: [
		{ name: 'page', testDir: join(__dirname, 'page') },
		{ name: 'connector', testDir: join(__dirname, 'connector') },
		{
			name: 'editor',
			testDir: join(__dirname, 'editor'),
			use: {
				actionTimeout: 2 * APPEARS_MS,
				// Pictures of a window as high as a panel, many in a second, slow the tests down.
				trace: { mode: 'retain-on-failure', screenshots: false },
				testIdAttribute: 'data-test-id',
				viewport: { width: 1_500, height: 2_600 },
				// People copy URLs from the editor.
				permissions: ['clipboard-read', 'clipboard-write'],
			},
		},
	],
});
