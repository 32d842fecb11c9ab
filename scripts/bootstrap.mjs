// The entry of every npm script. It uses nothing but Node, so that it runs on a fresh clone: it installs what the lock
// file names when that is not there yet, builds where the command needs it, and runs its steps.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUILD, COMMANDS, helpOf, helpOfAll, ROOT, stepsOf } from './commands.mjs';

const MARK = join(ROOT, 'node_modules', '.installed-lock');
const OLDEST_NODE = [20, 19];

/** What the build is made from, and the file that records what the last one was made from. */
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
			'npm says why above. The installation needs the npm registry and about 1.2 GB of disk space.',
		);
	writeFileSync(MARK, lock);
}

/** The demo starts faster if the last build was made from the same sources. */
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

function buildOf({ build }) {
	if (build === 'always') return BUILD;
	return build === 'changed' ? buildIfChanged() : [];
}

const [name = 'help', ...args] = process.argv.slice(2);
if (!Object.hasOwn(COMMANDS, name)) fail(`There is no command "${name}".`, 'npm run help lists the commands.');
if (name === 'help') {
	console.log(helpOfAll());
	process.exit(0);
}
if (args.includes('--help') || args.includes('-h')) {
	console.log(helpOf(name));
	process.exit(0);
}
const steps = stepsOf(name, args);
if (steps === undefined) {
	console.error(`✗ ${args.length === 0 ? 'The name is missing.' : `There is no "${args[0]}".`}\n\n${helpOf(name)}`);
	process.exit(1);
}
requireNode();
requireDependencies();
for (const entry of [...buildOf(COMMANDS[name]), ...steps]) {
	const [command, commandArgs] = entry;
	// Until a build is done, there is no record of what it was made from.
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

/** Runs a command in this terminal and passes signals on to it, so that this process ends after the command. */
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
