import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

import { ROOT } from '../lib/package';
import { say, StepError } from '../lib/steps';

/** One state of a moving picture, and how long it is shown. */
export interface Frame {
	readonly png: Buffer;
	readonly ms: number;
}

/** Chosen: it is the first thing that a README loads. */
const MOVING_MAX_BYTES = 1_500_000;

/** Chosen, as for pictures that do not move: now and then an edge is smoothed differently. */
const SAME_SHARE = 0.000_1;

/**
 * Writes frames into `docs/images` as a lossless WebP that loops; one that shows the same as the existing one changes
 * nothing.
 */
export async function writeMovingPicture(name: string, frames: readonly Frame[]): Promise<void> {
	const file = join(ROOT, 'docs', 'images', `${name}.webp`);
	const moving = await movingPicture(frames);
	if (moving.length > MOVING_MAX_BYTES)
		throw new StepError(
			`docs/images/${name}.webp would have ${moving.length} bytes.`,
			'Take fewer frames, or a smaller part of the page.',
		);
	const share = existsSync(file) ? await differingShare(file, moving) : 1;
	const percent = `${(share * 100).toFixed(2)} % of its pixels differ`;
	if (share <= SAME_SHARE) return say(`  docs/images/${name}.webp stays: ${percent}`);
	await writeFile(file, moving);
	say(`  docs/images/${name}.webp, ${Math.ceil(moving.length / 1_000)} kB, ${frames.length} frames: ${percent}`);
}

/** The bytes of an animated WebP: every frame as it is, for as long as it says. */
export async function movingPicture(frames: readonly Frame[]): Promise<Buffer> {
	return await sharp(
		frames.map(({ png }) => png),
		{ join: { animated: true } },
	)
		.webp({ lossless: true, effort: 6, loop: 0, delay: frames.map(({ ms }) => ms) })
		.toBuffer();
}

/** The share of pixels in which two moving pictures differ; all of them if their size or length differs. */
export async function differingShare(one: string | Buffer, other: string | Buffer): Promise<number> {
	const [left, right] = await Promise.all([pixels(one), pixels(other)]);
	if (left.length !== right.length) return 1;
	const differing = left.filter((pixel, at) => pixel !== right[at]).length;
	return differing / left.length;
}

/** One number for each pixel of every frame. */
async function pixels(source: string | Buffer): Promise<Uint32Array> {
	const { data } = await sharp(source, { animated: true }).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
	return new Uint32Array(data.buffer, data.byteOffset, data.length / Uint32Array.BYTES_PER_ELEMENT);
}
