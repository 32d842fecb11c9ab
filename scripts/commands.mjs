// What every npm script does and runs. It uses only Node, so that help works without an installation.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the repository. */
export const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** Warnings that stay: webhook URLs and lists of them are secrets although their names do not say so (test/package.test.ts). */
const EXPECTED_WARNINGS = 3;

const node = (script, ...args) => [process.execPath, [join(ROOT, script), ...args]];
const typescript = (script, ...args) => [process.execPath, ['--import', 'tsx', join(ROOT, script), ...args]];
const prettier = (...args) => node('node_modules/prettier/bin/prettier.cjs', ...args, '--log-level', 'warn', '.');

const SUITES = ['page', 'editor', 'connector'];

/** Further suites may follow the first; other arguments, such as a file or `--grep TITLE`, go to Playwright. */
const browserTests = (suite) => (args) => [
	node(
		'node_modules/@playwright/test/cli.js',
		'test',
		'--config=test/browser/playwright.config.ts',
		`--project=${suite}`,
		...args.map((arg) => (SUITES.includes(arg) ? `--project=${arg}` : arg)),
	),
];

/** The steps of a build, in order. */
export const BUILD = [
	node('node_modules/gulp/bin/gulp.js', 'clean'),
	node('node_modules/typescript/bin/tsc'),
	node('node_modules/gulp/bin/gulp.js', 'assets'),
];

/**
 * Every npm script. `says` is one line of help. `build` says whether the package is built first: `always`, or
 * `changed`, only if the last build was made from other sources. `run` returns the steps for the arguments after `--`.
 * A script with `names` takes one of them as its first argument; the rest is passed on. `options` are lines of help.
 */
export const COMMANDS = {
	start: {
		says: 'Start the demo: a Teams channel in the browser, and a real n8n with the examples in it',
		build: 'changed',
		run: (args) => [typescript('scripts/start.ts', ...args)],
		options: [
			['--once', 'show one mention and one event, then stop'],
			['--port PORT', 'the port of n8n (5678)'],
			['--teams-port PORT', 'the port of the Teams side (5690)'],
			['--reset', 'start over: forget what was done before'],
			[
				'N8N_TEAMS_STATE=FOLDER',
				'in the environment: the folder that keeps the demo; by default, all clones share one',
			],
		],
	},
	build: { says: 'Compile the package into dist/', build: 'always', run: () => [] },
	test: {
		says: 'Run the unit tests; a path after -- runs a part of them',
		build: 'always',
		run: (args) => [node('node_modules/jest/bin/jest.js', ...args)],
	},
	lint: {
		says: "Check types, n8n's rules and the format",
		run: () => [
			node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.dev.json'),
			node('node_modules/typescript/bin/tsc', '-p', 'simulator/page/tsconfig.json'),
			node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.browser.json'),
			node('node_modules/eslint/bin/eslint.js', '--max-warnings', String(EXPECTED_WARNINGS), '.'),
			prettier('--check'),
		],
	},
	format: { says: 'Format everything with Prettier', run: () => [prettier('--write')] },
	'test:n8n': {
		says: 'Test through a real n8n; suites given after -- run with each HTTP engine',
		build: 'always',
		run: (args) => [typescript('test/n8n/run.ts', ...args)],
		options: [
			['--n8n VERSION', 'an n8n version other than the pinned one'],
			['--mode queue', 'main, worker and webhook processor on Redis and Postgres, instead of one process'],
		],
	},
	'test:browser': {
		says: 'Test what people see, in Chromium with a real n8n',
		build: 'always',
		names: {
			page: ["the simulator's page, with every example", browserTests('page')],
			editor: ['n8n itself, by mouse and keyboard', browserTests('editor')],
			connector: ['the configuration page of a connector', browserTests('connector')],
		},
	},
	'test:mutation': {
		says: 'Change the sources of a part of the package in one place at a time, and count the changes that its tests do not notice',
		run: (args) => [typescript('test/mutation/run.ts', ...args)],
	},
	'test:load': {
		says: 'Test under load, in queue mode and through crashes',
		build: 'always',
		names: {
			deadline: [
				'300 mentions to slow, failing and silent workflows, and 300 to an agent; --mode regular or queue, --only agents',
				(args) => [typescript('test/load/deadline/run.ts', ...args)],
			],
			soak: [
				"all that the package does, for minutes, beside workflows of n8n's own nodes; --minutes, --mode regular or queue, --seed",
				(args) => [typescript('test/load/soak/run.ts', ...args)],
			],
			storm: [
				'mentions and forged requests beyond what n8n can answer, beside 1,000 cards; --mode regular or queue',
				(args) => [typescript('test/load/storm/run.ts', ...args)],
			],
			production: [
				'what docs/production.md describes, without Docker; --engine n8n',
				(args) => [typescript('test/load/production/run.ts', ...args)],
			],
			release: [
				'a release without the upload: from a clean clone into n8n, upgraded and removed again; --before REVISION',
				(args) => [typescript('test/load/release/run.ts', ...args)],
			],
			crashes: [
				'processes, stores, network, disk and clock that fail at random moments; --moments, --races, --faults, --seed, --engine, --record',
				(args) => [typescript('test/load/production/run.ts', '--crashes', ...args)],
			],
		},
	},
	bench: {
		says: 'Measure, beside a baseline in the same run',
		build: 'always',
		names: Object.fromEntries(
			[
				['verify', 'verifying a mention against its HMAC alone'],
				['validate', 'checking cards of several sizes'],
				['template', 'templates, including hostile ones'],
				['events', 'making cards from the events of tools, beside checking them'],
				['guard', 'what a trigger costs per request'],
				['n8n', 'mentions through n8n beside its Webhook node'],
				[
					'growth',
					"CPU time, queries and Redis commands of each request, beside a workflow of n8n's own nodes, in queue mode",
				],
				['loading', 'what the package adds to a start of n8n'],
				['first', 'the first mention after a start of n8n, beside its Webhook node; first:queue in queue mode'],
				['send', 'cards beside the HTTP Request node; send:PART for a part'],
			].map(([name, says]) => [name, [says, (args) => [typescript('bench/run.ts', ...args)], 'whole']]),
		),
	},
	generate: {
		says: 'Write the generated files: tables, and pictures of the documentation',
		build: 'changed',
		names: {
			errors: ['docs/errors.md, from src/errors.ts', () => [typescript('scripts/generate-error-docs.ts')]],
			'card-table': [
				'the table of card elements, from the installed libraries',
				() => [typescript('scripts/generate-card-table.ts')],
			],
			pictures: [
				'the pictures in docs/images: cards, events, conversation, page, editor, examples, or those named',
				(args) => [typescript('scripts/generate-pictures.ts', ...args)],
			],
		},
	},
	simulator: {
		says: 'Start the Teams side alone, beside your own n8n',
		run: (args) => [typescript('scripts/simulator.ts', ...args)],
		options: [
			['--n8n URL', 'your n8n (http://127.0.0.1:5678)'],
			['--port PORT', 'the port of the Teams side (5690)'],
			['--listen ADDRESS', 'the address it listens on (127.0.0.1)'],
			['--name HOST', 'the name under which your n8n reaches it'],
			['--tls', 'speak https, with a certificate of its own'],
			['--reset', 'start over: forget what was done before'],
		],
	},
	help: { says: 'Show this list', run: () => [] },
};

