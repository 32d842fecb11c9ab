import type { PngHeader } from './png-header';
import type { PngRows } from './png-rows';

import { samplesOf } from './png-header';

/** What other chunks say about colours; empty if a PNG does not have such a chunk. */
interface PngColors {
	/** `PLTE`: three bytes for each colour. */
	readonly palette: Buffer;
	/** `tRNS`: alphas of the palette, or the one grey or colour that is transparent. */
	readonly transparent: Buffer;
}

type Pixel = readonly [number, number, number, number];

const OPAQUE = 255;

/** The pixels as RGBA with eight bits each, pass by pass if interlaced. `undefined` if a pixel's colour is not in the palette. */
export function toRgba(passes: readonly PngRows[], header: PngHeader, colors: PngColors): Uint8Array | undefined {
	const samples = samplesOf(header);
	const pixels = passes.flatMap(({ width, height, rowBytes, bytes }) =>
		Array.from({ length: width * height }, (_, at) => {
			const row = bytes.subarray(Math.floor(at / width) * rowBytes, (Math.floor(at / width) + 1) * rowBytes);
			return pixelOf(
				Array.from({ length: samples }, (_none, sample) =>
					sampleAt(row, (at % width) * samples + sample, header.depth),
				),
				header,
				colors,
			);
		}),
	);
	return pixels.every((pixel): pixel is Pixel => pixel !== undefined) ? Uint8Array.from(pixels.flat()) : undefined;
}

/** Samples of fewer than eight bits fill a byte from its high bits (PNG specification, 7.2). */
function sampleAt(row: Uint8Array, index: number, depth: number): number {
	if (depth === 16) return (row[index * 2] ?? 0) * 256 + (row[index * 2 + 1] ?? 0);
	const bit = index * depth;
	return ((row[bit >> 3] ?? 0) >> (8 - depth - (bit & 7))) & (2 ** depth - 1);
}

function pixelOf(
	samples: readonly number[],
	{ colorType, depth }: PngHeader,
	{ palette, transparent }: PngColors,
): Pixel | undefined {
	const [first = 0, second = 0, third = 0, fourth = 0] = samples.map((sample) =>
		Math.round((sample * 255) / (2 ** depth - 1)),
	);
	if (colorType === 3) return paletteColor(samples[0] ?? 0, palette, transparent);
	if (colorType === 4) return [first, first, first, second];
	if (colorType === 6) return [first, second, third, fourth];
	const isNothing =
		transparent.length === samples.length * 2 &&
		samples.every((sample, at) => transparent.readUInt16BE(at * 2) === sample);
	const alpha = isNothing ? 0 : OPAQUE;
	return colorType === 0 ? [first, first, first, alpha] : [first, second, third, alpha];
}

function paletteColor(index: number, palette: Buffer, transparent: Buffer): Pixel | undefined {
	const [red, green, blue] = palette.subarray(index * 3, index * 3 + 3);
	return red === undefined || green === undefined || blue === undefined
		? undefined
		: [red, green, blue, transparent[index] ?? OPAQUE];
}
