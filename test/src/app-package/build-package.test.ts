import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { buildAppPackage } from '../../../src/app-package/build-package';
import { drawColorIcon, drawOutlineIcon } from '../../../src/app-package/draw-icon';
import { readPng } from '../../../src/app-package/read-png';
import { APP_FORM, officialMistakes } from '../../support/app';
import { ROOT } from '../../support/root';

const LETTER = { kind: 'letter', letter: '' } as const;

let folder = '';

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'app-package-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function unzipped(zip: Uint8Array): string {
	writeFileSync(join(folder, 'app.zip'), zip);
	const report = execFileSync('unzip', ['-t', 'app.zip'], { cwd: folder, encoding: 'utf8' });
	execFileSync('unzip', ['-q', 'app.zip'], { cwd: folder });
	return report;
}

it('gives a zip that unzip finds intact, with a valid manifest and real icons', () => {
	const { zip, fileName, findings } = buildAppPackage(APP_FORM, LETTER);
	expect([fileName, findings]).toEqual(['example-feed.zip', []]);
	expect(unzipped(zip)).toMatch(
		/testing: manifest\.json +OK\n +testing: color\.png +OK\n +testing: outline\.png +OK\nNo errors detected/,
	);
	expect(
		officialMistakes(JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { manifestVersion: string }),
	).toEqual([]);
	expect(readPng(readFileSync(join(folder, 'color.png')))).toMatchObject({ width: 192, height: 192 });
	expect(readPng(readFileSync(join(folder, 'outline.png')))).toMatchObject({ width: 32, height: 32, hasAlpha: true });
});

it('gives equal bytes for equal input, in every time zone', () => {
	const bytes = (timeZone: string) =>
		execFileSync(
			process.execPath,
			[
				'--require',
				'tsx/cjs',
				'-e',
				`const { buildAppPackage } = require('./src/app-package/build-package.ts'); process.stdout.write(Buffer.from(buildAppPackage(${JSON.stringify(APP_FORM)}, { kind: 'letter', letter: '' }).zip).toString('base64'))`,
			],
			{ cwd: ROOT, env: { ...process.env, TZ: timeZone }, encoding: 'utf8' },
		);
	const here = Buffer.from(buildAppPackage(APP_FORM, LETTER).zip).toString('base64');
	expect([bytes('Pacific/Kiritimati'), bytes('America/Los_Angeles')]).toEqual([here, here]);
});

it('takes icons as they are given', () => {
	const icons = { kind: 'files', color: drawColorIcon('#C4314B', 'Q'), outline: drawOutlineIcon('Q') } as const;
	unzipped(buildAppPackage(APP_FORM, icons).zip);
	expect(readFileSync(join(folder, 'outline.png')).equals(icons.outline)).toBe(true);
	expect(readFileSync(join(folder, 'color.png')).equals(icons.color)).toBe(true);
});

it('draws a ring for other letters, and says so', () => {
	const { findings, fileName } = buildAppPackage({ ...APP_FORM, shortName: 'Журнал' }, LETTER);
	expect([findings.map(({ code }) => code), fileName]).toEqual([['app-icon-letter'], 'журнал.zip']);
});

it.each([
	['../../etc/passwd', 'etc-passwd.zip'],
	['a"b\r\nc', 'a-b-c.zip'],
	['!!!', 'teams-app.zip'],
])('names the file of %j safely', (shortName, fileName) => {
	expect(buildAppPackage({ ...APP_FORM, shortName }, LETTER).fileName).toBe(fileName);
});

it('builds nothing where something is wrong, and names every mistake with its code', () => {
	const build = () =>
		buildAppPackage(
			{ ...APP_FORM, shortName: '', configurationUrl: 'https://n8n.example.com/webhook-test/x' },
			{ kind: 'files', color: Buffer.from('x'), outline: drawColorIcon('#000000', 'A') },
		);
	expect(build).toThrow(
		expect.objectContaining({
			code: 'app-package-invalid',
			message: 'The app package has 5 mistakes: nothing was built.',
			description: expect.stringMatching(
				/^name\.short: .*\(app-text-missing\)\nconnectors\[0\]\.configurationUrl: .*\(app-url-test\)\ncolor\.png: .*\(app-icon-not-png\)\noutline\.png: .*192 x 192.*\(app-icon-size\)\noutline\.png: .*\(app-icon-not-transparent\)$/,
			) as string,
		}) as Error,
	);
});
