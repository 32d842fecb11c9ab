// Lints one folder with the configuration of n8n's own package scan and prints the messages as JSON.
import { createRequire } from 'node:module';
import { buildScanConfig } from '@n8n/scan-community-package/scanner/scanner.mjs';

const fromScanner = createRequire(
	createRequire(import.meta.url).resolve('@n8n/scan-community-package/scanner/scanner.mjs'),
);
const { ESLint } = fromScanner('eslint');
const glob = fromScanner('fast-glob');

const [cwd, ...patterns] = process.argv.slice(2);
const eslint = new ESLint({
	cwd,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: await buildScanConfig(),
});
const files = glob.sync(patterns, { cwd, absolute: true, ignore: ['node_modules/**', '**/package-lock.json'] });
const messages = (await eslint.lintFiles(files)).flatMap(({ filePath, messages: found }) =>
	found.map((message) => ({
		...message,
		line: `${message.ruleId} ${message.message} ${filePath.slice(cwd.length)}:${message.line}`,
	})),
);
const of = (severity) => messages.filter((message) => message.severity === severity).map((message) => message.line);
console.log(`\n${JSON.stringify({ files: files.length, errors: of(2), warnings: of(1) })}`);
