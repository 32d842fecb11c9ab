import { config as n8nCloudConfig } from '@n8n/node-cli/eslint';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What goes to npm: n8n's own rules in their strict form hold here, none switched off. */
const PUBLISHED = ['credentials/**/*.ts', 'nodes/**/*.ts', 'src/**/*.ts'];

/** n8n's configuration holds entries for every file; outside of what is published only typescript-eslint speaks. */
const forPublished = n8nCloudConfig.map((entry) => {
	if (entry.ignores !== undefined && Object.keys(entry).length <= 2) return entry;
	if (entry.files === undefined) return { ...entry, files: [...PUBLISHED, 'package.json'] };
	return entry.files.some((pattern) => String(pattern).endsWith('**/*.ts') && !/nodes|credentials/.test(String(pattern))) ? { ...entry, files: PUBLISHED } : entry;
});

const typed = {
	languageOptions: { parserOptions: { project: './tsconfig.dev.json', tsconfigRootDir: import.meta.dirname } },
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
	{ files: ['**/*.ts'], extends: [tseslint.configs.recommendedTypeChecked], ...typed },
);
