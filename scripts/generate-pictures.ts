import type { Browser } from 'playwright-core';
import type { N8nClient } from './lib/n8n-client';
import type { Demo } from './lib/start-demo';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { noStorage } from '../simulator/model/storage';
import { startSimulator } from '../simulator/simulator';
import { DEFAULT_N8N_VERSION, ensureN8n, ensureNode } from './lib/cache';
import { launchChromium } from './lib/chromium';
import { startDemo } from './lib/start-demo';
import { onInterrupt } from './lib/interrupt';
import { N8nClient as Client, newPassword } from './lib/n8n-client';
import { startN8n } from './lib/n8n-process';
import { installInto } from './lib/package';
import { freePort } from './lib/ports';
import { step, StepError, wasTold } from './lib/steps';
import { pictureCards } from './pictures/cards';
import { pictureConversation } from './pictures/conversation';
import { pictureEditor } from './pictures/editor';
import { pictureEvents } from './pictures/events';
import { pictureExamples } from './pictures/examples';
import { picturePage } from './pictures/page';
import { ensureFonts } from './render/fonts';

const PARTS: Readonly<Record<string, () => Promise<void>>> = {
	cards: pictureCards,
	events: pictureEvents,
	conversation: async () => await withFolder(async (folder) => await withDemo(folder, pictureConversation)),
	page: async () => await withFolder(async (folder) => await withDemo(folder, picturePage)),
	editor: async () => await withN8n(takeEditor),
	examples: async () => await withN8n(pictureExamples),
};

/**
 * Regenerates the pictures of the documentation in `docs/images`: those of the cards and of events, the moving one of
 * the README, those of the simulator's page, of the editor and of the examples. Names on the command line select these
 * parts only. A picture that is the same as before is left as it is.
 */
async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const names = wanted.length === 0 ? Object.keys(PARTS) : wanted;
	await step('Looking for fonts', async () => ensureFonts());
	for (const name of names) {
		const make = PARTS[name];
		if (make === undefined)
			throw new StepError(`"${name}" is not a set of pictures.`, `Use: ${Object.keys(PARTS).join(', ')}.`);
		await make();
	}
}

/** Takes pictures beside an n8n with the examples published, as `npm start` has them. */
async function withDemo(folder: string, take: (browser: Browser, demo: Demo) => Promise<void>): Promise<void> {
	const demo = await startDemo({ folder, n8nPort: await freePort(), teamsPort: 0, signal: onInterrupt() });
	try {
		const browser = await launchChromium();
		try {
			await take(browser, demo);
		} finally {
			await browser.close();
		}
	} finally {
		await demo.stop();
	}
}

async function takeEditor(client: N8nClient): Promise<void> {
	const simulator = await startSimulator({ token: newPassword(), storage: noStorage, n8nUrl: client.baseUrl });
	try {
		await pictureEditor(client, simulator);
	} finally {
		await simulator.close();
	}
}

/** A new n8n with the package in it. */
async function withN8n(work: (client: N8nClient) => Promise<void>): Promise<void> {
	await withFolder(async (userFolder) => {
		const node = await ensureNode();
		const installation = await ensureN8n(DEFAULT_N8N_VERSION, node);
		await installInto(userFolder, node);
		const n8n = await step('Starting n8n', async () => await startN8n({ installation, userFolder }));
		try {
			const client = new Client(n8n.baseUrl);
			await client.signUp();
			await work(client);
		} finally {
			await n8n.stop();
		}
	});
}

async function withFolder(work: (folder: string) => Promise<void>): Promise<void> {
	const folder = await mkdtemp(join(tmpdir(), 'teams-webhooks-pictures-'));
	try {
		await work(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

main().catch((error: unknown) => {
	if (error instanceof StepError && !wasTold(error)) console.error(`\n✗ ${error.message}\n  ${error.todo}`);
	else if (!wasTold(error)) console.error(error);
	process.exitCode = 1;
});
