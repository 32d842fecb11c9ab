import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Remark } from '../../../../../src/incoming-webhook/destination/diagnosis';
import type { TokenField } from '../../../../../src/outgoing-webhook/security-token';

import { caught } from '../../../../../src/caught';
import { remarkOf } from '../../../../../src/incoming-webhook/destination/diagnosis';
import { sampleRequest } from '../../../../../src/outgoing-webhook/sample-request';
import { decodeSecurityToken } from '../../../../../src/outgoing-webhook/security-token';
import { readTokenFields } from '../../../../shared/outgoing-credential';

/** Looks at the security tokens of `teamsOutgoingWebhookApi`: length and Base64 of each, never the token. One item for all. */
export async function diagnoseSecurityTokens(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<readonly IDataObject[]> {
	const data = await context.getCredentials('teamsOutgoingWebhookApi', itemIndex);
	const tokens = readTokenFields(data)
		.filter(({ index, token }) => index === 0 || token.trim() !== '')
		.map(describe);
	return [
		{
			credential: 'teamsOutgoingWebhookApi',
			ok: tokens.every(({ remarks }) => remarks.length === 0),
			tokens: tokens.map((token) => ({ ...token, remarks: token.remarks.map((remark) => ({ ...remark })) })),
			sampleRequest: { ...sampleRequest() },
		},
	];
}

interface SecurityTokenFacts {
	readonly index: number;
	readonly label: string;
	readonly characters: number;
	readonly isBase64: boolean;
	/** Length of the key; 32 if the token is right. */
	readonly bytes: number;
	readonly remarks: readonly Remark[];
}

function describe({ index, label, token }: TokenField): SecurityTokenFacts {
	const text = token.trim();
	const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/.test(text);
	return {
		index,
		label,
		characters: text.length,
		isBase64,
		bytes: isBase64 ? Buffer.from(text, 'base64').length : 0,
		remarks: [...problemsOf(text), ...spaceRemarks(token, text)],
	};
}

function problemsOf(text: string): readonly Remark[] {
	const decoded = caught(() => decodeSecurityToken(text));
	return decoded.ok ? [] : [remarkOf(decoded.error)];
}

function spaceRemarks(token: string, text: string): readonly Remark[] {
	return token === text
		? []
		: [
				{
					severity: 'info',
					message: 'The token has white space around it, which is ignored.',
					fix: 'You need not do anything.',
				},
			];
}
