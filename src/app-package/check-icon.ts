import type { AppFinding } from './app-finding';

import { appError, appWarning } from './app-finding';
import { ICON_MAX_BYTES } from './app-limits';
import { PIXEL_BYTES } from './png';
import { isPng, readPng } from './read-png';

/** What an icon must be. The path is its file name in the package. */
export interface IconRule {
	readonly path: string;
	readonly pixels: number;
	/** Whether the picture must be white on a transparent background, like the outline icon. */
	readonly isOutline: boolean;
}

/** Findings for a person's own icon: a PNG of the right size, and white on transparent for the outline (teams.md G.4). */
export function checkIcon(bytes: Uint8Array, { path, pixels, isOutline }: IconRule): readonly AppFinding[] {
	if (!isPng(bytes))
		return [
			appError(
				'app-icon-not-png',
				path,
				'The icon is not a PNG.',
				'Use a file in PNG format; renaming a file does not convert it.',
			),
		];
	if (bytes.length > ICON_MAX_BYTES)
		return [
			appError(
				'app-icon-too-large',
				path,
				`The icon is ${bytes.length} bytes; at most ${ICON_MAX_BYTES} are allowed.`,
				'Save it again without metadata and with fewer colours.',
			),
		];
	const facts = readPng(bytes);
	if (facts === undefined)
		return [
			appError(
				'app-icon-broken',
				path,
				'The PNG is cut off or damaged, or has data after the picture.',
				'Save the icon again.',
			),
		];
	const size =
		facts.width === pixels && facts.height === pixels
			? []
			: [
					appError(
						'app-icon-size',
						path,
						`The icon is ${facts.width} x ${facts.height} pixels.`,
						`Use an icon of ${pixels} x ${pixels} pixels.`,
					),
				];
	return isOutline ? [...size, ...checkOutline(facts.hasAlpha, facts.rgba, path)] : size;
}

function checkOutline(hasAlpha: boolean, rgba: Uint8Array | undefined, path: string): readonly AppFinding[] {
	const alphas =
		rgba === undefined
			? []
			: Array.from({ length: rgba.length / PIXEL_BYTES }, (_, pixel) => rgba[pixel * PIXEL_BYTES + 3] ?? 0);
	const opaque = alphas.length > 0 && alphas.every((alpha) => alpha === 255);
	if (!hasAlpha || opaque)
		return [
			appError(
				'app-icon-not-transparent',
				path,
				'No part of the outline icon is transparent.',
				'Use a white picture on a transparent background.',
			),
		];
	const colored = alphas.some(
		(alpha, pixel) => alpha > 0 && [0, 1, 2].some((channel) => rgba?.[pixel * PIXEL_BYTES + channel] !== 255),
	);
	return colored
		? [
				appWarning(
					'app-icon-not-white',
					path,
					'The outline icon has colours other than white.',
					'Use white only; Teams may refuse other colours.',
				),
			]
		: [];
}
