import sharp from 'sharp';

import { differingShare, movingPicture } from '../../../scripts/pictures/moving-picture';

const SIZE = { width: 20, height: 10 };

/** A picture of one colour, the last `dots` of its pixels black. */
async function picture(background: string, dots = 0): Promise<Buffer> {
	const dot = { create: { width: Math.max(1, dots), height: 1, channels: 3, background: 'black' } } as const;
	return await sharp({ create: { ...SIZE, channels: 3, background } })
		.composite(dots === 0 ? [] : [{ input: dot, left: SIZE.width - dots, top: SIZE.height - 1 }])
		.png()
		.toBuffer();
}

it('shows every frame for its time, loses nothing, and begins again', async () => {
	const [red, blue] = [await picture('red'), await picture('blue', 3)];
	const moving = await movingPicture([
		{ png: red, ms: 90 },
		{ png: blue, ms: 1_900 },
	]);
	expect(await sharp(moving, { animated: true }).metadata()).toMatchObject({
		format: 'webp',
		width: SIZE.width,
		pageHeight: SIZE.height,
		pages: 2,
		delay: [90, 1_900],
		loop: 0,
	});
	const second = await sharp(moving, { page: 1 }).removeAlpha().raw().toBuffer();
	expect(second.equals(await sharp(blue).removeAlpha().raw().toBuffer())).toBe(true);
});

it('counts the pixels in which two moving pictures differ', async () => {
	const frames = async (dots: number) => [
		{ png: await picture('red'), ms: 90 },
		{ png: await picture('blue', dots), ms: 90 },
	];
	const one = await movingPicture(await frames(0));
	expect(await differingShare(one, await movingPicture(await frames(0)))).toBe(0);
	expect(await differingShare(one, await movingPicture(await frames(4)))).toBeCloseTo(4 / 400);
});

it('takes one of another length for another picture', async () => {
	const frame = { png: await picture('red'), ms: 90 };
	const other = { png: await picture('blue'), ms: 90 };
	expect(await differingShare(await movingPicture([frame, other]), await movingPicture([frame, other, frame]))).toBe(1);
});
