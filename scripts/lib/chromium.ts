import type { Browser, LaunchOptions, Page } from 'playwright-core';
import type { N8nClient } from './n8n-client';

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, selectors } from 'playwright-core';

import { StepError } from './steps';

const CHROMIUM = '/usr/bin/chromium';

/** Debian's packages: without any font Chromium draws boxes in place of letters. */
const PACKAGES = ['chromium', 'fonts-noto-core'];

/** Flags for a machine without a display or access to the internet. */
const FLAGS = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A signed-in browser tab. */
interface Editor {
	readonly page: Page;
	close(): Promise<void>;
}

/** Starts Chromium as {@link launchChromium} does, with the session of a client. */
export async function openEditor(client: N8nClient, viewport = { width: 1500, height: 950 }): Promise<Editor> {
	selectors.setTestIdAttribute('data-test-id');
	const browser = await launchChromium();
	const context = await browser.newContext({ viewport });
	context.setDefaultTimeout(30_000);
	context.setDefaultNavigationTimeout(60_000);
	// People copy URLs from the editor.
	await context.grantPermissions(['clipboard-read', 'clipboard-write']);
	const [name = '', value = ''] = client.session().split('=');
	await context.addCookies([{ name, value, url: client.baseUrl }]);
	return { page: await context.newPage(), close: async () => await browser.close() };
}

/** Starts the Chromium that CHROMIUM names, or else Debian's, installed if possible; `flags` are added. */
export async function launchChromium(flags: readonly string[] = []): Promise<Browser> {
	return await chromium.launch(chromiumOptions(flags));
}

/** How that Chromium is launched. Its sandbox does not work for root, and is on for everybody else. */
export function chromiumOptions(flags: readonly string[] = []): LaunchOptions {
	return { executablePath: executable(), chromiumSandbox: process.getuid?.() !== 0, args: [...FLAGS, ...flags] };
}

/** Installs Debian packages with apt-get. Returns the end of its error output, or `undefined` if it went well. */
export function installPackages(names: readonly string[]): string | undefined {
	const install = ['install', '-y', '-qq', '--no-install-recommends', ...names];
	if (aptGet(install) === undefined) return undefined;
	// A new machine has no lists of packages yet.
	return aptGet(['update', '-qq']) ?? aptGet(install);
}

function aptGet(args: readonly string[]): string | undefined {
	const { status, stderr } = spawnSync('apt-get', args, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
	return status === 0 ? undefined : (stderr ?? 'apt-get is not there').slice(-300);
}

function executable(): string {
	const named = process.env.CHROMIUM ?? CHROMIUM;
	if (existsSync(named)) return named;
	const complaint = installPackages(PACKAGES);
	if (complaint === undefined && existsSync(CHROMIUM)) return CHROMIUM;
	throw new StepError(
		`Chromium is missing, and apt-get could not install it: ${complaint ?? ''}`,
		'Install Debian\'s package "chromium", or name another one in CHROMIUM.',
	);
}
