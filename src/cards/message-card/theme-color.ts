/** Styles of a container that Adaptive Cards draw in a colour. */
export type ColorStyle = 'accent' | 'attention' | 'good' | 'warning';

/** The hues of these styles on the colour wheel, in degrees: red, amber, green, blue. */
const HUES: ReadonlyArray<{ readonly style: ColorStyle; readonly degrees: number }> = [
	{ style: 'attention', degrees: 0 },
	{ style: 'warning', degrees: 45 },
	{ style: 'good', degrees: 120 },
	{ style: 'accent', degrees: 230 },
];

/** Chosen: a saturation below this, from 0 to 1, counts as grey. */
const SATURATION_MIN = 0.15;

const HEX_COLOR = /^#?(?:[0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** The nearest style of a `themeColor` (hex, with or without "#"; teams.md E.1): `default` for greys, `undefined` for anything that is not a colour. */
export function styleOfColor(themeColor: string): ColorStyle | 'default' | undefined {
	const hex = themeColor.trim().replace(/^#/, '');
	if (!HEX_COLOR.test(themeColor.trim())) return undefined;
	const channels = (
		hex.length === 3 ? [...hex].map((digit) => digit + digit) : [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6)]
	).map((pair) => Number.parseInt(pair, 16));
	const degrees = hueOf(channels);
	if (degrees === undefined) return 'default';
	const [nearest] = [...HUES].sort((a, b) => distance(a.degrees, degrees) - distance(b.degrees, degrees));
	return nearest?.style;
}

/** The hue in degrees (HSV); `undefined` for greys. */
function hueOf([red = 0, green = 0, blue = 0]: readonly number[]): number | undefined {
	const most = Math.max(red, green, blue);
	const span = most - Math.min(red, green, blue);
	if (span === 0 || span / most < SATURATION_MIN) return undefined;
	const sixth =
		most === red ? (green - blue) / span : most === green ? 2 + (blue - red) / span : 4 + (red - green) / span;
	return (sixth * 60 + 360) % 360;
}

function distance(a: number, b: number): number {
	const apart = Math.abs(a - b);
	return Math.min(apart, 360 - apart);
}
