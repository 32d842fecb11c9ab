import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';

import { URL_MEMBERS, withEncodedUrls } from '../../../src/cards/card-urls';
import { buildFormCard } from '../../../src/cards/form/form-card';
import { toAttachment } from '../../../src/cards/message';
import { convertMessageCard } from '../../../src/cards/message-card/convert';
import { typeNamed } from '../../../src/cards/validate/table';
import { TYPES } from '../../../src/cards/validate/table.generated';
import { validateCard } from '../../../src/cards/validate/validate-card';
import { EMPTY_FORM } from '../../support/form';
import { propertyRuns } from '../../support/property-runs';
import { ROOT } from '../../support/root';

const KNOWN_GOOD = join(ROOT, 'test', 'vectors', 'card-corpus', 'known-good');

const card = (content: object) => toAttachment({ type: 'AdaptiveCard', version: '1.4', ...content })?.content;

const RAW = 'https://x.example/My Folder/ä?q=[{"a":1}]';
const ENCODED = 'https://x.example/My%20Folder/%C3%A4?q=%5B%7B%22a%22:1%7D%5D';

const open = (url: string) => ({ type: 'Action.OpenUrl', title: 'Open', url });

it.each<[string, (url: string) => object]>([
	['a button', (url) => ({ actions: [open(url)] })],
	[
		'a button and its icon in a set',
		(url) => ({ body: [{ type: 'ActionSet', actions: [{ ...open(url), iconUrl: url }] }] }),
	],
	[
		'a button on a card that is shown',
		(url) => ({
			actions: [{ type: 'Action.ShowCard', title: 'More', card: { type: 'AdaptiveCard', actions: [open(url)] } }],
		}),
	],
	['an image, and what it opens', (url) => ({ body: [{ type: 'Image', url, selectAction: open(url) }] })],
	['images of a set', (url) => ({ body: [{ type: 'ImageSet', images: [{ type: 'Image', url }] }] })],
	[
		'a container and a column that open a page',
		(url) => ({
			body: [
				{
					type: 'Container',
					selectAction: open(url),
					items: [{ type: 'ColumnSet', columns: [{ type: 'Column', selectAction: open(url), items: [] }] }],
				},
			],
		}),
	],
	['a whole card that opens a page', (url) => ({ selectAction: open(url) })],
	[
		'a text that opens a page',
		(url) => ({
			body: [{ type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'x', selectAction: open(url) }] }],
		}),
	],
	[
		'backgrounds',
		(url) => ({ backgroundImage: url, body: [{ type: 'Container', items: [], backgroundImage: { url } }] }),
	],
	['media', (url) => ({ body: [{ type: 'Media', poster: url, sources: [{ mimeType: 'video/mp4', url }] }] })],
	[
		'a fallback, and what no version knows',
		(url) => ({ body: [{ type: 'Hologram', url, fallback: { type: 'Image', url } }] }),
	],
])('encodes the addresses of %s', (_title, build) => {
	expect(card(build(RAW))).toEqual(card(build(ENCODED)));
	expect(JSON.stringify(card(build(RAW)))).not.toContain('My Folder');
});

it('encodes an address alike in the form, in JSON and where a MessageCard is converted', () => {
	const form = buildFormCard({
		...EMPTY_FORM,
		title: 'x',
		buttons: [{ title: 'Open', url: RAW }],
		images: [{ url: RAW, altText: '' }],
	});
	expect(form.findings).toEqual([]);
	expect(form.attachment.content).toMatchObject({
		actions: [{ url: ENCODED }],
		body: [{}, { type: 'Image', url: ENCODED }],
	});
	expect(card({ actions: [open(RAW)], body: [{ type: 'Image', url: RAW }] })).toMatchObject({
		actions: [{ url: ENCODED }],
		body: [{ url: ENCODED }],
	});
	const messageCard = {
		sections: [{ images: [{ image: RAW }] }],
		potentialAction: [{ '@type': 'OpenUri', name: 'Open', targets: [{ os: 'default', uri: RAW }] }],
	};
	const converted = convertMessageCard(messageCard, { fullWidth: true });
	expect(converted.findings).toEqual([]);
	expect(converted.attachment.content).toMatchObject({
		actions: [{ url: ENCODED }],
		body: [{ items: [{ url: ENCODED }] }],
	});
});

