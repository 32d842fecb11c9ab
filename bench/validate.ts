import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { validateCard } from '../src/cards/validate/validate-card';
import { median } from './figures';
import { inProcesses, isChild, spread } from './processes';
import { writeTable } from './table';

const ROUNDS = 200;
const LARGE_ROUNDS = 15;
const FEW_ROUNDS = 5;
const PROCESSES = 10;
const MANY = 10_000;
const COMPILED = join(__dirname, '../dist/src/cards/validate/validate-card.js');

/** What one process measures: milliseconds, and the cost of a kilobyte against that of the card of 25 KB. */
type Figures = Readonly<
	Record<
		'small' | 'middle' | 'large' | 'middlePerKb' | 'largePerKb' | 'hugePerKb' | 'deep' | 'wide' | 'unknown' | 'first',
		number
	>
>;

/** Times the validator on cards of several sizes and shapes in ten processes, and loading it. */
function main(): void {
	if (isChild) return console.log(JSON.stringify(measure()));
	const all = inProcesses(__filename, PROCESSES);
	writeTable({
		name: 'validate',
		command: 'npm run build && npm run bench -- validate',
		head: ['What', 'median of ten processes (spread)'],
		rows: [
			['card of 25 KB (target: less than 1 ms)', `**${spread(all.small)} ms**`],
			['the first card of a process, of 25 KB', `${spread(all.first, 1)} ms`],
			['card of 250 KB', `${spread(all.middle, 1)} ms`],
			['card of 1 MB', `${spread(all.large, 1)} ms`],
			['cost per KB at 250 KB, against 25 KB', spread(all.middlePerKb)],
			['cost per KB at 1 MB, against 25 KB', spread(all.largePerKb)],
			['cost per KB at 8 MB, against 1 MB (target: about 1)', `**${spread(all.hugePerKb)}**`],
			['10,000 elements deep', `${spread(all.deep, 0)} ms`],
			['10,000 elements wide', `${spread(all.wide, 0)} ms`],
			['10,000 unknown elements', `${spread(all.unknown, 0)} ms`],
			...loading(),
		],
	});
}

function measure(): Figures {
	const small = cardOf(25 * 1024);
	const first = milliseconds(small);
	const perKb = (card: unknown, ms: number) => ms / (JSON.stringify(card).length / 1024);
	const [middle, large, huge] = [cardOf(250 * 1024), cardOf(1024 * 1024), cardOf(8 * 1024 * 1024)];
	const ms = { small: time(small, ROUNDS), middle: time(middle, LARGE_ROUNDS), large: time(large, LARGE_ROUNDS) };
	const many = (element: (index: number) => unknown) =>
		card(Array.from({ length: MANY }, (_, index) => element(index)));
	return {
		...ms,
		first,
		middlePerKb: perKb(middle, ms.middle) / perKb(small, ms.small),
		largePerKb: perKb(large, ms.large) / perKb(small, ms.small),
		hugePerKb: perKb(huge, time(huge, FEW_ROUNDS)) / perKb(large, ms.large),
		deep: time(deepCard(), LARGE_ROUNDS),
		wide: time(
			many((index) => ({ type: 'TextBlock', text: `${index}` })),
			LARGE_ROUNDS,
		),
		unknown: time(
			many(() => ({ type: 'TextBlok', text: 'x' })),
			LARGE_ROUNDS,
		),
	};
}

/** The median of several times, without the first ones. */
function time(value: unknown, rounds: number): number {
	const times = Array.from({ length: rounds }, () => milliseconds(value));
	return median(times.slice(Math.floor(rounds / 5)));
}

function milliseconds(value: unknown): number {
	const startedMs = performance.now();
	validateCard(value, 'workflows');
	return performance.now() - startedMs;
}

function card(body: readonly unknown[]): unknown {
	return { $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', type: 'AdaptiveCard', version: '1.4', body };
}

/** A card of alerts: containers, columns, facts, texts and buttons, as flows send them. */
function cardOf(bytes: number): unknown {
	const alerts: unknown[] = [];
	const alertBytes = JSON.stringify(alert(1_000)).length + 1;
	for (let index = 0; index * alertBytes < bytes - 128; index += 1) alerts.push(alert(1_000 + index));
	return card(alerts);
}

function alert(index: number): unknown {
	const facts = ['Host', 'Region', 'Since', 'Owner'].map((title) => ({ title, value: `${title} of ${index}` }));
	const text = {
		type: 'TextBlock',
		text: `CPU of db-${index} is above 95 % for ten minutes, see the [runbook](https://example.com/${index})`,
		weight: 'Bolder',
		size: 'Medium',
		wrap: true,
	};
	const icon = { type: 'Image', url: 'https://example.com/critical.png', size: 'Small', altText: 'critical' };
	const columns = [
		{ type: 'Column', width: 'auto', items: [icon] },
		{ type: 'Column', width: 'stretch', items: [text, { ...text, isSubtle: true, spacing: 'None' }] },
	];
	const actions = [{ type: 'Action.OpenUrl', title: 'Open', url: `https://example.com/alerts/${index}` }];
	return {
		type: 'Container',
		id: `alert-${index}`,
		style: 'attention',
		separator: true,
		items: [
			{ type: 'ColumnSet', columns },
			{ type: 'FactSet', facts },
			{ type: 'ActionSet', actions },
		],
	};
}

function deepCard(): unknown {
	let inner: unknown = { type: 'TextBlock', text: 'x' };
	for (let level = 0; level < MANY; level += 1) inner = { type: 'Container', items: [inner] };
	return card([inner]);
}

/**
 * What loading adds to a fresh process, as rows of the table: measured inside, and as the difference between whole
 * processes that alternate.
 */
function loading(): ReadonlyArray<readonly string[]> {
	if (!existsSync(COMPILED)) throw new Error('run npm run build first: what is loaded is the built package');
	const load = `const s=performance.now();const{validateCard}=require(${JSON.stringify(COMPILED)});const l=performance.now();validateCard({type:'AdaptiveCard',version:'1.4',body:[{type:'TextBlock',text:'x'}]},'workflows');console.log(l-s,performance.now()-l)`;
	const rounds = Array.from({ length: PROCESSES }, () => ({ empty: processMs(''), loaded: processMs(load) }));
	const inside = rounds.map(({ loaded }) => loaded.output.split(' ').map(Number));
	return [
		[
			'loading the validator, within the process (target: less than 20 ms)',
			`**${spread(
				inside.map(([ms]) => ms ?? Number.NaN),
				1,
			)} ms**`,
		],
		[
			'a whole process with it, more than an empty one',
			`${spread(
				rounds.map(({ loaded, empty }) => loaded.ms - empty.ms),
				1,
			)} ms`,
		],
	];
}

function processMs(script: string): { readonly ms: number; readonly output: string } {
	const startedMs = performance.now();
	const { stdout, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`the process ended with ${status}`);
	return { ms: performance.now() - startedMs, output: stdout.trim() };
}

main();
