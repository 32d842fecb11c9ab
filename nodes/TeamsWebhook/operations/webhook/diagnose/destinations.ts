import type { ICredentialDataDecryptedObject, IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { Destination } from '../../../../../src/incoming-webhook/destination/destination';
import type { Remark } from '../../../../../src/incoming-webhook/destination/diagnosis';
import type { IncomingWebhook } from '../../../../shared/incoming-credential';

import { caught } from '../../../../../src/caught';
import { describeUrl, remarkOf } from '../../../../../src/incoming-webhook/destination/diagnosis';
import { readDestinations, readIncoming, readWebhook } from '../../../../shared/incoming-credential';
import { readTokenClaims } from '../../../../shared/oauth-token';
import { signInRefusal, usesSignIn } from '../../../../shared/oauth-transport';
import { engineOf } from '../../../../shared/transport';
import { sendTest } from './test-message';

/** Looks at the webhook URL of `teamsIncomingWebhookApi`. */
export async function diagnoseWebhookUrl(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<readonly IDataObject[]> {
	const data = await context.getCredentials('teamsIncomingWebhookApi', itemIndex);
	return [
		await diagnoseOne(context, itemIndex, {
			credential: 'teamsIncomingWebhookApi',
			name: null,
			signsIn: false,
			read: () => readIncoming(data),
		}),
	];
}

/** Looks at every entry of `teamsDestinationsApi`: an item for each, or one for a list that cannot be read. */
export async function diagnoseDestinations(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<readonly IDataObject[]> {
	const credential = 'teamsDestinationsApi';
	const data = await context.getCredentials(credential, itemIndex);
	const entries = caught(() => readDestinations(data));
	if (!entries.ok) return [{ credential, ok: false, remarks: [{ ...remarkOf(entries.error) }] }];
	const items: IDataObject[] = [];
	for (const { name, read } of entries.value)
		items.push(await diagnoseOne(context, itemIndex, { credential, name, signsIn: false, read }));
	return items;
}

/** Looks at the URL and the stored token of `teamsWorkflowsOAuth2Api`; of the token only audience, tenant, object id and expiry. */
export async function diagnoseSignIn(context: IExecuteFunctions, itemIndex: number): Promise<readonly IDataObject[]> {
	const credential = 'teamsWorkflowsOAuth2Api';
	const data = await context.getCredentials(credential, itemIndex);
	const url = typeof data.webhookUrl === 'string' ? data.webhookUrl : '';
	const item = await diagnoseOne(context, itemIndex, {
		credential,
		name: null,
		signsIn: true,
		read: () => readWebhook(data, url),
		remarks: ({ destination }) => signInRemarks(data, destination),
	});
	const { fits, ...token } = readTokenClaims(data);
	return [
		{
			...item,
			ok: item.ok === true && fits,
			grantType: data.grantType === 'clientCredentials' ? 'clientCredentials' : 'authorizationCode',
			token: { ...token, findings: [...token.findings] },
		},
	];
}

/** One URL to look at. */
interface Candidate {
	readonly credential: string;
	readonly name: string | null;
	readonly signsIn: boolean;
	readonly read: () => IncomingWebhook;
	/** Remarks beyond the URL. */
	readonly remarks?: (webhook: IncomingWebhook) => readonly Remark[];
}

async function diagnoseOne(
	context: IExecuteFunctions,
	itemIndex: number,
	{ credential, name, signsIn, read, remarks: more = () => [] }: Candidate,
): Promise<IDataObject> {
	const base = { credential, ...(name === null ? {} : { name }) };
	const engine = engineOf(context);
	const webhook = caught(read);
	if (!webhook.ok) return { ...base, ok: false, engine, remarks: [{ ...remarkOf(webhook.error) }] };
	const { remarks: ofUrl, ...facts } = describeUrl(webhook.value.destination, signsIn);
	const remarks = [...ofUrl, ...more(webhook.value)];
	const test = await sendTest(context, itemIndex, { name, webhook: webhook.value });
	const isSound =
		remarks.every(({ severity }) => severity !== 'error') &&
		(test === undefined || test.outcome === 'accepted' || test.outcome === 'delivered');
	return {
		...base,
		ok: isSound,
		...facts,
		engine,
		extraHeader: Object.keys(webhook.value.headers)[0] ?? null,
		pacePer300s: webhook.value.pace.per300s,
		remarks: remarks.map((remark) => ({ ...remark })),
		...(test === undefined ? {} : { test }),
	};
}

/** What would keep n8n from asking for a token. */
function signInRemarks(data: ICredentialDataDecryptedObject, destination: Destination): readonly Remark[] {
	const refusal = usesSignIn(destination.url) ? signInRefusal(data, destination) : undefined;
	return refusal === undefined
		? []
		: [
				{
					severity: 'error',
					code: 'sign-in-failed',
					message: `n8n cannot get a token for this URL: ${refusal}.`,
					fix: 'docs/sign-in.md says what to do about it.',
				},
			];
}
