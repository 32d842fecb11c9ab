import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { NodeHelpers } from 'n8n-workflow';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { TeamsWebhook } from '../../../../../../nodes/TeamsWebhook/TeamsWebhook.node';
import { drawColorIcon, drawOutlineIcon } from '../../../../../../src/app-package/draw-icon';
import { runWorkflow } from '../../../../../support/action';
import { officialMistakes } from '../../../../../support/app';
import { ROOT } from '../../../../../support/root';

const FORM: IDataObject = {
	resource: 'connectorApp',
	operation: 'build',
	configurationUrl: 'https://n8n.example.com/webhook/teams-connector',
	appShortName: '={{ $json.name }}',
	appShortDescription: 'Posts Example events.',
	developerName: 'Example Ltd',
	developerWebsite: 'https://example.com',
};

const build = async (
	parameters: IDataObject = {},
	binaries: readonly IBinaryKeyData[] = [],
	items: readonly IDataObject[] = [{ name: 'Example feed' }],
) =>
	(
		await runWorkflow({
			items,
			binaries,
			actions: [{ parameters: { ...FORM, ...parameters }, onError: 'continueRegularOutput' }],
		})
	).output;
const png = (bytes: Uint8Array) => ({ data: Buffer.from(bytes).toString('base64'), mimeType: 'image/png' });

it('gives the zip as binary data, with its manifest and findings, for every item', async () => {
	const output = await build({}, [], [{ name: 'Example feed' }, { name: 'Other' }]);
	expect(output.map(({ pairedItem, binary }) => [pairedItem, binary?.data?.fileName, binary?.data?.mimeType])).toEqual([
		[{ item: 0 }, 'example-feed.zip', 'application/zip'],
		[{ item: 1 }, 'other.zip', 'application/zip'],
	]);
	const { fileName, bytes, manifest, findings } = output[0]?.json as {
		fileName: string;
		bytes: number;
		manifest: { manifestVersion: string };
		findings: unknown[];
	};
	expect(officialMistakes(manifest)).toEqual([]);
	expect([fileName, findings]).toEqual([
		'example-feed.zip',
		[
			expect.objectContaining({ code: 'app-url-shared', severity: 'warning' }),
			expect.objectContaining({ code: 'app-url-shared' }),
		],
	]);
	const zip = Buffer.from(output[0]?.binary?.data?.data ?? '', 'base64');
	expect([zip.length, zip.toString('latin1', 0, 4)]).toEqual([bytes, 'PK\u0003\u0004']);
});

it('takes icons from the binary data of the item', async () => {
	const icons = { large: png(drawColorIcon('#C4314B', 'Q')), outline: png(drawOutlineIcon('Q')) };
	const parameters = { iconSource: 'binary', largeIconField: 'large', outlineIconField: 'outline' };
	expect((await build(parameters, [icons]))[0]?.json).toMatchObject({ fileName: 'example-feed.zip' });
	expect((await build({ ...parameters, largeIconField: 'outline' }, [icons]))[0]?.json).toMatchObject({
		details: { code: 'app-package-invalid', hint: expect.stringContaining('app-icon-size') as string },
	});
});

it.each([
	[{ configurationUrl: 'https://n8n.example.com/webhook-test/x' }, 'app-package-invalid'],
	[{ iconSource: 'binary' }, 'app-icon-unreadable'],
	[{ iconSource: 'binary', largeIconField: '__proto__' }, 'app-icon-unreadable'],
	[{ iconSource: 'drawing' }, 'option-invalid'],
])('fails the item for %j with %s, in three keys', async (parameters, code) => {
	const [item] = await build(parameters);
	expect(Object.keys(item?.json ?? {})).toEqual(['error', 'message', 'details']);
	expect(item?.json).toMatchObject({ details: { code, outcome: 'notSent' } });
});

it('fails the run where nothing else is wanted, and names every mistake', async () => {
	const { run } = await runWorkflow({ items: [{ name: '' }], actions: [{ parameters: FORM }] });
	expect(run.data.resultData.error).toMatchObject({
		message: 'The app package has a mistake: nothing was built.',
		description: expect.stringMatching(/^name\.short: .*\(app-text-missing\) \[app-package-invalid\]$/) as string,
	});
});

it('asks for no credential, and is not offered to AI agents', () => {
	const { description } = new TeamsWebhook();
	const { credentials = [], properties } = description;
	const parameters = { resource: 'connectorApp', operation: 'build', authentication: 'webhookUrl' };
	expect(credentials.length).toBeGreaterThan(3);
	for (const credential of credentials)
		expect(NodeHelpers.displayParameter(parameters, credential, { typeVersion: 1 }, description)).toBe(false);
	const resource = properties
		.find(({ name }) => name === 'resource')
		?.options?.find((option) => 'value' in option && option.value === 'connectorApp');
	expect(resource).toMatchObject({ displayOptions: { hide: { '@tool': [true] } } });
});

it('keeps the schema of the editor in step with what comes out', async () => {
	const [item] = await build();
	const schema = JSON.parse(
		readFileSync(join(ROOT, 'nodes/TeamsWebhook/__schema__/v1.0.0/connectorApp/build.json'), 'utf8'),
	) as Schema;
	expect(shapeOfSchema(schema)).toEqual(shapeOf(item?.json));
});

interface Schema {
	readonly properties?: Readonly<Record<string, Schema>>;
}

function shapeOf(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shapeOf(member)]));
}

function shapeOfSchema({ properties }: Schema): unknown {
	return properties === undefined
		? null
		: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, shapeOfSchema(member)]));
}

it('shows nothing in its panel but its own fields', () => {
	const { description } = new TeamsWebhook();
	const parameters = { resource: 'connectorApp', operation: 'build' };
	const shown = NodeHelpers.getNodeParameters(
		description.properties,
		parameters,
		true,
		false,
		{ typeVersion: 1 },
		description,
	);
	expect(Object.keys(shown ?? {})).toEqual([
		'resource',
		'operation',
		'connectorAppNotice',
		'configurationUrl',
		'appShortName',
		'appFullName',
		'appShortDescription',
		'appFullDescription',
		'appVersion',
		'developerName',
		'developerWebsite',
		'developerPrivacy',
		'developerTerms',
		'accentColor',
		'iconSource',
		'iconLetter',
		'validDomains',
		'appId',
		'connectorId',
	]);
});
