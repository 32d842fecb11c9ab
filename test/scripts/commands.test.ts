import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { ROOT } from '../support/root';

type Step = readonly [command: string, args: readonly string[]];

interface Commands {
	readonly COMMANDS: Readonly<
		Record<string, { readonly says: string; readonly names?: Readonly<Record<string, unknown>> }>
	>;
	stepsOf(name: string, args: readonly string[]): readonly Step[] | undefined;
}

const BOOTSTRAP = join(ROOT, 'scripts', 'bootstrap.mjs');

/** jest cannot load ES modules, so each question is asked in a process of its own, as JSON. */
function ask<Answer>(expression: string): Answer {
	const code = `import * as c from './scripts/commands.mjs'; console.log(JSON.stringify(${expression}));`;
	return JSON.parse(
		execFileSync(process.execPath, ['--input-type=module', '-e', code], { cwd: ROOT, encoding: 'utf8' }),
	) as Answer;
}

const commands = ask<Commands['COMMANDS']>('c.COMMANDS');
const run = (...args: string[]) => spawnSync(process.execPath, [BOOTSTRAP, ...args], { encoding: 'utf8' });

it('are the npm scripts, in the same order', () => {
	const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
		scripts: Record<string, string>;
	};
	expect(scripts).toEqual(
		Object.fromEntries(Object.keys(commands).map((name) => [name, `node scripts/bootstrap.mjs ${name}`])),
	);
	expect(Object.keys(scripts)).toEqual(Object.keys(commands));
});

it('run files that are there', () => {
	const all = ask<Step[]>(
		"Object.entries(c.COMMANDS).flatMap(([name, { names = { '': 1 } }]) => Object.keys(names).flatMap((each) => c.stepsOf(name, [each])))",
	);
	const files = all.flatMap(([, args]) => args.filter((arg) => arg.startsWith(ROOT)));
	expect(files.length).toBeGreaterThan(15);
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
});

it('measure with every file of bench, and no other', () => {
	const files = readdirSync(join(ROOT, 'bench')).filter((name) => name.endsWith('.ts') && name !== 'run.ts');
	const benches = files
		.filter((name) => readFileSync(join(ROOT, 'bench', name), 'utf8').includes('\nmain('))
		.map((name) => name.slice(0, -'.ts'.length));
	expect(Object.keys(commands.bench?.names ?? {}).sort()).toEqual(benches.sort());
});

it('pass on what follows a name, and for a measurement its parts', () => {
	expect(ask<Step[]>("c.stepsOf('test:load', ['deadline', '--mode', 'queue'])")[0]?.[1].slice(-2)).toEqual([
		'--mode',
		'queue',
	]);
	expect(ask<Step[]>("c.stepsOf('bench', ['send:speed'])")[0]?.[1].at(-1)).toBe('send:speed');
});

it('say what there is, without installing anything', () => {
	const help = run('help').stdout;
	for (const name of Object.keys(commands)) expect(help).toMatch(new RegExp(`npm (?:run )?${name}\\b`));
	expect(run('start', '--help').stdout).toContain('--once');
	expect(run('generate').stderr).toMatch(/The name is missing\.[\s\S]*card-table/);
	expect([run('generate', 'toString').status, run('toString').status, run().status]).toEqual([1, 1, 0]);
	expect(run('generate', 'toString').stderr).toContain('There is no "toString".');
});
