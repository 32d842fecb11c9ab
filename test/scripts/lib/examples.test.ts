import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EXAMPLES } from '../../../scripts/lib/examples';
import { ROOT } from '../../support/root';

it('has the demo publish the examples that docs/simulator.md counts, and the page names the others', () => {
	const page = readFileSync(join(ROOT, 'docs', 'simulator.md'), 'utf8');
	const missing = EXAMPLES.filter(({ needsMore }) => needsMore === true).map(({ name }) => name);
	expect(page).toContain(
		`an n8n with ${EXAMPLES.length - missing.length} of the ${EXAMPLES.length} [examples](examples.md) published`,
	);
	const why = page.split('\n').find((line) => line.includes('examples need what the demo does not have')) ?? '';
	expect([...why.matchAll(/\(examples\/([a-z-]+)\.md\)/g)].map(([, name]) => name)).toEqual(missing);
});
