import type { Panel } from '../render/page';
import type { Drawer } from '../render/sheet';
import type { TypicalCard } from '../render/typical-cards';

import dark from '../../simulator/host-config/dark.json';
import light from '../../simulator/host-config/light.json';
import { buildFormCard } from '../../src/cards/form/form-card';
import { launchChromium } from '../lib/chromium';
import { step, StepError } from '../lib/steps';
import { openDrawer } from '../render/sheet';
import { TYPICAL_CARDS } from '../render/typical-cards';
import { writePicture } from './picture-file';

/** A card in a channel on a desktop, and the narrowest one on a phone. */
const DESKTOP_PX = 640;
const PHONE_PX = 320;

const HOST_CONFIGS = { light, dark };

type Look = Pick<Panel, 'theme' | 'widthPx'>;

const ALL_LOOKS: readonly Look[] = [
	{ theme: 'light', widthPx: DESKTOP_PX },
	{ theme: 'light', widthPx: PHONE_PX },
	{ theme: 'dark', widthPx: DESKTOP_PX },
	{ theme: 'dark', widthPx: PHONE_PX },
];

const OVERVIEW_LOOK: Look = { theme: 'light', widthPx: DESKTOP_PX };

/**
 * Draws the typical cards with the official renderer in Chromium: one picture for each card, in both themes and at both
 * widths, and one with all of them. Fails where a text is cut, the renderer complains, or the page asks for anything
 * from outside.
 */
export async function pictureCards(): Promise<void> {
	const browser = await launchChromium();
	try {
		const drawer = await openDrawer(browser);
		await step('Drawing cards', async () => await drawAll(drawer));
	} finally {
		await browser.close();
	}
}

/** Draws every picture before it fails, so that one look shows everything that is wrong. */
async function drawAll(drawer: Drawer): Promise<void> {
	const problems: string[] = [];
	for (const card of TYPICAL_CARDS)
		problems.push(
			...(await picture(
				drawer,
				`card-${card.name}`,
				ALL_LOOKS.map((look) => panel(card, look)),
			)),
		);
	problems.push(
		...(await picture(
			drawer,
			'cards',
			TYPICAL_CARDS.map((card) => panel(card, OVERVIEW_LOOK)),
		)),
	);
	if (problems.length > 0)
		throw new StepError(
			problems.join('\n       '),
			'Look at the pictures in docs/images; fix the cards, or the builder in src/cards/form.',
		);
}

function panel({ name, form }: TypicalCard, { theme, widthPx }: Look): Panel {
	const { attachment, findings } = buildFormCard(form);
	if (findings.length > 0)
		throw new StepError(
			`The card "${name}" is not complete: ${findings.map(({ message }) => message).join(' ')}`,
			'Correct it in scripts/render/typical-cards.ts.',
		);
	const mentionTags = form.mentions.map((person) => `<at>${person.name}</at>`);
	return {
		name: `${name}, ${theme}, ${widthPx} px`,
		theme,
		widthPx,
		hostConfig: HOST_CONFIGS[theme],
		card: attachment.content ?? {},
		mentionTags,
	};
}

async function picture(drawer: Drawer, name: string, panels: readonly Panel[]): Promise<readonly string[]> {
	const { png, problems } = await drawer.draw({ columns: 2, panels });
	await writePicture(name, png);
	return problems;
}
