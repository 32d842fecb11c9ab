import { writeFileSync } from 'node:fs';

/** One line of a plot: its name, and the points that were measured. */
export interface Series {
	readonly name: string;
	readonly points: ReadonlyArray<readonly [x: number, y: number]>;
}

/** A plot of lines through measured points. */
interface Plot {
	readonly title: string;
	readonly x: string;
	readonly y: string;
	readonly series: readonly Series[];
}

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 60;
const RIGHT = 190;
const TOP = 64;
const BOTTOM = 50;

/** Readable on white and on black, and for people who cannot tell red from green (Okabe and Ito). */
const COLORS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#e69f00', '#56b4e9'];

/** Draws a plot as an SVG file, with axes from zero to the largest value. */
export function writePlot(file: string, { title, x, y, series }: Plot): void {
	const points = series.flatMap((each) => each.points);
	const [mostX, mostY] = [ceiling(points.map(([value]) => value)), ceiling(points.map(([, value]) => value))];
	const at = ([left, up]: readonly [number, number]) =>
		[LEFT + (left / mostX) * (WIDTH - LEFT - RIGHT), HEIGHT - BOTTOM - (up / mostY) * (HEIGHT - TOP - BOTTOM)] as const;
	const text = (left: number, top: number, words: string, more = '') =>
		`<text x="${left.toFixed(1)}" y="${top.toFixed(1)}" ${more}>${words.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</text>`;
	const lines = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => {
		const [right, height] = at([mostX * share, mostY * share]);
		return [
			`<path d="M${LEFT} ${height.toFixed(1)}H${WIDTH - RIGHT}" stroke="#8884"/>`,
			text(LEFT - 8, height + 4, short(mostY * share), 'text-anchor="end"'),
			text(right, HEIGHT - BOTTOM + 18, short(mostX * share), 'text-anchor="middle"'),
		];
	});
	const drawn = series.flatMap(({ name, points: own }, index) => {
		const color = COLORS[index % COLORS.length] ?? '#000';
		const placed = own.map(at);
		return [
			`<path d="M${placed.map((each) => each.map((value) => value.toFixed(1)).join(' ')).join('L')}" fill="none" stroke="${color}" stroke-width="2"/>`,
			...placed.map(([left, top]) => `<circle cx="${left.toFixed(1)}" cy="${top.toFixed(1)}" r="4" fill="${color}"/>`),
			`<rect x="${WIDTH - RIGHT + 16}" y="${TOP + index * 24}" width="12" height="12" fill="${color}"/>`,
			text(WIDTH - RIGHT + 34, TOP + 11 + index * 24, name),
		];
	});
	writeFileSync(
		file,
		[
			`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" fill="#777" role="img" aria-label="${title}">`,
			text(LEFT, 22, title, 'font-size="15"'),
			...lines,
			text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, x, 'text-anchor="middle"'),
			text(16, TOP - 18, y),
			...drawn,
			'</svg>',
			'',
		].join('\n'),
	);
}

/** The next round number above all values. */
function ceiling(values: readonly number[]): number {
	const most = Math.max(...values, Number.MIN_VALUE);
	const unit = 10 ** Math.floor(Math.log10(most));
	return [1, 2, 4, 5, 8, 10].map((factor) => factor * unit).find((round) => round >= most) ?? most;
}

function short(value: number): string {
	return String(Number(value.toPrecision(3)));
}
