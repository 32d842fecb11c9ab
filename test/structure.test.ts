import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { ROOT } from './support/root';

/** Files at the root of the core: every room may use them, and they use only each other. */
const SMALL_FILES = readdirSync(join(ROOT, 'src'))
	.filter((name) => name.endsWith('.ts'))
	.map((name) => `src/${name.slice(0, -'.ts'.length)}`);

/** Which folders a folder may import from; the longest matching folder name counts. Inside itself is always allowed. */
const ARROWS: ReadonlyArray<{ readonly from: string; readonly to: readonly string[]; readonly modules: RegExp }> = [
	{ from: 'src/outgoing-webhook', to: [...SMALL_FILES, 'src/cards', 'src/vendor'], modules: /^crypto$/ },
	{ from: 'src/connector/browser', to: ['src/connector/wire'], modules: /^@microsoft\/teams-js$/ },
	{ from: 'src/connector', to: SMALL_FILES, modules: /^crypto$/ },
	{ from: 'src/approval', to: [...SMALL_FILES, 'src/cards', 'src/outgoing-webhook'], modules: /^crypto$/ },
	{ from: 'src/approval/browser', to: ['src/approval/page-answer'], modules: /^$/ },
	{ from: 'src/vendor', to: [], modules: /^(?:entities\/decode|fflate\/browser|jose)$/ },
	{ from: 'src/app-package', to: [...SMALL_FILES, 'src/vendor'], modules: /^crypto$/ },
	{ from: 'src/cards', to: [...SMALL_FILES, 'src/vendor'], modules: /^$/ },
	{ from: 'src/events', to: [...SMALL_FILES, 'src/cards'], modules: /^$/ },
	{ from: 'src/incoming-webhook', to: [...SMALL_FILES, 'src/cards'], modules: /^(?:undici|crypto)$/ },
	{ from: 'src/actionable-message', to: [...SMALL_FILES, 'src/cards', 'src/vendor'], modules: /^crypto$/ },
	...SMALL_FILES.map((from) => ({
		from: `${from}.ts`,
		to: SMALL_FILES,
		modules: ['src/fingerprint', 'src/page-headers'].includes(from) ? /^crypto$/ : /^$/,
	})),
	{ from: 'nodes/shared', to: ['src'], modules: /^n8n-workflow$/ },
	{ from: 'nodes/TeamsCardActionTrigger', to: ['nodes/shared', 'src'], modules: /^n8n-workflow$/ },
	{ from: 'nodes/TeamsConnectorTrigger', to: ['nodes/shared', 'src'], modules: /^n8n-workflow$/ },
	{ from: 'nodes/TeamsOutgoingWebhookTrigger', to: ['nodes/shared', 'src'], modules: /^n8n-workflow$/ },
	{ from: 'nodes/TeamsWebhook', to: ['nodes/shared', 'src'], modules: /^n8n-workflow$/ },
	{ from: 'credentials', to: [], modules: /^n8n-workflow$/ },
	{ from: 'simulator', to: ['src'], modules: /^(?:node:.*|esbuild|express|zod)$/ },
	{ from: 'simulator/rules', to: ['simulator/model/types', 'src/json'], modules: /^$/ },
	{
		from: 'simulator/page',
		to: [
			'src/cards',
			'src/json',
			'simulator/host-config',
			'simulator/model/types',
			'simulator/outgoing/segments',
			'simulator/rules',
		],
		modules: /^(?:adaptivecards|markdown-it|preact|preact\/hooks)$/,
	},
];

const PUBLISHED_AND_SIMULATOR = ['src', 'nodes', 'credentials', 'simulator'];

function files(folder: string): string[] {
	return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => /\.tsx?$/.test(name))
		.map((name) => `${folder}/${name}`);
}

function imports(file: string): string[] {
	const text = readFileSync(join(ROOT, file), 'utf8');
	return [...text.matchAll(/^(?:import|export) [^;]*?from '([^']+)'/gm)].flatMap((match) => match[1] ?? []);
}

function inside(path: string, folder: string): boolean {
	return path === folder || path.startsWith(`${folder}/`);
}

function isAllowed(file: string, specifier: string): boolean {
	const [rule] = ARROWS.filter(({ from }) => inside(file, from)).sort(
		(left, right) => right.from.length - left.from.length,
	);
	if (rule === undefined) return false;
	if (!specifier.startsWith('.')) return rule.modules.test(specifier);
	const target = relative(ROOT, join(ROOT, dirname(file), specifier));
	return inside(target, rule.from) || rule.to.some((folder) => inside(target, folder));
}

