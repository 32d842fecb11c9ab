import type { EventVector } from '../../test/support/events';
import type { Panel } from '../render/page';
import type { Drawer } from '../render/sheet';

import dark from '../../simulator/host-config/dark.json';
import light from '../../simulator/host-config/light.json';
import { readEvent } from '../../src/events/read-event';
import { SENDER_IDS } from '../../src/events/senders';
import { eventVectors, itemOf, LOOKS } from '../../test/support/events';
import { launchChromium } from '../lib/chromium';
import { step, StepError } from '../lib/steps';
import { openDrawer } from '../render/sheet';
import { writePicture } from './picture-file';

const HOST_CONFIGS = { light, dark };

type Look = Pick<Panel, 'theme' | 'widthPx'>;

/** A card in a channel on a desktop, and the narrowest one on a phone. */
const DESKTOP: Look = { theme: 'light', widthPx: 640 };
const PHONE: Look = { theme: 'dark', widthPx: 320 };

const ALL_LOOKS: readonly Look[] = [DESKTOP, PHONE, { theme: 'dark', widthPx: 640 }, { theme: 'light', widthPx: 320 }];

/**
 * Draws one event of each sender with the official renderer, and looks at the cards of all payloads of the tests in both
 * themes and at both widths. Fails where a text is cut, the renderer complains, or the page asks for anything from
 * outside.
 */
export async function pictureEvents(): Promise<void> {
	const browser = await launchChromium();
	try {
		const drawer = await openDrawer(browser);
		await step('Drawing events', async () => await drawAll(drawer));
	} finally {
		await browser.close();
	}
}

async function drawAll(drawer: Drawer): Promise<void> {
	const vectors = eventVectors();
	const problems: string[] = [];
	for (const vector of vectors) problems.push(...(await lookAt(drawer, vector)));
	for (const id of SENDER_IDS) {
		const vector = mostTelling(vectors.filter(({ sender, documented }) => sender === id && documented !== undefined));
		if (vector === undefined) continue;
		const { png } = await drawer.draw({ columns: 2, panels: [DESKTOP, PHONE].map((look) => panel(vector, look)) });
		await writePicture(`event-${id}`, png);
	}
	if (problems.length > 0)
		throw new StepError(problems.join('\n       '), 'Look at the cards in test/vectors/events; fix src/events.');
}

function mostTelling(vectors: readonly EventVector[]): EventVector | undefined {
	const sizes = vectors.map((vector) => ({ vector, size: JSON.stringify(vector.card).length }));
	return sizes.sort((left, right) => right.size - left.size)[0]?.vector;
}

async function lookAt(drawer: Drawer, vector: EventVector): Promise<readonly string[]> {
	const { problems } = await drawer.draw({ columns: 2, panels: ALL_LOOKS.map((look) => panel(vector, look)) });
	return problems;
}

function panel(vector: EventVector, { theme, widthPx }: Look): Panel {
	return {
		name: `${vector.name}, ${theme}, ${widthPx} px`,
		theme,
		widthPx,
		hostConfig: HOST_CONFIGS[theme],
		card: readEvent(itemOf(vector), 'auto', LOOKS).attachment.content ?? {},
		mentionTags: [],
	};
}
