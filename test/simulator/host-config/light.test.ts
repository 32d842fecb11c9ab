import dark from '../../../simulator/host-config/dark.json';
import light from '../../../simulator/host-config/light.json';

/** WCAG 2.2, 1.4.3 (AA): text of normal size. */
const CONTRAST_MIN = 4.5;

const STYLES = ['default', 'emphasis', 'accent', 'good', 'warning', 'attention'];
const COLORS = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];

const pairs = Object.entries({ light, dark }).flatMap(([theme, { containerStyles }]) =>
	Object.entries(containerStyles).flatMap(([style, { backgroundColor, foregroundColors }]) =>
		Object.entries(foregroundColors).flatMap(([color, { default: normal, subtle, highlightColors }]) => [
			{ what: `${theme}: ${color} on ${style}`, text: normal, background: backgroundColor },
			{ what: `${theme}: subtle ${color} on ${style}`, text: subtle, background: backgroundColor },
			{ what: `${theme}: highlighted ${color}`, text: normal, background: highlightColors.default },
			{ what: `${theme}: highlighted subtle ${color}`, text: subtle, background: highlightColors.subtle },
		]),
	),
);

it('computes the contrasts that WCAG gives as examples', () => {
	expect(contrast('#000000', '#FFFFFF')).toBeCloseTo(21);
	expect(contrast('#777777', '#FFFFFF')).toBeCloseTo(4.48, 2);
	expect(contrast('#767676', '#FFFFFF')).toBeCloseTo(4.54, 2);
});

it.each(Object.entries({ light, dark }))(
	'%s names every container style and text colour',
	(_theme, { containerStyles }) => {
		expect(Object.keys(containerStyles).sort()).toEqual([...STYLES].sort());
		for (const { foregroundColors } of Object.values(containerStyles))
			expect(Object.keys(foregroundColors)).toEqual(COLORS);
	},
);

it('keeps every text readable on every container style and highlight', () => {
	expect(pairs).toHaveLength(2 * STYLES.length * COLORS.length * 4);
	expect(
		pairs.filter(({ text, background }) => contrast(text, background) < CONTRAST_MIN).map(({ what }) => what),
	).toEqual([]);
});

it('lays cards out alike in both themes', () => {
	const layout = (config: object) => ({ ...config, containerStyles: {}, separator: {} });
	expect(layout(dark)).toEqual(layout(light));
});

function contrast(one: string, other: string): number {
	const [brighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((left, right) => right - left);
	return (brighter + 0.05) / (darker + 0.05);
}

/** Relative luminance of sRGB, as WCAG 2.2 defines it. */
function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5]
		.map((at) => parseInt(color.slice(at, at + 2), 16) / 255)
		.map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
