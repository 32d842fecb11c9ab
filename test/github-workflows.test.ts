import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parse } from 'yaml';
import { ROOT } from './support/root';

interface Step {
	readonly uses?: string;
	readonly run?: string;
	readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
	readonly needs?: string | readonly string[];
	readonly permissions?: unknown;
	readonly steps: readonly Step[];
}

interface Workflow {
	readonly on: Readonly<Record<string, unknown>>;
	readonly permissions?: unknown;
	readonly jobs: Readonly<Record<string, Job>>;
}

const FOLDER = join(ROOT, '.github', 'workflows');

/** A tag can be moved to other code, a commit cannot. */
const PINS: ReadonlySet<string> = new Set([
	'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # 4.2.2',
	'actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # 4.4.0',
	'actions/cache@5a3ec84eff668545956fd18022155c47e93e2684 # 4.2.3',
	'actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # 4.6.2',
	'actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093 # 4.3.0',
]);

const FILES = readdirSync(FOLDER);

const workflowText = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

const workflowOf = (file: string) => parse(workflowText(file)) as Workflow;

const jobsOf = (file: string) => Object.entries(workflowOf(file).jobs).map(([name, job]) => ({ file, name, ...job }));

const nameOf = ({ uses = '' }: Step) => uses.split('@')[0];

describe.each(FILES)('%s', (file) => {
	it('uses actions by their commit, with the version beside it', () => {
		const written = workflowText(file)
			.split('\n')
			.filter((line) => /\buses:/.test(line))
			.map((line) => line.replace(/^\s*-?\s*uses:\s*/, '').trimEnd());
		expect(written.filter((line) => !PINS.has(line))).toEqual([]);
		expect(written.map((line) => line.split(' #')[0])).toEqual(
			jobsOf(file).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? [])),
		);
	});

	it('may only read unless a job says more, holds no secret, and never runs others’ code with its own rights', () => {
		const { on, permissions } = workflowOf(file);
		expect(permissions).toEqual({ contents: 'read' });
		expect(Object.keys(on)).not.toEqual(
			expect.arrayContaining([expect.stringMatching(/^(?:pull_request_target|workflow_run)$/)]),
		);
		expect(workflowText(file)).not.toMatch(/\$\{\{\s*secrets\b|NODE_AUTH_TOKEN|NPM_TOKEN/);
	});

	it('keeps to the default registry', () => {
		expect(workflowText(file)).not.toContain('registry-url');
	});
});

describe('the release', () => {
	const all = FILES.flatMap(jobsOf);
	const { build, publish } = workflowOf('release.yml').jobs;
	const runs = ({ steps = [] }: Partial<Job> = {}) => steps.flatMap(({ run }) => run ?? []);

	it('gives one job more than read rights: it may prove to npm who it is, and nothing else', () => {
		expect(
			all
				.filter(({ permissions }) => permissions !== undefined)
				.map(({ file, name, permissions }) => [file, name, permissions]),
		).toEqual([['release.yml', 'publish', { 'id-token': 'write' }]]);
	});

	it('publishes in a job that gets the tarball and runs none of the code of the repository or of its dependencies', () => {
		expect(publish?.steps.map((step) => nameOf(step) || step.run)).toEqual([
			'actions/setup-node',
			'actions/download-artifact',
			'npm publish "./n8n-nodes-teams-webhooks-${GITHUB_REF_NAME#v}.tgz" --provenance --access public --ignore-scripts',
		]);
		expect(publish?.steps.filter(({ with: given }) => given !== undefined && 'cache' in given)).toEqual([]);
	});

	it('builds, tests and packs in another one, from the tag', () => {
		expect(publish?.needs).toBe('build');
		expect(build?.steps.map(nameOf).filter((name) => name !== '')).toEqual([
			'actions/checkout',
			'actions/setup-node',
			'actions/upload-artifact',
		]);
		expect(runs(build)).toEqual([
			expect.stringContaining('"$GITHUB_REF_NAME"'),
			'bash .ci/run',
			'npm run build',
			'npm pack --ignore-scripts',
		]);
		expect(build?.steps.at(-1)?.with?.name).toBe(publish?.steps[1]?.with?.name);
	});

	it('leaves no git credentials behind for what is built and tested', () => {
		const checkouts = all.flatMap(({ steps }) => steps.filter((step) => nameOf(step) === 'actions/checkout'));
		expect(checkouts.map(({ with: given }) => given?.['persist-credentials'])).toEqual(checkouts.map(() => false));
	});
});
