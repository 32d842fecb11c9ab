import type { PngHeader, PngPass } from './png-header';

import { Unzlib } from '../vendor/fflate';
import { passesOf, samplesOf } from './png-header';

/** Compressed bytes that are unpacked at once: one becomes at most about a thousand, so this limits the output of a step. */
const PIECE_BYTES = 512;

const ADLER_BYTES = 4;

/** The largest prime below 2^16 (RFC 1950, 8.2). */
const ADLER_MODULUS = 65_521;

/** The bytes of a pass, row after row, without their filters. */
export interface PngRows extends PngPass {
	readonly bytes: Uint8Array;
}

/** Unpacks the data of IDAT. `undefined` unless it is a zlib stream of exactly the bytes that the header asks for. */
export function readRows(data: Uint8Array, header: PngHeader): readonly PngRows[] | undefined {
	const passes = passesOf(header);
	const filtered = inflate(
		data,
		passes.reduce((sum, { height, rowBytes }) => sum + height * (rowBytes + 1), 0),
	);
	if (filtered === undefined) return undefined;
	const pixelBytes = Math.max(1, (samplesOf(header) * header.depth) / 8);
	let at = 0;
	const rows = passes.map((pass) => {
		const part = filtered.subarray(at, at + pass.height * (pass.rowBytes + 1));
		at += part.length;
		return { ...pass, bytes: unfilter(part, pass, pixelBytes) };
	});
	return rows.every((pass): pass is PngRows => pass.bytes !== undefined) ? rows : undefined;
}

/** Stops as soon as there is more than was asked for, so that a small file cannot cost much time or memory. */
function inflate(data: Uint8Array, length: number): Uint8Array | undefined {
	const out = new Uint8Array(length);
	let count = 0;
	const stream = new Unzlib((piece) => {
		if (count + piece.length <= length) out.set(piece, count);
		count += piece.length;
	});
	try {
		for (let at = 0; at < data.length && count <= length; at += PIECE_BYTES)
			stream.push(data.subarray(at, at + PIECE_BYTES), at + PIECE_BYTES >= data.length);
	} catch {
		// Not a zlib stream: the picture is broken, and its pixels are unknown.
		return undefined;
	}
	// The checksum ends the stream: if it is right, nothing follows.
	return count === length && Buffer.from(data.subarray(-ADLER_BYTES)).equals(adlerOf(out)) ? out : undefined;
}

function adlerOf(bytes: Uint8Array): Buffer {
	let [low, high] = [1, 0];
	for (const byte of bytes) {
		low = (low + byte) % ADLER_MODULUS;
		high = (high + low) % ADLER_MODULUS;
	}
	const sum = Buffer.alloc(ADLER_BYTES);
	sum.writeUInt16BE(high, 0);
	sum.writeUInt16BE(low, 2);
	return sum;
}

/** Each row begins with its filter, which says how its bytes differ from their neighbours (PNG specification, 9). `undefined` for an unknown filter. */
function unfilter(rows: Uint8Array, { rowBytes, height }: PngPass, pixelBytes: number): Uint8Array | undefined {
	const bytes = new Uint8Array(rowBytes * height);
	for (let at = 0; at < bytes.length; at += 1) {
		const [row, column] = [Math.floor(at / rowBytes), at % rowBytes];
		const start = row * (rowBytes + 1);
		const left = column < pixelBytes ? 0 : (bytes[at - pixelBytes] ?? 0);
		const up = row === 0 ? 0 : (bytes[at - rowBytes] ?? 0);
		const upLeft = row === 0 || column < pixelBytes ? 0 : (bytes[at - rowBytes - pixelBytes] ?? 0);
		const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, upLeft)][rows[start] ?? 0];
		if (predicted === undefined) return undefined;
		bytes[at] = (rows[start + 1 + column] ?? 0) + predicted;
	}
	return bytes;
}

function paeth(left: number, up: number, upLeft: number): number {
	const estimate = left + up - upLeft;
	const [toLeft, toUp, toUpLeft] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - upLeft)];
	if (toLeft <= toUp && toLeft <= toUpLeft) return left;
	return toUp <= toUpLeft ? up : upLeft;
}
