import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** The most colours of a PNG with a palette (PNG specification, 11.2.2). */
const COLORS_MAX = 256;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const HEADER_BYTES = 13;

interface Pixels {
	readonly width: number;
	readonly height: number;
	/** One number for each pixel: red, green and blue in 8 bits each. */
	readonly colors: Uint32Array;
}

/**
 * A screenshot with a palette of its 256 most frequent colours: about half the bytes for flat colours and text. Takes
 * 8-bit RGB, RGBA and palettes without interlacing.
 */
export function smallPng(png: Buffer): Buffer {
	const { width, height, colors } = decode(png);
	const counts = new Map<number, number>();
	for (const color of colors) counts.set(color, (counts.get(color) ?? 0) + 1);
	const palette = [...counts]
		.sort(([one, times], [other, otherTimes]) => otherTimes - times || one - other)
		.slice(0, COLORS_MAX)
		.map(([color]) => color);
	const indexes = new Map([...counts.keys()].map((color) => [color, nearest(color, palette)]));
	const rows = Buffer.alloc(height * (width + 1));
	for (let row = 0; row < height; row += 1) {
		for (let column = 0; column < width; column += 1)
			rows[row * (width + 1) + 1 + column] = indexes.get(colors[row * width + column] ?? 0) ?? 0;
	}
	const header = Buffer.alloc(HEADER_BYTES);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 3, 0, 0, 0], 8);
	return Buffer.concat([
		SIGNATURE,
		chunk('IHDR', header),
		chunk('PLTE', Buffer.from(palette.flatMap(channelsOf))),
		chunk('IDAT', deflateSync(rows, { level: 9 })),
		chunk('IEND', Buffer.alloc(0)),
	]);
}

/** The share of pixels in which two pictures differ; all of them if their sizes differ. */
export function differingShare(one: Buffer, other: Buffer): number {
	const [left, right] = [decode(one), decode(other)];
	if (left.width !== right.width || left.height !== right.height) return 1;
	const differing = left.colors.filter((color, at) => color !== right.colors[at]).length;
	return differing / left.colors.length;
}

/** Bytes of a pixel, by the colour type of the picture (PNG specification, 11.2.1). */
const PIXEL_BYTES: Readonly<Record<number, number>> = { 2: 3, 3: 1, 6: 4 };

const PALETTE = 3;

function decode(png: Buffer): Pixels {
	const chunks = chunksOf(png);
	const header = chunks.find(({ name }) => name === 'IHDR')?.data ?? Buffer.alloc(HEADER_BYTES);
	const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
	const type = header[9] ?? 0;
	const channels = PIXEL_BYTES[type];
	if (channels === undefined) throw new Error(`pictures of the colour type ${type} are not read`);
	const rows = unfilter(
		inflateSync(Buffer.concat(chunks.filter(({ name }) => name === 'IDAT').map(({ data }) => data))),
		width * channels,
		channels,
	);
	const palette = chunks.find(({ name }) => name === 'PLTE')?.data ?? Buffer.alloc(0);
	const colorAt = (at: number) =>
		type === PALETTE ? palette.readUIntBE((rows[at] ?? 0) * 3, 3) : rows.readUIntBE(at * channels, 3);
	return { width, height, colors: new Uint32Array(width * height).map((_, at) => colorAt(at)) };
}

function chunksOf(png: Buffer): ReadonlyArray<{ readonly name: string; readonly data: Buffer }> {
	const chunks = [];
	for (let at = SIGNATURE.length; at < png.length; at += 12 + png.readUInt32BE(at)) {
		chunks.push({
			name: png.toString('latin1', at + 4, at + 8),
			data: png.subarray(at + 8, at + 8 + png.readUInt32BE(at)),
		});
	}
	return chunks;
}

/** Each row begins with how its bytes differ from their neighbours (PNG specification, 9). */
function unfilter(filtered: Buffer, rowBytes: number, pixelBytes: number): Buffer {
	const rows = Buffer.alloc((filtered.length / (rowBytes + 1)) * rowBytes);
	for (let at = 0; at < rows.length; at += 1) {
		const [row, column] = [Math.floor(at / rowBytes), at % rowBytes];
		const left = column < pixelBytes ? 0 : (rows[at - pixelBytes] ?? 0);
		const up = row === 0 ? 0 : (rows[at - rowBytes] ?? 0);
		const upLeft = row === 0 || column < pixelBytes ? 0 : (rows[at - rowBytes - pixelBytes] ?? 0);
		const predicted =
			[0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][filtered[row * (rowBytes + 1)] ?? 0] ?? 0;
		rows[at] = (filtered[row * (rowBytes + 1) + 1 + column] ?? 0) + predicted;
	}
	return rows;
}

function paeth(left: number, up: number, upLeft: number): number {
	const [toLeft, toUp, toUpLeft] = [Math.abs(up - upLeft), Math.abs(left - upLeft), Math.abs(left + up - 2 * upLeft)];
	if (toLeft <= toUp && toLeft <= toUpLeft) return left;
	return toUp <= toUpLeft ? up : upLeft;
}

function nearest(color: number, palette: readonly number[]): number {
	const distances = palette.map((candidate) =>
		channelsOf(candidate).reduce((sum, channel, index) => sum + (channel - (channelsOf(color)[index] ?? 0)) ** 2, 0),
	);
	return distances.indexOf(Math.min(...distances));
}

function channelsOf(color: number): readonly number[] {
	return [color >> 16, (color >> 8) & 0xff, color & 0xff];
}

function chunk(name: string, data: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(name, 'latin1'), data]);
	const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
	length.writeUInt32BE(data.length);
	check.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, check]);
}
