import type { ICredentialDataDecryptedObject, ICredentialsHelper, IWebhookFunctions, IWorkflowExecuteAdditionalData } from 'n8n-workflow';

/** The part of n8n's contexts that reads a credential as it is stored. */
interface WithHelper {
	readonly additionalData?: IWorkflowExecuteAdditionalData & { readonly credentialsHelper?: ICredentialsHelper };
}

/**
 * Reads a credential of a trigger. `getCredentials` starts an expression engine per call to resolve expressions in the
 * fields (n8n 2.41: about a third of a request, docs/performance.md); here it is only asked when a field holds one, or
 * when a value may come from elsewhere because the first field is empty. Throws what n8n throws.
 */
export async function readStaticCredential(context: IWebhookFunctions, type: string, firstField: string): Promise<ICredentialDataDecryptedObject> {
	const stored = await readStored(context, type);
	const usable = stored !== undefined && typeof stored[firstField] === 'string' && stored[firstField] !== '' && !Object.values(stored).some(isDynamic);
	return usable ? stored : await context.getCredentials(type);
}

/** `undefined` where this n8n offers no such way. */
async function readStored(context: IWebhookFunctions, type: string): Promise<ICredentialDataDecryptedObject | undefined> {
	const { additionalData } = context as unknown as WithHelper;
	const selected = context.getNode().credentials?.[type];
	if (typeof additionalData?.credentialsHelper?.getDecrypted !== 'function' || selected === undefined) return undefined;
	return await additionalData.credentialsHelper.getDecrypted(additionalData, selected, type, context.getMode(), undefined, true);
}

/** Expressions are texts that start with "="; anything that is no plain text is left to n8n. */
function isDynamic(value: unknown): boolean {
	return typeof value === 'string' ? value.startsWith('=') : typeof value === 'object';
}
