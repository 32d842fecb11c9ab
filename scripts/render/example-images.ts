/** Addresses of images in the typical cards; the page that draws them gets these images instead. */
export const EXAMPLE_IMAGES = 'https://example.com/images/';

const WIDTH = 640;
const HEIGHT = 280;
const POINTS = 24;

/** A chart as monitoring systems draw them, a different one for each address. */
export function exampleImage(url: string): string {
	const name = new URL(url).pathname.split('/').pop() ?? '';
	return name.startsWith('bars-') ? chart(bars(seriesOf(name, 12))) : chart(line(seriesOf(name, POINTS)));
}

function chart(content: string): string {
	const grid = [0.25, 0.5, 0.75].map((part) => `<path d="M0 ${part * HEIGHT}H${WIDTH}" stroke="#D6D6D6"/>`).join('');
	return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><rect width="${WIDTH}" height="${HEIGHT}" fill="#FAFAFA"/>${grid}${content}</svg>`;
}

function line(series: readonly number[]): string {
	const points = series
		.map((value, index) => `${Math.round((index * WIDTH) / (series.length - 1))},${Math.round(HEIGHT * (1 - value))}`)
		.join(' ');
	return `<polygon points="0,${HEIGHT} ${points} ${WIDTH},${HEIGHT}" fill="#E3E4F8"/><polyline points="${points}" fill="none" stroke="#4F52B2" stroke-width="6"/>`;
}

function bars(series: readonly number[]): string {
	const step = WIDTH / series.length;
	return series
		.map(
			(value, index) =>
				`<rect x="${Math.round(index * step + 8)}" y="${Math.round(HEIGHT * (1 - value))}" width="${Math.round(step - 16)}" height="${Math.round(HEIGHT * value)}" fill="#4F52B2"/>`,
		)
		.join('');
}

/** Values from 0 to 1 that rise in waves; the name decides how. */
function seriesOf(name: string, length: number): readonly number[] {
	const seed = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0);
	return Array.from(
		{ length },
		(_, index) =>
			0.2 + (0.5 * index) / length + 0.12 * Math.sin(index * 0.9 + seed) + 0.08 * Math.sin(index * 2.3 + seed),
	);
}
