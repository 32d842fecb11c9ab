/** Unit and in-process suites; `jest.n8n.config.cjs` holds those that need a running n8n. */
// n8n-core would print every provoked failure.
process.env.N8N_LOG_LEVEL = 'silent';

const transform = {
	'^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', isolatedModules: true }],
	// jose comes as ES modules only, which jest does not load.
	'/node_modules/jose/.+\\.js$': [
		'ts-jest',
		{ tsconfig: { allowJs: true, isolatedModules: true, module: 'commonjs', target: 'es2022' } },
	],
};

module.exports = {
	testEnvironment: 'node',
	// jest leaves a core free by default, which halves the speed of a machine with two.
	maxWorkers: '100%',
	testMatch: ['<rootDir>/test/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/n8n/'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/'],
	moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/properties.cjs' },
	transform,
	transformIgnorePatterns: ['/node_modules/(?!jose/)'],
};
