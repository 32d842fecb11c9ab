import type { FlowAccess } from '../model/types';
import type { HttpAnswer } from './answer';
import type { Parsed } from './json';

import { flowError } from './answer';
import { isPlainObject } from '../../src/json';

/** One call of a flow's URL, as far as the trigger looks at it. */
interface FlowCall {
	readonly access: FlowAccess;
	/** The trigger has a schema. */
	readonly schema: boolean;
	/** The `sig` of the query; `undefined` if there is none. */
	readonly sig: string | undefined;
	readonly sigIsRight: boolean;
	readonly authorization: string | undefined;
	readonly body: Parsed;
	/** Set when a sign-in service is plugged in and has looked at the token. */
	readonly signInRefusal?: HttpAnswer | 'admitted';
}

interface TriggerRule {
	readonly name: string;
	readonly refuses: (call: FlowCall) => HttpAnswer | undefined;
}

const WANTS_SIGN_IN = 'The OAuth authorization scheme is required.';

/**
 * What the trigger refuses before there is a run; the first match counts (teams.md C.3). The codes `InvalidSignature`,
 * `InvalidAuthenticationScheme` and `InvalidRequestContent`, and all texts but the quoted ones, are ours: the
 * reference records the status and no code for them. Broken JSON is assumed to be refused as broken UTF-8 is.
 */
const TRIGGER_RULES: readonly TriggerRule[] = [
	{
		name: 'a flow for signed-in callers without a token',
		refuses: ({ access, authorization }) =>
			access === 'tenant' && authorization === undefined
				? flowError(401, 'DirectApiAuthorizationRequired', WANTS_SIGN_IN)
				: undefined,
	},
	{
		name: 'a flow for signed-in callers with a token that is not right',
		refuses: ({ access, signInRefusal }) => {
			if (access !== 'tenant' || signInRefusal === 'admitted') return undefined;
			return (
				signInRefusal ??
				flowError(
					401,
					'MisMatchingOAuthClaims',
					'One or more claims either missing or does not match with the open authentication access control policy.',
				)
			);
		},
	},
	{
		name: 'no sig',
		refuses: ({ access, sig }) =>
			access === 'anyone' && sig === undefined
				? flowError(401, 'DirectApiAuthorizationRequired', WANTS_SIGN_IN)
				: undefined,
	},
	{
		name: 'a bearer token at a URL with sig',
		refuses: ({ access, authorization }) =>
			access === 'anyone' && authorization !== undefined
				? flowError(
						401,
						'InvalidAuthenticationScheme',
						'The request has SAS authentication scheme while another authorization scheme was sent.',
					)
				: undefined,
	},
	{
		name: 'a wrong sig',
		refuses: ({ access, sigIsRight }) =>
			access === 'anyone' && !sigIsRight
				? flowError(401, 'InvalidSignature', 'The Shared Access signature is not valid.')
				: undefined,
	},
	{
		name: 'bytes that are not UTF-8',
		refuses: ({ body }) =>
			!body.ok && body.reason === 'not-utf8'
				? flowError(
						400,
						'InvalidRequestContent',
						'The request content contained invalid bytes: unable to translate them to UTF-8.',
					)
				: undefined,
	},
	{
		name: 'no JSON',
		refuses: ({ body }) =>
			body.ok ? undefined : flowError(400, 'InvalidRequestContent', 'The request content is not valid JSON.'),
	},
	{
		name: 'null where the schema says string',
		refuses: ({ schema, body }) => {
			const member = schema && body.ok ? nullMember(body.value) : undefined;
			return member === undefined
				? undefined
				: flowError(
						400,
						'TriggerInputSchemaMismatch',
						`The input body for trigger 'manual' did not match its schema definition. Error details: 'Invalid type. Expected String but got Null. ${member}'.`,
					);
		},
	},
];

/** The first refusal of the trigger, or `undefined`: the run begins. */
export function triggerRefusal(call: FlowCall): HttpAnswer | undefined {
	for (const { refuses } of TRIGGER_RULES) {
		const refusal = refuses(call);
		if (refusal !== undefined) return refusal;
	}
	return undefined;
}

/**
 * The schema of the simulator: `type`, `summary` and `text` of the message and `contentType` of an attachment are
 * strings if present.
 */
function nullMember(body: unknown): string | undefined {
	if (!isPlainObject(body)) return undefined;
	const top = ['type', 'summary', 'text'].find((name) => body[name] === null);
	if (top !== undefined) return top;
	const attachments = Array.isArray(body.attachments) ? (body.attachments as unknown[]) : [];
	const index = attachments.findIndex((attachment) => isPlainObject(attachment) && attachment.contentType === null);
	return index === -1 ? undefined : `attachments[${index}].contentType`;
}
