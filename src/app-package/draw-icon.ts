import type { Point, Strokes } from './letters';

import { COLOR_ICON_PIXELS, OUTLINE_ICON_PIXELS } from './app-limits';
import { LETTER_GRID, strokesOf } from './letters';
import { encodePng, PIXEL_BYTES } from './png';

type Rgb = readonly [red: number, green: number, blue: number];

const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** Chosen: height of the letter as a share of the icon. Microsoft asks for space around a colour icon's symbol, but not around the outline. */
const LETTER_SHARE = { color: 0.5, outline: 0.75 } as const;

/** Chosen: width of the pen as a share of the letter's height. */
const PEN_SHARE = 0.14;

/** The relative luminance above which black is easier to read than white (WCAG 2.2, contrast ratio: where both are equal). */
const LIGHT_LUMINANCE = 0.179;

/** The colour icon: a square filled with a colour (`#RRGGBB`), with a letter in white or black, whichever has more contrast. A PNG. */
export function drawColorIcon(color: string, letter: string): Uint8Array {
	const ground = rgbOf(color);
	const pen = luminanceOf(ground) > LIGHT_LUMINANCE ? BLACK : WHITE;
	const cover = coverOf(letter, COLOR_ICON_PIXELS, LETTER_SHARE.color);
	return paint(COLOR_ICON_PIXELS, (at) => [...mix(ground, pen, cover[at] ?? 0), 255]);
}

/** The outline icon: a white letter on a transparent background. Every pixel is white and only its alpha differs, as Teams asks. A PNG. */
export function drawOutlineIcon(letter: string): Uint8Array {
	const cover = coverOf(letter, OUTLINE_ICON_PIXELS, LETTER_SHARE.outline);
	return paint(OUTLINE_ICON_PIXELS, (at) => [...WHITE, Math.round((cover[at] ?? 0) * 255)]);
}

function paint(pixels: number, pixelAt: (at: number) => readonly number[]): Uint8Array {
	const rgba = new Uint8Array(pixels * pixels * PIXEL_BYTES);
	for (let at = 0; at < pixels * pixels; at += 1) rgba.set(pixelAt(at), at * PIXEL_BYTES);
	return encodePng({ pixels, rgba });
}

/** How much of each pixel the pen covers, from 0 to 1; rows from the top. */
function coverOf(letter: string, pixels: number, share: number): Float32Array {
	const scale = (pixels * share) / LETTER_GRID.height;
	const pen = (pixels * share * PEN_SHARE) / 2;
	const strokes = place(strokesOf(letter).strokes, scale, pixels);
	return Float32Array.from({ length: pixels * pixels }, (_, at) => {
		const point: Point = [(at % pixels) + 0.5, Math.floor(at / pixels) + 0.5];
		return Math.min(1, Math.max(0, pen + 0.5 - distanceTo(strokes, point)));
	});
}

/** The strokes in pixels, centred in the icon. */
function place(strokes: Strokes, scale: number, pixels: number): Strokes {
	const xs = strokes.flat().map(([x]) => x);
	const middleX = (Math.min(...xs) + Math.max(...xs)) / 2;
	return strokes.map((stroke) =>
		stroke.map(
			([x, y]): Point => [(x - middleX) * scale + pixels / 2, (y - LETTER_GRID.height / 2) * scale + pixels / 2],
		),
	);
}

function distanceTo(strokes: Strokes, point: Point): number {
	let nearest = Infinity;
	for (const stroke of strokes) {
		for (let index = 1; index < stroke.length; index += 1)
			nearest = Math.min(nearest, distanceToLine(stroke[index - 1] ?? point, stroke[index] ?? point, point));
	}
	return nearest;
}

function distanceToLine([x1, y1]: Point, [x2, y2]: Point, [x, y]: Point): number {
	const [dx, dy] = [x2 - x1, y2 - y1];
	const squared = dx * dx + dy * dy;
	const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - x1) * dx + (y - y1) * dy) / squared));
	return Math.hypot(x - x1 - along * dx, y - y1 - along * dy);
}

function rgbOf(color: string): Rgb {
	return [
		Number.parseInt(color.slice(1, 3), 16),
		Number.parseInt(color.slice(3, 5), 16),
		Number.parseInt(color.slice(5, 7), 16),
	];
}

function mix([red, green, blue]: Rgb, [penRed, penGreen, penBlue]: Rgb, cover: number): Rgb {
	const one = (from: number, to: number) => Math.round(from + (to - from) * cover);
	return [one(red, penRed), one(green, penGreen), one(blue, penBlue)];
}

/** WCAG 2.2, relative luminance. */
function luminanceOf(rgb: Rgb): number {
	const [red, green, blue] = rgb
		.map((channel) => channel / 255)
		.map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4));
	return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
