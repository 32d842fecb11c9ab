import fc from 'fast-check';
import { deflateSync, crc32 as nodeCrc32 } from 'node:zlib';

import { checkIcon } from '../../../src/app-package/check-icon';
import { crc32 } from '../../../src/app-package/checksum';
import { drawColorIcon, drawOutlineIcon } from '../../../src/app-package/draw-icon';
import { strokesOf } from '../../../src/app-package/letters';
import { encodePng, PNG_SIGNATURE } from '../../../src/app-package/png';
import { readPng } from '../../../src/app-package/read-png';
import { Unzlib } from '../../../src/vendor/fflate';

const COLOR = { path: 'color.png', pixels: 192, isOutline: false };
const OUTLINE = { path: 'outline.png', pixels: 32, isOutline: true };

const found = (bytes: Uint8Array, rule = OUTLINE) =>
	checkIcon(bytes, rule).map(({ severity, code }) => `${severity} ${code}`);
const square = (pixels: number, pixel: readonly number[]) =>
	encodePng({ pixels, rgba: Uint8Array.from({ length: pixels * pixels * 4 }, (_, at) => pixel[at % 4] ?? 0) });

type Chunks = ReadonlyArray<readonly [string, Uint8Array]>;

/** Chunks of a PNG, written independently. */
function chunksOf(chunks: Chunks): Buffer {
	const chunk = ([type, data]: Chunks[number]) => {
		const body = Buffer.concat([Buffer.from(type), data]);
		const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
		ends[0].writeUInt32BE(data.length);
		ends[1].writeUInt32BE(nodeCrc32(body));
		return Buffer.concat([ends[0], body, ends[1]]);
	};
	return Buffer.concat([PNG_SIGNATURE, ...chunks.map(chunk)]);
}

/** IHDR of a square: depth, colour type, compression, filter and interlacing follow its size. */
function headerOf(pixels: number, kind: readonly number[]): Chunks[number] {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(pixels, 0);
	header.writeUInt32BE(pixels, 4);
	header.set(kind, 8);
	return ['IHDR', header];
}

const END: Chunks[number] = ['IEND', Buffer.alloc(0)];

/** A PNG with eight bits for each channel; `rows` begin with their filter. */
function pngOf(pixels: number, colorType: number, rows: Uint8Array, extra: Chunks = []): Buffer {
	return chunksOf([headerOf(pixels, [8, colorType, 0, 0, 0]), ...extra, ['IDAT', deflateSync(rows)], END]);
}

/** An outline of any kind; every pixel has the bits 0. */
function outlineOf(kind: readonly number[], bytes: number, extra: Chunks = []): Buffer {
	return chunksOf([headerOf(32, kind), ...extra, ['IDAT', deflateSync(Buffer.alloc(bytes))], END]);
}

/** Bytes of the seven passes of 32 x 32 pixels with this many bits each (PNG specification, 8.2). */
const interlaced = (bits: number) =>
	[
		[4, 4],
		[4, 4],
		[8, 4],
		[8, 8],
		[16, 8],
		[16, 16],
		[32, 16],
	].reduce((sum, [width = 0, height = 0]) => sum + height * (1 + Math.ceil((width * bits) / 8)), 0);

it('computes checksums as zlib does', () => {
	fc.assert(fc.property(fc.uint8Array(), (bytes) => expect(crc32(bytes)).toBe(nodeCrc32(bytes))));
});

it('draws a letter that stands out from any ground: white on dark, black on light', () => {
	const colorsOf = (color: string) => {
		const { rgba } = readPng(drawColorIcon(color, 'E')) ?? {};
		const at = (x: number, y: number) => [...(rgba ?? []).slice((y * 192 + x) * 4, (y * 192 + x) * 4 + 4)];
		const middle = Array.from({ length: 192 }, (_, x) => at(x, 96)).filter(
			(pixel) => pixel.join() === '255,255,255,255' || pixel.join() === '0,0,0,255',
		);
		return { corner: at(0, 0), letter: middle[0], width: middle.length };
	};
	expect(colorsOf('#0B6A0B')).toMatchObject({ corner: [11, 106, 11, 255], letter: [255, 255, 255, 255] });
	expect(colorsOf('#FFB900')).toMatchObject({ corner: [255, 185, 0, 255], letter: [0, 0, 0, 255] });
	expect(colorsOf('#0B6A0B').width).toBeGreaterThan(20);
});