const all = PUBLISHED_AND_SIMULATOR.flatMap(files);

it('finds the source files and their imports', () => {
	expect(all.length).toBeGreaterThan(30);
	expect(all.flatMap(imports).length).toBeGreaterThan(80);
});

it.each(all)('%s imports along the arrows only', (file) => {
	expect(imports(file).filter((specifier) => !isAllowed(file, specifier))).toEqual([]);
});

it('knows a wrong arrow', () => {
	expect([
		isAllowed('src/cards/message.ts', '../outgoing-webhook/text'),
		isAllowed('src/errors.ts', 'n8n-workflow'),
		isAllowed('nodes/TeamsWebhook/batch.ts', '../TeamsOutgoingWebhookTrigger/keys'),
		isAllowed('src/outgoing-webhook/text.ts', '../../simulator/activity'),
		isAllowed('src/limits.ts', './cards/content'),
	]).toEqual([false, false, false, false, false]);
});

/** The files that a file of ours imports, even if only for their types. */
function importedBy(file: string): readonly string[] {
	return imports(file)
		.filter((specifier) => specifier.startsWith('.'))
		.map((specifier) => relative(ROOT, join(ROOT, dirname(file), specifier)))
		.flatMap((path) => [`${path}.ts`, `${path}.tsx`].filter((name) => all.includes(name)));
}

const IMPORTED = new Map(all.map((file) => [file, importedBy(file)]));

/** A way along imports from a file back to itself. */
function circleFrom(file: string): readonly string[] | undefined {
	const before = new Map<string, string>();
	const open = [file];
	for (let current = open.pop(); current !== undefined; current = open.pop()) {
		for (const next of IMPORTED.get(current) ?? []) {
			if (next === file) {
				const way = [file];
				for (let step: string | undefined = current; step !== undefined; step = before.get(step)) way.unshift(step);
				return way;
			}
			if (before.has(next)) continue;
			before.set(next, current);
			open.push(next);
		}
	}
	return undefined;
}

it('has no circle of imports, not even of types', () => {
	expect(all.flatMap((file) => circleFrom(file) ?? []).slice(0, 5)).toEqual([]);
});

/** The folders that `test/` mirrors: the test of a file, or of one aspect of it, stands at the path of the file. */
const MIRRORED = ['credentials', 'nodes', 'scripts', 'simulator', 'src'];

const tests = MIRRORED.flatMap((folder) => files(`test/${folder}`)).filter((file) => file.endsWith('.test.ts'));

/** The file that `<file>.test.ts` or `<file>.<aspect>.test.ts` is about; a file name may itself contain dots. */
function mirroredBy(test: string): string | undefined {
	const stem = test.slice('test/'.length, -'.test.ts'.length);
	const stems = [stem, stem.replace(/\.[^./]+$/, '')];
	return stems
		.flatMap((each) => ['.ts', '.tsx', '.mjs', '.json'].map((extension) => each + extension))
		.find((file) => existsSync(join(ROOT, file)));
}

it('finds the tests', () => {
	expect(tests.length).toBeGreaterThan(100);
	expect([mirroredBy('test/src/limits.of-all.test.ts'), mirroredBy('test/src/nothing.test.ts')]).toEqual([
		'src/limits.ts',
		undefined,
	]);
});

it.each(tests)('%s stands where its file stands', (test) => {
	expect(mirroredBy(test)).toBeDefined();
});

/** n8n loads these classes by the name of their file. */
const LOADED_BY_N8N = /(?:\.node|\.credentials)\.ts$/;

const everywhere = [...PUBLISHED_AND_SIMULATOR, 'test', 'scripts', 'bench'].flatMap(files);
const wordsOf = new Map(
	everywhere.map((file) => [file, new Set(readFileSync(join(ROOT, file), 'utf8').match(/\w+/g))] as const),
);

function exportsOf(file: string): string[] {
	const declared =
		/^export (?:declare )?(?:async )?(?:abstract )?(?:const|let|function\*?|class|interface|type|enum) (\w+)/gm;
	return [...readFileSync(join(ROOT, file), 'utf8').matchAll(declared)].flatMap(([, name]) => name ?? []);
}

it('exports nothing that no other file uses', () => {
	const unused = everywhere
		.filter((file) => !LOADED_BY_N8N.test(file))
		.flatMap((file) =>
			exportsOf(file)
				.filter((name) => !everywhere.some((other) => other !== file && wordsOf.get(other)?.has(name) === true))
				.map((name) => `${file}: ${name}`),
		);
	expect(unused).toEqual([]);
});
