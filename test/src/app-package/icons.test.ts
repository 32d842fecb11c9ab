import fc from 'fast-check';
import { deflateSync, crc32 as nodeCrc32 } from 'node:zlib';

import { checkIcon } from '../../../src/app-package/check-icon';
import { crc32 } from '../../../src/app-package/checksum';
import { drawColorIcon, drawOutlineIcon } from '../../../src/app-package/draw-icon';
import { strokesOf } from '../../../src/app-package/letters';
import { encodePng, PNG_SIGNATURE } from '../../../src/app-package/png';
import { readPng } from '../../../src/app-package/read-png';

const COLOR = { path: 'color.png', pixels: 192, isOutline: false };
const OUTLINE = { path: 'outline.png', pixels: 32, isOutline: true };

const found = (bytes: Uint8Array, rule = OUTLINE) => checkIcon(bytes, rule).map(({ severity, code }) => `${severity} ${code}`);
const square = (pixels: number, pixel: readonly number[]) => encodePng({ pixels, rgba: Uint8Array.from({ length: pixels * pixels * 4 }, (_, at) => pixel[at % 4] ?? 0) });

/** A PNG written independently, of any colour type; `rows` begin with their filter. */
function pngOf(pixels: number, colorType: number, rows: Uint8Array, extra: ReadonlyArray<readonly [string, Uint8Array]> = []): Buffer {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(pixels, 0);
	header.writeUInt32BE(pixels, 4);
	header.set([8, colorType, 0, 0, 0], 8);
	const chunk = (type: string, data: Uint8Array) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
		ends[0].writeUInt32BE(data.length);
		ends[1].writeUInt32BE(nodeCrc32(body));
		return Buffer.concat([ends[0], body, ends[1]]);
	};
	return Buffer.concat([PNG_SIGNATURE, chunk('IHDR', header), ...extra.map(([type, data]) => chunk(type, data)), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

it('computes checksums as zlib does', () => {
	fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(crc32(bytes)).toBe(nodeCrc32(bytes))));
});

it('draws a letter that stands out from any ground: white on dark, black on light', () => {
	const colorsOf = (color: string) => {
		const { rgba } = readPng(drawColorIcon(color, 'E')) ?? {};
		const at = (x: number, y: number) => [...(rgba ?? []).slice((y * 192 + x) * 4, (y * 192 + x) * 4 + 4)];
		const middle = Array.from({ length: 192 }, (_, x) => at(x, 96)).filter((pixel) => pixel.join() === '255,255,255,255' || pixel.join() === '0,0,0,255');
		return { corner: at(0, 0), letter: middle[0], width: middle.length };
	};
	expect(colorsOf('#0B6A0B')).toMatchObject({ corner: [11, 106, 11, 255], letter: [255, 255, 255, 255] });
	expect(colorsOf('#FFB900')).toMatchObject({ corner: [255, 185, 0, 255], letter: [0, 0, 0, 255] });
	expect(colorsOf('#0B6A0B').width).toBeGreaterThan(20);
});

it('draws an outline of white on nothing', () => {
	const { width, height, hasAlpha, rgba = new Uint8Array() } = readPng(drawOutlineIcon('A')) ?? {};
	const alphas = rgba.filter((_, at) => at % 4 === 3);
	expect({ width, height, hasAlpha, colors: new Set(rgba.filter((_, at) => at % 4 !== 3)) }).toEqual({ width: 32, height: 32, hasAlpha: true, colors: new Set([255]) });
	expect([alphas[0], Math.max(...alphas), alphas.filter((alpha) => alpha === 0).length > 500]).toEqual([0, 255, true]);
});

it.each([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'])('draws %s inside its grid', (letter) => {
	const { strokes, isDrawn } = strokesOf(letter);
	expect(isDrawn).toBe(true);
	for (const [x, y] of strokes.flat()) expect(x >= 0 && x <= 4.5 && y >= 0 && y <= 6.5).toBe(true);
});

