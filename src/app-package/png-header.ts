/** The header of a readable PNG. */
export interface PngHeader {
	readonly width: number;
	readonly height: number;
	/** Bits of one sample. */
	readonly depth: number;
	readonly colorType: ColorType;
	readonly isInterlaced: boolean;
}

/** Grey, colours, palette, grey with alpha, colours with alpha (PNG specification, 11.2.2). */
type ColorType = 0 | 2 | 3 | 4 | 6;

/** A picture, or one pass of an interlaced picture, that is stored as rows. */
export interface PngPass {
	readonly width: number;
	readonly height: number;
	readonly rowBytes: number;
}

const HEADER_BYTES = 13;

/** Documented (PNG specification, 11.2.2). */
const DIMENSION_MAX = 0x7fffffff;

/** Samples of one pixel, and how many bits they may have. */
const KINDS: Readonly<Record<ColorType, { readonly samples: number; readonly depths: readonly number[] }>> = {
	0: { samples: 1, depths: [1, 2, 4, 8, 16] },
	2: { samples: 3, depths: [8, 16] },
	3: { samples: 1, depths: [1, 2, 4, 8] },
	4: { samples: 2, depths: [8, 16] },
	6: { samples: 4, depths: [8, 16] },
};

/** The start and the steps of each pass of an interlaced picture (PNG specification, 8.2). */
const PASSES = [
	[0, 0, 8, 8],
	[4, 0, 8, 8],
	[0, 4, 4, 8],
	[2, 0, 4, 4],
	[0, 2, 2, 4],
	[1, 0, 2, 2],
	[0, 1, 1, 2],
] as const;

/** Reads the data of IHDR. `undefined` for a combination that the specification does not define. */
export function readHeader(data: Buffer): PngHeader | undefined {
	if (data.length !== HEADER_BYTES) return undefined;
	const [width, height] = [data.readUInt32BE(0), data.readUInt32BE(4)];
	const [depth = 0, type, compression, filter, interlace] = data.subarray(8);
	const colorType = colorTypeOf(type);
	if (colorType === undefined || !KINDS[colorType].depths.includes(depth)) return undefined;
	if (compression !== 0 || filter !== 0 || (interlace !== 0 && interlace !== 1)) return undefined;
	if (Math.min(width, height) === 0 || Math.max(width, height) > DIMENSION_MAX) return undefined;
	return { width, height, depth, colorType, isInterlaced: interlace === 1 };
}

/** Samples of one pixel. */
export function samplesOf({ colorType }: PngHeader): number {
	return KINDS[colorType].samples;
}

/** The stored passes, in order. Their sizes say how many bytes the picture has. */
export function passesOf(header: PngHeader): readonly PngPass[] {
	const pass = (width: number, height: number) => ({
		width,
		height,
		rowBytes: Math.ceil((width * samplesOf(header) * header.depth) / 8),
	});
	if (!header.isInterlaced) return [pass(header.width, header.height)];
	const all = PASSES.map(([left, top, across, down]) =>
		pass(Math.ceil((header.width - left) / across), Math.ceil((header.height - top) / down)),
	);
	return all.filter(({ width, height }) => width > 0 && height > 0);
}

function colorTypeOf(value: number | undefined): ColorType | undefined {
	return value === 0 || value === 2 || value === 3 || value === 4 || value === 6 ? value : undefined;
}
