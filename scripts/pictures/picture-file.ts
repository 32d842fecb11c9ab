import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../lib/package';
import { say, StepError } from '../lib/steps';
import { differingShare, smallPng } from '../render/small-png';

const IMAGES = join(ROOT, 'docs', 'images');

/** Chosen: pictures are part of the repository and of a page people load. */
const PICTURE_MAX_BYTES = 150_000;

/**
 * Chosen: pictures that differ in a smaller share of their pixels count as the same. Now and then Chromium draws a line
 * half a pixel lower, 0.05 % of a picture; a sentence is more. For a change of one word, delete the picture first.
 */
const SAME_SHARE = 0.000_6;

/**
 * Writes a screenshot into `docs/images`, as small as it can be; one that is the same as the existing picture changes
 * nothing.
 */
export async function writePicture(name: string, screenshot: Buffer): Promise<void> {
	const file = join(IMAGES, `${name}.png`);
	const png = smallPng(screenshot);
	if (png.length > PICTURE_MAX_BYTES)
		throw new StepError(`docs/images/${name}.png would have ${png.length} bytes.`, 'Take a smaller part of the page.');
	const share = existsSync(file) ? differingShare(await readFile(file), png) : 1;
	const percent = `${(share * 100).toFixed(2)} % of its pixels differ`;
	if (share <= SAME_SHARE) return say(`  docs/images/${name}.png stays: ${percent}`);
	await writeFile(file, png);
	say(`  docs/images/${name}.png, ${Math.ceil(png.length / 1_000)} kB: ${percent}`);
}
