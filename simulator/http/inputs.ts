import type { ZodType, ZodTypeDef } from 'zod';

import { z } from 'zod';

import { FAULTS } from '../rules/faults';
import { MESSAGE_MAX_BYTES } from '../rules/limits';
import { Problem } from './problem';

/** Chosen: names fit the page; `@`, `<` and `>` would not survive being mentioned. */
const name = z
	.string()
	.trim()
	.min(1, 'is empty')
	.max(60, 'has more than 60 characters')
	.regex(/^[^@<>\n]*$/, 'may not hold @, < or >');

const url = z
	.string()
	.trim()
	.max(16_384)
	.refine((text) => URL.canParse(text) && /^https?:\/\//i.test(text), 'must be an http or https address')
	.refine((text) => !URL.canParse(text) || new URL(text).username === '', 'must not hold a user name')
	.refine(
		(text) => !/^https?:.*https?:\/\//is.test(text),
		'contains another address: empty the field before you paste',
	);

const seconds = z.number().int().min(0).max(3_600);

/** Bodies of the API's calls. */
export const inputs = {
	team: z.object({ name }).strict(),
	channel: z.object({ name, kind: z.enum(['standard', 'private', 'shared']).default('standard') }).strict(),
	outgoing: z
		.object({ team: z.string(), name, description: z.string().trim().max(500).default(''), callbackUrl: url })
		.strict(),
	outgoingChange: z
		.object({ description: z.string().trim().max(500).optional(), callbackUrl: url.optional() })
		.strict(),
	incoming: z
		.object({
			channel: z.string(),
			name: name.default('Incoming'),
			kind: z.enum(['workflows', 'connector']).default('workflows'),
			access: z.enum(['anyone', 'tenant']).default('anyone'),
			schema: z.boolean().default(false),
			confirms: z.boolean().default(false),
		})
		.strict(),
	message: z
		.object({
			channel: z.string(),
			text: z
				.string()
				.min(1, 'is empty')
				.refine((text) => text.trim() !== '', 'is empty')
				.refine((text) => Buffer.byteLength(text) <= MESSAGE_MAX_BYTES, 'has more than 28 KiB'),
			author: z.string().optional(),
			thread: z.string().optional(),
			wait: z.boolean().default(false),
		})
		.strict(),
	fault: z
		.object({
			kind: z.enum(FAULTS.map(({ kind }) => kind) as [string, ...string[]]),
			webhook: z.string().default('all'),
			times: z.number().int().min(1).max(10_000).nullable().default(null),
			seconds: seconds.optional(),
			posts: z.boolean().default(false),
		})
		.strict(),
	settings: z
		.object({ rates: z.boolean().optional(), flowBotRate: z.boolean().optional(), previews: z.boolean().optional() })
		.strict(),
};

/** Reads a body, or throws a {@link Problem} that names the member and what is wrong with it. */
export function read<T>(schema: ZodType<T, ZodTypeDef, unknown>, body: unknown): T {
	const result = schema.safeParse(body ?? {});
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const where = issue === undefined || issue.path.length === 0 ? 'The body' : `"${issue.path.join('.')}"`;
	throw new Problem(400, 'input-invalid', `${where}: ${issue?.message ?? 'cannot be read'}.`);
}
