import { ERRORS } from '../../src/errors';

const HEAD = `# Errors by code

Each error of the package ends with its code in brackets; failed items carry it in \`details.code\`, log lines in \`code\`. A code never changes its meaning. This page is generated from the table in \`src/errors.ts\` (\`npm run generate -- errors\`).

| Code | What happened | What to do |
|---|---|---|
`;

/** The page docs/errors.md: a row for each code, in the order of the table. */
export function errorPage(): string {
	const rows = Object.entries(ERRORS).map(([code, { what, todo }]) => `| \`${code}\` | ${what} | ${todo} |\n`);
	return HEAD + rows.join('');
}
