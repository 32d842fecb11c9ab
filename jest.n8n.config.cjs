/** Suites against a real n8n, started by `npm run test:n8n`. */
module.exports = {
	...require('./jest.config.cjs'),
	testMatch: ['<rootDir>/test/n8n/**/*.test.ts'],
	testPathIgnorePatterns: ['/node_modules/'],
	maxWorkers: 1,
};
