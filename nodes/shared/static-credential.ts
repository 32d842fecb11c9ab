import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IExecuteFunctions,
	IHookFunctions,
	IWebhookFunctions,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { ExpressionError, NodeOperationError, UserError } from 'n8n-workflow';

import { TeamsWebhookError } from '../../src/errors';

/**
 * n8n's errors about a credential that is missing, not chosen or cannot be decrypted; n8n does not export their
 * classes.
 */
const ABOUT_CREDENTIAL: ReadonlySet<string> = new Set([
	'CredentialDataError',
	'CredentialMissingIdError',
	'CredentialNotFoundError',
]);

/** The part of n8n's contexts that reads a credential as it is stored. */
interface WithHelper {
	readonly additionalData?: IWorkflowExecuteAdditionalData & { readonly credentialsHelper?: ICredentialsHelper };
}

/** Reads the credential of one item. Throws as `readStaticCredential` does. */
export type CredentialReader = (itemIndex: number) => Promise<ICredentialDataDecryptedObject>;

/**
 * Reads a credential of a trigger. `getCredentials` starts an expression engine per call to resolve expressions in the
 * fields (n8n 2.41: about a third of a request, docs/performance.md); here it is called only if a field holds an
 * expression, or if a value may come from elsewhere because the first field is empty. Throws what n8n throws about the
 * credential, and `credential-store-unavailable` if it could not be read at all.
 */
export async function readStaticCredential(
	context: IWebhookFunctions,
	type: string,
	firstField: string,
): Promise<ICredentialDataDecryptedObject> {
	return await fromStore(async () => {
		const stored = await readStored(context, type);
		const usable =
			stored !== undefined &&
			typeof stored[firstField] === 'string' &&
			stored[firstField] !== '' &&
			!Object.values(stored).some(isDynamic);
		return usable ? stored : await context.getCredentials(type);
	});
}

/**
 * Reads a credential for each item of an action: once for all if no text in it holds an expression, because
 * n8n asks its database each time (docs/performance.md, Sending).
 */
export function createCredentialReader(context: IExecuteFunctions, type: string): CredentialReader {
	let isStatic: Promise<boolean> | undefined;
	let forAll: Promise<ICredentialDataDecryptedObject> | undefined;
	const read = async (itemIndex: number): Promise<ICredentialDataDecryptedObject> => {
		isStatic ??= holdsNoExpression(context, type);
		if (!(await isStatic)) return await context.getCredentials(type, itemIndex);
		forAll ??= context.getCredentials(type, itemIndex);
		return await forAll;
	};
	return async (itemIndex) =>
		await fromStore(async () => await read(itemIndex)).catch((error: unknown) => {
			// The next item asks again: a database that was gone may be back.
			isStatic = undefined;
			forAll = undefined;
			throw error;
		});
}

/** If an error of n8n is not about the credential itself, it comes from the database. */
async function fromStore<Result>(read: () => Promise<Result>): Promise<Result> {
	return await read().catch((error: unknown) => {
		if (isAboutCredential(error)) throw error;
		throw new TeamsWebhookError(
			'credential-store-unavailable',
			'n8n could not read the credential from its database.',
			"Check whether n8n's database is up, then try again; the credential itself is fine.",
			{ cause: error },
		);
	});
}

function isAboutCredential(error: unknown): boolean {
	if (error instanceof NodeOperationError || error instanceof UserError || error instanceof ExpressionError)
		return true;
	return ABOUT_CREDENTIAL.has(String(Reflect.get(Object(Reflect.get(Object(error), 'constructor')), 'name')));
}

/**
 * Reads a credential as it was typed, with its expressions, to tell a field that was left alone from an expression that
 * gives nothing. n8n itself reads credentials this way; on a host that does not, `resolved` is used instead.
 */
export async function readWritten(
	context: IWebhookFunctions | IHookFunctions,
	type: string,
	resolved: ICredentialDataDecryptedObject,
): Promise<ICredentialDataDecryptedObject> {
	return (await readStored(context, type)) ?? resolved;
}

async function holdsNoExpression(context: IExecuteFunctions, type: string): Promise<boolean> {
	const stored = await readStored(context, type);
	return (
		stored !== undefined && !Object.values(stored).some((value) => typeof value === 'string' && value.startsWith('='))
	);
}

/** The credential as it is stored; `undefined` if this n8n does not offer it. */
async function readStored(
	context: IWebhookFunctions | IHookFunctions | IExecuteFunctions,
	type: string,
): Promise<ICredentialDataDecryptedObject | undefined> {
	const { additionalData } = context as unknown as WithHelper;
	const selected = context.getNode().credentials?.[type];
	if (typeof additionalData?.credentialsHelper?.getDecrypted !== 'function' || selected === undefined) return undefined;
	return await additionalData.credentialsHelper.getDecrypted(
		additionalData,
		selected,
		type,
		context.getMode(),
		undefined,
		true,
	);
}

/** Expressions are texts that start with "="; anything that is not a plain text is left to n8n. */
function isDynamic(value: unknown): boolean {
	return typeof value === 'string' ? value.startsWith('=') : typeof value === 'object';
}
