import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { validateCard } from '../src/cards/validate/validate-card';
import { median } from './figures';

const ROUNDS = 200;
const LARGE_ROUNDS = 15;
const PROCESSES = 15;
const MANY = 10_000;
const COMPILED = join(__dirname, '../dist/src/cards/validate/validate-card.js');

/** Times the validator on cards of several sizes and shapes, and loading it in a process of its own. */
function main(): void {
	const small = time('25 KB card', cardOf(25 * 1024), ROUNDS);
	console.log(`${' '.repeat(26)}target: less than 1 ms`);
	const middle = time('250 KB card', cardOf(250 * 1024), LARGE_ROUNDS);
	const large = time('1 MB card', cardOf(1024 * 1024), LARGE_ROUNDS);
	console.log(
		`per KB                    ${(middle / small).toFixed(2)} and ${(large / small).toFixed(2)} times that of 25 KB (target: about 1)`,
	);
	time(`${MANY} deep`, deepCard(), LARGE_ROUNDS);
	time(
		`${MANY} wide`,
		card(Array.from({ length: MANY }, (_, index) => ({ type: 'TextBlock', text: `${index}` }))),
		LARGE_ROUNDS,
	);
	time(
		`${MANY} unknown elements`,
		card(Array.from({ length: MANY }, () => ({ type: 'TextBlok', text: 'x' }))),
		LARGE_ROUNDS,
	);
	loading();
}

/** Prints the median, and returns milliseconds per kilobyte. */
function time(name: string, value: unknown, rounds: number): number {
	const times = Array.from({ length: rounds }, () => milliseconds(value));
	const ms = median(times.slice(Math.floor(rounds / 5)));
	console.log(`${name.padEnd(26)}${ms.toFixed(3)} ms (first ${(times[0] ?? Number.NaN).toFixed(2)} ms)`);
	return name.endsWith('card') ? ms / (JSON.stringify(value).length / 1024) : ms;
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

/** What loading adds to a fresh process: measured inside, and as the difference of whole processes in turns. */
function loading(): void {
	if (!existsSync(COMPILED)) return console.log('loading                   not measured: run npm run build first');
	const load = `const s=performance.now();const{validateCard}=require(${JSON.stringify(COMPILED)});const l=performance.now();validateCard({type:'AdaptiveCard',version:'1.4',body:[{type:'TextBlock',text:'x'}]},'workflows');console.log(l-s,performance.now()-l)`;
	const rounds = Array.from({ length: PROCESSES }, () => ({ empty: processMs(''), loaded: processMs(load) }));
	const inside = rounds.map(({ loaded }) => loaded.output.split(' ').map(Number));
	console.log(
		`loading, in the process   ${median(inside.map(([ms]) => ms ?? Number.NaN)).toFixed(2)} ms, first card ${median(inside.map(([, ms]) => ms ?? Number.NaN)).toFixed(2)} ms`,
	);
	console.log(
		`loading, whole process    ${(median(rounds.map(({ loaded }) => loaded.ms)) - median(rounds.map(({ empty }) => empty.ms))).toFixed(2)} ms more than an empty one (target: less than 20)`,
	);
}

function processMs(script: string): { readonly ms: number; readonly output: string } {
	const startedMs = performance.now();
	const { stdout, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`the process ended with ${status}`);
	return { ms: performance.now() - startedMs, output: stdout.trim() };
}

main();
