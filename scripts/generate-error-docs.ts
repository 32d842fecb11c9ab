import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { ROOT } from './lib/package';
import { errorPage } from './lib/error-page';

/** Writes docs/errors.md from the table of error codes; a test fails while the page is stale. */
async function main(): Promise<void> {
	await writeFile(join(ROOT, 'docs', 'errors.md'), errorPage());
}

main().catch((error: unknown) => {
	console.error(error);
	process.exitCode = 1;
});
