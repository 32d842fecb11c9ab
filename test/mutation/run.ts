import type { Report } from './report';
import type { Room } from './rooms';

import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from '../../scripts/lib/package';
import { say, StepError } from '../../scripts/lib/steps';
import { unlisted } from './report';
import { ROOMS } from './rooms';
import { SURVIVORS } from './survivors';

/** Chosen: the share of covered mutants that a room's tests must notice, in percent. */
const KILLED_MIN = 90;

/** Chosen: how long one property is tried for each change, in milliseconds. */
const PROPERTY_MS = 200;

/** The part of `.build` that one room writes to; the file of results shortens the next run. */
const FOLDER = join('.build', 'mutation');

/**
 * Changes the sources of a room in one place at a time, and counts the changes that its tests do not notice. Texts are
 * not changed, and neither is what runs only once, while a file is loaded. Takes names of rooms, or runs all. Fails if
 * too few changes are noticed, or if one that is not noticed is missing from `survivors.ts`.
 */
async function main(): Promise<void> {
	const wanted = process.argv.slice(2);
	const names = wanted.length === 0 ? Object.keys(ROOMS) : wanted;
	await mkdir(join(ROOT, FOLDER), { recursive: true });
	const rows: string[] = [];
	for (const name of names) rows.push(await mutateRoom(name));
	say(
		[
			'',
			'| Room | mutants | killed | survived | of these listed | without a test | killed of covered |',
			'|---|---|---|---|---|---|---|',
			...rows,
		].join('\n'),
	);
}

async function mutateRoom(name: string): Promise<string> {
	const room = ROOMS[name];
	if (room === undefined) throw new StepError(`"${name}" is not a room.`, `Use: ${Object.keys(ROOMS).join(', ')}.`);
	const config = join(ROOT, FOLDER, `${name}.config.json`);
	const report = join(ROOT, FOLDER, `${name}.report.json`);
	await writeFile(config, JSON.stringify(optionsFor(name, room, report), null, '\t'));
	const stryker = join(ROOT, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js');
	const { status } = spawnSync(process.execPath, [stryker, 'run', config], {
		cwd: ROOT,
		stdio: 'inherit',
		env: { PROPERTY_MS: String(PROPERTY_MS), ...process.env },
	});
	if (status !== 0)
		throw new StepError(`The mutation test of ${name} ended with ${status}.`, 'The lines above are from Stryker.');
	const { files } = JSON.parse(await readFile(report, 'utf8')) as Report;
	const results = Object.values(files).flatMap(({ mutants }) => mutants);
	const count = (...states: readonly string[]) => results.filter((mutant) => states.includes(mutant.status)).length;
	const [killed, survived, uncovered] = [count('Killed', 'Timeout'), count('Survived'), count('NoCoverage')];
	const share = (100 * killed) / (killed + survived);
	const unknown = unlisted(files, SURVIVORS);
	for (const survivor of unknown) say(`Neither noticed nor listed: ${JSON.stringify(survivor)}`);
	if (share < KILLED_MIN || unknown.length > 0) process.exitCode = 1;
	const listed = survived - unknown.length;
	return `| ${name} | ${killed + survived + uncovered} | ${killed} | ${survived} | ${listed} | ${uncovered} | ${share.toFixed(1)} % |`;
}

function optionsFor(name: string, { mutate, tests }: Room, report: string): object {
	return {
		mutate: [...mutate],
		testRunner: 'jest',
		plugins: ['@stryker-mutator/jest-runner'],
		jest: {
			projectType: 'custom',
			configFile: 'jest.config.cjs',
			config: { testMatch: tests.map((pattern) => `<rootDir>/${pattern}`), maxWorkers: 1 },
			enableFindRelatedTests: false,
		},
		coverageAnalysis: 'perTest',
		ignoreStatic: true,
		mutator: { excludedMutations: ['StringLiteral'] },
		incremental: true,
		incrementalFile: join(FOLDER, `${name}.json`),
		tempDirName: join(FOLDER, 'sandbox'),
		ignorePatterns: ['docs/images', 'examples', 'dist', '.build', '.git', 'test/n8n', 'test/browser', 'test/load'],
		concurrency: 2,
		timeoutMS: 10_000,
		reporters: ['progress-append-only', 'clear-text', 'json'],
		jsonReporter: { fileName: report },
		clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: false },
		logLevel: 'warn',
	};
}

main().catch((error: unknown) => {
	say(error instanceof StepError ? `✗ ${error.message}\n  What to do: ${error.todo}` : String(error));
	process.exitCode = 1;
});