it('encodes a MessageCard that is sent as it is, but no address that values of inputs are put into', () => {
	const post = 'https://x.example/{{id.value}}/a b';
	const read = toAttachment({
		'@type': 'MessageCard',
		sections: [{ activityImage: RAW, heroImage: { image: RAW } }],
		potentialAction: [
			{ '@type': 'OpenUri', targets: [{ os: 'default', uri: RAW }] },
			{ '@type': 'ViewAction', target: [RAW] },
			{ '@type': 'HttpPOST', target: post, body: RAW },
		],
	});
	expect(read?.content).toMatchObject({
		sections: [{ activityImage: ENCODED, heroImage: { image: ENCODED } }],
		potentialAction: [{ targets: [{ uri: ENCODED }] }, { target: [ENCODED] }, { target: post, body: RAW }],
	});
});

it('encodes the buttons of bot cards and the address of an attachment', () => {
	expect(
		toAttachment({
			contentType: 'application/vnd.microsoft.card.hero',
			content: {
				images: [{ url: RAW }],
				buttons: [
					{ type: 'openUrl', value: RAW },
					{ type: 'imBack', value: RAW },
				],
			},
		})?.content,
	).toEqual({
		images: [{ url: ENCODED }],
		buttons: [
			{ type: 'openUrl', value: ENCODED },
			{ type: 'imBack', value: RAW },
		],
	});
	expect(withEncodedUrls({ contentType: 'image/png', contentUrl: RAW })).toEqual({
		contentType: 'image/png',
		contentUrl: ENCODED,
	});
	expect(withEncodedUrls({ contentType: 'image/png', contentUrl: null })).toEqual({
		contentType: 'image/png',
		contentUrl: null,
	});
});

it('leaves everything else alone: texts, data, templates, images in the card, and what is no address', () => {
	const body = [
		{ type: 'TextBlock', text: RAW },
		{ type: 'Image', url: 'data:image/svg+xml;utf8,<svg a="b">' },
		{ type: 'Image', url: 'https://x.example/${name}/a b' },
		{ type: 'FactSet', facts: [{ title: RAW, value: RAW }] },
		{ type: 'Input.Text', id: 'x', value: RAW },
		null,
		7,
	];
	const content = {
		body,
		actions: [{ type: 'Action.Submit', title: 'x', data: { url: RAW } }, open('/My Folder')],
		msteams: { entities: [{ url: RAW }] },
		seen: new Date(0),
	};
	expect(card(content)).toEqual({ type: 'AdaptiveCard', version: '1.4', ...content });
});

it('knows every member that holds an address by the table of elements', () => {
	const found = Object.keys(TYPES).flatMap((key) =>
		[...(typeNamed(key)?.members ?? [])]
			.filter(([, { shape }]) => ['url', 'image', 'icon', 'open-url'].includes(shape.text ?? ''))
			.map(([name]) => name),
	);
	expect(found.length).toBeGreaterThan(20);
	expect([...new Set(found)].filter((name) => !URL_MEMBERS.has(name))).toEqual([]);
});

it('leaves every card of the corpus as it is', () => {
	const files = readdirSync(KNOWN_GOOD);
	expect(files.length).toBeGreaterThan(50);
	for (const file of files) {
		const { card: content } = JSON.parse(readFileSync(join(KNOWN_GOOD, file), 'utf8')) as { card?: object };
		expect(content).toBeDefined();
		expect(card(content ?? {})).toEqual({ version: '1.4', ...content, type: 'AdaptiveCard' });
	}
});

it('gives cards whose addresses the check accepts', () => {
	const path = fc
		.array(fc.constantFrom(' ', 'ü', '[', ']', '{"a":1}', '%', '%20', '\\', '^', '|', 'a/b', '?', '#', '\n'), {
			maxLength: 8,
		})
		.map((parts) => `https://x.example/${parts.join('')}`);
	fc.assert(
		fc.property(path, path, (button, image) => {
			const content = card({ body: [{ type: 'Image', url: image }], actions: [open(button)] });
			expect(validateCard(content, 'workflows')).toEqual([]);
			expect(JSON.stringify(content)).not.toMatch(/[\s|^<>ü]|\\\\/);
			expect(card(content ?? {})).toEqual(content);
		}),
		{ numRuns: propertyRuns(500) },
	);
});

it('ends at an object that stands in itself, and at any depth', () => {
	const loop: Record<string, unknown> = { type: 'Container', url: RAW };
	loop.items = [loop, loop];
	loop.other = loop;
	expect(card({ body: [loop] })?.body).toMatchObject([{ url: ENCODED }]);
	let deep: object = { url: RAW };
	for (let level = 0; level < 20_000; level += 1) deep = { items: [deep] };
	expect(() => card(deep)).not.toThrow();
});