/** `npm run NAME`, or the short form that npm knows. */
const called = (name) => (['start', 'test'].includes(name) ? `npm ${name}` : `npm run ${name}`);

const columns = (rows) => {
	const width = Math.max(...rows.map(([left]) => left.length));
	return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join('\n');
};

/** A line for each script. */
export function helpOfAll() {
	const rows = Object.entries(COMMANDS).map(([name, { says, names }]) => [
		called(name) + (names === undefined ? '' : ' -- NAME'),
		says,
	]);
	return `${columns(rows)}\n\nAdd "-- --help" to a script to learn more. Each installs what it needs.`;
}

/** What a script says about itself: its line, its names or its options. */
export function helpOf(name) {
	const { says, names = {}, options = [] } = COMMANDS[name];
	const of = Object.entries(names).map(([each, [what]]) => [each, what]);
	const rows = of.length > 0 ? of : options;
	const usage = of.length > 0 ? `${called(name)} -- NAME` : called(name) + (rows.length > 0 ? ' -- [OPTIONS]' : '');
	return `${says}.\n\n  ${usage}${rows.length > 0 ? `\n\n${columns(rows)}` : ''}`;
}

/**
 * The steps of a script for its arguments; `undefined` if it takes a name and none of its own was given. What follows a
 * colon belongs to the name and is for the script.
 */
export function stepsOf(name, args) {
	const { names, run } = COMMANDS[name];
	if (names === undefined) return run(args);
	const [first = '', ...rest] = args;
	const key = first.split(':')[0];
	if (!Object.hasOwn(names, key)) return undefined;
	const [, runNamed, passes] = names[key];
	return runNamed(passes === 'whole' ? args : rest);
}