it('draws an outline of white on nothing', () => {
	const { width, height, hasAlpha, rgba = new Uint8Array() } = readPng(drawOutlineIcon('A')) ?? {};
	const alphas = rgba.filter((_, at) => at % 4 === 3);
	expect({ width, height, hasAlpha, colors: new Set(rgba.filter((_, at) => at % 4 !== 3)) }).toEqual({
		width: 32,
		height: 32,
		hasAlpha: true,
		colors: new Set([255]),
	});
	expect([alphas[0], Math.max(...alphas), alphas.filter((alpha) => alpha === 0).length > 500]).toEqual([0, 255, true]);
});

it.each([...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'])('draws %s inside its grid', (letter) => {
	const { strokes, isDrawn } = strokesOf(letter);
	expect(isDrawn).toBe(true);
	for (const [x, y] of strokes.flat()) expect(x >= 0 && x <= 4.5 && y >= 0 && y <= 6.5).toBe(true);
});

it('draws no two letters alike', () => {
	const icons = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789*'].map((letter) =>
		Buffer.from(drawOutlineIcon(letter)).toString('base64'),
	);
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
	[
		'a palette with transparency',
		pngOf(32, 3, Buffer.alloc(32 * 33), [
			['PLTE', Buffer.from([255, 255, 255])],
			['tRNS', Buffer.from([0])],
		]),
		[],
	],
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

const WHITE: Chunks[number] = ['PLTE', Buffer.from([255, 255, 255, 255, 0, 0])];
const CLEAR: Chunks[number] = ['tRNS', Buffer.from([0])];

it.each<[string, Uint8Array, string[]]>([
	['grey of one bit, black is nothing', outlineOf([1, 0, 0, 0, 0], 32 * 5, [['tRNS', Buffer.from([0, 0])]]), []],
	[
		'grey of two bits without a transparent one',
		outlineOf([2, 0, 0, 0, 0], 32 * 9),
		['error app-icon-not-transparent'],
	],
	[
		'grey of 16 bits, another one is nothing',
		outlineOf([16, 0, 0, 0, 0], 32 * 65, [['tRNS', Buffer.from([0, 1])]]),
		['error app-icon-not-transparent'],
	],
	['colours of 16 bits, black is nothing', outlineOf([16, 2, 0, 0, 0], 32 * 193, [['tRNS', Buffer.alloc(6)]]), []],
	['16 bits with alpha', outlineOf([16, 6, 0, 0, 0], 32 * 257), []],
	['a palette of four bits', outlineOf([4, 3, 0, 0, 0], 32 * 17, [WHITE, CLEAR]), []],
	[
		'a palette whose transparency is opaque',
		outlineOf([8, 3, 0, 0, 0], 32 * 33, [WHITE, ['tRNS', Buffer.from([255])]]),
		['error app-icon-not-transparent'],
	],
	[
		'a palette with half a red',
		outlineOf([8, 3, 0, 0, 0], 32 * 33, [
			['PLTE', Buffer.from([255, 0, 0])],
			['tRNS', Buffer.from([128])],
		]),
		['warning app-icon-not-white'],
	],
	['interlaced', outlineOf([8, 6, 0, 0, 1], interlaced(32)), []],
	['interlaced, with a bit for each pixel', outlineOf([1, 3, 0, 0, 1], interlaced(1), [WHITE, CLEAR]), []],
])('understands %s', (_, bytes, expected) => {
	expect(found(bytes)).toEqual(expected);
});

const ROWS = deflateSync(Buffer.alloc(32 * 129));

it.each<[string, Chunks]>([
	[
		'data that is no zlib stream',
		[headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', Buffer.from('<script>no picture</script>')], END],
	],
	['a row too few', [headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', deflateSync(Buffer.alloc(31 * 129))], END]],
	['a byte too many', [headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', deflateSync(Buffer.alloc(32 * 129 + 1))], END]],
	[
		'data behind the stream',
		[headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', Buffer.concat([ROWS, Buffer.from('<html>')])], END],
	],
	['a stream without its checksum', [headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', ROWS.subarray(0, -4)], END]],
	['an unknown filter', [headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', deflateSync(Buffer.alloc(32 * 129, 5))], END]],
	['an unknown depth and colour type', [headerOf(32, [77, 99, 9, 9, 9]), ['IDAT', ROWS], END]],
	...[
		[4, 6, 0, 0, 0],
		[16, 3, 0, 0, 0],
		[8, 5, 0, 0, 0],
		[8, 6, 1, 0, 0],
		[8, 6, 0, 1, 0],
		[8, 6, 0, 0, 2],
	].map((kind): [string, Chunks] => [`a header of ${kind.join()}`, [headerOf(32, kind), ['IDAT', ROWS], END]]),
	['no pixels', [headerOf(0, [8, 6, 0, 0, 0]), ['IDAT', deflateSync(Buffer.alloc(0))], END]],
	['a palette that is missing', [headerOf(32, [8, 3, 0, 0, 0]), ['IDAT', deflateSync(Buffer.alloc(32 * 33))], END]],
	[
		'a palette of no whole colours',
		[headerOf(32, [8, 3, 0, 0, 0]), ['PLTE', Buffer.alloc(4)], ['IDAT', deflateSync(Buffer.alloc(32 * 33))], END],
	],
	[
		'a colour that the palette has not',
		[
			headerOf(32, [8, 3, 0, 0, 0]),
			WHITE,
			CLEAR,
			['IDAT', deflateSync(Buffer.concat(Array.from({ length: 32 }, () => Buffer.alloc(33, 2).fill(0, 0, 1))))],
			END,
		],
	],
	['two headers', [headerOf(32, [8, 6, 0, 0, 0]), headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', ROWS], END]],
	[
		'data in two places',
		[
			headerOf(32, [8, 6, 0, 0, 0]),
			['IDAT', ROWS.subarray(0, 9)],
			['tEXt', Buffer.from('a')],
			['IDAT', ROWS.subarray(9)],
			END,
		],
	],
	[
		'a critical chunk that nobody knows',
		[headerOf(32, [8, 6, 0, 0, 0]), ['ABCD', Buffer.from('a')], ['IDAT', ROWS], END],
	],
	['an end that holds something', [headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', ROWS], ['IEND', Buffer.from('a')]]],
])('is broken: %s', (_, chunks) => {
	expect(found(chunksOf(chunks))).toEqual(['error app-icon-broken']);
});

it('is broken where something stands behind the end', () => {
	const bytes = chunksOf([headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', ROWS], END]);
	expect([found(bytes), found(Buffer.concat([bytes, Buffer.from('<html>')]))]).toEqual([[], ['error app-icon-broken']]);
});

it('reads data that is cut into many chunks', () => {
	const icon = deflateSync(
		Buffer.from(Array.from({ length: 32 * 129 }, (_, at) => (at % 129 === 0 ? 0 : (at * 7_919) % 251))),
	);
	for (const size of [1, 2, 3, 5, 511, 512, 513]) {
		const parts = Array.from({ length: Math.ceil(icon.length / size) }, (_, at): Chunks[number] => [
			'IDAT',
			icon.subarray(at * size, (at + 1) * size),
		]);
		expect(readPng(chunksOf([headerOf(32, [8, 6, 0, 0, 0]), ...parts, END]))?.rgba?.length).toBe(4_096);
	}
});

it('stops unpacking a picture that is larger than it says', () => {
	const bomb = deflateSync(Buffer.alloc(200_000_000));
	const pushes = jest.spyOn(Unzlib.prototype, 'push');
	expect(found(chunksOf([headerOf(32, [8, 6, 0, 0, 0]), ['IDAT', bomb], END]))).toEqual(['error app-icon-broken']);
	expect([bomb.length > 190_000, pushes.mock.calls.length < 10]).toEqual([true, true]);
	pushes.mockRestore();
});

it('never throws, and unpacks no more than the picture needs', () => {
	expect(readPng(pngOf(0x7fffffff, 6, Buffer.alloc(9)))).toEqual({
		width: 0x7fffffff,
		height: 0x7fffffff,
		hasAlpha: true,
		rgba: undefined,
	});
	expect(readPng(pngOf(32, 6, Buffer.alloc(9)))?.rgba).toBeUndefined();
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) =>
			expect(() => checkIcon(Buffer.concat([PNG_SIGNATURE, bytes]), OUTLINE)).not.toThrow(),
		),
	);
	const icon = drawOutlineIcon('A');
	fc.assert(
		fc.property(fc.nat(icon.length - 1), fc.nat(255), (at, byte) =>
			expect(() => checkIcon(Buffer.from(icon).fill(byte, at, at + 1), OUTLINE)).not.toThrow(),
		),
	);
});
