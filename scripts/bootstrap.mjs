// The entry of every npm script. It uses nothing but Node, so that it runs on a fresh clone: it installs what the lock
// file names when that is not there yet, builds where the task needs it, and hands over to the task.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const MARK = join(ROOT, 'node_modules', '.installed-lock');
const OLDEST_NODE = [20, 19];

/** Warnings that stay: webhook URLs and lists of them are secrets although their names do not say so (test/package.test.ts). */
const EXPECTED_WARNINGS = 3;

const node = (script, ...args) => [process.execPath, [join(ROOT, script), ...args]];
const typescript = (script, ...args) => [process.execPath, ['--import', 'tsx', join(ROOT, script), ...args]];
const BUILD = [
	node('node_modules/gulp/bin/gulp.js', 'clean'),
	node('node_modules/typescript/bin/tsc'),
	node('node_modules/gulp/bin/gulp.js', 'assets'),
];

/** What the build is made of, and where it is written down what the last one was made of. */
const SOURCES = [
	'src',
	'nodes',
	'credentials',
	'icons',
	'gulpfile.js',
	'tsconfig.json',
	'package.json',
	'package-lock.json',
];
const BUILT = join(ROOT, 'node_modules', '.built-sources');

/** What each npm script runs, in order. */
const TASKS = {
	build: () => BUILD,
	test: (args) => [...BUILD, node('node_modules/jest/bin/jest.js', ...args)],
	lint: () => [
		node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.dev.json'),
		node('node_modules/typescript/bin/tsc', '-p', 'simulator/page/tsconfig.json'),
		node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.browser.json'),
		node('node_modules/eslint/bin/eslint.js', '--max-warnings', String(EXPECTED_WARNINGS), '.'),
		node('node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'),
	],
	format: () => [node('node_modules/prettier/bin/prettier.cjs', '--write', '--log-level', 'warn', '.')],
	simulator: (args) => [typescript('scripts/simulator.ts', ...args)],
	start: (args) => [...buildIfChanged(), typescript('scripts/start.ts', ...args)],
	'test-n8n': (args) => [...BUILD, typescript('test/n8n/run.ts', ...args)],
	'test-deadline': (args) => [...BUILD, typescript('test/load/deadline/run.ts', ...args)],
	'error-docs': (args) => [typescript('scripts/generate-error-docs.ts', ...args)],
	'card-table': (args) => [typescript('scripts/generate-card-table.ts', ...args)],
	'test-browser': (args) => [...BUILD, browserTests(args)],
	generate: ([what, ...args]) => generators(args)[what] ?? fail(`Nothing generates "${what}".`, 'Use: pictures.'),
	'test-production': (args) => [...BUILD, typescript('test/load/production/run.ts', ...args)],
	bench: (args) => [...BUILD, typescript('bench/run.ts', ...args)],
};

/** What `npm run generate` makes, by the name that follows it. */
function generators(args) {
	return { pictures: [...BUILD, typescript('scripts/generate-pictures.ts', ...args)] };
}

/** The browser tests of the suites that are named (all of them without a name); other arguments go to Playwright. */
function browserTests(args) {
	const suites = ['page', 'connector', 'editor'];
	return node(
		'node_modules/@playwright/test/cli.js',
		'test',
		'--config=test/browser/playwright.config.ts',
		...args.map((arg) => (suites.includes(arg) ? `--project=${arg}` : arg)),
	);
}

function fail(what, todo) {
	console.error(`\n✗ ${what}\n  ${todo}`);
	process.exit(1);
}

function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
		fail(
			`Node ${process.versions.node} is too old.`,
			`Install Node ${OLDEST_NODE.join('.')} or newer, then run the same command again.`,
		);
	}
}

function requireDependencies() {
	const lock = createHash('sha256')
		.update(readFileSync(join(ROOT, 'package-lock.json')))
		.digest('hex');
	if (existsSync(MARK) && readFileSync(MARK, 'utf8') === lock) return;
	console.log('→ Installing dependencies (npm ci, 1 to 4 minutes the first time)');
	const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		cwd: ROOT,
		stdio: 'inherit',
		shell: process.platform === 'win32',
	});
	if (status !== 0)
		fail(
			'The dependencies could not be installed.',
			'npm has said why above; it needs the npm registry and about 1.2 GB of disk.',
		);
	writeFileSync(MARK, lock);
}

/** The demo starts faster where the last build was made of the same sources. */
function buildIfChanged() {
	if (existsSync(BUILT) && existsSync(join(ROOT, 'dist', 'nodes')) && readFileSync(BUILT, 'utf8') === sourcesHash())
		return [];
	return BUILD;
}

function sourcesHash() {
	const hash = createHash('sha256');
	for (const source of SOURCES) {
		const names = source.includes('.')
			? ['']
			: readdirSync(join(ROOT, source), { recursive: true, withFileTypes: true })
					.filter((entry) => entry.isFile())
					.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(join(ROOT, source).length))
					.sort();
		for (const name of names) hash.update(`${source}${name}\0`).update(readFileSync(join(ROOT, source) + name));
	}
	return hash.digest('hex');
}

const [name, ...args] = process.argv.slice(2);
const task = TASKS[name];
if (task === undefined) fail(`There is no task "${name}".`, `Use one of: ${Object.keys(TASKS).join(', ')}.`);
requireNode();
requireDependencies();
for (const entry of task(args)) {
	const [command, commandArgs] = entry;
	// What is being rebuilt belongs to no sources until it is done.
	if (entry === BUILD[0]) rmSync(BUILT, { force: true });
	const quiet = commandArgs[0].endsWith('gulp.js');
	const { status, output } = quiet
		? spawnSync(command, commandArgs, { cwd: ROOT, encoding: 'utf8' })
		: { status: await attached(command, commandArgs), output: [] };
	if (status === 0) {
		if (entry === BUILD.at(-1)) writeFileSync(BUILT, sourcesHash());
		continue;
	}
	console.error(...output.filter(Boolean));
	process.exit(status ?? 1);
}

/** Runs a command with this terminal. It is told when this process is to end, and this process ends when it has. */
async function attached(command, commandArgs) {
	const child = spawn(command, commandArgs, { cwd: ROOT, stdio: 'inherit' });
	const tell = (signal) => child.kill(signal);
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
	for (const signal of signals) process.on(signal, tell);
	// npm passes a signal to its shell, which ends without telling anybody.
	const parent = process.ppid;
	const byNpm = process.env.npm_lifecycle_event !== undefined;
	const watch = setInterval(() => byNpm && process.ppid !== parent && tell('SIGTERM'), 500);
	const status = await new Promise((resolve) => child.once('close', resolve));
	clearInterval(watch);
	for (const signal of signals) process.off(signal, tell);
	return status;
}
