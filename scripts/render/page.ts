import { AdaptiveCard, HostConfig, SerializationContext, Versions } from 'adaptivecards';
import MarkdownIt from 'markdown-it';

import { UNKNOWN_IN_CARDS } from '../../simulator/page/cards/markdown';

/** What runs inside the browser: `render/sheet.ts` bundles this file and calls `drawCards`. */

/** Rounding of widths, in pixels. */
const TOLERANCE_PX = 1;

/** One card in one look. */
export interface Panel {
	/** Names the panel in problems. */
	readonly name: string;
	readonly theme: 'light' | 'dark';
	readonly widthPx: number;
	readonly hostConfig: object;
	readonly card: object;
	/** Tags that are mentions, as `<at>Bo</at>`; others stay text. */
	readonly mentionTags: readonly string[];
}

/** Panels side by side. */
export interface Sheet {
	readonly columns: number;
	readonly panels: readonly Panel[];
}

/** The part of the DOM that is used here; its own types would put `window` into every script for Node. */
interface Box {
	className: string;
	innerHTML: string;
	readonly textContent: string | null;
	readonly scrollWidth: number;
	readonly clientWidth: number;
	readonly style: { setProperty(name: string, value: string): void };
	append(...children: readonly Box[]): void;
	replaceChildren(...children: readonly Box[]): void;
	querySelectorAll(selector: string): Iterable<Box>;
	decode?(): Promise<void>;
}

declare const document: { readonly body: Box; createElement(name: string): Box };

const markdown = new MarkdownIt({ html: false }).disable(UNKNOWN_IN_CARDS);

/**
 * Draws a sheet in place of the previous one, and reports what is wrong with it: texts that do not fit, images that do
 * not load, what the renderer complains about.
 */
async function drawCards({ columns, panels }: Sheet): Promise<readonly string[]> {
	const sheet = box('sheet');
	sheet.style.setProperty('grid-template-columns', `repeat(${columns}, max-content)`);
	document.body.replaceChildren(sheet);
	const problems = await Promise.all(panels.map(async (panel) => await drawPanel(sheet, panel)));
	return problems.flat();
}

async function drawPanel(sheet: Box, panel: Panel): Promise<readonly string[]> {
	const [frame, root] = [box(`panel ${panel.theme}`), box('card')];
	root.style.setProperty('width', `${panel.widthPx}px`);
	frame.append(root);
	sheet.append(frame);
	const problems = [...drawCard(root, panel), ...(await loadImages(root)), ...overflows(root)];
	return problems.map((problem) => `${panel.name}: ${problem}`);
}

function drawCard(root: Box, { card, hostConfig, mentionTags }: Panel): readonly string[] {
	AdaptiveCard.onProcessMarkdown = (text, result) => {
		result.outputHtml = withMentions(markdown.render(text), mentionTags);
		result.didProcess = true;
	};
	const parsed = new AdaptiveCard();
	parsed.hostConfig = new HostConfig(hostConfig);
	const context = new SerializationContext(Versions.v1_4);
	parsed.parse(card, context);
	const rendered = parsed.render() as Box | undefined;
	if (rendered === undefined) return ['the renderer drew nothing'];
	root.append(rendered);
	const logged = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
	return [...logged, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

/** Teams draws a mention as a name in its own colour; this renderer knows only the text of the tag. */
function withMentions(html: string, tags: readonly string[]): string {
	return tags.reduce(
		(current, tag) =>
			current.replaceAll(
				markdown.utils.escapeHtml(tag),
				`<span class="mention">${markdown.utils.escapeHtml(tag.replace(/<\/?at>/g, ''))}</span>`,
			),
		html,
	);
}

async function loadImages(root: Box): Promise<readonly string[]> {
	const loaded = await Promise.all(
		[...root.querySelectorAll('img')].map(
			async (image) =>
				await image.decode?.().then(
					() => true,
					() => false,
				),
		),
	);
	return loaded.every(Boolean) ? [] : ['an image did not load'];
}

/** Everything that is wider than its place: it would be cut, or push the card out of the column. */
function overflows(root: Box): readonly string[] {
	const wide = [root, ...root.querySelectorAll('*')].filter(
		({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + TOLERANCE_PX,
	);
	return wide.map(
		({ className, scrollWidth, clientWidth, textContent }) =>
			`"${(textContent ?? '').slice(0, 40)}" (${className}) needs ${scrollWidth} px and has ${clientWidth}`,
	);
}

function box(className: string): Box {
	const element = document.createElement('div');
	element.className = className;
	return element;
}

Object.assign(globalThis, { drawCards });