it('draws no two letters alike', () => {
	const icons = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*'].map((letter) => Buffer.from(drawOutlineIcon(letter)).toString('base64'));
	expect(new Set(icons).size).toBe(37);
});

it.each([
	['the first letter of a text', ' «example', 'E', true],
	['without its accent', 'Ünlü', 'U', true],
	['full width', 'Ｎ8N', 'N', true],
	['another script', 'Ж', '*', false],
	['no letter', '—', '*', false],
])('%s', (_, text, same, isDrawn) => {
	expect(strokesOf(text)).toEqual({ ...strokesOf(same), isDrawn });
});

it('takes what it draws', () => {
	expect([found(drawColorIcon('#4B53BC', 'A'), COLOR), found(drawOutlineIcon('A'))]).toEqual([[], []]);
});

it.each<[string, Uint8Array, string[]]>([
	['no PNG', Buffer.from('GIF89a'), ['error app-icon-not-png']],
	['an empty file', new Uint8Array(), ['error app-icon-not-png']],
	['one that is cut off', drawOutlineIcon('A').subarray(0, -1), ['error app-icon-broken']],
	['a wrong checksum', Buffer.from(drawOutlineIcon('A')).fill(7, 16, 17), ['error app-icon-broken']],
	['a wrong size', square(31, [255, 255, 255, 0]), ['error app-icon-size']],
	['too many bytes', Buffer.concat([drawOutlineIcon('A'), Buffer.alloc(262_144)]), ['error app-icon-too-large']],
	['no alpha', pngOf(32, 2, Buffer.alloc(32 * 97, 0)), ['error app-icon-not-transparent']],
	['alpha without transparency', square(32, [255, 255, 255, 255]), ['error app-icon-not-transparent']],
	['another colour', square(32, [255, 0, 0, 128]), ['warning app-icon-not-white']],
	['grey with alpha', pngOf(32, 4, Buffer.alloc(32 * 65)), []],
	['a palette with transparency', pngOf(32, 3, Buffer.alloc(32 * 33), [['PLTE', Buffer.from([255, 255, 255])], ['tRNS', Buffer.from([0])]]), []],
])('an outline: %s', (_, bytes, expected) => {
	expect(found(bytes)).toEqual(expected);
});

it('reads every filter of a PNG', () => {
	for (const filter of [0, 1, 2, 3, 4]) {
		const rows = Buffer.alloc(32 * 129, filter === 0 ? 200 : 1);
		for (let row = 0; row < 32; row += 1) rows[row * 129] = filter;
		expect(readPng(pngOf(32, 6, rows))?.rgba?.length).toBe(4_096);
	}
	const up = Buffer.alloc(32 * 129);
	for (let row = 0; row < 32; row += 1) up.set([2, 1], row * 129);
	expect(readPng(pngOf(32, 6, up))?.rgba?.[31 * 128]).toBe(32);
});

it('never throws, and unpacks no more than the picture needs', () => {
	expect(readPng(pngOf(32, 6, Buffer.alloc(50_000_000)))?.rgba?.length).toBe(4_096);
	expect(readPng(pngOf(0x7fffffff, 6, Buffer.alloc(9)))).toEqual({ width: 0x7fffffff, height: 0x7fffffff, hasAlpha: true, rgba: undefined });
	expect(readPng(pngOf(32, 6, Buffer.alloc(9)))?.rgba).toBeUndefined();
	fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => expect(() => checkIcon(Buffer.concat([PNG_SIGNATURE, bytes]), OUTLINE)).not.toThrow()));
	const icon = drawOutlineIcon('A');
	fc.assert(fc.property(fc.nat(icon.length - 1), fc.nat(255), (at, byte) => expect(() => checkIcon(Buffer.from(icon).fill(byte, at, at + 1), OUTLINE)).not.toThrow()));
});
