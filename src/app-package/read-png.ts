import type { PngHeader } from './png-header';

import { COLOR_ICON_PIXELS } from './app-limits';
import { crc32 } from './checksum';
import { PNG_SIGNATURE } from './png';
import { readHeader } from './png-header';
import { toRgba } from './png-pixels';
import { readRows } from './png-rows';

/** Bytes of a chunk apart from its data: length, type and checksum. */
const CHUNK_BYTES = 12;

/** The order of chunks that every reader must know, and of optional ones (PNG specification, 5.6), whose names begin with a lower-case letter. */
const ORDER = /^IHDR (?:[a-z]\w{3} )*(?:PLTE (?:[a-z]\w{3} )*)?(?:IDAT )+(?:[a-z]\w{3} )*IEND $/;

const COLORS_MAX = 256;

/** The facts about a PNG that matter for icons. */
interface PngFacts {
	readonly width: number;
	readonly height: number;
	/** Whether its pixels can be transparent: colour types 4 and 6, or a `tRNS` chunk (PNG specification, 11.3.1). */
	readonly hasAlpha: boolean;
	/** The pixels as RGBA, in another order if interlaced; `undefined` if the picture is larger than an icon and was not unpacked. */
	readonly rgba: Uint8Array | undefined;
}

interface Chunk {
	readonly type: string;
	readonly data: Buffer;
}

/** Reads a PNG if every reader could: chunks, checksums, header and pixels are right, and nothing follows. Otherwise `undefined`; never throws. */
export function readPng(bytes: Uint8Array): PngFacts | undefined {
	const chunks = chunksOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)) ?? [];
	const header = readHeader(dataOf(chunks, 'IHDR'));
	const palette = dataOf(chunks, 'PLTE');
	if (
		header === undefined ||
		!ORDER.test(chunks.map(({ type }) => `${type} `).join('')) ||
		dataOf(chunks, 'IEND').length > 0 ||
		!fits(palette, header)
	)
		return undefined;
	const { width, height, colorType } = header;
	const hasAlpha = colorType === 4 || colorType === 6 || chunks.some(({ type }) => type === 'tRNS');
	if (Math.max(width, height) > COLOR_ICON_PIXELS) return { width, height, hasAlpha, rgba: undefined };
	const rows = readRows(dataOf(chunks, 'IDAT'), header);
	const rgba = rows === undefined ? undefined : toRgba(rows, header, { palette, transparent: dataOf(chunks, 'tRNS') });
	return rgba === undefined ? undefined : { width, height, hasAlpha, rgba };
}

/** True if the bytes begin like a PNG. */
export function isPng(bytes: Uint8Array): boolean {
	return PNG_SIGNATURE.equals(bytes.subarray(0, PNG_SIGNATURE.length));
}

/** All chunks to the end; `undefined` if one is cut off or its checksum is wrong. */
function chunksOf(png: Buffer): readonly Chunk[] | undefined {
	const chunks: Chunk[] = [];
	for (let at = PNG_SIGNATURE.length; at < png.length; ) {
		if (at + CHUNK_BYTES > png.length) return undefined;
		const end = at + CHUNK_BYTES + png.readUInt32BE(at);
		if (end > png.length || crc32(png.subarray(at + 4, end - 4)) !== png.readUInt32BE(end - 4)) return undefined;
		chunks.push({ type: png.toString('latin1', at + 4, at + 8), data: png.subarray(at + 8, end - 4) });
		at = end;
	}
	return chunks;
}

/** The joined data of all chunks of a type. */
function dataOf(chunks: readonly Chunk[], wanted: string): Buffer {
	return Buffer.concat(chunks.filter(({ type }) => type === wanted).map(({ data }) => data));
}

/**
 * A palette consists of whole colours; indexed pictures need one, and in grey ones it has no meaning (PNG
 * specification, 11.2.3).
 */
function fits(palette: Buffer, { colorType }: PngHeader): boolean {
	if (palette.length % 3 !== 0 || palette.length > COLORS_MAX * 3) return false;
	return colorType === 3 ? palette.length > 0 : palette.length === 0 || colorType === 2 || colorType === 6;
}
