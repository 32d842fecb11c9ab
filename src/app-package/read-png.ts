import { unzlibSync } from '../vendor/fflate';
import { COLOR_ICON_PIXELS } from './app-limits';
import { crc32 } from './checksum';
import { PIXEL_BYTES, PNG_SIGNATURE } from './png';

/** Bytes of a chunk beside its data: length, type and checksum. */
const CHUNK_BYTES = 12;

const HEADER_BYTES = 13;

/** What stands in a PNG, as far as icons are concerned. */
export interface PngFacts {
	readonly width: number;
	readonly height: number;
	/** Whether its pixels can be transparent: colour types 4 and 6, or a `tRNS` chunk (PNG specification, 11.3.1). */
	readonly hasAlpha: boolean;
	/** The pixels as RGBA, where they stand in the PNG so, with eight bits each and without interlacing, and it is no larger than an icon; else `undefined`. */
	readonly rgba: Uint8Array | undefined;
}

interface Chunk {
	readonly type: string;
	readonly data: Buffer;
}

/** Reads a PNG whose structure and checksums are right. `undefined` for every other one; never throws. */
export function readPng(bytes: Uint8Array): PngFacts | undefined {
	const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
	const header = chunks?.[0];
	if (chunks === undefined || header?.type !== 'IHDR' || header.data.length !== HEADER_BYTES || chunks.at(-1)?.type !== 'IEND') return undefined;
	const data = chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data);
	if (data.length === 0) return undefined;
	const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
	const [depth, colorType, , , interlace] = header.data.subarray(8);
	const hasAlpha = colorType === 4 || colorType === 6 || chunks.some(({ type }) => type === 'tRNS');
	const isPlain = depth === 8 && colorType === 6 && interlace === 0;
	const isSmall = width <= COLOR_ICON_PIXELS && height <= COLOR_ICON_PIXELS;
	return { width, height, hasAlpha, rgba: isPlain && isSmall ? pixelsOf(Buffer.concat(data), width, height) : undefined };
}

/** True where the bytes begin as every PNG does. */
export function isPng(bytes: Uint8Array): boolean {
	return PNG_SIGNATURE.equals(bytes.subarray(0, PNG_SIGNATURE.length));
}

/** Chunks from the first to IEND; `undefined` where one is cut off or its checksum is wrong. */
function chunksOf(png: Buffer): readonly Chunk[] | undefined {
	const chunks: Chunk[] = [];
	for (let at = PNG_SIGNATURE.length; chunks.at(-1)?.type !== 'IEND'; ) {
		if (at + CHUNK_BYTES > png.length) return undefined;
		const end = at + CHUNK_BYTES + png.readUInt32BE(at);
		if (end > png.length || crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) return undefined;
		chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end - 4) });
		at = end;
	}
	return chunks;
}

function pixelsOf(data: Uint8Array, width: number, height: number): Uint8Array | undefined {
	const rowBytes = width * PIXEL_BYTES;
	const rows = inflate(data, (rowBytes + 1) * height);
	return rows === undefined ? undefined : unfilter(rows, rowBytes, height);
}

/** The buffer bounds what is unpacked, so that a small file cannot fill the memory; what comes after the pixels is left out. */
function inflate(data: Uint8Array, bytes: number): Uint8Array | undefined {
	try {
		const rows = unzlibSync(data, { out: new Uint8Array(bytes) });
		return rows.length === bytes ? rows : undefined;
	} catch {
		// Data that is no zlib stream: the picture is broken, and its pixels are not known.
		return undefined;
	}
}

/** Each row begins with how its bytes differ from their neighbours (PNG specification, 9). */
function unfilter(rows: Uint8Array, rowBytes: number, height: number): Uint8Array {
	const rgba = new Uint8Array(rowBytes * height);
	for (let at = 0; at < rgba.length; at += 1) {
		const [row, column] = [Math.floor(at / rowBytes), at % rowBytes];
		const start = row * (rowBytes + 1);
		const left = column < PIXEL_BYTES ? 0 : (rgba[at - PIXEL_BYTES] ?? 0);
		const up = row === 0 ? 0 : (rgba[at - rowBytes] ?? 0);
		const upLeft = row === 0 || column < PIXEL_BYTES ? 0 : (rgba[at - rowBytes - PIXEL_BYTES] ?? 0);
		const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][rows[start] ?? 0] ?? 0;
		rgba[at] = (rows[start + 1 + column] ?? 0) + predicted;
	}
	return rgba;
}

function paeth(left: number, up: number, upLeft: number): number {
	const estimate = left + up - upLeft;
	const [toLeft, toUp, toUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
	if (toLeft <= toUp && toLeft <= toUpLeft) return left;
	return toUp <= toUpLeft ? up : upLeft;
}
