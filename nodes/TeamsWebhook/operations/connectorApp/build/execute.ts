import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { AppForm } from '../../../../../src/app-package/app-form';
import type { IconSource } from '../../../../../src/app-package/build-package';
import type { BatchResult } from '../../../batch-output';
import type { DeliveryResult } from '../../../delivery/deliverer';
import type { ItemInput } from '../../../item-input';

import { buildAppPackage } from '../../../../../src/app-package/build-package';
import { TeamsWebhookError } from '../../../../../src/errors';
import { toItemFailure } from '../../../../shared/node-error';
import { refuseAsTool } from '../../../as-tool';
import { outputOf } from '../../../batch-output';
import { oneOf } from '../../../options/option-values';
import { itemInput } from '../../../item-input';

/**
 * Builds a Teams app package for each item and returns it as the binary `data`, with its manifest and the findings
 * about it; mistakes fail the item. Throws, as node errors, `app-build-as-tool`, `app-package-invalid`,
 * `app-icon-unreadable` and `option-invalid`.
 */
export async function buildItems(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const results: BatchResult[] = [];
	for (const itemIndex of context.getInputData().keys())
		results.push({ ...(await tryBuild(context, itemIndex)), batch: [itemIndex] });
	return outputOf(context, results);
}

async function tryBuild(context: IExecuteFunctions, itemIndex: number): Promise<DeliveryResult> {
	try {
		refuseAsTool(context, 'build');
		return await build(context, itemIndex);
	} catch (error) {
		return { ok: false, failure: toItemFailure(error) };
	}
}

async function build(context: IExecuteFunctions, itemIndex: number): Promise<DeliveryResult> {
	const input = itemInput(context, itemIndex);
	const { fileName, zip, manifest, findings } = buildAppPackage(readAppForm(input), await readIcons(context, input));
	const json: IDataObject = {
		fileName,
		bytes: zip.length,
		manifest: JSON.parse(JSON.stringify(manifest)) as IDataObject,
		findings: findings.map((finding) => ({ ...finding })),
	};
	return {
		ok: true,
		json,
		binary: { data: await context.helpers.prepareBinaryData(Buffer.from(zip), fileName, 'application/zip') },
	};
}

function readAppForm(input: ItemInput): AppForm {
	const text = (name: string, fallback?: string) => input.text(name, fallback);
	return {
		shortName: text('appShortName'),
		fullName: text('appFullName'),
		shortDescription: text('appShortDescription'),
		fullDescription: text('appFullDescription'),
		version: text('appVersion', '1.0.0'),
		appId: text('appId'),
		connectorId: text('connectorId'),
		configurationUrl: text('configurationUrl'),
		validDomains: text('validDomains'),
		accentColor: text('accentColor', '#4B53BC'),
		developerName: text('developerName'),
		websiteUrl: text('developerWebsite'),
		privacyUrl: text('developerPrivacy'),
		termsOfUseUrl: text('developerTerms'),
	};
}

async function readIcons(context: IExecuteFunctions, input: ItemInput): Promise<IconSource> {
	const source = oneOf(input.value('iconSource', 'letter'), ['letter', 'binary'] as const, 'Icons');
	if (source === 'letter') return { kind: 'letter', letter: input.text('iconLetter') };
	const color = await readIcon(context, input.index, input.text('largeIconField', 'color'));
	const outline = await readIcon(context, input.index, input.text('outlineIconField', 'outline'));
	return { kind: 'files', color, outline };
}

async function readIcon(context: IExecuteFunctions, itemIndex: number, field: string): Promise<Uint8Array> {
	const { binary } = context.getInputData()[itemIndex] ?? {};
	if (binary === undefined || !Object.hasOwn(binary, field))
		throw new TeamsWebhookError(
			'app-icon-unreadable',
			`The item does not have a binary field "${field.slice(0, 40)}".`,
			'Enter the name of the binary field with the PNG; the previous node must pass the file on.',
		);
	return await context.helpers.getBinaryDataBuffer(itemIndex, field);
}
