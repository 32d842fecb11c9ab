import { config as n8nCloudConfig } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What goes to npm: n8n's own rules in their strict form hold here, none switched off. */
const PUBLISHED = ['credentials/**/*.ts', 'nodes/**/*.ts', 'src/**/*.ts'];

/** Every file that holds code. */
const CODE = ['**/*.{ts,tsx,mjs,cjs,js}'];

const TESTS = ['**/*.test.ts', '**/*.spec.ts'];

/** n8n brings an older copy of the same plugin; ESLint takes one, and the newer knows the installed TypeScript. */
const withOnePlugin = (entry) =>
	entry.plugins?.['@typescript-eslint']
		? { ...entry, plugins: { ...entry.plugins, '@typescript-eslint': tseslint.plugin } }
		: entry;

/** What n8n's package scan applies by pattern; its command line tool writes the same patterns with a "./" that matches nothing. */
const matching = (entry) => ({
	...entry,
	...(entry.files ? { files: entry.files.map((pattern) => pattern.replace(/^\.\//, '')) } : {}),
});

/** n8n's configuration speaks of every TypeScript file; it is held to what is published. */
const forPublished = n8nCloudConfig
	.map(withOnePlugin)
	.map(matching)
	.map((entry) => (entry.files?.includes('**/*.ts') ? { ...entry, files: PUBLISHED } : entry));

const typed = {
	languageOptions: {
		parserOptions: {
			project: ['./tsconfig.dev.json', './simulator/page/tsconfig.json', './tsconfig.browser.json'],
			tsconfigRootDir: import.meta.dirname,
		},
	},
	rules: {
		'@typescript-eslint/switch-exhaustiveness-check': 'error',
		'@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
		'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
		// Port and n8n signatures are asynchronous where one implementation has nothing to wait for.
		'@typescript-eslint/require-await': 'off',
	},
};

export default defineConfig(
	globalIgnores(['dist', 'node_modules', '.build', 'coverage']),
	...forPublished,
	{ files: ['**/*.ts', '**/*.tsx'], extends: [tseslint.configs.recommendedTypeChecked], ...typed },
	{ files: CODE, rules: { complexity: ['error', 15] } },
	// What few workflows use is loaded late, and n8n can reload it only if it was required.
	{ files: ['nodes/TeamsWebhook/operations/table.ts'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
	// What a test does stands in the callbacks of its descriptions, which grow with the cases.
	{ files: CODE, ignores: TESTS, rules: { 'max-lines-per-function': ['error', { max: 60 }] } },
);
