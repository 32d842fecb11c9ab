import type { FixedText } from '../../../src/replaceable-texts';

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { textsOption } from '../../../nodes/TeamsOutgoingWebhookTrigger/texts';
import { FIXED_TEXTS } from '../../../src/outgoing-webhook/texts';
import { ROOT } from '../../support/root';

const FIXED = Object.entries<FixedText>(FIXED_TEXTS);

it('offers each sentence as it is, with its placeholders', () => {
	const fields = (textsOption.options ?? []).map((field) => [field.name, 'default' in field && field.default]);
	expect(Object.fromEntries(fields)).toEqual(Object.fromEntries(FIXED.map(([name, { text }]) => [name, text])));
	const usage = textsOption.options?.find(({ name }) => name === 'usage');
	expect(usage).toMatchObject({
		description: expect.stringMatching(/^A required.*\. Placeholders: {command}, {parameter}, {usage}\.$/) as string,
	});
});

it('has names that n8n does not cut off in a collection within a collection', () => {
	for (const [, { label }] of FIXED) expect(label.length).toBeLessThanOrEqual(20);
});

it('stands in the documentation, with its placeholders', () => {
	const page = readFileSync(join(ROOT, 'docs', 'outgoing-webhook.md'), 'utf8');
	const rows = page.split('\n').filter((line) => line.startsWith('| '));
	const missing = FIXED.filter(
		([, { label, placeholders = [] }]) =>
			!rows.some(
				(row) =>
					row.slice(2).split(' | ')[0]?.split(', ').includes(label) &&
					placeholders.every((placeholder) => row.includes(`\`{${placeholder}}\``)),
			),
	);
	expect(missing.map(([, { label }]) => label)).toEqual([]);
});
