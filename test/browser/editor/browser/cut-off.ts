/** Nobody notices half a pixel lost to rounding. */
const TOLERANCE_PIXELS = 1;

/** Code editors hold what people write, and scroll. */
const WRITTEN = '.cm-editor, textarea, input, script, style';

interface Edges {
	readonly left: number;
	readonly right: number;
	readonly top: number;
	readonly bottom: number;
}

/**
 * Lists the texts in an element that cannot be read in full: those that a box cuts off or ends with an ellipsis, and
 * placeholders and values that are wider than their field.
 */
export function cutOff(root: Element): string[] {
	const found: string[] = [];
	const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
	for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
		const parent = node.parentElement;
		const text = (node.textContent ?? '').trim();
		if (text === '' || parent === null || parent.closest(WRITTEN) !== null || !isSeen(parent)) continue;
		if (isCut(node, root)) found.push(`text "${text}"`);
	}
	for (const field of root.querySelectorAll('input, textarea')) {
		if (isSeen(field) && (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement))
			found.push(...cutInField(field));
	}
	return found;
}

/** Where a box clips: at its padding edge. */
function insideOf(box: Element): Edges {
	const { left, top } = box.getBoundingClientRect();
	return {
		left: left + box.clientLeft,
		top: top + box.clientTop,
		right: left + box.clientLeft + box.clientWidth,
		bottom: top + box.clientTop + box.clientHeight,
	};
}

function isSeen(element: Element): boolean {
	return element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
}

/** Text below the edge of a box that scrolls down can be reached; text beside the box counts as cut off. */
function isCut(node: Node, root: Element): boolean {
	const range = document.createRange();
	range.selectNodeContents(node);
	const text: Edges = range.getBoundingClientRect();
	if (text.right - text.left === 0) return false;
	for (let box = node.parentElement; box !== null; box = box === root ? null : box.parentElement) {
		const { display, overflowX, overflowY } = getComputedStyle(box);
		if (display === 'inline' || display === 'contents') continue;
		const inside = insideOf(box);
		if (
			overflowX !== 'visible' &&
			(text.left < inside.left - TOLERANCE_PIXELS || text.right > inside.right + TOLERANCE_PIXELS)
		)
			return true;
		if (overflowY === 'auto' || overflowY === 'scroll') return false;
		if (
			overflowY !== 'visible' &&
			(text.top < inside.top - TOLERANCE_PIXELS || text.bottom > inside.bottom + TOLERANCE_PIXELS)
		)
			return true;
	}
	return false;
}

function cutInField(field: HTMLInputElement | HTMLTextAreaElement): string[] {
	const texts = [
		['placeholder', field.value === '' ? field.placeholder : ''],
		['value', field.value],
	] as const;
	return texts.filter(([, text]) => text !== '' && !fits(field, text)).map(([what, text]) => `${what} "${text}"`);
}

function fits(field: HTMLInputElement | HTMLTextAreaElement, text: string): boolean {
	if (field instanceof HTMLTextAreaElement) return fitsIntoLines(field, text);
	const { font, letterSpacing, paddingLeft, paddingRight } = getComputedStyle(field);
	const pen = document.createElement('canvas').getContext('2d');
	if (pen === null) throw new Error('The browser measures no texts.');
	pen.font = font;
	const spacing = Number.parseFloat(letterSpacing);
	const width = pen.measureText(text).width + (Number.isNaN(spacing) ? 0 : spacing * text.length);
	return (
		width <= field.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight) + TOLERANCE_PIXELS
	);
}

/** Measured in a copy of the field, because a placeholder has no height of its own. */
function fitsIntoLines(field: HTMLTextAreaElement, text: string): boolean {
	const copy = document.createElement('textarea');
	copy.className = field.className;
	copy.value = text;
	copy.style.cssText = `${field.style.cssText};position:absolute;visibility:hidden;width:${field.offsetWidth}px;height:${field.offsetHeight}px`;
	field.parentElement?.append(copy);
	const isWhole = copy.scrollHeight <= copy.clientHeight + TOLERANCE_PIXELS;
	copy.remove();
	return isWhole;
}

/** After this many frames without a change, an element counts as drawn. */
const STILL_FRAMES = 8;

/** Waits until an element has kept its height for some frames, and nothing in it moves. */
export async function settle(element: Element): Promise<void> {
	for (let still = 0, before = -1; still < STILL_FRAMES; ) {
		await new Promise((resolve) => requestAnimationFrame(resolve));
		const height = element.scrollHeight;
		still = height === before && !isMoving(element) ? still + 1 : 0;
		before = height;
	}
}

function isMoving(element: Element): boolean {
	return element
		.getAnimations({ subtree: true })
		.some(
			({ playState, effect }) =>
				playState === 'running' && effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY,
		);
}

declare global {
	interface Window {
		cutOff: typeof cutOff;
		settle: typeof settle;
	}
}

window.cutOff = cutOff;
window.settle = settle;
