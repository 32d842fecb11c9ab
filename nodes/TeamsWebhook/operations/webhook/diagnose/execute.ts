import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { BatchResult } from '../../../batch-output';
import type { DeliveryResult } from '../../../delivery/deliverer';

import { TeamsWebhookError } from '../../../../../src/errors';
import { toItemFailure } from '../../../../shared/node-error';
import { refuseAsTool } from '../../../as-tool';
import { outputOf } from '../../../batch-output';
import { diagnoseDestinations, diagnoseSignIn, diagnoseWebhookUrl } from './destinations';
import { diagnoseSecurityTokens } from './security-tokens';
import { authenticationOf } from '../../../options/option-values';

/** Checks the chosen credential for one item; what is wrong with it is a remark, not an error. */
type Diagnosis = (context: IExecuteFunctions, itemIndex: number) => Promise<readonly IDataObject[]>;

const DIAGNOSES: Readonly<Record<string, Diagnosis>> = {
	destinations: diagnoseDestinations,
	oAuth2: diagnoseSignIn,
	securityToken: diagnoseSecurityTokens,
	webhookUrl: diagnoseWebhookUrl,
};

/**
 * Says what the URL or token of the credential is, what is wrong with it and what to do: an output item per URL.
 * Nothing is sent without `sendTest`; with it, the rules of Send apply. Throws, as node errors, `diagnose-as-tool` and
 * `option-invalid`.
 */
export async function diagnoseItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: BatchResult[] = [];
	for (const itemIndex of context.getInputData().keys()) {
		for (const result of await tryDiagnose(context, itemIndex)) results.push({ ...result, batch: [itemIndex] });
	}
	return outputOf(context, results);
}

async function tryDiagnose(context: IExecuteFunctions, itemIndex: number): Promise<readonly DeliveryResult[]> {
	try {
		return (await diagnose(context, itemIndex)).map((json) => ({ ok: true, json }));
	} catch (error) {
		return [{ ok: false, failure: toItemFailure(error) }];
	}
}

async function diagnose(context: IExecuteFunctions, itemIndex: number): Promise<readonly IDataObject[]> {
	refuseAsTool(context, 'diagnose');
	// The panel chooses tokens by `subject`; n8n's editor cannot offer them as an authentication for this operation
	// only.
	const authentication =
		context.getNodeParameter('subject', itemIndex, 'url') === 'securityToken'
			? 'securityToken'
			: authenticationOf(context, itemIndex);
	const run = Object.hasOwn(DIAGNOSES, authentication) ? DIAGNOSES[authentication] : undefined;
	if (run === undefined)
		throw new TeamsWebhookError(
			'option-invalid',
			`"${authentication.slice(0, 40)}" is not a valid value for Authentication.`,
			'Choose one from the list.',
		);
	return await run(context, itemIndex);
}
