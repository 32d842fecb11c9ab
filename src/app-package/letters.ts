/** A point on the grid of a letter: x from 0 to 4, y from 0 (top) to 6. */
export type Point = readonly [x: number, y: number];

/** Lines that a round pen draws. */
export type Strokes = ReadonlyArray<readonly Point[]>;

/** The grid of every letter. */
export const LETTER_GRID = { width: 4, height: 6 } as const;

/** Drawn for this package: strokes are separated by spaces, points by "-", and a point is x and y in tenths of the grid. */
const STROKES: Readonly<Record<string, string>> = {
	A: '0060-2000-4060 0740-3340',
	B: '0000-0060-2660-3654-4045-3636-2630-0030 2630-3424-3715-3406-2600-0000',
	C: '4012-3002-2000-1002-0014-0046-1058-2060-3058-4048',
	D: '0000-0060-2060-3454-4040-4020-3406-2000-0000',
	E: '3800-0000-0060-3860 0030-3030',
	F: '3800-0000-0060 0030-3030',
	G: '4012-3002-2000-1002-0014-0046-1058-2060-3058-4046-4032-2432',
	H: '0000-0060 4000-4060 0030-4030',
	I: '2000-2060',
	J: '3400-3446-2858-1860-0858-0246',
	K: '0000-0060 3900-0035 1224-4060',
	L: '0000-0060-3660',
	M: '0060-0000-2036-4000-4060',
	N: '0060-0000-4060-4000',
	O: '2000-0904-0018-0042-0956-2060-3156-4042-4018-3104-2000',
	P: '0060-0000-2600-3507-4018-3528-2634-0034',
	Q: '2000-0904-0018-0042-0956-2060-3156-4042-4018-3104-2000 2644-4262',
	R: '0060-0000-2600-3506-4017-3527-2632-0032 2032-4060',
	S: '3712-3003-2000-1002-0313-0822-2029-3236-3847-3057-2060-1058-0248',
	T: '0000-4000 2000-2060',
	U: '0000-0042-0956-2060-3156-4042-4000',
	V: '0000-2060-4000',
	W: '0000-1060-2018-3060-4000',
	X: '0000-4060 4000-0060',
	Y: '0000-2030-4000 2030-2060',
	Z: '0000-4000-0060-4060',
	0: '2000-0904-0018-0042-0956-2060-3156-4042-4018-3104-2000 1438-2622',
	1: '0812-2200-2260',
	2: '0215-1003-2000-3003-3715-3326-0060-4060',
	3: '0310-1202-2200-3305-3716-3026-2029-3033-3944-3355-2060-1058-0150',
	4: '3060-3000-0042-4042',
	5: '3600-0600-0428-2024-3328-3942-3154-2060-1058-0150',
	6: '3508-2600-1402-0418-0042-0956-2060-3156-3942-3128-2024-0928-0042',
	7: '0000-4000-1460',
	8: '2000-1004-0515-1026-2029-3026-3515-3004-2000 2029-0933-0145-1056-2060-3056-3945-3133-2029',
	9: '0552-1460-2658-3642-4018-3104-2000-0904-0118-0932-2036-3132-4018',
};

/** Takes the place of letters that are not drawn here: a ring with a dot in it. */
const OTHER: Strokes = [
	[
		...Array.from(
			{ length: 25 },
			(_, step): Point => [2 + 2 * Math.sin((step * Math.PI) / 12), 3 - 2 * Math.cos((step * Math.PI) / 12)],
		),
	],
	[
		[2, 3],
		[2, 3],
	],
];

/**
 * The strokes of the first letter or digit of a text: A to Z and 0 to 9, accents left out. If it is another character
 * or missing, `isDrawn` is false and the strokes are a ring.
 */
export function strokesOf(text: string): { readonly strokes: Strokes; readonly isDrawn: boolean } {
	const first = /[\p{L}\p{N}]/u.exec(text.normalize('NFKD'))?.[0].toUpperCase() ?? '';
	const drawn = Object.hasOwn(STROKES, first) ? STROKES[first] : undefined;
	if (drawn === undefined) return { strokes: OTHER, isDrawn: false };
	return {
		strokes: drawn
			.split(' ')
			.map((stroke) =>
				stroke.split('-').map((point): Point => [Number(point.slice(0, 2)) / 10, Number(point.slice(2)) / 10]),
			),
		isDrawn: true,
	};
}
