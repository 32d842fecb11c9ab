import type { AppFinding } from './app-finding';

import { appError, appWarning } from './app-finding';
import { ICON_MAX_BYTES } from './app-limits';
import { PIXEL_BYTES } from './png';
import { isPng, readPng } from './read-png';

/** What an icon has to be. The path is its file name in the package. */
export interface IconRule {
	readonly path: string;
	readonly pixels: number;
	/** Whether the picture has to be white on nothing, as the outline. */
	readonly isOutline: boolean;
}

/** Findings for an icon that a person gave: a PNG of the right size, and for the outline white on nothing (teams.md G.4). */
export function checkIcon(bytes: Uint8Array, { path, pixels, isOutline }: IconRule): readonly AppFinding[] {
	if (!isPng(bytes))
		return [
			appError(
				'app-icon-not-png',
				path,
				'The icon is no PNG.',
				'Give a file in the PNG format; another ending of its name does not make it one.',
			),
		];
	if (bytes.length > ICON_MAX_BYTES)
		return [
			appError(
				'app-icon-too-large',
				path,
				`The icon has ${bytes.length} bytes; ${ICON_MAX_BYTES} are enough for it.`,
				'Save it again without metadata, with fewer colours.',
			),
		];
	const facts = readPng(bytes);
	if (facts === undefined)
		return [
			appError(
				'app-icon-broken',
				path,
				'The PNG is cut off or damaged, or something stands behind the picture.',
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
						`The icon has ${facts.width} x ${facts.height} pixels.`,
						`Give one of ${pixels} x ${pixels}.`,
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
				'Nothing of the outline icon is transparent.',
				'Give a white picture on a transparent ground.',
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
					'The outline icon has other colours than white.',
					'Use white only; Teams may refuse other colours.',
				),
			]
		: [];
}
