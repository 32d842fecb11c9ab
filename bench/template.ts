import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { Template } from 'adaptivecards-templating';

import { expandTemplate } from '../src/cards/template/expand';
import { median } from './figures';

const ROUNDS = 40;
const ROWS = 60;
const COMPILED = join(__dirname, '../dist/src/cards/template/expand.js');

/** Data that makes functions work as long as they can: long texts, and lists and objects with many members. */
const HOSTILE_DATA = `{
	text: 'a'.repeat(200000), words: 'a '.repeat(100000), letters: '\\u00e9'.repeat(200000), middle: 'a'.repeat(300) + 'b' + 'a'.repeat(300),
	list: Array.from({ length: 20000 }, (_, index) => 'k' + ((index * 7919) % 20000)), object: Object.fromEntries(Array.from({ length: 20000 }, (_, index) => ['k' + index, index])),
	json: '[' + '[],'.repeat(60000) + '1]',
}`;

/** Repeats a call until the budget ends it; what it makes is freed each time. */
const again = (call: string): string => `\${count(foreach(range(0, 20000), x, exists(${call})))}`;

/** Keeps what each call makes until the budget ends it. */
const kept = (call: string): string => `\${count(foreach(range(0, 20000), x, ${call}))}`;

const HOSTILE: Readonly<Record<string, unknown>> = {
	'range inside foreach (139 bytes)': '${count(foreach(range(0,3000), x, range(0,20000)))}',
	'lists, kept': kept('range(0, 1000)'),
	'texts, kept': kept("concat($root.middle, x, '\u00e9')"),
	'pieces of long texts, kept': kept("substring(concat(toUpper($root.text), ''), 0, 20)"),
	'objects, kept': kept('{ a: x, b: { c: x } }'),
	'pairs, kept': kept('indicesAndValues(range(0, 500))'),
	'JSON, kept': kept("json('[[],[],[],[{}]]')"),
	'$data that makes a list, in each other': {
		$data: '${range(0, 20000)}',
		a: [{ $data: '${range(0, 20000)}', $when: '${$index < 0}', a: 1 }],
	},
	'range, again': again('range(0, 20000)'),
	'sortBy, again': again('sortBy($root.list)'),
	'unique, again': again('unique($root.list)'),
	'intersection, again': again('intersection($root.list, $root.list)'),
	'merge, again': again('merge($root.object, $root.object)'),
	'setProperty, again': again("setProperty($root.object, 'a', 1)"),
	'count of an object, again': again('count($root.object)'),
	'split, again': again("split(substring($root.text, 0, 19000), '')"),
	'json, again': again('json($root.json)'),
	'toUpper, again': again('toUpper($root.letters)'),
	'titleCase, again': again('titleCase($root.words)'),
	'reverse, again': again('reverse($root.letters)'),
	'replace, again': again("replace($root.text, 'a', 'b')"),
	'replaceIgnoreCase, again': again("replaceIgnoreCase($root.letters, 'a', 'b')"),
	'indexOf, again': again('indexOf($root.text, $root.middle)'),
	'countWord, again': again('countWord($root.words)'),
	'uriComponent, again': again('uriComponent(substring($root.letters, 0, 30000))'),
	'formatDateTime, again': again("formatDateTime('2026-01-31', 'MMM MMMM ddd dddd', 'nb-NO')"),
	'formatDateTime in ever new languages, again': again("formatDateTime('2026-01-31', 'MMMM', concat('en-x-', x))"),
	'formatNumber, again': again("formatNumber(x, 2, 'nb-NO')"),
	'uriHost, again': again("uriHost('https://example.com/a')"),
};

/** Times templates that are built to run long, each in its own process, and a real one against the official engine. */
function main(): void {
	if (!existsSync(COMPILED)) throw new Error('run npm run build first');
	console.log('| Template | given up by | ms of CPU | peak MB more than before |\n|---|---|---|---|');
	const figures = Object.entries(HOSTILE).map(([name, template]) => measure(name, template));
	console.log(`\nlongest    ${Math.max(...figures.map(({ ms }) => ms)).toFixed(0)} ms of CPU (target: about 1000)`);
	console.log(`most room  ${Math.max(...figures.map(({ peakMb }) => peakMb)).toFixed(1)} MB (target: less than 64)`);
	against();
}

interface Figures {
	readonly ms: number;
	readonly peakMb: number;
	readonly why: string;
}

/**
 * The peak is what the system counted for the process, so that nothing between two readings is missed; the time is CPU
 * time, garbage collection included, so that other processes on the machine do not count.
 */
function measure(name: string, template: unknown): Figures {
	const script = `const { expandTemplate } = require(${JSON.stringify(COMPILED)});
const data = ${HOSTILE_DATA};
expandTemplate('\${count(range(0, 10))}', data);
const before = process.memoryUsage().rss;
const started = process.cpuUsage();
const { findings } = expandTemplate(${JSON.stringify(template)}, data);
const { user, system } = process.cpuUsage(started);
const ms = (user + system) / 1000;
console.log(JSON.stringify({ ms, peakMb: (process.resourceUsage().maxRSS * 1024 - before) / 1024 ** 2, why: (findings[0]?.message ?? 'nothing').replace('The template is too large: ', '') }));`;
	const { stdout, stderr, status } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
	if (status !== 0) throw new Error(`the process ended with ${status}: ${stderr.slice(0, 500)}`);
	// Both sides are this file.
	const figures = JSON.parse(stdout) as Figures;
	console.log(`| ${name} | ${figures.why} | ${figures.ms.toFixed(0)} | ${figures.peakMb.toFixed(1)} |`);
	return figures;
}

/** A card of alerts, with the functions that real templates use, alternating with the official engine. */
function against(): void {
	const template = {
		type: 'AdaptiveCard',
		version: '1.4',
		body: [
			{ type: 'TextBlock', text: '${count(alerts)} alerts for ${toUpper(service)}', weight: 'Bolder' },
			{
				type: 'Container',
				$data: '${alerts}',
				items: [
					{ type: 'TextBlock', text: '${$index + 1}. ${name}', wrap: true },
					{
						type: 'FactSet',
						facts: [
							{ title: 'Since', value: "${formatDateTime(since, 'yyyy-MM-dd')}" },
							{ title: 'Host', value: '${host}' },
							{ title: 'Value', value: "${if(value > 90, 'high', 'normal')} (${value} %)" },
						],
					},
				],
			},
		],
	};
	const data = {
		service: 'shop',
		alerts: Array.from({ length: ROWS }, (_, index) => ({
			name: `CPU of db-${index} is above its limit`,
			since: '2026-01-31T12:00:00.000Z',
			host: `db-${index}.example.com`,
			value: index,
		})),
	};
	const bytes = JSON.stringify(expandTemplate(template, data).card).length;
	const times = Array.from({ length: ROUNDS }, () => ({
		ours: milliseconds(() => expandTemplate(template, data)),
		official: milliseconds(() => new Template(template).expand({ $root: data })),
	})).slice(ROUNDS / 4);
	console.log(
		`\na card of ${bytes} bytes, ${ROWS} rows   ${median(times.map(({ ours }) => ours)).toFixed(2)} ms; adaptivecards-templating ${median(times.map(({ official }) => official)).toFixed(2)} ms`,
	);
	console.log(`ours / official             ${median(times.map(({ ours, official }) => ours / official)).toFixed(2)}`);
}

function milliseconds(work: () => unknown): number {
	const startedMs = performance.now();
	work();
	return performance.now() - startedMs;
}

main();
