import type { Stage } from './stage';

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { launchChromium } from '../../../scripts/lib/chromium';
import { startDemo } from '../../../scripts/lib/start-demo';
import { onInterrupt } from '../../../scripts/lib/interrupt';
import { ROOT } from '../../../scripts/lib/package';
import { freePort } from '../../../scripts/lib/ports';
import { say, step, wasTold } from '../../../scripts/lib/steps';
import { CONVERSATION_CHECKS, HOSTILE_CHECKS } from './conversation-checks';
import { EXAMPLE_CHECKS } from './example-checks';
import { FAULT_CHECKS } from './fault-checks';
import { FORM_CHECKS } from './form-checks';
import { LOOK_CHECKS } from './look-checks';
import { ensureFonts } from '../../../scripts/render/fonts';

const FAILED = join(ROOT, '.build', 'page');

const ALL_CHECKS = [
	...CONVERSATION_CHECKS,
	...EXAMPLE_CHECKS,
	...LOOK_CHECKS,
	...FAULT_CHECKS,
	...FORM_CHECKS,
	...HOSTILE_CHECKS,
];

/** The checks whose title holds the word given on the command line; all of them without one. */
const CHECKS = ALL_CHECKS.filter(([title]) => title.toLowerCase().includes((process.argv[2] ?? '').toLowerCase()));

/**
 * Drives the page of the simulator in Chromium, with a real n8n behind it that has the example workflows published:
 * mentions and events, every fault, both colours and narrow windows, the keyboard. Leaves the pictures of the README in
 * `docs/images`, and `.build/page/failed.png` where a check fails.
 */
async function main(): Promise<void> {
	await step('Looking for fonts', async () => ensureFonts());
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-page-'));
	try {
		const demo = await startDemo({ folder, n8nPort: await freePort(), teamsPort: 0, signal: onInterrupt() });
		// Checks send as fast as they can.
		demo.simulator.store.setup({ settings: { rates: false, flowBotRate: false } });
		const browser = await launchChromium();
		try {
			for (const [title, check] of CHECKS) await step(title, async () => await withPicture({ demo, browser }, check));
		} finally {
			await browser.close();
			await demo.stop();
		}
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
	say(`\n${CHECKS.length} checks of the page passed.`);
}

async function withPicture(stage: Stage, check: (stage: Stage) => Promise<void>): Promise<void> {
	try {
		await check(stage);
	} catch (error) {
		await mkdir(FAILED, { recursive: true });
		const [page] = stage.browser.contexts().at(-1)?.pages() ?? [];
		await page?.screenshot({ path: join(FAILED, 'failed.png') });
		throw error;
	}
}

main().catch((error: unknown) => {
	if (!wasTold(error)) console.error(error);
	process.exitCode = 1;
});
